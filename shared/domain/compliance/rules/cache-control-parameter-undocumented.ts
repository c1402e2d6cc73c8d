/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const cacheControlParameterUndocumented = defineRule({
  id: 'cache-control-parameter-undocumented',
  severity: 'warn',
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
