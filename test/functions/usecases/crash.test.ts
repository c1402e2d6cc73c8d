import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { createSqliteTable } from '../../../shared/adapters/embedded/sqlite-table.ts';
import { ruleset } from '../../../shared/domain/compliance/ruleset.ts';
import { sha256 } from '../../../shared/domain/digest.ts';
import { decodeSamples } from '../../../shared/domain/uptime/sample-format.ts';
import { crawlShard } from '../../../shared/usecases/crawl.ts';
import { freeLeases } from '../../../shared/usecases/free-leases.ts';
import { storeOverrides } from '../../../shared/usecases/hold-overrides.ts';
import { probeShard } from '../../../shared/usecases/probe.ts';
import { rollUpShard } from '../../../shared/usecases/rollup.ts';
import type { CrawlWorld } from '../../../shared/usecases/world.ts';
import { Crash, type CrashPoint, crashingPorts } from '../../fixtures/crash-after.ts';
import { createMemoryBlobs } from '../../fixtures/memory-blobs.ts';
import { description, linkset, SmallInternet } from '../../fixtures/small-internet.ts';
import {
  everything,
  type Ports,
  register,
  StillClock,
  threadAnalyser,
  whatIsDue,
  worldOver,
} from '../../fixtures/small-world.ts';

/** A day in the life of a small catalogue; each act changes what is published and then runs everything that is due. */
const base = 'https://api.uno.example';
const status = `${base}/status`;

const publishers = [
  { id: 'uno', name: 'Comune Uno', domains: ['uno.example'], sources: [{ url: `${base}/catalog` }] },
  { id: 'due', name: 'Comune Due', domains: ['due.example'] },
];

/** One rule decides alone, so that what is published in the last act moves a grade. */
const newRules = new TextEncoder().encode(
  JSON.stringify({
    severities: Object.fromEntries(
      ruleset.filter(({ id }) => id !== 'servers-description').map(({ id }) => [id, 'off']),
    ),
  }),
);

const publish = (net: SmallInternet, act: number): void => {
  if (act === 0) {
    const anchor = `${base}/pair`;
    net.serve(
      `${base}/catalog`,
      linkset(base, [
        { path: '/a.json', status },
        { path: '/b.json' },
        { path: '/pair.json', anchor },
        { path: '/pair2.json', anchor },
      ]),
    );
    for (const name of ['a', 'b', 'pair', 'pair2'])
      net.serve(`${base}/${name}.json`, description(name.replace('2', '')));
    net.serve('https://due.example/.well-known/api-catalog', linkset('https://due.example', [{ path: '/c.json' }]));
    net.serve('https://due.example/c.json', description('c', '1.0.0', [], { info: { 'x-api-id': 'c-1' } }));
    net.serve(status, { body: '{}' });
    net.serve(`${base}/v1/status`, { body: '{}' });
    net.serve('https://api.uno.example/v1/status', { body: '{}' });
  } else if (act === 2) {
    const described = { servers: [{ url: 'https://api.comune-uno.it/v2', description: 'Produzione' }] };
    net.serve(`${base}/a.json`, JSON.stringify({ ...JSON.parse(description('a', '3.0.0')), ...described }));
  } else {
    net.serve(
      `${base}/catalog`,
      linkset(base, [
        { path: '/a.json', status: `${base}/health` },
        { path: '/pair.json', anchor: `${base}/pair` },
      ]),
    );
    const ends = { info: { 'x-deprecated': true, 'x-sunset': '2026-12-01' } };
    net.serve(`${base}/a.json`, description('a', '2.0.0', ['/new'], ends));
    net.serve(`${base}/pair.json`, '{"openapi":"3.0.3","info":{}}');
    net.serve('https://due.example/c.json', { fails: 'connect-refused' });
    net.serve('https://api.uno.example/v1/status', { body: '{}', status: 503 });
    net.serve(`${base}/health`, { body: '{}' });
  }
};

