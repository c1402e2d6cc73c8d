/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const cacheResponsesIndeterminateBehavior = defineRule({
  id: 'cache-responses-indeterminate-behavior',
  severity: 'info',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_NAME_010',
  level: 'SHOULD',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
