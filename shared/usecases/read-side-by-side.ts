/**
 * Two revisions of an API side by side: what changed, and both documents at the places that did. At most six reads of the
 * table; the documents are decoded, never parsed.
 */
import type { Api, Revision } from '../domain/catalogue/api.ts';
import { type Excerpts, makeExcerpts } from '../domain/changes/excerpts/make-excerpts.ts';
import { decodeText } from '../domain/description/decode-text.ts';
import { type ComparingWorld, type ReadComparison, type RevisionPair, readComparison } from './read-comparison.ts';
import { readContent } from './read-content.ts';

export type SideBySide = {
  readonly api: Api;
  /** Newest first, the latest. */
  readonly revisions: readonly Revision[];
  readonly asked: Required<RevisionPair>;
  readonly read: Exclude<ReadComparison, { readonly outcome: 'no-api' }>;
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

async function readExcerpts(world: ComparingWorld, read: ReadComparison): Promise<Excerpts | undefined> {
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
  const to = pair.to ?? api.revision;
  const asked = { from: pair.from ?? Math.max(1, to - 1), to };
  const [read, { items }] = await Promise.all([
    readComparison(world, apiId, asked),
    apis.revisions(apiId, mostRevisions),
  ]);
  if (read.outcome === 'no-api') return undefined;
  const excerpts = await readExcerpts(world, read);
  return { api, revisions: items, asked, read, ...(excerpts === undefined ? {} : { excerpts }) };
}
