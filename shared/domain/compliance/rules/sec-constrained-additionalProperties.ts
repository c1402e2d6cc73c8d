/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const secConstrainedAdditionalProperties = defineRule({
  id: 'sec-constrained-additionalProperties',
  severity: 'warn',
  profile: 'security',
  official: 'security',
  reference: 'SECURITY',
  level: 'SHOULD',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
