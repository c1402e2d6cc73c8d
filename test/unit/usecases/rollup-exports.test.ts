import { beforeEach, describe, expect, it } from 'vitest';
import { exportFormats } from '../../../shared/domain/open-data/export-format.ts';
import type { Blobs } from '../../../shared/ports.ts';
import { readExport } from '../../../shared/usecases/read-open-data.ts';
import { collectExports, createExports, dcatPlaceOf, exportNow } from '../../../shared/usecases/rollup-exports.ts';
import { listStored } from '../../fixtures/list-stored.ts';
import { createMemoryBlobs } from '../../fixtures/memory-blobs.ts';
import {
  createSampleWorld,
  sampleApi,
  sampleCompliance,
  sampleEndpoint,
  samplePublisher,
} from '../../fixtures/sample-records.ts';

let kept: Map<string, Uint8Array>;
let blobs: Blobs;
let world: ReturnType<typeof createSampleWorld>;

const apiAt = (number: number, more: Parameters<typeof sampleApi>[1] = {}) =>
  sampleApi(`https://comune.example/${number}/openapi.yaml`, more);

async function publish(...apis: readonly ReturnType<typeof sampleApi>[]): Promise<void> {
  for (const api of apis) await world.store.apis.put(api);
}

const textOf = async (format: 'csv' | 'ndjson' | 'jsonld'): Promise<string> => {
  const { delivery } = (await readExport(world, format))!;
  if (!('read' in delivery)) throw new Error('it is sent on');
  const body = Buffer.concat(await Array.fromAsync(delivery.read()));
  expect(delivery.size).toBe(body.byteLength);
  return body.toString();
};

const rollUp = (): Promise<void> => listStored(world, collectExports);
const dayMs = 86_400_000;

beforeEach(async () => {
  kept = new Map();
  blobs = createMemoryBlobs(kept);
  world = createSampleWorld({}, blobs);
  await world.store.publishers.putAll([samplePublisher(), samplePublisher({ id: 'a_first', name: 'Altro ente' })]);
});

