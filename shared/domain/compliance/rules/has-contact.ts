/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const hasContact = defineRule({
  id: 'has-contact',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'CATALOGUE',
  level: 'MUST',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
