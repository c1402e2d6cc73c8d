/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const hasTermsOfService = defineRule({
  id: 'has-termsOfService',
  severity: 'warn',
  profile: 'guideline',
  official: 'full',
  reference: 'CATALOGUE',
  level: 'SHOULD',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
