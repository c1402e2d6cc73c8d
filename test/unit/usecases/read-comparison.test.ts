import { describe, expect, it } from 'vitest';
import { comparisonEngine, nothingChanged } from '../../../shared/domain/changes/engine.ts';
import { sha256 } from '../../../shared/domain/digest.ts';
import type { ComparisonRequest } from '../../../shared/ports.ts';
import { readComparison, readStoredDocument } from '../../../shared/usecases/read-comparison.ts';
import { madeChange, madeComparison } from '../../fixtures/made-comparison.ts';
import { sampleApi, sampleRevision } from '../../fixtures/sample-records.ts';
import { createPorts, worldOver } from '../../fixtures/small-world.ts';

const api = sampleApi('https://ente.example/openapi.yaml', { revision: 3 });
const texts = ['first', 'second', 'third'];
const digests = texts.map((text) => sha256(text));

/** Three revisions, and a comparer that says what it was asked. */
async function openCatalogue(answer = madeComparison([madeChange()])) {
  const http = { request: () => Promise.reject(new Error('nothing is fetched')) };
  const { store, ...rest } = worldOver(createPorts(http));
  await store.apis.put(api);
  for (const [index, text] of texts.entries()) {
    const digest = digests[index]!;
    await store.documents.putDocument(digest, new TextEncoder().encode(text));
    const fetchedAt = `2026-11-2${index}T23:59:59.000Z`;
    await store.apis.addRevision(sampleRevision(api, index + 1, { digest, contentDigest: digest, fetchedAt }));
  }
  const asked: ComparisonRequest[] = [];
  const compare = async (request: ComparisonRequest) => {
    asked.push(request);
    return answer;
  };
  return { store, asked, world: { ...rest, store, compare } };
}

const textOf = ({ body }: { readonly body: Uint8Array }): string => new TextDecoder().decode(body);

describe('a comparison of two stored revisions', () => {
  it('is made of their documents, as of the day the later one was fetched', async () => {
    const { world, asked } = await openCatalogue();
    expect(await readComparison(world, api.id, { from: 1, to: 3 })).toMatchObject({
      outcome: 'found',
      from: { number: 1 },
      to: { number: 3 },
      comparison: { breaking: 1 },
    });
    expect(asked.map(({ base, revision, today }) => [textOf(base), textOf(revision), today])).toEqual([
      ['first', 'third', '2026-11-22'],
    ]);
  });

  it('is of the newest and the one before it unless numbers are given', async () => {
    const { world } = await openCatalogue();
    const numbers = async (pair: { from?: number; to?: number }) => {
      const read = await readComparison(world, api.id, pair);
      return read.outcome === 'found' ? [read.from.number, read.to.number] : read.outcome;
    };
    expect(await numbers({})).toEqual([2, 3]);
    expect(await numbers({ to: 2 })).toEqual([1, 2]);
    expect(await numbers({ from: 1 })).toEqual([1, 3]);
    expect(await numbers({ to: 1 })).toEqual([1, 1]);
  });

  it('is the stored one where there is one, of this engine and in this direction', async () => {
    const { world, store, asked } = await openCatalogue();
    const stored = madeComparison([], { engine: comparisonEngine });
    await store.documents.putComparison(digests[0]!, digests[1]!, stored);
    await store.documents.putComparison(digests[1]!, digests[2]!, { ...stored, engine: 'older' });
    expect(await readComparison(world, api.id, { from: 1, to: 2 })).toMatchObject({ comparison: stored });
    expect(asked).toEqual([]);
    await readComparison(world, api.id, { from: 2, to: 3 });
    await readComparison(world, api.id, { from: 2, to: 1 });
    expect(asked).toHaveLength(2);
  });

  it('is of nothing where both are one document, which is not compared with itself', async () => {
    const { world, store, asked } = await openCatalogue();
    const again = { digest: digests[0]!, contentDigest: digests[0]! };
    await store.apis.addRevision(sampleRevision(api, 4, again));
    for (const pair of [{ to: 1 }, { from: 1, to: 4 }])
      expect(await readComparison(world, api.id, pair)).toMatchObject({ outcome: 'found', comparison: nothingChanged });
    expect(asked).toEqual([]);
  });

  it('is not stored: whoever reads may not write', async () => {
    const { world, store } = await openCatalogue(madeComparison([], { engine: comparisonEngine }));
    await readComparison(world, api.id, { from: 1, to: 2 });
    expect(await store.documents.getComparison(digests[0]!, digests[1]!, comparisonEngine)).toBeUndefined();
  });
});

describe('a stored document', () => {
  it('is that of a revision, or of the newest', async () => {
    const { world } = await openCatalogue();
    const text = async (number?: number) => {
      const read = await readStoredDocument(world, api.id, number);
      return read.outcome === 'found' ? textOf(read.content) : read.outcome;
    };
    expect([await text(1), await text(3), await text()]).toEqual(['first', 'third', 'third']);
    expect(await text(4)).toBe('no-revision');
    expect(await readStoredDocument(world, 'nowhere', 1)).toEqual({ outcome: 'no-api' });
  });
});
