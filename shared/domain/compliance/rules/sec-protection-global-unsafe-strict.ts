/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const secProtectionGlobalUnsafeStrict = defineRule({
  id: 'sec-protection-global-unsafe-strict',
  severity: 'info',
  profile: 'security',
  official: 'security',
  reference: 'SECURITY',
  level: 'SHOULD',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
