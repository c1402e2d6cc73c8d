import { describe, expect, it } from 'vitest';
import type { EventKind } from '../../../shared/domain/catalogue/api.ts';
import type { ChangeLevel } from '../../../shared/domain/changes/change.ts';
import { nothingHappened } from '../../../shared/domain/figures/happenings.ts';
import { trendPointOf } from '../../../shared/domain/figures/trend.ts';
import { frozenQuarterOf } from '../../../shared/domain/figures/under-way.ts';
import { dateOf } from '../../../shared/domain/uptime/availability.ts';
import type { Blobs, Table } from '../../../shared/ports.ts';
import { crawlShard } from '../../../shared/usecases/crawl.ts';
import { probeShard } from '../../../shared/usecases/probe.ts';
import { readDay, readFiguresAndTrend, readQuarter, readQuarters } from '../../../shared/usecases/read-figures.ts';
import { rollUpShard } from '../../../shared/usecases/rollup.ts';
import { collectFigures } from '../../../shared/usecases/rollup-figures.ts';
import type { CrawlWorld } from '../../../shared/usecases/world.ts';
import { Crash, type CrashPoint, crashingPorts } from '../../fixtures/crash-after.ts';
import { listStored } from '../../fixtures/list-stored.ts';
import { createMemoryBlobs } from '../../fixtures/memory-blobs.ts';
import { sampleApi, sampleEvent, samplePublisher } from '../../fixtures/sample-records.ts';
import { description, linkset, SmallInternet } from '../../fixtures/small-internet.ts';
import { createPorts, everything, type Ports, register, StillClock, worldOver } from '../../fixtures/small-world.ts';

const api = sampleApi('https://api.example/openapi.yaml');

/** A small catalogue in which something is told now and then, rolled up when a test says so. */
class Life {
  readonly clock = new StillClock();
  readonly kept = new Map<string, Uint8Array>();
  readonly ports: Ports;
  readonly world: CrawlWorld;
  readonly written: string[] = [];
  #events = 0;

  constructor() {
    const { table, ...rest } = createPorts(new SmallInternet(), this.clock);
    this.ports = { ...rest, table: this.#noting(table), blobs: this.#notingBlobs(createMemoryBlobs(this.kept)) };
    this.world = worldOver(this.ports);
  }

  #noting(table: Table): Table {
    return {
      ...table,
      put: (row, condition) => {
        this.written.push(`${row.pk} ${row.sk}`);
        return table.put(row, condition);
      },
    };
  }

  #notingBlobs(blobs: Blobs): Blobs {
    return {
      ...blobs,
      put: (key, body, type) => {
        this.written.push(key);
        return blobs.put(key, body, type);
      },
    };
  }

  async begin(): Promise<this> {
    await this.world.store.publishers.putAll([
      samplePublisher({ region: 'Lazio' }),
      samplePublisher({ id: 'nothing' }),
    ]);
    await this.world.store.apis.put(api);
    return this;
  }

  at(time: string): this {
    this.clock.at = Date.parse(`${time}:00.000Z`);
    return this;
  }

  async tell(time: string, kind: EventKind = 'api.changed', level: ChangeLevel = 'breaking'): Promise<void> {
    this.#events += 1;
    const own = kind === 'api.changed' ? { level } : {};
    await this.world.store.events.add(
      sampleEvent(api, `${time}:00.000Z`, { id: `event-${this.#events}`, kind, ...own }),
    );
  }

  /** What was written meanwhile. */
  async roll(time: string, world: CrawlWorld = this.world): Promise<readonly string[]> {
    this.at(time);
    const before = this.written.length;
    await listStored(world, collectFigures);
    return this.written.slice(before);
  }

  read = () => readFiguresAndTrend(this.world);
}

