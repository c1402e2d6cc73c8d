/** STUB */
import { defineRule, openapi3 } from '../rule.ts';

export const secApikeysCookie = defineRule({
  id: 'sec-apikeys-cookie',
  severity: 'error',
  profile: 'security',
  official: 'security',
  reference: 'SECURITY',
  level: 'SHOULD',
  versions: openapi3,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
