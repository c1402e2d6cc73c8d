/**
 * The closed list of ways a fetch fails: class, words and repair of each. `permanent`: trying again soon will not help,
 * the publisher must act; `transient`: it may pass; `ours`: our own network or settings, never counted against anybody.
 */
import type { Text } from '../text.ts';

export type FailureClass = 'permanent' | 'transient' | 'ours';

export type FetchCodeFacts = { readonly class: FailureClass; readonly words: Text; readonly fix: Text };

export const fetchCodes = {
  'url-invalid': {
    class: 'permanent',
    words: { en: 'The address is not a valid URL', it: "L'indirizzo non è un URL valido" },
    fix: { en: 'Publish an absolute http(s) URL.', it: 'Pubblicare un URL http(s) assoluto.' },
  },
} as const satisfies { readonly [code: string]: FetchCodeFacts };

export type FetchCode = keyof typeof fetchCodes;
