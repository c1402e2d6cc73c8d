/** STUB */
import { defineRule, openapi3 } from '../rule.ts';

export const secSecuritySchemesJwt = defineRule({
  id: 'sec-securitySchemes-jwt',
  severity: 'warn',
  profile: 'security',
  official: 'security',
  reference: 'RFC8725',
  level: 'SHOULD',
  versions: openapi3,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
