/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const useSemver = defineRule({
  id: 'use-semver',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
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
