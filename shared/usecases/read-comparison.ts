/**
 * What changed between two stored revisions of an API: as it was told when the crawl found it, else made now from both
 * documents. Nothing is stored: whoever only reads may not write.
 */
import type { Api, Revision } from '../domain/catalogue/api.ts';
import { comparisonEngine, nothingChanged } from '../domain/changes/engine.ts';
import type { Analyser } from '../ports.ts';
import type { ComparedRevisions } from '../views/compare-json.ts';
import type { ReadWorld } from './read.ts';
import { type Content, readContent } from './read-content.ts';

export type ComparingWorld = ReadWorld & Pick<Analyser, 'compare'>;

export type StoredDocument =
  | { readonly outcome: 'found'; readonly content: Content }
  | { readonly outcome: 'no-api' | 'no-revision' };

/** `number` absent: the newest. */
export async function readStoredDocument(
  world: ReadWorld,
  apiId: string,
  number: number | undefined,
): Promise<StoredDocument> {
  const api = await world.store.apis.get(apiId);
  if (api === undefined) return { outcome: 'no-api' };
  const revision = await world.store.apis.revision(apiId, number ?? api.revision);
  const content = revision && (await readContent(world.store, revision));
  return content === undefined ? { outcome: 'no-revision' } : { outcome: 'found', content };
}

/** Numbers of revisions; absent: the newest, and the one before `to`. */
export type RevisionPair = { readonly from?: number; readonly to?: number };

export type ComparedPair =
  | ({ readonly outcome: 'found' } & ComparedRevisions)
  /** Of the revision of that number. */
  | { readonly outcome: 'no-revision' | 'no-document' | 'unreadable'; readonly number: number }
  | { readonly outcome: 'no-time' };

export type ReadComparison = ComparedPair | { readonly outcome: 'no-api' };

/** Only what could be read has a digest of its content. */
const isReadable = ({ contentDigest }: Revision): boolean => contentDigest !== undefined;

/** As of the day on which the revision was fetched, so that the answer is the same whenever it is asked for. */
async function compareRevisions(world: ComparingWorld, from: Revision, to: Revision): Promise<ComparedPair> {
  // An API that has only one, or that went back to an earlier one: neither is read.
  if (from.digest === to.digest && isReadable(to)) return { outcome: 'found', from, to, comparison: nothingChanged };
  const known = await world.store.documents.getComparison(from.digest, to.digest, comparisonEngine);
  if (known !== undefined) return { outcome: 'found', from, to, comparison: known };
  const unreadable = [from, to].find((each) => !isReadable(each));
  if (unreadable !== undefined) return { outcome: 'unreadable', number: unreadable.number };
  const [base, revision] = await Promise.all([readContent(world.store, from), readContent(world.store, to)]);
  if (base === undefined) return { outcome: 'no-document', number: from.number };
  if (revision === undefined) return { outcome: 'no-document', number: to.number };
  const comparison = await world.compare({ base, revision, today: to.fetchedAt.slice(0, 10) });
  return comparison === undefined ? { outcome: 'no-time' } : { outcome: 'found', from, to, comparison };
}

/** The first revision has none before it: it is compared with itself. */
export function pairOf({ revision }: Pick<Api, 'revision'>, pair: RevisionPair): Required<RevisionPair> {
  const to = pair.to ?? revision;
  return { from: pair.from ?? Math.max(1, to - 1), to };
}

/** `revisionOf`: the revision of a number. */
export async function comparePair(
  world: ComparingWorld,
  pair: Required<RevisionPair>,
  revisionOf: (number: number) => Promise<Revision | undefined>,
): Promise<ComparedPair> {
  const [from, to] = await Promise.all([revisionOf(pair.from), revisionOf(pair.to)]);
  if (from === undefined) return { outcome: 'no-revision', number: pair.from };
  if (to === undefined) return { outcome: 'no-revision', number: pair.to };
  return compareRevisions(world, from, to);
}

export async function readComparison(
  world: ComparingWorld,
  apiId: string,
  pair: RevisionPair,
): Promise<ReadComparison> {
  const { apis } = world.store;
  const api = await apis.get(apiId);
  if (api === undefined) return { outcome: 'no-api' };
  return comparePair(world, pairOf(api, pair), (number) => apis.revision(apiId, number));
}
