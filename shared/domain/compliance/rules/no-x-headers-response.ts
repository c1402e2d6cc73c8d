/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const noXHeadersResponse = defineRule({
  id: 'no-x-headers-response',
  severity: 'warn',
  profile: 'guideline',
  official: 'full',
  reference: 'RFC6648',
  level: 'SHOULD',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
