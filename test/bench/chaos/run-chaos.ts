/**
 * Slots upon slots through the real use case while everything goes wrong: runs that come twice, writes that are throttled,
 * processes that die at any await. Afterwards nothing may be lost, doubled or left hanging.
 */
import { createSqliteTable } from '../../../shared/adapters/embedded/sqlite-table.ts';
import { deriveId } from '../../../shared/domain/digest.ts';
import type { FetchOutcome, HttpRequest } from '../../../shared/domain/fetching/fetch-outcome.ts';
import type { Incident } from '../../../shared/domain/uptime/settle.ts';
import type { Page, Position } from '../../../shared/ports.ts';
import { freeLeases } from '../../../shared/usecases/free-leases.ts';
import { probeShard } from '../../../shared/usecases/probe.ts';
import type { CrawlWorld } from '../../../shared/usecases/world.ts';
import { Crash, type CrashPoint, crashingPorts } from '../../fixtures/crash-after.ts';
import { createMemoryBlobs } from '../../fixtures/memory-blobs.ts';
import { PassingClock } from '../../fixtures/passing-clock.ts';
import { answered, failed } from '../../fixtures/plain-outcomes.ts';
import { sampleApi, sampleEndpoint } from '../../fixtures/sample-records.ts';
import { type Ports, threadAnalyser, worldOver } from '../../fixtures/small-world.ts';

export type ChaosOptions = {
  readonly seed: number;
  readonly endpoints: number;
  readonly slots: number;
  /** Shares of runs that come twice and that are killed, and of writes that are throttled. */
  readonly doubled: number;
  readonly killed: number;
  readonly throttled: number;
};

export type ChaosReport = {
  readonly endpointSlots: number;
  readonly runs: number;
  readonly kills: number;
  readonly doubles: number;
  readonly throttles: number;
  readonly outages: number;
  readonly incidents: number;
  readonly relapses: number;
  /** What must not be; empty. */
  readonly violations: readonly string[];
};

const slotMs = 300_000;
const startMs = Date.parse('2026-01-01T00:00:00.000Z');
const isoAt = (ms: number): string => new Date(ms).toISOString();

/** mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Span = { readonly from: number; readonly until: number };

/** Slots in which an endpoint is down: at least an hour apart, so that each outage is an incident of its own. */
function outagesOf(next: () => number, slots: number): readonly Span[] {
  const spans: Span[] = [];
  for (let at = 5 + Math.floor(next() * 200); at < slots - 30; ) {
    const until = Math.min(at + 3 + Math.floor(next() * 20), slots - 20);
    spans.push({ from: at, until });
    at = until + 20 + Math.floor(next() * 300);
  }
  return spans;
}

const codes = ['http-503', 'connect-timeout', 'http-500', 'tls-expired'] as const;

class Truth {
  readonly outages: ReadonlyMap<string, readonly Span[]>;
  readonly #clock: PassingClock;
  readonly #urls: readonly string[];
  constructor(outages: ReadonlyMap<string, readonly Span[]>, clock: PassingClock) {
    this.outages = outages;
    this.#clock = clock;
    this.#urls = [...outages.keys()];
  }