describe('a day', () => {
  it('has figures from its first roll-up on, which count what is there and what was told', async () => {
    const life = await new Life().begin();
    expect(await life.read()).toEqual({ figures: undefined, trend: [], quarters: [] });
    await life.tell('2026-11-23T07:00');
    await life.tell('2026-11-23T07:00', 'api.published');
    await life.tell('2026-11-23T07:30', 'incident.opened');
    await life.tell('2026-11-23T07:40', 'api.withdrawn');
    await life.tell('2026-11-23T07:40', 'api.changed', 'info');
    await life.tell('2026-11-22T07:40', 'incident.closed');
    await life.roll('2026-11-23T08:00');
    const { figures, trend } = await life.read();
    expect(figures).toMatchObject({
      today: {
        date: '2026-11-23',
        totals: { publishers: 2, publishing: 1, apis: 1, valid: 1 },
        publishable: { yes: 0, no: 0, unknown: 1 },
        availability: null,
        happened: { breaking: 2, published: 1, withdrawn: 1, incidentsOpened: 1, incidentsClosed: 0 },
        regions: [{ name: 'Lazio' }, { name: null, publishers: 1, publishing: 0 }],
      },
      month: { month: '2026-11', breaking: 2, incidentsClosed: 1 },
    });
    expect(trend).toMatchObject([{ date: '2026-11-23', apis: 1, breaking: 2 }]);
  });

  it('is written again when something changed, and once an hour', async () => {
    const life = await new Life().begin();
    expect(await life.roll('2026-11-23T08:00')).toEqual(['NATIONAL FIGURES']);
    expect(await life.roll('2026-11-23T08:15')).toEqual([]);
    await life.tell('2026-11-23T08:20', 'incident.opened');
    expect(await life.roll('2026-11-23T08:30')).toEqual(['NATIONAL FIGURES']);
    expect(await life.roll('2026-11-23T09:15')).toEqual([]);
    expect(await life.roll('2026-11-23T09:30')).toEqual(['NATIONAL FIGURES']);
  });

  it('that is over is finished once, an hour later, with what was told on it last', async () => {
    const life = await new Life().begin();
    await life.roll('2026-11-23T23:45');
    await life.tell('2026-11-23T23:59');
    expect(await life.roll('2026-11-24T00:15')).toEqual(['NATIONAL FIGURES']);
    expect(await readDay(life.world, '2026-11-23')).toMatchObject({
      isFinal: false,
      snapshot: { happened: { breaking: 1 } },
    });
    expect(await life.roll('2026-11-24T01:15')).toEqual([
      'figures/days/2026-11-23.json',
      'NATIONAL TREND',
      'NATIONAL FIGURES',
    ]);
    const day = await readDay(life.world, '2026-11-23');
    expect(day).toMatchObject({
      isFinal: true,
      snapshot: { computedAt: '2026-11-23T23:45:00.000Z', happened: { breaking: 1 } },
    });
    await life.tell('2026-11-23T23:59');
    await life.roll('2026-11-24T02:30');
    expect(await readDay(life.world, '2026-11-23')).toEqual(day);
    expect((await life.read()).trend.map(({ date }) => date)).toEqual(['2026-11-23', '2026-11-24']);
  });

  it('without a roll-up has no figures, but what was told on it counts for the month', async () => {
    const life = await new Life().begin();
    await life.roll('2026-11-23T08:00');
    await life.tell('2026-11-24T08:00');
    await life.roll('2026-11-26T08:00');
    const { figures, trend } = await life.read();
    expect(trend.map(({ date }) => date)).toEqual(['2026-11-23', '2026-11-26']);
    expect(figures?.month).toMatchObject({ breaking: 1 });
    for (const date of ['2026-11-22', '2026-11-24', '2026-11-25', '2026-11-27'])
      expect(await readDay(life.world, date), date).toBeUndefined();
  });
});

describe('a month', () => {
  it('begins anew, and a day of the one before still counts for that', async () => {
    const life = await new Life().begin();
    await life.tell('2026-10-05T08:00');
    await life.roll('2026-10-31T23:50');
    await life.tell('2026-10-31T23:55');
    await life.tell('2026-11-01T00:05');
    await life.roll('2026-11-01T00:10');
    expect((await life.read()).figures?.month).toEqual({ month: '2026-11', ...nothingHappened, breaking: 1 });
    await life.roll('2026-11-01T01:10');
    await life.roll('2026-12-31T23:10');
    expect((await life.read()).figures?.month).toEqual({ month: '2026-12', ...nothingHappened });
    await life.roll('2027-01-01T03:10');
    expect(await readQuarter(life.world, '2026-Q4')).toMatchObject({ happened: { breaking: 3 } });
  });
});

