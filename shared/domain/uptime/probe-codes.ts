/**
 * The codes a look at an endpoint may end with, as whoever keeps the endpoint should read them: a failed fetch is told by
 * the words of all fetches, with a repair that is about an address that is asked how an API is, not about a document.
 */
import { describeFetchCode, type FailureClass, type FetchCode, fetchCodes } from '../fetching/fetch-codes.ts';
import type { Text } from '../text.ts';

/** `fine`: nothing is wrong. */
export type ProbeCodeFacts = { readonly class: FailureClass | 'fine'; readonly words: Text; readonly fix: Text };

const nothing: Text = { en: 'Nothing to repair.', it: 'Nulla da correggere.' };
const rightAddress: Text = {
  en: 'Serve the status of the API at this address, or give another one: `x-healthCheck` of the server, the `status` link of the catalogue, or `servers`.',
  it: 'Servire a questo indirizzo lo stato della API, oppure indicarne un altro: `x-healthCheck` del server, il collegamento `status` del catalogo o `servers`.',
};
const openOrDeclared: Text = {
  en: 'Declare the security of the API in its description, or let anybody read its status with GET.',
  it: 'Dichiarare nella descrizione la sicurezza della API, oppure consentire a chiunque di leggerne lo stato con GET.',
};
const plainGet: Text = {
  en: 'Answer a plain GET without parameters at this address, or give another one in `x-healthCheck`.',
  it: 'Rispondere a questo indirizzo a una semplice GET senza parametri, oppure indicarne un altro in `x-healthCheck`.',
};
const inTime: Text = {
  en: 'Check the load of the service and of what it depends on: a status is answered within ten seconds.',
  it: 'Verificare il carico del servizio e dei sistemi da cui dipende: lo stato va fornito entro dieci secondi.',
};

/** Codes that only a look has. */
const own: { readonly [code: string]: ProbeCodeFacts } = {
  'needs-credentials': {
    class: 'fine',
    words: { en: 'Answers, and asks for credentials', it: 'Risponde e richiede credenziali' },
    fix: nothing,
  },
  slow: {
    class: 'transient',
    words: {
      en: 'Answers, but takes longer than declared or than it used to',
      it: 'Risponde, ma impiega più di quanto dichiarato o più del solito',
    },
    fix: {
      en: 'Check the load of the service; declare the time it may take as `timeout` of `x-healthCheck`.',
      it: 'Verificare il carico del servizio; dichiarare il tempo ammesso come `timeout` di `x-healthCheck`.',
    },
  },
  'says-unwell': {
    class: 'transient',
    words: {
      en: 'Answers, and says itself that not all is well',
      it: 'Risponde e segnala esso stesso che qualcosa non funziona',
    },
    fix: {
      en: 'See the body of the status: `status` is an error there, or a word such as fail, warn or down.',
      it: 'Vedere il corpo della risposta di stato: `status` vi indica un errore o una parola come fail, warn o down.',
    },
  },
};

/** Repairs of codes that a document's publisher would mend otherwise. */
const repairs: { readonly [code: string]: Text } = {
  'http-400': plainGet,
  'http-401': openOrDeclared,
  'http-403': openOrDeclared,
  'http-404': rightAddress,
  'http-405': plainGet,
  'http-406': plainGet,
  'http-410': rightAddress,
  'http-429': {
    en: 'Allow a GET each few minutes, or say with `interval` of `x-healthCheck` how often it may be asked.',
    it: 'Consentire una GET ogni pochi minuti, oppure indicare con `interval` di `x-healthCheck` la frequenza ammessa.',
  },
  'http-451': rightAddress,
  'http-501': plainGet,
  // As `excuse` (settle.ts) judges it: whoever sent Retry-After in vain reads why.
  'http-503': {
    en: 'Check the service and its load. Announce maintenance beforehand, or with Retry-After, which counts for an hour at most, if it names no longer time and the service answered well for the hour before; otherwise it is an outage.',
    it: 'Verificare il servizio e il suo carico. Annunciare la manutenzione in anticipo, oppure con Retry-After, che vale al massimo per un’ora, se non indica un tempo più lungo e se nell’ora precedente il servizio rispondeva regolarmente; altrimenti risulta un’interruzione.',
  },
  'url-scheme': {
    en: 'Give an address that starts with https://.',
    it: 'Indicare un indirizzo che inizi con https://.',
  },
  'url-userinfo': {
    en: 'Remove what stands before "@" in the address.',
    it: 'Togliere dall’indirizzo ciò che precede «@».',
  },
  'redirect-limit': rightAddress,
  'redirect-loop': rightAddress,
  'timeout-total': inTime,
  'too-large': rightAddress,
  blocked: {
    en: 'Allow GET requests of this service, which names itself in the User-Agent, to the status address.',
    it: 'Consentire le richieste GET di questo servizio, riconoscibile dallo User-Agent, verso l’indirizzo di stato.',
  },
};

const words: { readonly [code: string]: Text } = {
  'http-410': { en: 'The address was removed for good (HTTP 410)', it: 'L’indirizzo è stato rimosso (HTTP 410)' },
  'too-large': { en: 'The answer exceeds the size allowed', it: 'La risposta supera la dimensione ammessa' },
};

const isFine = (code: string): boolean => /^http-[23]\d\d$/.test(code);

function describeKnown(code: FetchCode): ProbeCodeFacts {
  if (isFine(code))
    return {
      class: 'fine',
      words: { en: `Answers (${code.replace('http-', 'HTTP ')})`, it: `Risponde (${code.replace('http-', 'HTTP ')})` },
      fix: nothing,
    };
  const facts = describeFetchCode(code);
  return { class: facts.class, words: words[code] ?? facts.words, fix: repairs[code] ?? facts.fix };
}

/** Undefined of what is no code of a look. */
export function describeProbeCode(code: string): ProbeCodeFacts | undefined {
  if (Object.hasOwn(own, code)) return own[code];
  const isKnown = Object.hasOwn(fetchCodes, code) || /^http-[1-5]\d\d$/.test(code);
  return isKnown ? describeKnown(code as FetchCode) : undefined;
}

/** Statuses that say something of their own, and every other code. */
export const probeCodes: readonly string[] = [
  ...[200, 204, 301, 400, 401, 403, 404, 405, 406, 408, 410, 421, 429, 451, 500, 501, 502, 503, 504].map(
    (status) => `http-${status}`,
  ),
  ...Object.keys(own),
  ...Object.keys(fetchCodes).filter((code) => code !== 'empty'),
];
