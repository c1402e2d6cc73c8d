/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const secSecuritySchemesOauth = defineRule({
  id: 'sec-securitySchemes-oauth',
  severity: 'warn',
  profile: 'security',
  official: 'security',
  reference: 'RFC8725',
  level: 'SHOULD',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
