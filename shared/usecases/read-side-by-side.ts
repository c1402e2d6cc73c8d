/**
 * Two revisions of an API side by side: what changed, and both documents at the places that did. At most four reads of the
 * table; the documents are decoded, and parsed only by a comparison that is not stored.
 */
import type { Api, Revision } from '../domain/catalogue/api.ts';
import { type Excerpts, makeExcerpts } from '../domain/changes/excerpts/make-excerpts.ts';
import { decodeText } from '../domain/description/decode-text.ts';
import { type ComparedPair, type ComparingWorld, comparePair, pairOf, type RevisionPair } from './read-comparison.ts';
import { readContent } from './read-content.ts';

export type SideBySide = {
  readonly api: Api;
  /** Newest first, the latest. */
  readonly revisions: readonly Revision[];
  readonly asked: Required<RevisionPair>;
  readonly read: ComparedPair;
  /** Absent: there is nothing to show, or the bytes of one of them are gone. */
  readonly excerpts?: Excerpts;
};

/** Revisions to choose from. */
const mostRevisions = 50;

async function textOf({ store }: ComparingWorld, revision: Revision): Promise<string | undefined> {
  const content = await readContent(store, revision);
  const decoded = content && decodeText(content.body);
  return decoded?.ok === true ? decoded.text : undefined;
}

async function readExcerpts(world: ComparingWorld, read: ComparedPair): Promise<Excerpts | undefined> {
  if (read.outcome !== 'found' || read.comparison.changes.length === 0) return undefined;
  const [base, revision] = await Promise.all([textOf(world, read.from), textOf(world, read.to)]);
  return base === undefined || revision === undefined
    ? undefined
    : makeExcerpts(base, revision, read.comparison.changes);
}

/** Undefined: there is no such API. */
export async function readSideBySide(
  world: ComparingWorld,
  apiId: string,
  pair: RevisionPair,
): Promise<SideBySide | undefined> {
  const { apis } = world.store;
  const api = await apis.get(apiId);
  if (api === undefined) return undefined;
  const asked = pairOf(api, pair);
  const { items } = await apis.revisions(apiId, mostRevisions);
  // Most often among the latest; an older one is read by itself.
  const read = await comparePair(
    world,
    asked,
    async (wanted) => items.find(({ number }) => number === wanted) ?? apis.revision(apiId, wanted),
  );
  const excerpts = await readExcerpts(world, read);
  return { api, revisions: items, asked, read, ...(excerpts === undefined ? {} : { excerpts }) };
}
