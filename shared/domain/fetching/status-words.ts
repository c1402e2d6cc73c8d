/** Words and repair of each HTTP status that is not an answer to what was asked (RFC 9110 §15). */
import type { Text } from '../text.ts';

type StatusWords = { readonly words: Text; readonly fix: Text };

const overloaded: Text = {
  en: 'Check the service and its load; announce maintenance with Retry-After.',
  it: 'Verificare il servizio e il suo carico; annunciare la manutenzione con Retry-After.',
};
const upstream: Text = {
  en: 'Check the service behind the gateway.',
  it: 'Verificare il servizio a monte del gateway.',
};
const publicAccess: Text = {
  en: 'Allow anonymous GET requests to this address.',
  it: 'Consentire richieste GET anonime a questo indirizzo.',
};
const rightAddress: Text = {
  en: 'Restore the document, or correct the address where it is listed.',
  it: "Ripristinare il documento oppure correggere l'indirizzo nel catalogo che lo elenca.",
};

const statuses: { readonly [status: number]: StatusWords } = {
  206: {
    words: { en: 'Only a part of the document, not asked for', it: 'Solo una parte del documento, non richiesta' },
    fix: { en: 'Answer 200 with the whole document.', it: 'Rispondere 200 con il documento intero.' },
  },
  304: {
    words: {
      en: '"Not modified" to a request that carried no condition',
      it: '«Non modificato» a una richiesta priva di condizioni',
    },
    fix: { en: 'Answer 200 with the document.', it: 'Rispondere 200 con il documento.' },
  },
  400: {
    words: { en: 'The server calls our request faulty', it: 'Il server considera errata la richiesta' },
    fix: { en: 'Answer a plain GET with the document.', it: 'Rispondere a una semplice GET con il documento.' },
  },
  401: { words: { en: 'Credentials are required', it: 'Sono richieste credenziali' }, fix: publicAccess },
  403: { words: { en: 'Access is forbidden', it: "L'accesso è vietato" }, fix: publicAccess },
  404: { words: { en: 'Nothing is found at the address', it: "All'indirizzo non si trova nulla" }, fix: rightAddress },
  405: {
    words: { en: 'The method is not allowed', it: 'Il metodo non è consentito' },
    fix: { en: 'Allow GET on this address.', it: 'Consentire il metodo GET su questo indirizzo.' },
  },
  406: {
    words: { en: 'None of the formats we accept is offered', it: 'Nessuno dei formati accettati è disponibile' },
    fix: {
      en: 'Answer with the document whatever the Accept header.',
      it: "Rispondere con il documento qualunque sia l'intestazione Accept.",
    },
  },
  408: {
    words: { en: 'The server waited for our request too long', it: 'Tempo di attesa scaduto lato server' },
    fix: overloaded,
  },
  410: {
    words: { en: 'The document was removed for good', it: 'Il documento è stato rimosso definitivamente' },
    fix: rightAddress,
  },
  421: {
    words: { en: 'This host is not served here', it: 'Questo host non è servito qui' },
    fix: { en: 'Configure the host name on the server.', it: "Configurare il nome dell'host sul server." },
  },
  429: {
    words: { en: 'Too many requests', it: 'Troppe richieste' },
    fix: {
      en: 'Allow at least one request a second, and say when to return with Retry-After.',
      it: 'Consentire almeno una richiesta al secondo e indicare con Retry-After quando riprovare.',
    },
  },
  451: {
    words: { en: 'Withheld for legal reasons', it: 'Non disponibile per motivi legali' },
    fix: rightAddress,
  },
  500: { words: { en: 'Internal error of the server', it: 'Errore interno del server' }, fix: overloaded },
  501: {
    words: { en: 'The server cannot do what was asked', it: 'Il server non supporta la richiesta' },
    fix: { en: 'Allow GET on this address.', it: 'Consentire il metodo GET su questo indirizzo.' },
  },
  502: {
    words: { en: 'The gateway got a faulty answer', it: 'Il gateway ha ricevuto una risposta errata' },
    fix: upstream,
  },
  503: { words: { en: 'Service unavailable', it: 'Servizio non disponibile' }, fix: overloaded },
  504: {
    words: { en: 'The gateway got no answer in time', it: 'Il gateway non ha ricevuto risposta in tempo' },
    fix: upstream,
  },
};

function describeFamily(status: number): StatusWords {
  if (status >= 500) return { words: { en: 'Error of the server', it: 'Errore del server' }, fix: overloaded };
  if (status >= 400)
    return { words: { en: 'The request is refused', it: 'La richiesta è respinta' }, fix: publicAccess };
  return {
    words: { en: 'Unexpected status', it: 'Stato inatteso' },
    fix: { en: 'Answer 200 with the document.', it: 'Rispondere 200 con il documento.' },
  };
}

/** Words that end with the status itself: "Service unavailable (HTTP 503)". */
export function describeStatus(status: number): StatusWords {
  const { words, fix } = statuses[status] ?? describeFamily(status);
  return { words: { en: `${words.en} (HTTP ${status})`, it: `${words.it} (HTTP ${status})` }, fix };
}
