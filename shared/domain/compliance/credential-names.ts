/** RAC_GEN_004: whether a name says that what it stands for is a credential, in English or Italian, however it is written. */

/** Longer names are cut. */
const mostCharacters = 200;

/** Words of a name in lower case: `userAPIKey2` is user, api, key. */
const wordsOf = (name: string): readonly string[] =>
  name
    .slice(0, mostCharacters)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => word.replace(/\d+$/, ''))
    .filter((word) => word !== '');

const setOf = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** One word, or two that follow one another, without what separates them. */
const credentials = setOf(`
  password passwd pwd psw passphrase secret clientsecret jwt token credential credentials credenziali
  accesstoken refreshtoken idtoken authtoken bearertoken sessiontoken apitoken usertoken
  apikey accesskey secretkey privatekey authkey subscriptionkey chiaveapi chiavesegreta chiaveprivata
  jsessionid phpsessid`);

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

/** Tokens that give no access: where a list goes on, which of two requests is the same. */
const harmless = setOf(`
  idempotence idempotency correlation page pages pagination paging next prev previous continuation continue cursor scroll resumption resume sync delta skip
  offset marker start pagina paginazione successivo successiva precedente`);

/** `place`: where the value travels. */
export function isCredentialName(name: string, place: 'query' | 'path'): boolean {
  const words = wordsOf(name);
  if (questions.has(words[0] ?? '')) return false;
  if (lastWords.has(words.at(-1) ?? '')) return true;
  if (place === 'query' && queryNames.has(words.join(''))) return true;
  const isHarmless = words.some((word) => harmless.has(word));
  return words.some((word, index) => {
    const pair = `${word}${words[index + 1] ?? ''}`;
    const single = credentials.has(word) || endings.test(word);
    if (!single && !credentials.has(pair)) return false;
    if (isHarmless && (word === 'token' || pair.endsWith('token'))) return false;
    return !words.slice(index + (single ? 1 : 2)).some((later) => attributes.has(later));
  });
}
