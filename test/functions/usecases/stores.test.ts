import { afterAll, beforeAll, expect, it } from 'vitest';
import { rulesetVersion } from '../../../shared/domain/compliance/ruleset.ts';
import type { Blobs, Table } from '../../../shared/ports.ts';
import { crawlShard } from '../../../shared/usecases/crawl.ts';
import { storeOverrides } from '../../../shared/usecases/hold-overrides.ts';
import { probeShard } from '../../../shared/usecases/probe.ts';
import { readStatus } from '../../../shared/usecases/read.ts';
import { readServiceLevels } from '../../../shared/usecases/read-service-levels.ts';
import { rollUpShard } from '../../../shared/usecases/rollup.ts';
import { exportNow } from '../../../shared/usecases/rollup-exports.ts';
import { openS3 } from '../../contract/open-blobs.ts';
import { openDynamodb } from '../../contract/open-table.ts';
import { description, linkset, SmallInternet } from '../../fixtures/small-internet.ts';
import { createPorts, everything, register, StillClock, worldOver } from '../../fixtures/small-world.ts';

/** Two days of a small catalogue over the given stores, as they are left then. */
async function live(stores: { readonly table?: Table; readonly blobs?: Blobs }): Promise<unknown> {
  const net = new SmallInternet();
  const clock = new StillClock();
  const world = worldOver({ ...createPorts(net, clock), ...stores });
  const base = 'https://api.uno.example';
  net.serve(`${base}/catalog`, linkset(base, [{ path: '/a.json', status: `${base}/status` }, { path: '/b.json' }]));
  net.serve(`${base}/a.json`, description('a'));
  net.serve(`${base}/b.json`, '{"openapi":"3.0.3","info":{"title":"b"},"paths":{}}');
  net.serve(`${base}/status`, { body: '{}' });
  await register(world, [
    { id: 'uno', name: 'Comune Uno', domains: ['uno.example'], sources: [{ url: `${base}/catalog` }] },
  ]);
  for (const version of ['1.0.0', '2.0.0']) {
    net.serve(`${base}/a.json`, description('a', version));
    const severities = { 'has-contact': version === '1.0.0' ? 'error' : 'off' };
    await storeOverrides(world, new TextEncoder().encode(JSON.stringify({ severities })));
    await crawlShard(world, 0, everything);
    await probeShard(world, 0, everything);
    clock.at += 60_000;
    await rollUpShard(world, 0, everything);
    net.serve(`${base}/status`, { body: '{}', status: 503 });
    clock.pass(1);
  }
  const { totals, openIncidents } = await readStatus(world);
  const endpoints = await world.store.endpoints.ofShard(0);
  const availability = {
    days: await Promise.all(
      endpoints.map(({ id }) => world.store.endpoints.daysBetween(id, '2026-11-01', '2026-11-30')),
    ),
    hours: await world.store.endpoints.hours([endpoints[0]?.id ?? ''], '2026-11-23'),
    today: [...(await world.store.documents.soFar('2026-11-24', endpoints))],
    levels: await readServiceLevels(world, '2026-11'),
  };
  const { apis, compliance } = await world.store.publishers.ownedBy('uno');
  const statistics = await world.store.compliance.nationalStatistics();
  const reports = await Promise.all(
    compliance.map(({ digest }) => world.store.documents.getReport(digest, rulesetVersion)),
  );
  return {
    compliance,
    statistics,
    reports,
    apis,
    revisions: await Promise.all(apis.map(({ id }) => world.store.apis.revisions(id, 100))),
    events: await world.store.events.latest(100),
    exported: Buffer.from(await exportNow(world, 'ndjson')).toString(),
    totals,
    openIncidents,
    availability,
  };
}

let dynamodb: Awaited<ReturnType<typeof openDynamodb>>;
let s3: Awaited<ReturnType<typeof openS3>>;

beforeAll(async () => {
  dynamodb = await openDynamodb();
  s3 = await openS3();
});
afterAll(async () => {
  await dynamodb.close();
  await s3.close();
});

it('reaches the same catalogue over DynamoDB and S3 as over SQLite and files', async () => {
  const local = await live({});
  expect(await live({ table: dynamodb.table, blobs: s3.blobs })).toEqual(local);
  expect(local).toMatchObject({
    totals: { apis: 2, verdicts: { valid: 1, invalid: 1 } },
    openIncidents: [{ code: 'http-503' }],
    statistics: { apis: 2, assessed: 2 },
    apis: [{ id: expect.any(String) }, { id: expect.any(String) }],
    exported: expect.stringMatching(/^\{"type":"publisher".*\n\{"type":"api".*\n\{"type":"api".*\n$/),
    reports: [{ format: 'json' }, { format: 'json' }],
    availability: {
      days: [[{ date: '2026-11-23', looks: 1 }]],
      hours: [{ date: '2026-11-23' }],
      today: [[expect.any(String), { date: '2026-11-24', looks: 1 }]],
      levels: { publishers: [{ publisherId: 'uno', total: { days: 1 } }] },
    },
  });
});
