/** A new revision held against an earlier one. Nothing is fetched: both are compared as they are stored. */
import type { Api, Revision, RevisionComparison } from '../domain/catalogue/api.ts';
import { brokenVerdicts } from '../domain/catalogue/api.ts';
import type { Comparison } from '../domain/changes/change.ts';
import { countsOf } from '../domain/changes/tell-comparison.ts';
import { readContent } from './read-content.ts';
import type { CrawlWorld } from './world.ts';

/** So many revisions are looked through for one that can be read. */
const mostLookedAt = 20;

/**
 * The newest valid revision before a new one; where the API was broken and stays so, the newest that could be read, so
 * that nothing is told twice. Undefined: there is none.
 */
async function baseOf(
  { apis }: CrawlWorld['store'],
  { id, verdict, revision: newest, validRevision }: Api,
  next: Pick<Revision, 'verdict'>,
): Promise<Revision | undefined> {
  const staysBroken = brokenVerdicts.has(verdict) && brokenVerdicts.has(next.verdict);
  if (validRevision !== undefined && !staysBroken) return apis.revision(id, validRevision);
  const { items } = await apis.revisions(id, mostLookedAt);
  return items.find(({ number, contentDigest }) => number <= newest && contentDigest !== undefined);
}

/** Stores the whole comparison. Undefined: there is nothing to compare with, or one of the two could not be read. */
export async function compareRevision(
  { store, analyser }: CrawlWorld,
  api: Api | undefined,
  revision: Revision,
): Promise<RevisionComparison | undefined> {
  // What could not be read has no digest of its content.
  if (api === undefined || revision.contentDigest === undefined) return undefined;
  const base = await baseOf(store, api, revision);
  const before = base && (await readContent(store, base));
  const after = before && (await readContent(store, revision));
  if (base === undefined || before === undefined || after === undefined) return undefined;
  const comparison = await analyser.compare({
    base: before,
    revision: after,
    today: revision.fetchedAt.slice(0, 10),
  });
  if (comparison === undefined) return undefined;
  await store.documents.putComparison(base.digest, revision.digest, comparison);
  return {
    base: base.number,
    baseDigest: base.digest,
    ...(base.version === undefined ? {} : { baseVersion: base.version }),
    engine: comparison.engine,
    counts: countsOf(comparison),
  };
}

/** The comparison that was made when the revision was stored, whatever engine there is now. */
export async function comparisonOf(
  { documents }: CrawlWorld['store'],
  { digest, comparison }: Revision,
): Promise<Comparison | undefined> {
  return comparison && documents.getComparison(comparison.baseDigest, digest, comparison.engine);
}
