/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const modiNoVersionInTitle = defineRule({
  id: 'modi-no-version-in-title',
  severity: 'error',
  profile: 'guideline',
  reference: 'RAC_GEN_002',
  level: 'MUST',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