/** What changed is seen twice: an act goes on when it is looked at again. Run anew, it begins at the same time. */
async function act(ports: Ports, clock: StillClock, start: number): Promise<void> {
  const world = worldOver(ports, { WITHDRAWAL_GRACE_DAYS: '0' });
  clock.at = start;
  await crawlShard(world, 0, whatIsDue);
  clock.at = start + world.config.confirmAfterS * 1000;
  await crawlShard(world, 0, whatIsDue);
  await probeShard(world, 0, whatIsDue);
  await rollUpShard(world, 0, everything);
}

type Memory = { readonly file: string; readonly blobs: ReadonlyMap<string, Uint8Array> };

/** Everything the table and the blobs hold, but what says only how often we tried: leases, row versions, tries of a sample. */
function contentsOf({ file, blobs }: Memory): readonly string[] {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database.prepare("SELECT body FROM rows WHERE pk NOT LIKE 'LEASE#%' ORDER BY pk, sk").all();
  database.close();
  const told = rows.map(({ body }) =>
    JSON.stringify(inOrder({ ...(JSON.parse(String(body)) as object), version: undefined })),
  );
  return [...told, ...[...blobs].map(([key, bytes]) => `${key} ${textOf(key, bytes)}`).sort()];
}

/** All that is remembered, tries and versions too, but for who holds a lease: that is made up anew by every run. */
function digestOf({ file, blobs }: Memory): string {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database.prepare('SELECT pk, sk, body FROM rows ORDER BY pk, sk').all();
  database.close();
  const told = rows.map(({ pk, sk, body }) => [pk, sk, String(body).replace(/"holder":"[^"]*"/, '"holder":"one"')]);
  const kept = [...blobs]
    .map(([key, bytes]) => [key, sha256(bytes)])
    .sort(([one = ''], [other = '']) => (one < other ? -1 : 1));
  return sha256(JSON.stringify([told, kept]));
}

/** The order in which members were stored says nothing. */
const inOrder = (row: object): object =>
  Object.fromEntries(Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1)));

function textOf(key: string, bytes: Uint8Array): string {
  if (!key.startsWith('samples/')) return Buffer.from(bytes).toString();
  const { samples, ...set } = decodeSamples(bytes);
  return JSON.stringify({ ...set, samples: samples.map(({ tries: _, ...sample }) => sample) });
}

/** In memory where the system has such a place: what is tried is a process that dies, not a disk. */
const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'vedetta-crash-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

/** Runs `work` over a copy of what is remembered, and tells what is remembered then. */
async function on(
  memory: Memory | undefined,
  net: SmallInternet,
  clock: StillClock,
  work: (ports: Ports) => Promise<unknown>,
): Promise<Memory> {
  files += 1;
  const file = join(folder, `${files}.sqlite`);
  if (memory !== undefined) copyFileSync(memory.file, file);
  const table = createSqliteTable(file);
  const blobs = new Map(memory?.blobs);
  await work({ table, blobs: createMemoryBlobs(blobs), http: net, clock, analyser: threadAnalyser });
  table.close();
  return { file, blobs };
}

/**
 * Every call to a port is an await at which a run may be killed, and what is left then is what was written until then: so
 * it is the same before and after a call that only reads. A run is killed before and after every call that writes, and
 * before some that read, of which it is shown that they leave nothing else.
 */
const killPoints = (calls: number, writes: ReadonlySet<number>): readonly CrashPoint[] =>
  Array.from({ length: calls }, (_, index) => index + 1).flatMap((call): readonly CrashPoint[] =>
    writes.has(call)
      ? [
          { call, when: 'before' },
          { call, when: 'after' },
        ]
      : call % 11 === 0
        ? [{ call, when: 'before' }]
        : [],
  );

/** So that a crash is tried in all of it. */
const toldIn: { readonly [act: number]: readonly string[] } = {
  1: ['api.changed', 'api.invalid', 'api.deprecated', 'api.sunset', '"outcome":"unconfirmed"', 'comparisons/'],
  2: ['compliance.changed', 'ruleset.changed'],
};

