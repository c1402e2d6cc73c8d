/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const modiPropertyStyle = defineRule({
  id: 'modi-property-style',
  severity: 'warn',
  profile: 'guideline',
  reference: 'RAC_GEN_NAME_002',
  level: 'SHOULD',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
