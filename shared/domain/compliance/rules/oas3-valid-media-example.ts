/** STUB */
import { defineRule, openapi3 } from '../rule.ts';

export const oas3ValidMediaExample = defineRule({
  id: 'oas3-valid-media-example',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'OPENAPI',
  level: 'MUST',
  versions: openapi3,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
