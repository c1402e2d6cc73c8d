/** RAC_REST_NAME_004: collections may have plural names, to tell them from single resources. */
import { isObject, type Members } from '../../description/specification.ts';
import { wordsOf } from '../reading/name-style.ts';
import { at } from '../reading/operations.ts';
import { defineRule, everyVersion } from '../rule.ts';

/** The same in singular and plural, plural already, or no things one counts; Italian and English. */
const invariable: ReadonlySet<string> = new Set(
  `data metadata media info information people children women men staff content equipment software feedback criteria
   history search stock foto auto moto video euro radio cinema sport film bar computer server blog web euro`.split(
    /\s+/,
  ),
);

/**
 * Whether a word is singular beyond doubt, in Italian or English. Endings that are a plural in one of them (`-s`, `-i`,
 * `-e`), invariable ones (`citta`, `attivita`), participles (`users/verified`) and short words are left alone.
 */
const isSingular = (word: string): boolean =>
  word.length >= 4 &&
  !invariable.has(word) &&
  (/(?:ss|ione)$/.test(word) || (/[^sieu]$/.test(word) && !/(?:ta|ed)$/.test(word) && !/\d/.test(word)));

/** `/sedi/{id}` says that `/sedi` is a collection. Keys of collections, without the slash at their end. */
function findCollections(paths: Members): ReadonlySet<string> {
  const found = new Set<string>();
  for (const key of Object.keys(paths)) {
    const path = key.endsWith('/') ? key.slice(0, -1) : key;
    const slash = path.lastIndexOf('/');
    if (path[slash + 1] === '{' && path.endsWith('}')) found.add(path.slice(0, slash));
  }
  return found;
}

export const modiPluralCollections = defineRule({
  id: 'modi-plural-collections',
  severity: 'hint',
  profile: 'guideline',
  reference: 'RAC_REST_NAME_004',
  level: 'MAY',
  versions: everyVersion,
  title: {
    en: 'Collections have plural names',
    it: 'Le collezioni hanno nomi al plurale',
  },
  why: {
    en: 'A plural tells a list from a single thing at first sight: `/certificates` and `/certificates/{id}`.',
    it: 'Il plurale distingue a prima vista un elenco da una singola risorsa: `/certificati` e `/certificati/{id}`.',
  },
  fix: {
    en: 'Give the path of the collection a plural name, also in the paths below it.',
    it: 'Dare al percorso della collezione un nome al plurale, anche nei percorsi che lo seguono.',
  },
  faults: {
    singular: {
      message: {
        en: '`{path}` is a collection, but `{name}` is a singular',
        it: '`{path}` è una collezione, ma `{name}` è un singolare',
      },
    },
  },
  examples: {
    good: [
      {
        yaml: 'paths:\n  /certificati:\n    get: {}\n  /certificati/{id}:\n    get: {}\n  /stato:\n    get: {}\n',
      },
    ],
    bad: [
      {
        yaml: 'paths:\n  /certificato:  # ✗\n    get: {}\n  /certificato/{id}:\n    get: {}\n  /v1/user:  # ✗\n    get: {}\n  /v1/user/{id}:\n    get: {}\n',
      },
    ],
  },
  create: (_, { tell, saw }) => ({
    paths(paths, path) {
      const collections = findCollections(paths);
      for (const key of Object.keys(paths)) {
        const item = paths[key];
        const collection = key.endsWith('/') ? key.slice(0, -1) : key;
        if (!isObject(item) || !isObject(item.get) || !collections.has(collection)) continue;
        const name = collection.slice(collection.lastIndexOf('/') + 1);
        const words = wordsOf(name);
        if (words.length === 0 || name.includes('{')) continue;
        saw();
        if (words.every(isSingular)) tell(at(path, key), 'singular', { path: key, name });
      }
    },
  }),
});
