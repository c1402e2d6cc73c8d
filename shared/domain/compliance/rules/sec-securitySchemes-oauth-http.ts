/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const secSecuritySchemesOauthHttp = defineRule({
  id: 'sec-securitySchemes-oauth-http',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'RFC6749',
  level: 'MUST',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