  request = async ({ url }: HttpRequest): Promise<FetchOutcome> => {
    const slot = Math.floor((this.#clock.at - startMs) / slotMs);
    const isDown = this.outages.get(url)?.some(({ from, until }) => from <= slot && slot < until) === true;
    // Some answer with an error, some do not answer at all, some show a certificate that has ended.
    const code = codes[this.#urls.indexOf(url) % codes.length] ?? 'http-503';
    return isDown ? failed(url, code, 20) : answered(url, 20);
  };
}

/** A table whose writes fail now and then before anything is written, as those of an overloaded one do. */
function throttling(ports: Ports, isThrottled: () => boolean): Ports {
  const refuse = (): void => {
    if (isThrottled()) throw new Error('throttled');
  };
  const { table } = ports;
  return {
    ...ports,
    table: {
      get: (key) => table.get(key),
      getAll: (keys) => table.getAll(keys),
      query: (query) => table.query(query),
      put: async (row, condition) => {
        refuse();
        return table.put(row, condition);
      },
      putAll: async (rows) => {
        refuse();
        return table.putAll(rows);
      },
      delete: async (key) => {
        refuse();
        return table.delete(key);
      },
    },
  };
}

export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { endpoints, slots } = options;
  const next = randomOf(options.seed);
  const clock = new PassingClock(startMs);
  const urls = Array.from({ length: endpoints }, (_, index) => `http://host-${index}.example:8080/status`);
  const truth = new Truth(new Map(urls.map((url) => [url, outagesOf(next, slots)])), clock);
  const samples = new Map<string, Uint8Array>();
  const ports: Ports = {
    table: createSqliteTable(':memory:'),
    blobs: createMemoryBlobs(samples),
    http: truth,
    analyser: threadAnalyser,
    clock,
  };
  const calm = worldOver(ports);
  for (const url of urls) {
    const api = sampleApi(`${url}.json`);
    await calm.store.apis.put(api);
    await calm.store.endpoints.add({
      ...sampleEndpoint(api, url),
      since: isoAt(startMs),
      id: deriveId('endpoint', url),
    });
  }

  const finished = new Set<string>();
  const tally = { runs: 0, kills: 0, doubles: 0, throttles: 0 };
  const run = async (point?: CrashPoint): Promise<void> => {
    tally.runs += 1;
    const isThrottled = (): boolean => {
      const throttled = next() < options.throttled;
      if (throttled) tally.throttles += 1;
      return throttled;
    };
    const world: CrawlWorld = worldOver(crashingPorts(throttling(ports, isThrottled), point).ports);
    const slot = isoAt(Math.floor(clock.at / slotMs) * slotMs);
    const deadline = clock.at + 290_000;
    try {
      const counts = await probeShard(world, 0, {
        deadline,
        everything: false,
        isOver: () => clock.at > deadline - 20_000,
      });
      if (counts !== undefined) finished.add(slot);
    } catch (fault) {
      if (!(fault instanceof Crash) && (fault as Error).message !== 'throttled') throw fault;
    }
  };

  for (let slot = 0; slot < slots; slot += 1) {
    clock.at = startMs + slot * slotMs;
    // The last ones are left in peace, so that what is under way comes to its end.
    const isWild = slot < slots - 10;
    const kills = isWild && next() < options.killed;
    if (kills) {
      tally.kills += 1;
      const when = next() < 0.5 ? 'before' : 'after';
      await run({ call: 1 + Math.floor(next() * (endpoints * 3 + 12)), when });
      // On one machine it is started again at once; elsewhere the next slot goes on.
      if (next() < 0.5) await freeLeases(calm);
    }
    if (isWild && next() < options.doubled) {
      tally.doubles += 1;
      await Promise.all([run(), run()]);
    } else if (isWild) await run();
    else await probeShard(calm, 0, { deadline: clock.at + 290_000, everything: false, isOver: () => false });
  }
  const found = await judge(calm, truth, urls, slots, finished);
  return { endpointSlots: endpoints * slots, ...tally, ...found };
}

async function collect<T>(read: (after: Position | undefined) => Promise<Page<T>>): Promise<readonly T[]> {
  const items: T[] = [];
  for (let after: Position | undefined; ; ) {
    const page = await read(after);
    items.push(...page.items);
    if (page.next === undefined) return items;
    after = page.next;
  }
}

async function judge(
  { store }: CrawlWorld,
  { outages }: Truth,
  urls: readonly string[],
  slots: number,
  finished: ReadonlySet<string>,
): Promise<Pick<ChaosReport, 'outages' | 'incidents' | 'relapses' | 'violations'>> {
  const violations: string[] = [];
  let [real, incidents, relapses] = [0, 0, 0];
  const endpoints = new Map((await store.endpoints.ofShard(0)).map((endpoint) => [endpoint.url, endpoint]));
  for (const url of urls) {
    const endpoint = endpoints.get(url);
    if (endpoint === undefined) throw new Error(`${url} is gone`);
    const { apiId } = endpoint;
    const told = await collect((after) => store.events.page({ scope: { of: 'api', id: apiId } }, 1000, after));
    const mine: readonly Incident[] = await collect((after) => store.endpoints.pageOfIncidentsOf(apiId, 1000, after));
    incidents += mine.length;
    relapses += mine.reduce((sum, each) => sum + each.relapses, 0);
    const spans = outages.get(url) ?? [];
    real += spans.length;
    for (const incident of mine) {
      if (incident.closedAt === undefined) violations.push(`${url}: incident ${incident.id} is left open`);
      const turns = told.filter(({ facts }) => facts.incident === incident.id).map(({ kind }) => kind);
      const opened = turns.filter((kind) => kind === 'incident.opened').length;
      const closed = turns.filter((kind) => kind === 'incident.closed').length;
      if (opened !== incident.relapses + 1 || closed !== opened)
        violations.push(
          `${url}: ${incident.id} told ${opened} times as opened, ${closed} as closed, ${incident.relapses} relapses`,
        );
    }
    for (const span of spans) {
      const within = mine.filter(({ openedAt }) => {
        const slot = (Date.parse(openedAt) - startMs) / slotMs;
        return span.from <= slot && slot < span.until;
      });
      if (within.length !== 1)
        violations.push(`${url}: outage of slots ${span.from} to ${span.until} has ${within.length} incidents`);
    }
    if (mine.length > spans.length) violations.push(`${url}: ${mine.length} incidents of ${spans.length} outages`);
    if (endpoint.incidentId !== undefined) violations.push(`${url}: an incident on the row of one that answers`);
  }
  const stored = new Map<string, number>();
  for (const day of new Set(Array.from({ length: slots }, (_, slot) => isoAt(startMs + slot * slotMs).slice(0, 10)))) {
    for await (const set of store.documents.samplesOf(0, day, `${day}T00:00:00.000Z`)) {
      const ids = new Set(set.samples.map(({ endpointId }) => endpointId));
      stored.set(set.slot, ids.size);
      if (ids.size !== set.samples.length) violations.push(`slot ${set.slot}: an endpoint has two samples`);
    }
  }
  for (const slot of finished) {
    if (stored.get(slot) !== urls.length)
      violations.push(`slot ${slot}: ${stored.get(slot)} samples of ${urls.length}`);
  }
  return { outages: real, incidents, relapses, violations };
}
