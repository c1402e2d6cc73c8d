/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const allowedIntegerFormat = defineRule({
  id: 'allowed-integer-format',
  severity: 'hint',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_FORMAT_004',
  level: 'MUST',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
