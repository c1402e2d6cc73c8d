/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const secSecuritySchemesOauthAllowedFlows = defineRule({
  id: 'sec-securitySchemes-oauth-allowed-flows',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'RFC9700',
  level: 'MUST',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
