/**
 * Where an official rule, when run, does something else than its guideline means: told beside the rule, so that nobody
 * wonders why the official checker and our guideline profile disagree.
 */
import type { Text } from '../../text.ts';

export type Quirk = {
  /** It fires on no description that is otherwise sane. */
  readonly neverFires?: true;
  readonly words: Text;
};

const asksForKey: Text = {
  en: 'Asks for the key in a way that the checker ignores, so that paths and names are not looked at',
  it: 'Chiede la chiave in un modo che il verificatore ignora, perciò percorsi e nomi non sono esaminati',
};
const onlyWithHeaders: Text = {
  en: 'Looks only at responses that declare some header',
  it: 'Esamina solo le risposte che dichiarano qualche header',
};
const skipsContent: Text = {
  en: 'Looks for the schema beside `content` instead of inside it, where OpenAPI 3 has none',
  it: 'Cerca lo schema accanto a `content` e non al suo interno, dove OpenAPI 3 non ne ha',
};

export const quirks: { readonly [rule: string]: Quirk } = {
  'paths-kebab-case': { neverFires: true, words: asksForKey },
  'paths-http-method': { neverFires: true, words: asksForKey },
  'schema-camel-case': { neverFires: true, words: asksForKey },
  'use-problem-schema': { neverFires: true, words: skipsContent },
  'hint-problem-schema': { neverFires: true, words: skipsContent },
  'oas3-valid-media-example': {
    neverFires: true,
    words: {
      en: 'Takes the place of the checker’s own rule of that name and tests nothing, so that examples are not compared with their schema',
      it: 'Prende il posto della regola omonima del verificatore e non controlla nulla, perciò gli esempi non sono confrontati con il loro schema',
    },
  },
  'ratelimit-429-completeness': {
    neverFires: true,
    words: {
      en: 'Looks one level too deep, inside each header instead of at the headers',
      it: 'Guarda un livello troppo in basso, dentro ogni header e non tra gli header',
    },
  },
  'missing-ratelimit': { words: onlyWithHeaders },
  'missing-retry-after': { words: onlyWithHeaders },
  'ratelimit-429-presence': { words: onlyWithHeaders },
  'cache-responses-indeterminate-behavior': { words: onlyWithHeaders },
  'has-x-summary': {
    words: {
      en: 'Does not accept `info.summary` of OpenAPI 3.1',
      it: 'Non accetta `info.summary` di OpenAPI 3.1',
    },
  },
  'use-semver': {
    words: {
      en: 'Takes any character for a dot and does not look at the end: `1-0-0` and `20240101` pass',
      it: 'Accetta qualsiasi carattere al posto del punto e non guarda la fine: `1-0-0` e `20240101` vanno bene',
    },
  },
  'use-recommended-names-in-schemas': {
    words: {
      en: 'Misses the names of properties and finds those inside examples and XML hints instead',
      it: 'Non vede i nomi delle proprietà e trova invece quelli dentro esempi e indicazioni XML',
    },
  },
  'use-recommended-names-in-parameters': {
    words: {
      en: 'Also finds any `name` inside a parameter, such as one in an example',
      it: 'Trova anche qualsiasi `name` dentro un parametro, come quello di un esempio',
    },
  },
  'servers-description': {
    words: {
      en: 'Takes a schema property called `servers` for a list of servers',
      it: 'Scambia una proprietà di schema chiamata `servers` per un elenco di server',
    },
  },
  'http-response-content-2xx': {
    words: {
      en: 'Fires on every response of Swagger 2.0, which has no `content`',
      it: 'Segnala ogni risposta di Swagger 2.0, che non ha `content`',
    },
  },
  'patch-without-request-body': {
    words: {
      en: 'Fires on every PATCH of Swagger 2.0, which has no `requestBody`',
      it: 'Segnala ogni PATCH di Swagger 2.0, che non ha `requestBody`',
    },
  },
  'sec-credentials-parameters': {
    words: {
      en: 'Knows `apikey` but not `api_key`',
      it: 'Riconosce `apikey` ma non `api_key`',
    },
  },
  'no-method-name-in-operationId': {
    words: {
      en: 'Takes the beginning of a word for a method: `headingOf`, `postalCodes`',
      it: 'Scambia l’inizio di una parola per un metodo: `headingOf`, `postalCodes`',
    },
  },
  'sec-number-boundaries': {
    words: {
      en: 'Does not accept `exclusiveMinimum` and `exclusiveMaximum`, nor look at types given as a list',
      it: 'Non accetta `exclusiveMinimum` ed `exclusiveMaximum`, né guarda i tipi dati come elenco',
    },
  },
};
