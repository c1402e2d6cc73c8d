/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const modiDateFormat = defineRule({
  id: 'modi-date-format',
  severity: 'warn',
  profile: 'guideline',
  reference: 'RAC_GEN_FORMAT_003',
  level: 'MUST',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