describe('the open data of a day', () => {
  it('is not there before the first roll-up', async () => {
    expect(await readExport(world, 'csv')).toBeUndefined();
  });

  it('is files under the day, and a row that says which, of all that is published', async () => {
    const [one, other] = [apiAt(1), apiAt(2)];
    await publish(one, other, apiAt(3, { state: 'withdrawn' }));
    await world.store.compliance.replace(sampleCompliance(one), undefined);
    await world.store.endpoints.add(sampleEndpoint(one, 'https://comune.example/status'));
    await rollUp();
    const date = new Date(world.clock.now()).toISOString().slice(0, 10);
    const names = [...kept.keys()].filter((key) => key.startsWith('exports/'));
    expect(names.map((name) => name.replace(/-[0-9a-f]{32}\./, '.')).sort()).toEqual(
      ['csv', 'jsonld', 'ndjson'].map((format) => `exports/${date}/apis.${format}`),
    );
    expect(await world.store.rollUps.exports()).toMatchObject({ date, apis: 2, isFirst: true, schemaVersion: 1 });
    const ids = [one.id, other.id].sort();
    const [, ...rows] = (await textOf('csv')).trimEnd().split('\r\n');
    expect(rows.map((row) => row.split(',')[0])).toEqual(ids);
    const records = (await textOf('ndjson'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records.map(({ type, id, apis }) => [type, id, apis])).toEqual([
      ['publisher', 'a_first', 0],
      ['publisher', 'c_h501', 2],
      ...ids.map((id) => ['api', id, undefined]),
    ]);
    expect(records.find(({ id }) => id === one.id)).toMatchObject({ grade: 'B', service: 'up' });
    const { '@graph': nodes } = JSON.parse(await textOf('jsonld'));
    expect(nodes.map((node: { '@type': string }) => node['@type'])).toEqual([
      'dcat:Catalog',
      'foaf:Agent',
      'dcat:DataService',
      'dcat:DataService',
    ]);
  });

  it('is there, with its heads alone, where nothing is published', async () => {
    await rollUp();
    expect((await textOf('csv')).split('\r\n')).toHaveLength(2);
    expect(JSON.parse(await textOf('jsonld'))['@graph']).toHaveLength(1);
  });

  it('is made once a day', async () => {
    await publish(apiAt(1));
    await rollUp();
    world.clock.pass(dayMs);
    await publish(apiAt(2));
    await rollUp();
    const pointer = await world.store.rollUps.exports();
    expect(pointer).toMatchObject({ apis: 2, isFirst: false });
    await publish(...[3, 4, 5, 6].map((number) => apiAt(number)));
    world.clock.pass(2 * 3_600_000);
    await rollUp();
    expect(await world.store.rollUps.exports()).toEqual(pointer);
    expect((await textOf('csv')).trimEnd().split('\r\n')).toHaveLength(3);
  });

  it('keeps nothing of the rows where it is not made', async () => {
    await rollUp();
    world.clock.pass(dayMs);
    await rollUp();
    const collector = await collectExports(world);
    const rows = { publisher: samplePublisher(), sources: [], endpoints: [], compliance: [] };
    const looked: string[] = [];
    const api = new Proxy(apiAt(1), {
      get(target, name) {
        looked.push(String(name));
        return Reflect.get(target, name);
      },
    });
    collector.see({ ...rows, apis: [api] });
    await collector.finish();
    expect(looked).toEqual([]);
  });

  it('follows, on the first day of all, what the crawl finds meanwhile: a lot at once, a little after an hour', async () => {
    await rollUp();
    const counts: (number | undefined)[] = [];
    for (let number = 1; number <= 12; number += 1) {
      await publish(apiAt(number));
      world.clock.pass(60_000);
      await rollUp();
      counts.push((await world.store.rollUps.exports())?.apis);
    }
    expect(counts).toEqual([1, 2, 3, 4, 5, 5, 7, 7, 9, 9, 11, 11]);
    world.clock.pass(3_600_000);
    await rollUp();
    expect((await world.store.rollUps.exports())?.apis).toBe(12);
  });

  it('is the same bytes of the same rows, in whatever order they are seen', () => {
    const rows = [
      {
        publisher: samplePublisher(),
        apis: [apiAt(1), apiAt(2), apiAt(3)],
        sources: [],
        endpoints: [],
        compliance: [],
      },
      {
        publisher: samplePublisher({ id: 'z' }),
        apis: [apiAt(4, { publisherId: 'z' })],
        sources: [],
        endpoints: [],
        compliance: [],
      },
    ];
    const made = [rows, rows.toReversed().map((each) => ({ ...each, apis: each.apis.toReversed() }))].map((all) => {
      const exports = createExports(dcatPlaceOf(world, ''), () => undefined);
      for (const each of all) exports.add(each);
      return exportFormats.map((format) => Buffer.from(exports.file(format)).toString());
    });
    expect(made[1]).toEqual(made[0]);
    expect(made[0]![0]).toContain('/openapi.yaml');
  });

  it('is byte for byte what the command writes, which needs no roll-up', async () => {
    const [one, other] = [apiAt(1), apiAt(2)];
    await publish(one, other, apiAt(3, { state: 'withdrawn' }));
    await world.store.compliance.replace(sampleCompliance(one), undefined);
    await world.store.endpoints.add(sampleEndpoint(one, 'https://comune.example/status'));
    const now = await Promise.all(
      exportFormats.map(async (format) => Buffer.from(await exportNow(world, format)).toString()),
    );
    await rollUp();
    expect(now).toEqual(await Promise.all(exportFormats.map(textOf)));
  });

  it('points at nothing that was not written: a run that ends before leaves the day before', async () => {
    await publish(apiAt(1));
    await rollUp();
    const pointer = await world.store.rollUps.exports();
    world.clock.pass(dayMs);
    const put = blobs.put;
    blobs.put = async () => {
      throw new Error('killed here');
    };
    await expect(rollUp()).rejects.toThrow('killed here');
    expect(await world.store.rollUps.exports()).toEqual(pointer);
    blobs.put = put;
    await rollUp();
    expect((await world.store.rollUps.exports())?.date).not.toBe(pointer?.date);
  });
});
