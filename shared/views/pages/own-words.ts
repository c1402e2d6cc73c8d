/**
 * Sentences of ours that are kept or sent in English, for programs and people, as an Italian page says them: what was wrong
 * with a request, and what a visit met. What they hold of others stays as it is.
 */
import type { Language } from './language.ts';

type InItalian = readonly [sentence: RegExp, italian: string];

const ofRequests: readonly InItalian[] = [
  [/^No such address: (.+)\. What there is: .+\.$/s, 'Nessuna pagina all’indirizzo $1.'],
  [/^No API (.*)\.$/s, 'Nessuna API con l’identificativo $1.'],
  [/^No administration (.*)\.$/s, 'Nessuna amministrazione con l’identificativo $1.'],
  [/^No rule (.*)\.$/s, 'Nessuna regola con l’identificativo $1.'],
  [/^No page in language (.*)\.$/s, 'Nessuna pagina nella lingua $1.'],
  [
    /^No figures of (\S+): it is not over, or nothing was counted in it\..*$/,
    'Nessun dato per $1: non è ancora terminato, oppure non vi è stato contato nulla.',
  ],
  [/^No file (.*)\.$/s, 'Nessun file $1.'],
  [/^Not known here: (.+)\. Known: none\.$/s, 'Filtri non previsti: $1. Qui non se ne prevede alcuno.'],
  [/^Not known here: (.+)\. Known: (.+)\.$/s, 'Filtri non previsti: $1. Previsti: $2.'],
  [/^(\S+) must be one of (.+)\.$/, 'Valori ammessi per «$1»: $2.'],
  [/^(\S+) must be a whole number from (\d+) to (\d+)\.$/, '«$1» deve essere un numero intero da $2 a $3.'],
  [
    /^(\S+) must be true or false, or have no value\.$/,
    '«$1» deve essere true o false, oppure non avere alcun valore.',
  ],
  [
    /^(\S+) must be 1 to 64 letters, digits, dots, underscores or hyphens\.$/,
    '«$1» deve avere da 1 a 64 lettere, cifre, punti, trattini o trattini bassi.',
  ],
  [/^(\S+) must be a quarter such as (\S+)\.$/, '«$1» deve essere un trimestre, per esempio $2.'],
  [
    /^(\S+) must be a month such as (\S+), from 1970 on\.$/,
    '«$1» deve essere un mese dal 1970 in poi, per esempio $2.',
  ],
  [
    /^(\S+) must be a day of the calendar such as (\S+), from (\S+) to (\S+)\.$/,
    '«$1» deve essere un giorno del calendario dal $3 al $4, per esempio $2.',
  ],
  [/^(\S+) is given more than once\.$/, '«$1» è indicato più di una volta.'],
  [/^(\S+) must be percent-encoded UTF-8\.$/, '«$1» deve essere scritto in UTF-8 con la codifica percentuale.'],
  [/^(\S+) may have (\d+) characters; this one has (\d+)\.$/, '«$1» può avere $2 caratteri; questo ne ha $3.'],
  [
    /^A query may have (\d+) bytes; this one has (\d+)\.$/,
    'I filtri di un indirizzo possono occupare $1 byte; questi ne occupano $2.',
  ],
  [
    /^The cursor was not made by this list( in this order)?\. Start again without it\.$/,
    'La posizione indicata («cursor») non è di questo elenco, o non del suo ordine.',
  ],
  [
    /^Changes are those of an API, of an administration or of a tag: give one\.$/,
    'I cambiamenti sono quelli di una API, di una amministrazione o di una etichetta: indicarne una sola.',
  ],
  [
    /^The catalogue has not been listed yet: that is done by the first roll-up\.$/,
    'Il catalogo non è stato ancora composto: lo sarà con il primo riepilogo.',
  ],
  [
    /^Nothing has been counted yet: that is done by the first roll-up\.$/,
    'Non è stato ancora contato nulla: lo sarà con il primo riepilogo.',
  ],
  [/^(\S+) is not for this address; it takes (.+)\.$/, 'Questo indirizzo non ammette $1, ma $2.'],
  [/^There is (\S+) here, which the Accept header excludes\.$/, 'Qui c’è $1, che l’intestazione Accept esclude.'],
  [
    /^The request failed through our own fault; it has been logged\.$/,
    'La richiesta non è riuscita per un errore del servizio, che è stato registrato.',
  ],
];

const ofVisits: readonly InItalian[] = [
  [/^asked: (.+)$/s, 'richiesti: $1'],
  [/^found at (\S+)$/, 'trovato in $1'],
  [/^(\S+) gives neither a catalogue nor a description$/, '$1 non dà né un catalogo né una descrizione'],
  [/^robots\.txt forbids (\S+)$/, 'robots.txt vieta $1'],
  [/^robots\.txt of that origin forbids it$/, 'il robots.txt di quel sito lo vieta'],
  [/^robots\.txt of that origin can not be read$/, 'il robots.txt di quel sito non è leggibile'],
  [
    /^not asked: this origin failed with (\S+) before in this run$/,
    'non richiesto: questo sito ha già dato $1 nello stesso giro di visite',
  ],
  [
    /^not asked: this origin failed with (\S+) before and asked for rest$/,
    'non richiesto: questo sito ha già dato $1 e chiesto di attendere',
  ],
  [/^not asked for$/, 'non richiesto'],
  [/^no longer listed since (\S+)$/, 'non più in elenco dal $1'],
  [
    /^another content than the published one \((\S+)\): it counts once it is seen twice$/,
    'un contenuto diverso da quello pubblicato ($1): conta quando è visto due volte',
  ],
  [/^a firewall's page instead of an answer \((.+)\)$/, 'la pagina di un firewall invece di una risposta ($1)'],
  [/^HTTP (\d+), page of a firewall \((.+)\)$/, 'HTTP $1, pagina di un firewall ($2)'],
  [/^HTTP (\d+) without a body$/, 'HTTP $1 senza contenuto'],
  [/^HTTP (\d+) without Location$/, 'HTTP $1 senza Location'],
  [/^HTTP (\d+)$/, 'HTTP $1'],
  [/^it leads to another origin$/, 'porta a un altro sito'],
  [/^after (\d+) redirects$/, 'dopo $1 reindirizzamenti'],
  [/^more than (\d+) redirects$/, 'più di $1 reindirizzamenti'],
  [/^not open after (\d+) ms$/, 'non aperta dopo $1 ms'],
];

export type OwnWords = { readonly text: string; readonly lang: Language };

const inLanguage = (table: readonly InItalian[], text: string, language: Language): OwnWords => {
  const [sentence, italian] = (language === 'it' && table.find(([each]) => each.test(text))) || [];
  return sentence === undefined || italian === undefined
    ? { text, lang: 'en' }
    : { text: text.replace(sentence, italian), lang: 'it' };
};

/** What was wrong with a request; in English where there are no other words for it. */
export const requestWords = (text: string, language: Language): OwnWords => inLanguage(ofRequests, text, language);

/** What a visit met, likewise. */
export const visitWords = (text: string, language: Language): OwnWords => inLanguage(ofVisits, text, language);
