/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const patchJsonPatchMediatype = defineRule({
  id: 'patch-json-patch-mediatype',
  severity: 'warn',
  profile: 'guideline',
  official: 'full',
  reference: 'RFC6902',
  level: 'MUST',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
