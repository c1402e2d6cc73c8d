/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const modiLifecycle = defineRule({
  id: 'modi-lifecycle',
  severity: 'info',
  profile: 'guideline',
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