describe('a quarter', () => {
  it('is frozen when it is over, and never changes', async () => {
    const life = await new Life().begin();
    await life.tell('2026-07-02T08:00');
    await life.roll('2026-09-29T08:00');
    await life.roll('2026-09-30T22:00');
    expect(await life.roll('2026-10-01T00:30')).not.toContain('figures/quarters/2026-Q3.json');
    expect(await readQuarter(life.world, '2026-Q3')).toBeUndefined();
    expect(await life.roll('2026-10-01T01:30')).toContain('figures/quarters/2026-Q3.json');
    const frozen = await readQuarter(life.world, '2026-Q3');
    expect(frozen).toMatchObject({ quarter: '2026-Q3', snapshot: { date: '2026-09-30' }, happened: { breaking: 1 } });
    const bytes = life.kept.get('figures/quarters/2026-Q3.json');
    await life.tell('2026-09-30T23:00');
    for (const time of ['2026-10-01T03:00', '2026-10-02T03:00', '2026-11-02T03:00']) {
      expect(await life.roll(time)).not.toContain('figures/quarters/2026-Q3.json');
    }
    expect(life.kept.get('figures/quarters/2026-Q3.json')).toEqual(bytes);
    expect(await readQuarters(life.world)).toMatchObject([
      { quarter: '2026-Q3', date: '2026-09-30', apis: 1, breaking: 1 },
    ]);
  });

  it('is frozen from the last day that has figures; one without any is not there', async () => {
    const life = await new Life().begin();
    await life.roll('2026-06-10T08:00');
    await life.tell('2026-06-20T08:00');
    await life.roll('2026-11-23T08:00');
    expect(await readQuarters(life.world)).toMatchObject([{ quarter: '2026-Q2', date: '2026-06-10', breaking: 1 }]);
    expect(await readQuarter(life.world, '2026-Q2')).toMatchObject({ snapshot: { date: '2026-06-10' } });
    expect(await readQuarter(life.world, '2026-Q3')).toBeUndefined();
  });

  it('is stored though nothing was rolled up on its last day, by a run that finishes no day', async () => {
    const life = await new Life().begin();
    await life.roll('2026-12-30T23:00');
    await life.tell('2026-12-31T08:00');
    await life.roll('2027-01-01T00:30');
    expect(await readQuarter(life.world, '2026-Q4')).toBeUndefined();
    expect(await life.roll('2027-01-01T01:15')).toContain('figures/quarters/2026-Q4.json');
    expect(await life.roll('2027-01-02T02:00')).not.toContain('figures/quarters/2026-Q4.json');
    expect(await readQuarter(life.world, '2026-Q4')).toMatchObject({
      snapshot: { date: '2026-12-30' },
      happened: { breaking: 1 },
    });
    expect(await readQuarters(life.world)).toMatchObject([{ quarter: '2026-Q4', date: '2026-12-30', breaking: 1 }]);
  });

  it('that is stored already stays as it is, whatever became of the row', async () => {
    const life = await new Life().begin();
    await life.roll('2026-09-30T22:00');
    const before = (await life.world.store.figures.underWay())!;
    await life.roll('2026-10-01T01:30');
    const bytes = life.kept.get('figures/quarters/2026-Q3.json');
    // The table is put back from a copy of the day before.
    await life.tell('2026-09-30T23:00');
    await life.world.store.figures.putUnderWay(before);
    await life.roll('2026-10-01T02:30');
    expect(life.kept.get('figures/quarters/2026-Q3.json')).toEqual(bytes);
    expect(await readQuarters(life.world)).toHaveLength(1);
  });
});

