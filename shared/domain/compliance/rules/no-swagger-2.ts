/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const noSwagger2 = defineRule({
  id: 'no-swagger-2',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_GEN_001',
  level: 'MUST',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
