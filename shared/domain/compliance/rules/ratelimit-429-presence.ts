/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const ratelimit429Presence = defineRule({
  id: 'ratelimit-429-presence',
  severity: 'warn',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_ROBUSTEZZA_001',
  level: 'MUST',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
