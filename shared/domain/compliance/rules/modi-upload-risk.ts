/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const modiUploadRisk = defineRule({
  id: 'modi-upload-risk',
  severity: 'warn',
  profile: 'guideline',
  reference: 'CATALOGUE',
  level: 'SHOULD',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
