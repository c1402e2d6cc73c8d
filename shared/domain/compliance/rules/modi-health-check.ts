/** STUB */
import { defineRule, openapi3 } from '../rule.ts';

export const modiHealthCheck = defineRule({
  id: 'modi-health-check',
  severity: 'info',
  profile: 'guideline',
  reference: 'CATALOGUE',
  level: 'SHOULD',
  versions: openapi3,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
