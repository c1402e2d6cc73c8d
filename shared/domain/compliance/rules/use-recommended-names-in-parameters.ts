/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const useRecommendedNamesInParameters = defineRule({
  id: 'use-recommended-names-in-parameters',
  severity: 'info',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_GEN_NAME_001',
  level: 'MUST',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
