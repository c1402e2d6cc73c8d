/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const hasXApiId = defineRule({
  id: 'has-x-api-id',
  severity: 'hint',
  profile: 'guideline',
  official: 'full',
  reference: 'CATALOGUE',
  level: 'MAY',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
