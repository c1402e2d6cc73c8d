/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const modiCodeFormats = defineRule({
  id: 'modi-code-formats',
  severity: 'hint',
  profile: 'guideline',
  reference: 'RAC_GEN_FORMAT_005',
  level: 'MUST',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
