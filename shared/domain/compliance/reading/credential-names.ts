/** RAC_GEN_004: whether a name says that what it stands for is a credential, in English or Italian, however it is written. */

import { wordsOf } from './name-style.ts';

/** Words of a name, which may be numbered: `userAPIKey2` is user, api, key. */
const unnumberedWordsOf = (name: string): readonly string[] =>
  wordsOf(name)
    .map((word) => word.replace(/[0-9]+$/, ''))
    .filter((word) => word !== '');

const setOf = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** One word, or two that follow one another, without what separates them. */
const credentials = setOf(`
  password passwd pwd psw passphrase secret clientsecret jwt token credential credentials credenziali
  accesstoken refreshtoken idtoken authtoken bearertoken sessiontoken apitoken usertoken
  apikey accesskey secretkey privatekey authkey subscriptionkey chiaveapi chiavesegreta chiaveprivata
  jsessionid phpsessid otp codicesegreto`);

/** Ends of names written without separators (`userpassword`). */
const endings = /(?:password|passwd|pwd|secret|apikey|accesstoken|authtoken)$/;

/** Credentials when the name ends with them, and otherwise too common as a part of others. */
const lastWords = setOf('pin puk');

/** Credentials in a query only; in a path the permit or the session that an administration keeps is meant as often. */
const queryNames = setOf('auth authorization basicauth sessionid sessid');

/** Words after the credential that make the name one of its attributes. */
const attributes = setOf(`
  id ids type hint name count policy status state expiry expires expire expiration expired required length date at scope
  format url uri limit size version label description reset recovery change changed
  tipo stato nome scadenza descrizione data`);

/** First words of a question. */
const questions = setOf('has is with without include show require requires needs no con senza');

/** Tokens that give no access: where a list goes on, which of two requests is the same, which form or device it is. */
const harmless = setOf(`
  idempotence idempotency correlation page pages pagination paging next prev previous continuation continue cursor scroll resumption resume sync delta skip
  offset marker start pagina paginazione successivo successiva precedente csrf xsrf push device`);

/**
 * Beside these a token in a path gives access; beside others it names a payment, a tax or a request as often. (In a query
 * what is called a token is rarely anything else.)
 */
const ofAccess = setOf(`
  token access auth authentication authorization bearer refresh session login user client api security id my
  accesso autenticazione autorizzazione sessione utente sicurezza`);

/** `place`: where the value travels. */
export function isCredentialName(name: string, place: 'query' | 'path'): boolean {
  const words = unnumberedWordsOf(name);
  if (questions.has(words[0] ?? '')) return false;
  if (lastWords.has(words.at(-1) ?? '')) return true;
  if (place === 'query' && queryNames.has(words.join(''))) return true;
  const isHarmless =
    words.some((word) => harmless.has(word)) || (place === 'path' && !words.every((word) => ofAccess.has(word)));
  return words.some((word, index) => {
    const pair = `${word}${words[index + 1] ?? ''}`;
    const single = credentials.has(word) || endings.test(word);
    if (!single && !credentials.has(pair)) return false;
    if (isHarmless && (word === 'token' || pair.endsWith('token'))) return false;
    return !words.slice(index + (single ? 1 : 2)).some((later) => attributes.has(later));
  });
}
