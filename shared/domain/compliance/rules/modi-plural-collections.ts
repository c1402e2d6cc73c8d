/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const modiPluralCollections = defineRule({
  id: 'modi-plural-collections',
  severity: 'hint',
  profile: 'guideline',
  reference: 'RAC_REST_NAME_004',
  level: 'MAY',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
