/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const modiCredentialsInUrl = defineRule({
  id: 'modi-credentials-in-url',
  severity: 'error',
  profile: 'guideline',
  reference: 'RAC_GEN_004',
  level: 'MUST',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