describe.each([
  [0, 'the first crawl of a catalogue'],
  [1, 'a crawl that finds changes, withdrawals, breakage and outages'],
  [2, 'a new ruleset, and a crawl that finds changes of the grade before it was settled'],
])('act %i: %s', (under) => {
  const stage = async (): Promise<{
    before: Memory;
    after: Memory;
    calls: number;
    writes: ReadonlySet<number>;
    net: SmallInternet;
    clock: StillClock;
    start: number;
  }> => {
    const net = new SmallInternet();
    const clock = new StillClock();
    let before = await on(undefined, net, clock, (ports) => register(worldOver(ports), publishers));
    for (let earlier = 0; earlier < under; earlier += 1) {
      publish(net, earlier);
      before = await on(before, net, clock, (ports) => act(ports, clock, clock.at));
      clock.pass(2);
    }
    publish(net, under);
    if (under === 2) before = await on(before, net, clock, (ports) => storeOverrides(worldOver(ports), newRules));
    let calls = 0;
    let writes: ReadonlySet<number> = new Set();
    const start = clock.at;
    const after = await on(before, net, clock, async (ports) => {
      const counted = crashingPorts(ports);
      await act(counted.ports, clock, start);
      calls = counted.calls();
      writes = counted.writes();
    });
    return { before, after, calls, writes, net, clock, start };
  };

  it('reaches the same rows and blobs wherever the run before it was killed', async () => {
    const { before, after, calls, writes, net, clock, start } = await stage();
    const expected = contentsOf(after);
    expect(calls).toBeGreaterThan(under === 2 ? 60 : 100);
    for (const word of toldIn[under] ?? []) expect(expected.join('\n')).toContain(word);
    // What was gone on from already: a run over the same goes the same way.
    const known = new Set([digestOf(before)]);
    for (const point of killPoints(calls, writes)) {
      const killed = await on(before, net, clock, (ports) =>
        act(crashingPorts(ports, point).ports, clock, start).catch(expectCrash),
      );
      const left = digestOf(killed);
      const where = `after a crash ${point.when} call ${point.call} of ${calls}`;
      if (!writes.has(point.call)) expect(known, where).toContain(left);
      if (known.has(left)) {
        rmSync(killed.file);
        continue;
      }
      known.add(left);
      const again = await on(killed, net, clock, async (ports) => {
        await freeLeases(worldOver(ports));
        await act(ports, clock, start);
      });
      expect(contentsOf(again), where).toEqual(expected);
      for (const { file } of [killed, again]) rmSync(file);
    }
    expect(known.size).toBeGreaterThan(40);
  }, 600_000);
});

describe('an administration that is taken out of the sources', () => {
  /** It is taken out, its addresses are withdrawn, it is forgotten, and what is counted says so. */
  const leave = async (ports: Ports, clock: StillClock, start: number): Promise<void> => {
    const world = worldOver(ports, { WITHDRAWAL_GRACE_DAYS: '0' });
    for (const minutes of [0, 5, 10]) {
      clock.at = start + minutes * 60_000;
      await crawlShard(world, 0, whatIsDue);
    }
    await rollUpShard(world, 0, everything);
  };

  it('is gone with the same rows and blobs wherever a run of it was killed, and its APIs are still to be read', async () => {
    const net = new SmallInternet();
    const clock = new StillClock();
    publish(net, 0);
    let before = await on(undefined, net, clock, (ports) => register(worldOver(ports), publishers));
    before = await on(before, net, clock, (ports) => act(ports, clock, clock.at));
    before = await on(before, net, clock, (ports) => register(worldOver(ports), publishers.slice(0, 1)));
    clock.pass(2);
    const start = clock.at;
    let calls = 0;
    let writes: ReadonlySet<number> = new Set();
    const after = await on(before, net, clock, async (ports) => {
      const counted = crashingPorts(ports);
      await leave(counted.ports, clock, start);
      calls = counted.calls();
      writes = counted.writes();
      const { store } = worldOver(ports);
      expect((await store.publishers.all()).map(({ id }) => id)).toEqual(['uno']);
      expect(await store.apis.ofPublisher('due')).toMatchObject([{ state: 'withdrawn', code: 'unwatched' }]);
      expect((await store.figures.underWay())?.today.totals).toMatchObject({ publishers: 1, publishing: 1, unread: 0 });
      expect(await store.publishers.registered()).toMatchObject({ left: [] });
    });
    const expected = contentsOf(after);
    for (const point of killPoints(calls, writes).filter(({ call }) => writes.has(call))) {
      const killed = await on(before, net, clock, (ports) =>
        leave(crashingPorts(ports, point).ports, clock, start).catch(expectCrash),
      );
      const again = await on(killed, net, clock, async (ports) => {
        await freeLeases(worldOver(ports));
        await leave(ports, clock, start);
      });
      expect(contentsOf(again), `after a crash ${point.when} call ${point.call} of ${calls}`).toEqual(expected);
      for (const { file } of [killed, again]) rmSync(file);
    }
  }, 600_000);
});

