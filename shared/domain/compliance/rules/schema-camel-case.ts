/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const schemaCamelCase = defineRule({
  id: 'schema-camel-case',
  severity: 'hint',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_GEN_NAME_003',
  level: 'MAY',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
