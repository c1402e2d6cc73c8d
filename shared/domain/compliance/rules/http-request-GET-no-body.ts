/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const httpRequestGETNoBody = defineRule({
  id: 'http-request-GET-no-body',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_NAME_001',
  level: 'MUST',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
