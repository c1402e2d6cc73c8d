/** RAC_REST_NAME_001: what is done is said by the HTTP method, paths name what it is done to. */
import { at } from '../reading/operations.ts';
import { literalsOf, segmentsOf } from '../reading/path-segments.ts';
import { defineRule, everyVersion } from '../rule.ts';

/** Methods and the verbs of creating, reading, changing and deleting; Italian ones that are no nouns (`leggi` are laws). */
const verbs: ReadonlySet<string> = new Set(
  `get post put patch delete create read retrieve fetch update remove list insert add edit save destroy upsert
   crea creare inserisci inserire aggiungi aggiungere aggiorna aggiornare elimina eliminare cancella cancellare
   rimuovi rimuovere salva salvare recupera recuperare`.split(/\s+/),
);

/** Nouns that begin with such a word. */
const nouns: ReadonlySet<string> = new Set(
  `add-on add-ons add-in add-ins post-code post-codes post-office post-offices post-laurea post-lauream post-diploma
   post-sisma post-covid post-vendita post-operatorio post-graduate post-accoglienza read-only read-model read-models
   patch-note patch-notes put-option put-options list-price list-prices`.split(/\s+/),
);

/** A word: `get` of `getUser`, `get-user` and `GET_USER`; `getty` and `getuser` are words of their own. */
const word = /^(?:[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]+)/;
const firstWord = (text: string): string => (word.exec(text)?.[0] ?? '').toLowerCase();

/** The verb a segment is or begins with. */
export function verbOf(segment: string): string | undefined {
  const [literal = ''] = literalsOf(segment);
  const verb = firstWord(literal);
  if (!verbs.has(verb)) return undefined;
  const next = firstWord(literal.slice(verb.length).replace(/^[-_]/, ''));
  return nouns.has(`${verb}-${next}`) ? undefined : verb;
}

export const pathsHttpMethod = defineRule({
  id: 'paths-http-method',
  severity: 'hint',
  profile: 'guideline',
  official: 'full',
  reference: 'RAC_REST_NAME_001',
  level: 'SHOULD',
  versions: everyVersion,
  title: {
    en: 'Paths name resources, not what is done to them',
    it: 'I path nominano risorse, non ciò che se ne fa',
  },
  why: {
    en: 'The action is the HTTP method; said again in the path, each action becomes one more address, and caches and gateways cannot tell what is safe.',
    it: 'L’azione è il metodo HTTP; ripetuta nel path, ogni azione diventa un indirizzo in più e cache e gateway non sanno che cosa è sicuro.',
  },
  fix: {
    en: 'Name the path after the resource and leave the action to the method: `GET /pratiche`, not `POST /getPratiche`.',
    it: 'Dare al path il nome della risorsa e lasciare l’azione al metodo: `GET /pratiche`, non `POST /getPratiche`.',
  },
  faults: {
    verb: {
      message: {
        en: 'In the path `{path}` the segment `{segment}` says an action, `{verb}`',
        it: 'Nel path `{path}` il segmento `{segment}` dice un’azione, `{verb}`',
      },
    },
  },
  examples: {
    good: [{ yaml: 'paths:\n  /pratiche/{id}: {}\n  /posts: {}\n  /price-list: {}\n  /post-offices: {}\n' }],
    bad: [
      {
        yaml: 'paths:\n  /getPratiche: {}  # ✗\n  /pratiche/create: {}  # ✗\n  /delete-allegato/{id}: {}  # ✗\n  /inserisci_domanda: {}  # ✗\n',
      },
    ],
  },
  create: (_, { tell, saw }) => ({
    paths(paths, place) {
      for (const path of Object.keys(paths)) {
        if (!path.startsWith('/')) continue;
        const segments = segmentsOf(path);
        if (segments.some((segment) => literalsOf(segment).some((literal) => literal !== ''))) saw();
        const segment = segments.find((each) => verbOf(each) !== undefined);
        if (segment !== undefined) tell(at(place, path), 'verb', { path, segment, verb: verbOf(segment) ?? '' });
      }
    },
  }),
});
