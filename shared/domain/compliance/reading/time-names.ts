/** Names that say a date, an instant or a duration (RAC_GEN_FORMAT_003 and 004), in Italian and English, by whole words. */

const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** A date or an instant whatever stands beside it. */
const instants = list('timestamp datetime dataora');
/** One word as people write two. */
const joined = list(`birthdate startdate enddate issuedate duedate expirydate expirationdate creationdate updatedate
  datanascita datainizio datafine datascadenza dataemissione datarilascio datacreazione datamodifica dataaggiornamento
  datapubblicazione dataregistrazione datapagamento dataprotocollo datadecesso datafattura`);

/** Before `at`, as in `created_at`: those that don't end in `-ed`. */
const participles = list('sent begun built paid read seen held taken given expires activation');

/** `feedAt` is where, not when: words that only look like participles. */
const unlikeParticiples = list(`feed seed need speed breed deed weed heed bleed bed red led shed sled embed hundred`);

/** After these a date is spoken about, not given: `date_format`, `dateRange`, `data_nascita_precision`. */
const about =
  list(`format formato type tipo tipologia label description descrizione text testo range id code codice status
  stato precision precisione zone timezone name nome year anno month mese day giorno field filter filtro pattern key source
  order ordine operator operatore count flag note quality motivo list presente certa valida`);

/** After `data` in Italian: what happened on that day. English has `data_type`, `data_source`: only these count. */
const events =
  list(`nascita decesso morte inizio fine termine scadenza rilascio arrivo partenza invio modifica revoca firma
  stipula verifica consegna nomina notifica ricevuta richiesta rinuncia rimborso protocollo ora da dal al di ultima ultimo
  prima primo matrimonio divorzio evento visita contabile valuta delibera accordo incasso ritiro rinnovo avvio blocco
  sblocco carico fattura atto bonifico entrata uscita ingresso validita vigenza deposito subentro presubentro esame accesso
  episodio ordine documento esito sollecito`);
/** Italian nouns for what happens: `aggiornamento`, `creazione`, `decorrenza`, `apertura`. */
const eventEnding = /(?:ione|mento|enza|tura|sura)$/;

const isEvent = (word = ''): boolean => events.has(word) || eventEnding.test(word);

/** What `creationTime` and its like are: `startTime` may be an hour of the day. */
const moments = list('date creation expiration modification');
/** Ends of a span: `due_date_from`. */
const bounds = list('from to start end begin gt gte lt lte');

const isInstant = (words: readonly string[], last: string, beforeLast: string): boolean =>
  (last === 'at' &&
    (participles.has(beforeLast) || (/[a-z]ed$/.test(beforeLast) && !unlikeParticiples.has(beforeLast)))) ||
  (last === 'time' && moments.has(beforeLast)) ||
  words.some((word, index) => instants.has(word) || (word === 'data' && words[index + 1] === 'ora'));

/** Which format a name asks for; undefined when it says no date. `data` alone is a payload as often as a date. */
export function readDateName(words: readonly string[]): 'date' | 'date-time' | undefined {
  const last = words.at(-1) ?? '';
  const beforeLast = words.at(-2) ?? '';
  if (about.has(last) && words.length > 1) return undefined;
  // How fresh something is, by yes or no: `is_up_to_date`, `outOfDate`.
  if (last === 'date' && /^(?:up to|out of)$/.test(`${words.at(-3)} ${beforeLast}`)) return undefined;
  if (isInstant(words, last, beforeLast)) return 'date-time';
  if (words[0] === 'date' || last === 'date' || (beforeLast === 'date' && bounds.has(last))) return 'date';
  const isDate = words.some(
    (word, index) => joined.has(word) || (word === 'data' && index + 1 < words.length && isEvent(words[index + 1])),
  );
  return isDate ? 'date' : undefined;
}

const durations = list('durata duration ttl timeout');

/** After these a duration is spoken about: `duration_unit`, `tipoDurata` begins with one. */
const aboutDuration = list('unit unita type tipo description descrizione label text testo id code codice note');

/** `interval` and `intervallo` are left alone: they may also be of numbers or places. */
export function isDurationName(words: readonly string[]): boolean {
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  if (aboutDuration.has(first) || aboutDuration.has(last)) return false;
  // What follows an Italian noun says of what it is (`durataConcessione`), and a unit may follow: `timeout_in_ms`.
  return first === 'durata' || durations.has(last) || (words.at(-2) === 'in' && durations.has(words.at(-3) ?? ''));
}
