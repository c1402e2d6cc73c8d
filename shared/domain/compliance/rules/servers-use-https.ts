/** STUB */
import { defineRule, everyVersion } from '../rule.ts';

export const serversUseHttps = defineRule({
  id: 'servers-use-https',
  severity: 'error',
  profile: 'guideline',
  official: 'full',
  reference: 'ID_AUTH_CHANNEL_01',
  level: 'MUST',
  versions: everyVersion,
  title: { en: '', it: '' },
  why: { en: '', it: '' },
  fix: { en: '', it: '' },
  faults: { fault: { message: { en: '', it: '' } } },
  examples: { good: [], bad: [] },
  create: () => ({}),
});
