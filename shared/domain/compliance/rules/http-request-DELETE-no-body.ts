/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const httpRequestDELETENoBody = defineRule({
  id: 'http-request-DELETE-no-body',
  severity: 'warn',
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