describe('a clock that was ahead', () => {
  it('leaves nothing of days to come, and what it finished too early is finished anew', async () => {
    const life = await new Life().begin();
    await life.roll('2026-11-23T08:00');
    await life.roll('2027-01-03T08:00');
    await life.roll('2027-01-04T08:00');
    expect((await readQuarters(life.world)).map(({ quarter }) => quarter)).toEqual(['2026-Q4']);
    await life.tell('2026-11-23T09:00');
    await life.roll('2026-11-23T10:00');
    expect((await life.read()).trend.map(({ date }) => date)).toEqual(['2026-11-23']);
    expect(await readQuarters(life.world)).toEqual([]);
    expect(await readQuarter(life.world, '2026-Q4')).toBeUndefined();
    await life.roll('2026-11-24T08:00');
    expect(await readDay(life.world, '2026-11-23')).toMatchObject({
      snapshot: { computedAt: '2026-11-23T10:00:00.000Z', happened: { breaking: 1 } },
    });
    await life.roll('2026-12-31T20:00');
    await life.roll('2027-01-01T08:00');
    expect(await readQuarter(life.world, '2026-Q4')).toMatchObject({ snapshot: { date: '2026-12-31' } });
  });
});

describe('a run that is killed', () => {
  /** The end of a quarter, told in all ways; what is stored then. */
  async function quarterEnd(
    point?: CrashPoint,
    meanwhile: (life: Life) => Promise<void> = async () => {},
  ): Promise<{ readonly stored: unknown; readonly calls: number; readonly life: Life }> {
    const life = await new Life().begin();
    await life.roll('2026-09-29T08:00');
    await life.roll('2026-09-30T20:00');
    await life.tell('2026-09-30T21:00');
    const crashing = crashingPorts(life.ports, point);
    let calls = 0;
    try {
      for (const time of ['2026-10-01T00:20', '2026-10-01T01:20', '2026-10-01T01:35']) {
        await life.roll(time, worldOver(crashing.ports));
        calls = crashing.calls();
      }
    } catch (fault) {
      if (!(fault instanceof Crash)) throw fault;
    }
    await meanwhile(life);
    await life.roll('2026-10-01T01:50');
    await life.roll('2026-10-01T03:00');
    const blobs = [...life.kept].filter(([key]) => key.startsWith('figures/'));
    return {
      calls,
      life,
      stored: {
        blobs: blobs.map(([key, bytes]) => [key, new TextDecoder().decode(bytes)]).sort(),
        row: await life.world.store.figures.underWay(),
        trend: await life.world.store.figures.trend(),
      },
    };
  }

  it('at any await is made up for by the next: the same days, quarters and trend', async () => {
    const { stored, calls } = await quarterEnd();
    expect(calls).toBeGreaterThan(30);
    expect(stored).toMatchObject({
      blobs: [
        ['figures/days/2026-09-29.json'],
        ['figures/days/2026-09-30.json'],
        ['figures/quarters/2026-Q3.json'],
      ].map(([key]) => [key, expect.stringContaining('"schema":1')]),
    });
    for (let call = 1; call <= calls; call += 1) {
      for (const when of ['before', 'after'] as const)
        expect((await quarterEnd({ call, when })).stored, `${when} call ${call} of ${calls}`).toEqual(stored);
    }
  });

  it('at any await leaves no day and no quarter that disagrees with its line, though more was told meanwhile', async () => {
    const tellLate = (life: Life) => life.tell('2026-09-30T22:00');
    const { calls } = await quarterEnd();
    const counted = new Set<number | undefined>();
    for (let call = 1; call <= calls; call += 1) {
      for (const when of ['before', 'after'] as const) {
        const { life } = await quarterEnd({ call, when }, tellLate);
        const where = `${when} call ${call} of ${calls}`;
        const frozen = (await readQuarter(life.world, '2026-Q3'))!;
        const day = (await readDay(life.world, '2026-09-30'))!;
        expect((await life.world.store.figures.underWay())?.quarters, where).toEqual([frozenQuarterOf(frozen)]);
        expect(frozen.snapshot, where).toEqual(day.snapshot);
        const trend = await life.world.store.figures.trend();
        expect(
          trend.find(({ date }) => date === '2026-09-30'),
          where,
        ).toEqual(trendPointOf(day.snapshot));
        counted.add(frozen.happened.breaking);
      }
    }
    // Told before the quarter was stored, it counts; told after, it does not.
    expect([...counted].sort()).toEqual([1, 2]);
  });

  it('between a day and the freezing of its quarter freezes the day as it is stored', async () => {
    const killed = async (call: number) => {
      const life = await new Life().begin();
      await life.roll('2026-09-30T20:00');
      await life.roll('2026-10-01T00:20');
      const { ports } = crashingPorts(life.ports, { call, when: 'after' });
      const isDead = await life.roll('2026-10-01T01:20', worldOver(ports)).then(
        () => false,
        (fault) => fault instanceof Crash,
      );
      return { life, isDead };
    };
    let met = 0;
    for (let call = 1; ; call += 1) {
      const { life, isDead } = await killed(call);
      if (!isDead) break;
      const { figures } = life.world.store;
      const [day, quarter] = [await figures.getDay('2026-09-30'), await figures.getQuarter('2026-Q3')];
      if (day === undefined || quarter !== undefined) continue;
      met += 1;
      await life.tell('2026-09-30T21:00');
      await life.roll('2026-10-01T01:50');
      expect(await figures.getDay('2026-09-30')).toEqual(day);
      expect(await figures.getQuarter('2026-Q3')).toMatchObject({ snapshot: day, happened: { breaking: 1 } });
    }
    expect(met).toBeGreaterThan(0);
  });
});

