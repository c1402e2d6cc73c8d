/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const noMethodNameInOperationId = defineRule({
  id: 'no-method-name-in-operationId',
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
