/**
 * Full-text search over the catalogue: an inverted index (minisearch) that the roll-up makes and readers load. Words are
 * taken together (all of them), as beginnings of words, and names count more than what is said below them.
 */
import MiniSearch, { type Options } from 'minisearch';
import type { PublisherRows } from '../catalogue/dossier.ts';
import type { Hit } from '../catalogue/listed.ts';
import { distinctTerms, termsOf } from './search-text.ts';

/** What an API is found by. Terms are bounded: the index is in the memory of every reader. */
export type SearchEntry = {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  /** Summary, description, tags. */
  readonly about: string;
  readonly operations: string;
};

const most = { about: 60, operations: 60 };

const options: Options<SearchEntry> = {
  fields: ['title', 'publisher', 'about', 'operations'],
  tokenize: (text) => [...termsOf(text)],
  // Done with tokens: nothing is left to do to a term.
  processTerm: (term) => term,
  autoVacuum: false,
};

/** Of APIs that are published. */
export const searchEntriesOf = ({
  publisher,
  apis,
}: Pick<PublisherRows, 'publisher' | 'apis'>): readonly SearchEntry[] =>
  apis
    .filter(({ state }) => state !== 'withdrawn')
    .map(({ id, url, metadata }) => ({
      id,
      title: [metadata?.title || url, metadata?.apiId ?? ''].join(' '),
      publisher: publisher.name,
      about: distinctTerms(
        [metadata?.summary, ...(metadata?.tags ?? []), metadata?.description].join(' '),
        most.about,
      ).join(' '),
      operations: distinctTerms(metadata?.operationTerms ?? '', most.operations).join(' '),
    }));

/** The index as JSON text. */
export function buildSearchIndex(entries: readonly SearchEntry[]): string {
  const index = new MiniSearch<SearchEntry>(options);
  index.addAll(entries);
  return JSON.stringify(index);
}

/** Nobody reads further than this; it bounds what an answer costs. */
const mostWords = 12;

const wide = {
  prefix: true,
  combineWith: 'AND',
  boost: { title: 4, publisher: 2 },
  weights: { fuzzy: 0.2, prefix: 0.5 },
} as const;

/** What was found, the best first; equals in order of their ids. */
export function loadSearchIndex(json: string): (words: string) => readonly Hit[] {
  const index = MiniSearch.loadJSON<SearchEntry>(json, options);
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
