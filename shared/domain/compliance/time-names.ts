/** Names that say a date, an instant or a duration (RAC_GEN_FORMAT_003 and 004), in Italian and English, by whole words. */

const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** A date or an instant whatever stands beside it. */
const instants = list('timestamp datetime dataora');
/** One word as people write two. */
const joined = list(`birthdate startdate enddate issuedate duedate expirydate expirationdate creationdate updatedate
  datanascita datainizio datafine datascadenza dataemissione datarilascio datacreazione datamodifica dataaggiornamento
  datapubblicazione dataregistrazione datapagamento dataprotocollo datadecesso datafattura`);

/** `created_at`: a participle before `at`; those that don't end in `-ed`. */
const participles = list('sent begun built paid read seen held taken given');

/** After these a date is spoken about, not given: `date_format`, `dateRange`, `data_nascita_precision`. */
const about =
  list(`format formato type tipo tipologia label description descrizione text testo range id code codice status
  stato precision precisione zone timezone name nome year anno month mese day giorno field filter filtro pattern key source
  order ordine operator operatore count flag note quality motivo list presente certa valida`);

/** After `data` in Italian: what happened on that day. English has `data_type`, `data_source`: only these count. */
const events =
  list(`nascita decesso morte inizio fine termine scadenza rilascio arrivo partenza invio modifica revoca firma
  stipula verifica consegna nomina notifica ricevuta richiesta rinuncia rimborso protocollo ora da dal al di ultima ultimo
  prima inizio matrimonio divorzio evento visita contabile valuta esecuzione delibera accordo incasso valutazione ritiro
  rinnovo avvio blocco carico fattura emissione atto bonifico arrivo immissione entrata uscita ingresso pubblicazione`);
/** Italian nouns for what happens: `aggiornamento`, `creazione`, `decorrenza`, `apertura`. */
const eventEnding = /(?:ione|mento|enza|tura|sura|ato|ita|uta|ito|uto)$/;
/** The only ones of these endings that begin a payload's name. */
const notEvents = list('formato stato tipologia');

const isEvent = (word: string): boolean => events.has(word) || (eventEnding.test(word) && !notEvents.has(word));

/** Which format a name asks for; undefined when it says no date. `data` alone is a payload as often as a date. */
export function readDateName(words: readonly string[]): 'date' | 'date-time' | undefined {
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  if (about.has(last) && words.length > 1) return undefined;
  const beforeLast = words.at(-2) ?? '';
  if (last === 'at' && (participles.has(beforeLast) || /[a-z]ed$/.test(beforeLast))) return 'date-time';
  if (words.some((word) => instants.has(word))) return 'date-time';
  if (last === 'time' && beforeLast === 'date') return 'date-time';
  if (first === 'data' && words[1] === 'ora') return 'date-time';
  if (first === 'date' || last === 'date' || words.some((word) => joined.has(word))) return 'date';
  return first === 'data' && words.length > 1 && isEvent(words[1] ?? '') ? 'date' : undefined;
}

const durations = list('durata duration ttl timeout');

/** After these a duration is spoken about: `duration_unit`, `tipoDurata` begins with one. */
const aboutDuration = list('unit unita type tipo description descrizione label text testo id code codice note');

/** `interval` and `intervallo` only alone: an interval may also be of numbers or places. */
export function isDurationName(words: readonly string[]): boolean {
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  if (aboutDuration.has(first) || aboutDuration.has(last)) return false;
  return durations.has(first) || durations.has(last);
}
