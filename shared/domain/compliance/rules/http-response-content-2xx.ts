/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const httpResponseContent2xx = defineRule({
  id: 'http-response-content-2xx',
  severity: 'hint',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_NAME_001',
  level: 'MAY',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