describe('the run after a kill that comes in the next slot', () => {
  const up = { body: '{}' };
  const down = { ...up, status: 503 };

  it.each([
    ['an outage that goes on', up, down, down, { open: 4, closed: 0, opened: 4, ended: 0 }],
    ['a recovery', down, up, up, { open: 0, closed: 4, opened: 4, ended: 4 }],
    ['an outage that is over by then', up, down, up, undefined],
    ['a recovery that is over by then', down, up, down, undefined],
  ] as const)('agrees with the endpoints after %s: nothing is left open, nothing told twice', async (name, earlier, killed, next, expected) => {
    const net = new SmallInternet();
    const clock = new StillClock();
    const serve = (page: typeof up | typeof down): void => {
      for (const url of [status, `${base}/v1/status`]) net.serve(url, page);
    };
    const slot = 5 * 60_000;
    const probe = async (ports: Ports): Promise<void> => void (await probeShard(worldOver(ports), 0, whatIsDue));
    publish(net, 0);
    const before = await on(undefined, net, clock, async (ports) => {
      await register(worldOver(ports), publishers);
      await act(ports, clock, clock.at);
      serve(earlier);
      clock.at += slot;
      await probe(ports);
    });
    clock.at += slot;
    const start = clock.at;
    serve(killed);
    let calls = 0;
    let writes: ReadonlySet<number> = new Set();
    await on(before, net, clock, async (ports) => {
      const counted = crashingPorts(ports);
      await probe(counted.ports);
      calls = counted.calls();
      writes = counted.writes();
    });
    expect(writes.size).toBeGreaterThan(10);
    // What is left changes by what was written alone.
    for (const call of [1, ...writes]) {
      clock.at = start;
      serve(killed);
      const point = { call, when: 'after' } as const;
      const left = await on(before, net, clock, (ports) => probe(crashingPorts(ports, point).ports).catch(expectCrash));
      clock.at += slot;
      serve(next);
      await on(left, net, clock, async (ports) => {
        const world = worldOver(ports);
        await freeLeases(world);
        await probe(ports);
        const found = await incidentsOf(world);
        const where = `${name}, after call ${call} of ${calls}`;
        // Every incident's last word in the feed is its state, and each endpoint carries its own open one.
        expect({ opened: found.opened, ended: found.ended }, where).toEqual({
          opened: found.ended + found.open,
          ended: found.opened - found.open,
        });
        expect(found.carried, where).toBe(found.open);
        expect(found.open, where).toBe(next === down ? 4 : 0);
        if (expected !== undefined) expect(found, where).toMatchObject(expected);
      });
    }
  });
});

async function incidentsOf({ store }: CrawlWorld) {
  const [open, closed] = await Promise.all([
    store.endpoints.incidents('open', 100),
    store.endpoints.incidents('closed', 100),
  ]);
  const told = (await store.events.latest(100)).items.map(({ kind }) => kind);
  const ids = new Set(open.map(({ id }) => id));
  return {
    open: open.length,
    closed: closed.length,
    opened: told.filter((kind) => kind === 'incident.opened').length,
    ended: told.filter((kind) => kind === 'incident.closed').length,
    carried: (await store.endpoints.ofShard(0)).filter(({ incidentId = '' }) => ids.has(incidentId)).length,
  };
}

const expectCrash = (fault: unknown): void => {
  if (!(fault instanceof Crash)) throw fault;
};
