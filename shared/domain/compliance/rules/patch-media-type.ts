/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const patchMediaType = defineRule({
  id: 'patch-media-type',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'RFC5789',
  level: 'MUST',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
