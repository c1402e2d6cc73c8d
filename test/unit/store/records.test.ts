import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createSqliteTable } from '../../../shared/adapters/embedded/sqlite-table.ts';
import { totalsOf } from '../../../shared/domain/catalogue/totals.ts';
import type { Analysis } from '../../../shared/domain/description/analysis.ts';
import { sha256 } from '../../../shared/domain/digest.ts';
import { createDocuments } from '../../../shared/store/documents.ts';
import { createOrigins } from '../../../shared/store/origins.ts';
import { collect, pageThrough } from '../../../shared/store/page-through.ts';
import { createPublishers } from '../../../shared/store/publishers.ts';
import { entityOf, keys, rowOf } from '../../../shared/store/table.ts';
import { createMemoryBlobs } from '../../fixtures/memory-blobs.ts';
import { morning, samplePublisher } from '../../fixtures/sample-records.ts';

describe('publishers', () => {
  const publishers = createPublishers(createSqliteTable(':memory:'));
  const all = Array.from({ length: 7 }, (_, index) => samplePublisher({ id: `p${index}`, name: `Ente ${index}` }));
  const totals = totalsOf({ publishers: 1, sources: [{ state: 'ok' }], apis: [], endpoints: [] }, morning);

  it('are listed by id, each as it was put, and found by their ids', async () => {
    await publishers.putAll(all.toReversed());
    expect(await publishers.all()).toEqual(all);
    expect(await publishers.get('p3')).toEqual(all[3]);
    expect(await publishers.withIds(['p3', 'nobody'])).toEqual([all[3]]);
  });

  it('keep their totals apart from themselves, and go without them when deleted', async () => {
    await publishers.putTotals([{ ...totals, publisherId: 'p1' }]);
    expect(await publishers.totalsOf(['p1', 'p2'])).toEqual(new Map([['p1', { ...totals, publisherId: 'p1' }]]));
    await publishers.delete('p1');
    expect(await publishers.get('p1')).toBeUndefined();
    expect(await publishers.all()).toHaveLength(6);
  });

  it('know the national totals and the sources file that was registered last', async () => {
    expect(await publishers.national()).toBeUndefined();
    expect(await publishers.registered()).toBeUndefined();
    await publishers.putNational(totals);
    await publishers.putRegistered({ digest: 'd', at: morning });
    expect(await publishers.national()).toEqual(totals);
    expect(await publishers.registered()).toEqual({ digest: 'd', at: morning });
  });
});

describe('origins', () => {
  it('are known by name alone until something is known of them', async () => {
    const origins = createOrigins(createSqliteTable(':memory:'));
    expect(await origins.get('https://a.example')).toEqual({ origin: 'https://a.example' });
    await origins.put({ origin: 'https://a.example', robots: 'allow', askedAt: morning });
    expect(await origins.get('https://a.example')).toMatchObject({ robots: 'allow' });
  });
});

describe('documents', () => {
  let kept: Map<string, Uint8Array>;
  let documents: ReturnType<typeof createDocuments>;
  beforeEach(() => {
    kept = new Map();
    documents = createDocuments(createMemoryBlobs(kept));
  });

  it('come back byte for byte, under their digest', async () => {
    const body = Uint8Array.from({ length: 300 }, (_, index) => index % 256);
    await documents.putDocument(sha256(body), body);
    expect(await documents.getDocument(sha256(body))).toEqual(body);
    expect(await documents.getDocument(sha256('another'))).toBeUndefined();
  });

  it('are sent once', async () => {
    const blobs = createMemoryBlobs(kept);
    const puts = vi.spyOn(blobs, 'put');
    documents = createDocuments(blobs);
    for (let time = 0; time < 3; time += 1) await documents.putDocument('d', new Uint8Array([1, 2, 3]));
    expect(puts).toHaveBeenCalledTimes(1);
  });

  it('have an analysis for each API', async () => {
    const analysis: Analysis = { verdict: 'valid', problems: [], problemCount: 0, references: [], engine: '1' };
    await documents.putAnalysis('a', 'd', analysis);
    expect(await documents.getAnalysis('a', 'd')).toEqual(analysis);
    expect(await documents.getAnalysis('b', 'd')).toBeUndefined();
  });

  it('give the samples of a shard’s day in order of time, past any page, and no other day’s', async () => {
    const start = Date.UTC(2026, 10, 23);
    const slots = Array.from({ length: 1203 }, (_, index) => new Date(start + index * 60_000).toISOString());
    for (const slot of [...slots].reverse()) await documents.putSamples({ shard: 1, slot, samples: [] });
    await documents.putSamples({ shard: 1, slot: '2026-11-24T00:00:00.000Z', samples: [] });
    await documents.putSamples({ shard: 11, slot: slots[0]!, samples: [] });
    const found = await Array.fromAsync(documents.samplesOf(1, '2026-11-23', '2026-11-22T23:50:00.000Z'));
    expect(found.map(({ slot }) => slot)).toEqual(slots);
    const late = await Array.fromAsync(documents.samplesOf(1, '2026-11-23', slots[1000]!));
    expect(late.map(({ slot }) => slot)).toEqual(slots.slice(1000));
    expect(await documents.hasSamples(1, slots[0]!)).toBe(true);
    expect(await documents.hasSamples(2, slots[0]!)).toBe(false);
  });

  it('hold the operator’s sources file', async () => {
    expect(await documents.getSources()).toBeUndefined();
    await documents.putSources(new TextEncoder().encode('publishers: []'));
    expect(new TextDecoder().decode(await documents.getSources())).toBe('publishers: []');
  });
});

describe('rows', () => {
  it('give the entity back without a key, an index key or an expiry', () => {
    const entity = { id: 'a', value: { nested: [1, null] }, text: '' };
    const row = rowOf({ ...keys.api('a'), listingPk: 'APIS', listingSk: 'a', duePk: 'x', dueSk: 'y' }, entity, 123);
    expect(row).toMatchObject({ pk: 'API#a', sk: 'API', listingPk: 'APIS', expiresAt: 123 });
    expect(entityOf(row)).toEqual(entity);
  });

  it('never share a key between kinds of item', () => {
    const all = [
      keys.publisher('x'),
      keys.totals('x'),
      keys.national(),
      keys.source('x'),
      keys.api('x'),
      keys.revision('x', 1),
      keys.content('x', 'x', 'x'),
      keys.named('x', 'x'),
      keys.event('x'),
      keys.endpoint('x'),
      keys.incident('x', 'x'),
      keys.day('x', 'x'),
      keys.origin('x'),
      keys.lease('x', 1),
      keys.registry(),
    ].map(({ pk, sk }) => `${pk} ${sk}`);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('pageThrough', () => {
  it('walks as many pages as there are, and no further than its reader', async () => {
    const table = createSqliteTable(':memory:');
    await table.putAll(Array.from({ length: 10 }, (_, index) => ({ pk: 'p', sk: `${index}` })));
    const queries = vi.spyOn(table, 'query');
    expect(await collect(pageThrough(table, { pk: 'p' }, 4), ({ sk }) => sk)).toEqual([...'0123456789']);
    expect(queries).toHaveBeenCalledTimes(3);
    for await (const { sk } of pageThrough(table, { pk: 'p' }, 4)) if (sk === '2') break;
    expect(queries).toHaveBeenCalledTimes(4);
  });
});
