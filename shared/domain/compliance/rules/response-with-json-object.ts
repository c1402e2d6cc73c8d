/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const responseWithJsonObject = defineRule({
  id: 'response-with-json-object',
  severity: 'warn',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_FORMAT_002',
  level: 'SHOULD',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
