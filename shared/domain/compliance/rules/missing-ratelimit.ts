/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const missingRatelimit = defineRule({
  id: 'missing-ratelimit',
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
