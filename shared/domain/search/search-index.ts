/**
 * Full-text search over the catalogue: an inverted index (minisearch) that the roll-up makes and readers load. Words are
 * taken together (all of them), as beginnings of words, and names count more than what is said below them.
 */
import MiniSearch, { type Options } from 'minisearch';
import { type Api, isPublished } from '../catalogue/api.ts';
import type { PublisherRows } from '../catalogue/dossier.ts';
import type { Hit } from '../catalogue/listed.ts';
import { titleOf } from '../catalogue/title-of.ts';
import { decodeJsonLines, encodeJsonLines } from '../storage/json-lines.ts';
import { distinctTerms } from './search-text.ts';

/**
 * What an API is found by, each term once: `name` is what it and its administration are called, `text` what is said of it
 * beside that. Terms are bounded, since the index is in the memory of every reader.
 */
export type SearchEntry = { readonly id: string; readonly name: string; readonly text: string };

const most = { name: 40, text: 60 };

const options: Options<SearchEntry> = {
  fields: ['name', 'text'],
  // Entries are terms already, and so are the words that are looked for.
  tokenize: (text) => text.split(' '),
  processTerm: (term) => term,
  autoVacuum: false,
};

function entryOf(api: Api, publisherName: string): SearchEntry {
  const { id, metadata } = api;
  const name = distinctTerms([titleOf(api), metadata?.apiId, publisherName].join(' '), most.name);
  const { summary, tags = [], operationTerms, description } = metadata ?? {};
  // What is cut off is the end of a long description.
  const said = distinctTerms([...tags, summary, operationTerms, description].join(' '), most.name + most.text);
  const text = said.filter((term) => !name.includes(term)).slice(0, most.text);
  return { id, name: name.join(' '), text: text.join(' ') };
}

/** Of APIs that are published. */
export const searchEntriesOf = ({
  publisher,
  apis,
}: Pick<PublisherRows, 'publisher' | 'apis'>): readonly SearchEntry[] =>
  apis.filter(isPublished).map((api) => entryOf(api, publisher.name));

type Stored = ReturnType<MiniSearch['toJSON']>;

/** The index as JSON lines: what it is, then a line for each term. */
export function buildSearchIndex(entries: readonly SearchEntry[]): Uint8Array {
  const built = new MiniSearch<SearchEntry>(options);
  built.addAll(entries);
  const { index, ...head } = built.toJSON();
  return encodeJsonLines([head, ...index]);
}

/** Nobody reads further than this; it bounds what an answer costs. */
const mostWords = 12;

const wide = {
  prefix: true,
  combineWith: 'AND',
  boost: { name: 4 },
  weights: { fuzzy: 0.2, prefix: 0.5 },
} as const;

/** What was found, the best first; equals in order of their ids. */
export function loadSearchIndex(bytes: Uint8Array): (words: string) => readonly Hit[] {
  const lines = decodeJsonLines(bytes);
  const head = lines.next().value as Omit<Stored, 'index'>;
  // It is only walked, once: so terms are parsed one at a time, and all of them are never in memory twice.
  const index = MiniSearch.loadJS<SearchEntry>({ ...head, index: lines as unknown as Stored['index'] }, options);
  return (words) => {
    const terms = distinctTerms(words, mostWords);
    if (terms.length === 0) return [];
    const text = terms.join(' ');
    const exact = index.search(text, wide);
    // Only where nothing is written so: one letter of five may be another.
    const hits = exact.length > 0 ? exact : index.search(text, { ...wide, fuzzy: 0.2 });
    return hits
      .map(({ id, score }) => ({ id: String(id), score: Math.round(score * 1000) / 1000 }))
      .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
  };
}
