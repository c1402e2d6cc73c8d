/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const modiNoNullValues = defineRule({
  id: 'modi-no-null-values',
  severity: 'error',
  profile: 'guideline',
  reference: 'RAC_REST_FORMAT_003',
  level: 'MUST',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
