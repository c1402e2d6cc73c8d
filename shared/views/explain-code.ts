/** The words and the repair of any code a reader may meet: a fetch code, a problem of a description, a catalogue's quirk. */
import { catalogueDiagnostics } from '../domain/catalogue/catalogue-diagnostics.ts';
import { problemCodes } from '../domain/description/problem-codes.ts';
import { describeFetchCode, type FetchCode, fetchCodes } from '../domain/fetching/fetch-codes.ts';
import type { Text } from '../domain/text.ts';
import { describeProbeCode } from '../domain/uptime/probe-codes.ts';

export type Explanation = { readonly words: Text; readonly fix: Text };

const own: { readonly [code: string]: Explanation } = {
  'not-a-description': {
    words: { en: 'The answer is not an API description', it: 'La risposta non è la descrizione di una API' },
    fix: {
      en: 'Serve the OpenAPI document itself at this address, not a page about it.',
      it: 'Pubblicare a questo indirizzo il documento OpenAPI, non una pagina che lo presenta.',
    },
  },
  unwatched: {
    words: {
      en: 'Its administration is no longer among those that this service watches: whether the API is still published is not known',
      it: 'La sua amministrazione non è più tra quelle osservate da questo servizio: non si sa se la API sia ancora pubblicata',
    },
    fix: {
      en: 'Ask whoever runs this service to register the administration again.',
      it: 'Chiedere a chi gestisce il servizio di registrare di nuovo l’amministrazione.',
    },
  },
  'no-catalogue': {
    words: { en: 'The site answers, but has no API catalogue', it: 'Il sito risponde, ma non ha un catalogo di API' },
    fix: {
      en: 'Publish a catalogue at /.well-known/api-catalog (RFC 9727), or register the address of each description.',
      it: 'Pubblicare un catalogo in /.well-known/api-catalog (RFC 9727), oppure registrare l’indirizzo di ogni descrizione.',
    },
  },
};

const tables: readonly { readonly [code: string]: Explanation }[] = [
  own,
  fetchCodes,
  problemCodes,
  catalogueDiagnostics,
];

/** A code with its words, as JSON has it. */
export const explained = (code: string | undefined): ({ readonly code: string } & Explanation) | null =>
  code === undefined ? null : { code, ...explainCode(code) };

/** A code of a look at an endpoint. */
export function explainProbeCode(code: string): Explanation {
  const facts = describeProbeCode(code);
  return facts === undefined ? explainCode(code) : { words: facts.words, fix: facts.fix };
}

/** A code of a look with its words, as JSON has it. */
export const explainedProbe = (code: string | undefined): ({ readonly code: string } & Explanation) | null =>
  code === undefined ? null : { code, ...explainProbeCode(code) };

export function explainCode(code: string): Explanation {
  for (const table of tables) {
    const found = Object.hasOwn(table, code) ? table[code] : undefined;
    if (found !== undefined) return { words: found.words, fix: found.fix };
  }
  if (/^http-\d{3}$/.test(code)) {
    const { words, fix } = describeFetchCode(code as FetchCode);
    return { words, fix };
  }
  return { words: { en: code, it: code }, fix: { en: '', it: '' } };
}
