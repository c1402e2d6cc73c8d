/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const modiNoBareArrays = defineRule({
  id: 'modi-no-bare-arrays',
  severity: 'warn',
  profile: 'guideline',
  reference: 'RAC_REST_FORMAT_002',
  level: 'SHOULD',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
