/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const modiQueryParameterNames = defineRule({
  id: 'modi-query-parameter-names',
  severity: 'warn',
  profile: 'guideline',
  reference: 'RAC_REST_NAME_005',
  level: 'MUST',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
