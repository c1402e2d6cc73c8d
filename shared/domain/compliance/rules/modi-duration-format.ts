/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const modiDurationFormat = defineRule({
  id: 'modi-duration-format',
  severity: 'warn',
  profile: 'guideline',
  reference: 'RAC_GEN_FORMAT_004',
  level: 'MUST',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
