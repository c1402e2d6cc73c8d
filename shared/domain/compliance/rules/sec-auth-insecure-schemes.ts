/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const secAuthInsecureSchemes = defineRule({
  id: 'sec-auth-insecure-schemes',
  severity: 'error',
  profile: 'security',
  official: 'security',
  reference: 'SECURITY',
  level: 'MUST',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