describe('the whole roll-up', () => {
  it('makes figures of what was crawled and probed, which agree with the statistics', async () => {
    const net = new SmallInternet();
    const clock = new StillClock();
    const world = worldOver(createPorts(net, clock));
    const base = 'https://api.uno.example';
    net.serve(`${base}/catalog`, linkset(base, [{ path: '/a.json', status: `${base}/status` }, { path: '/b.json' }]));
    net.serve(`${base}/a.json`, description('a'));
    net.serve(`${base}/b.json`, '{"openapi":"3.0.3","info":{"title":"b"},"paths":{}}');
    net.serve(`${base}/status`, { body: '{}' });
    await register(world, [
      {
        id: 'uno',
        name: 'Comune Uno',
        region: 'Lazio',
        domains: ['uno.example'],
        sources: [{ url: `${base}/catalog` }],
      },
      { id: 'due', name: 'Comune Due', domains: ['due.example'] },
    ]);
    const pass = async (): Promise<void> => {
      await crawlShard(world, 0, everything);
      await probeShard(world, 0, everything);
      clock.at += 60_000;
      await rollUpShard(world, 0, everything);
    };
    await pass();
    const { figures } = await readFiguresAndTrend(world);
    const statistics = await world.store.compliance.nationalStatistics();
    expect(figures?.today).toMatchObject({
      date: '2026-11-23',
      ruleset: statistics?.ruleset,
      totals: { publishers: 2, publishing: 1, apis: 2, valid: 1 },
      publishable: statistics?.publishable,
      grades: statistics?.grades,
      scores: { mean: statistics?.mean, median: statistics?.median },
      availability: null,
      openIncidents: 0,
      happened: { published: 2 },
    });
    net.serve(`${base}/status`, { body: '{}', status: 503 });
    clock.pass(1);
    await pass();
    const next = await readFiguresAndTrend(world);
    expect(next.figures?.today).toMatchObject({
      date: '2026-11-24',
      availability: { until: '2026-11-23', share: 1 },
      openIncidents: (await world.store.endpoints.incidents('open', 10)).length,
      happened: { published: 0, incidentsOpened: 1 },
    });
    expect(next.figures?.today.openIncidents).toBeGreaterThan(0);
    expect(next.figures?.month).toMatchObject({ published: 2, incidentsOpened: 1 });
    expect(next.trend.map(({ date }) => date)).toEqual(['2026-11-23', dateOf(clock.at)]);
  });
});
