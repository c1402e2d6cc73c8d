import { beforeEach, describe, expect, it } from 'vitest';
import type { CatalogueEvent } from '../../../shared/domain/catalogue/api.ts';
import { apiIdOf } from '../../../shared/domain/catalogue/source.ts';
import type { Compliance } from '../../../shared/domain/compliance/compliance.ts';
import type { Waiver } from '../../../shared/domain/compliance/overrides.ts';
import { ruleset, rulesetVersion } from '../../../shared/domain/compliance/ruleset.ts';
import type { Analyser, Table } from '../../../shared/ports.ts';
import { keys } from '../../../shared/store/table.ts';
import { crawlShard } from '../../../shared/usecases/crawl.ts';
import { storeOverrides } from '../../../shared/usecases/hold-overrides.ts';
import { rollUpShard } from '../../../shared/usecases/rollup.ts';
import type { CrawlWorld } from '../../../shared/usecases/world.ts';
import { createMemoryBlobs } from '../../fixtures/memory-blobs.ts';
import { createKeptLog } from '../../fixtures/sample-records.ts';
import { linkset, SmallInternet } from '../../fixtures/small-internet.ts';
import {
  createPorts,
  everything,
  type Ports,
  register,
  StillClock,
  threadAnalyser,
  worldOver,
} from '../../fixtures/small-world.ts';

const base = 'https://api.uno.example';
const at = (name: string): string => `${base}/${name}.json`;
const idOf = (name: string): string => apiIdOf('uno', at(name));

let net: SmallInternet;
let clock: StillClock;
let ports: Ports;
let blobs: Map<string, Uint8Array>;
let world: CrawlWorld;

/** All servers have a description, or one does not. */
const document = (described: boolean, title = 'a', more: object = {}): string =>
  JSON.stringify({
    openapi: '3.0.3',
    info: { title, version: '1.0.0' },
    // Of a host that can be real: one reserved for examples earns no points.
    servers: [{ url: 'https://api.comune-uno.it/v1', ...(described ? { description: 'Produzione' } : {}) }],
    paths: {},
    ...more,
  });

const unreadable = '{"openapi": "3.0.3", "info": {';

/** The gate hangs on the description itself alone. */
const withoutOfficialFindings: Analyser = {
  ...threadAnalyser,
  async analyse(request) {
    const { report, ...analysis } = await threadAnalyser.analyse(request);
    return report === undefined ? analysis : { ...analysis, report: { ...report, official: [] } };
  },
};

/** Only these rules count, so that tests hang on no others: a score is 100 or 0 by one rule alone. */
async function judgeBy(rules: readonly string[], waivers: readonly Waiver[] = []): Promise<void> {
  const off = ruleset.map(({ id }) => id).filter((id) => !rules.includes(id));
  const overrides = { severities: Object.fromEntries(off.map((id) => [id, 'off'])), waivers };
  expect(await storeOverrides(world, new TextEncoder().encode(JSON.stringify(overrides)))).toEqual([]);
}

const crawl = () => crawlShard(world, 0, everything);
const rollUp = (isOver = () => false) => rollUpShard(world, 0, { ...everything, isOver });
const rowOf = async (name: string): Promise<Compliance> => (await world.store.compliance.get(idOf(name)))!;
const events = async (kind: CatalogueEvent['kind']): Promise<readonly CatalogueEvent[]> =>
  (await world.store.events.latest(1000)).items.filter((event) => event.kind === kind);
/** True from the given question on. */
const overAfter = (count: number) => {
  let left = count;
  return () => left-- <= 0;
};
const names = Array.from({ length: 5 }, (_, index) => `api${index}`);

async function publish(documents: { readonly [name: string]: string }): Promise<void> {
  net.serve(
    `${base}/catalog`,
    linkset(
      base,
      Object.keys(documents).map((name) => ({ path: `/${name}.json` })),
    ),
  );
  for (const [name, body] of Object.entries(documents)) net.serve(at(name), body);
  await crawl();
}

beforeEach(async () => {
  net = new SmallInternet();
  clock = new StillClock();
  blobs = new Map();
  ports = { ...createPorts(net, clock), blobs: createMemoryBlobs(blobs) };
  world = worldOver(ports);
  const sources = [{ url: `${base}/catalog` }];
  await register(world, [{ id: 'uno', name: 'Comune Uno', domains: ['uno.example'], sources }]);
  await judgeBy(['servers-description']);
});

describe('a revision', () => {
  it('is scored when it is published, with its report stored beside it, and that is no news', async () => {
    await publish({ a: document(false) });
    const row = await rowOf('a');
    expect(row).toMatchObject({ revision: 1, score: 0, grade: 'F', problems: 0, rules: { 'servers-description': 1 } });
    expect(row.ruleset).toMatch(new RegExp(`^${rulesetVersion}\\+`));
    const report = await world.store.documents.getReport(row.digest, rulesetVersion);
    expect(report?.guideline.find(({ rule }) => rule === 'servers-description')).toMatchObject({ count: 1 });
    expect([...blobs.keys()].filter((key) => key.startsWith('analyses/'))).toHaveLength(1);
    for (const [key, bytes] of blobs)
      if (key.startsWith('analyses/')) expect(Buffer.from(bytes).toString()).not.toContain('servers-description');
    expect(await events('compliance.changed')).toEqual([]);
  });

  it('that moves the grade tells it once, with what it was and what it is', async () => {
    await publish({ a: document(false) });
    await publish({ a: document(true) });
    await crawl();
    const [event, ...others] = await events('compliance.changed');
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      apiId: idOf('a'),
      from: '1',
      to: '2',
      facts: { revision: 2, grade_before: 'F', score_before: 0, grade_after: 'A', score_after: 100 },
    });
    expect(await rowOf('a')).toMatchObject({ revision: 2, score: 100, grade: 'A' });
  });

  it('tells each move of a description that goes back and forth', async () => {
    for (const described of [true, false, true, false]) await publish({ a: document(described) });
    expect(await events('compliance.changed')).toHaveLength(3);
  });

  it('that moves neither grade nor gate tells nothing', async () => {
    await publish({ a: document(true) });
    await publish({ a: document(true, 'another title') });
    expect(await rowOf('a')).toMatchObject({ revision: 2 });
    expect(await events('compliance.changed')).toEqual([]);
  });

  it('that can not be read is not assessable: unknown is no grade, so nothing moves to it', async () => {
    await publish({ a: document(false) });
    await publish({ a: unreadable });
    expect(await rowOf('a')).toMatchObject({ revision: 2, score: null, grade: null, publishable: null, errors: null });
    await publish({ a: document(false, 'as it was') });
    expect(await rowOf('a')).toMatchObject({ revision: 3, grade: 'F' });
    expect(await events('compliance.changed')).toEqual([]);
  });

  it('that can be read again is compared with what was known last, however often it could not', async () => {
    await publish({ a: document(true) });
    await publish({ a: unreadable });
    await publish({ a: `${unreadable} ` });
    await publish({ a: document(false) });
    expect(await events('compliance.changed')).toMatchObject([
      { from: '3', to: '4', facts: { grade_before: 'A', score_before: 100, grade_after: 'F', score_after: 0 } },
    ]);
  });

  it('whose gate is known again is compared with the last known verdict', async () => {
    const there = `${base}/common.json`;
    const more = { components: { schemas: { A: { $ref: `${there}#/A` } } } };
    const told = async () => (await events('compliance.changed')).map(({ facts }) => facts);
    const verdicts: (boolean | null)[] = [];
    world = worldOver({ ...ports, analyser: withoutOfficialFindings });
    await publish({ a: document(true) });
    verdicts.push((await rowOf('a')).publishable);
    net.serve(there, { fails: 'connect-refused' });
    await publish({ a: document(true, 'a', more) });
    verdicts.push((await rowOf('a')).publishable);
    expect(await told()).toEqual([]);
    net.serve(there, { body: 'gone', status: 404 });
    await crawl();
    verdicts.push((await rowOf('a')).publishable);
    expect(verdicts).toEqual([true, null, false]);
    expect(await told()).toMatchObject([{ publishable_before: 'yes', publishable_after: 'no' }]);
  });

  it('is not blamed for references that failed by a bad moment of somebody else', async () => {
    const there = `${base}/common.json`;
    const referring = document(true, 'a', { components: { schemas: { A: { $ref: `${there}#/A` } } } });
    net.serve(there, { fails: 'connect-refused' });
    await publish({ a: referring });
    expect(await world.store.apis.get(idOf('a'))).toMatchObject({ verdict: 'unresolvable-ref', excused: true });
    expect(await rowOf('a')).toMatchObject({ problems: 0 });
    net.serve(there, { body: 'gone', status: 404 });
    await crawl();
    expect(await rowOf('a')).toMatchObject({ revision: 1, problems: 1, publishable: false });
    net.serve(there, '{"A": {"type": "string"}}');
    await crawl();
    expect(await world.store.apis.get(idOf('a'))).toMatchObject({ verdict: 'valid' });
    expect(await rowOf('a')).toMatchObject({ revision: 1, problems: 0 });
  });
});

describe('a new ruleset', () => {
  const mixed = (): { [name: string]: string } =>
    Object.fromEntries(names.map((name, index) => [name, document(index < 2, name)]));

  it('scores everything again without a request, and is one event of the whole catalogue', async () => {
    await publish(mixed());
    await rollUp();
    const before = await rowOf('api0');
    net.asked.length = 0;
    await judgeBy(['has-contact', 'servers-description']);
    expect(await rollUp()).toMatchObject({ assessed: names.length });
    expect(net.asked).toEqual([]);
    const after = await Promise.all(names.map(rowOf));
    expect(new Set(after.map(({ ruleset: key }) => key)).size).toBe(1);
    const [event, ...others] = await events('ruleset.changed');
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      from: before.ruleset,
      to: after[0]?.ruleset,
      facts: { apis: names.length, publishable_before: 0, publishable_after: 0 },
    });
    expect(event?.apiId).toBeUndefined();
    const { up, down, same } = event?.facts as { [name: string]: number };
    expect(up! + down! + same!).toBe(names.length);
    expect(down).toBe(after.filter(({ score, before: was }) => (score ?? 0) < (was?.score ?? 0)).length);
    expect(down).toBeGreaterThan(0);
    expect(await events('compliance.changed')).toEqual([]);
    expect(await rollUp()).toMatchObject({ assessed: 0 });
    expect(await events('ruleset.changed')).toHaveLength(1);
  });

  it('is carried on by the next run when time is over, and told once everything is done', async () => {
    await publish(mixed());
    await rollUp();
    const { ruleset: earlier } = await rowOf('api0');
    await judgeBy(['has-contact']);
    expect(await rollUp(overAfter(2))).toMatchObject({ assessed: 2 });
    expect(await events('ruleset.changed')).toEqual([]);
    expect((await world.store.compliance.nationalStatistics())?.ruleset).toBe(earlier);
    // A third ruleset before the second was done: everything is compared with the first.
    await judgeBy(['has-contact', 'use-semver']);
    expect(await rollUp(overAfter(2))).toMatchObject({ assessed: 2 });
    expect(await rollUp(overAfter(2))).toMatchObject({ assessed: 2 });
    expect(await events('ruleset.changed')).toEqual([]);
    expect(await rollUp()).toMatchObject({ assessed: 1 });
    expect(await events('ruleset.changed')).toMatchObject([{ from: earlier, facts: { apis: names.length } }]);
  });

  it('goes back and forth as often as it does', async () => {
    await publish({ a: document(true) });
    await rollUp();
    for (const rules of [['has-contact'], ['servers-description'], ['has-contact']]) {
      clock.pass(1);
      await judgeBy(rules);
      await rollUp();
    }
    expect(await events('ruleset.changed')).toHaveLength(3);
  });

  it('never counts as an API’s doing, also when the API changes before the roll-up', async () => {
    await publish({ a: document(true), b: document(true, 'b', { info: { title: 'b', version: 'uno' } }) });
    await rollUp();
    await judgeBy(['use-semver']);
    // By the old rules one falls and one stays; by the new ones one stays and one rises.
    await publish({ a: document(false), b: document(true, 'b') });
    expect((await events('compliance.changed')).map(({ apiId }) => apiId)).toEqual([idOf('b')]);
    await rollUp();
    expect(await events('compliance.changed')).toHaveLength(1);
  });

  it('of a waiver that expires takes effect the day after its last', async () => {
    await judgeBy(
      ['servers-description'],
      [{ rule: 'servers-description', reason: 'Agreed', until: '2026-11-23', api: idOf('a') }],
    );
    await publish({ a: document(false), b: document(false) });
    expect(await rollUp()).toMatchObject({ assessed: 0 });
    expect(await rowOf('a')).toMatchObject({ score: 100 });
    expect(await rowOf('b')).toMatchObject({ score: 0 });
    clock.pass(1);
    expect(await rollUp()).toMatchObject({ assessed: 2 });
    expect(await rowOf('a')).toMatchObject({ score: 0 });
    expect(await events('ruleset.changed')).toMatchObject([{ facts: { apis: 2, down: 1, same: 1 } }]);
    expect(await events('compliance.changed')).toEqual([]);
  });

  it('is no event when it is the first here: what was published before is scored the same way', async () => {
    await publish(mixed());
    for (const name of names) await ports.table.delete(keys.compliance(idOf(name)));
    for (const key of [...blobs.keys()]) if (key.startsWith('reports/')) blobs.delete(key);
    net.asked.length = 0;
    expect(await rollUp()).toMatchObject({ assessed: names.length });
    expect(net.asked).toEqual([]);
    expect(await rowOf('api0')).toMatchObject({ revision: 1, score: 100, version: 1 });
    expect(await events('ruleset.changed')).toEqual([]);
  });

  it('gives older revisions their reports too, as far as time goes', async () => {
    for (const described of [true, false, true]) await publish({ a: document(described, `a ${described}`) });
    await publish({ a: document(true, 'newest') });
    for (const key of [...blobs.keys()]) if (key.startsWith('reports/')) blobs.delete(key);
    await rollUp(() => true);
    const reports = (): readonly string[] => [...blobs.keys()].filter((key) => key.startsWith('reports/'));
    expect(reports()).toEqual([]);
    await rollUp();
    expect(reports()).toHaveLength(3);
    // Once is enough: nothing is looked for again.
    blobs.delete(reports()[0]!);
    await rollUp();
    expect(reports()).toHaveLength(2);
  });

  it('looks once at each older revision that no report can be made of, however little time a run has', async () => {
    await judgeBy([]);
    for (const end of ['', ' ']) await publish(Object.fromEntries(names.map((name) => [name, unreadable + end])));
    const examined: string[] = [];
    const analyser: Analyser = {
      ...threadAnalyser,
      examine: async (request) => {
        examined.push(request.url);
        return undefined;
      },
    };
    const late = worldOver({ ...ports, analyser });
    // Each run has time for one API and a bit.
    for (let run = 0; run < 10; run += 1) await rollUpShard(late, 0, { ...everything, isOver: overAfter(4) });
    expect((await world.store.compliance.rulesetInForce())?.reports).toMatchObject({ done: true });
    for (const name of names) expect(examined.filter((url) => url === at(name)).length, name).toBeLessThanOrEqual(4);
  });

  it('is that of the day a run began, also past midnight', async () => {
    const waivers = [{ rule: 'servers-description', reason: 'Agreed', until: '2026-11-23' }];
    await publish(mixed());
    await rollUp();
    await judgeBy(['servers-description'], waivers);
    let asked = 0;
    await rollUp(() => {
      asked += 1;
      if (asked === 3) clock.pass(1);
      return false;
    });
    const keysOfRows = new Set((await Promise.all(names.map(rowOf))).map(({ ruleset: key }) => key));
    expect([...keysOfRows]).toEqual([(await world.store.compliance.rulesetInForce())?.key]);
    expect(await events('ruleset.changed')).toMatchObject([{ facts: { apis: names.length } }]);
  });

  it('never overwrites what the crawl wrote since it was read', async () => {
    await publish({ a: document(true) });
    const stored = await rowOf('a');
    await publish({ a: document(false) });
    expect(await world.store.compliance.replace({ ...stored, score: 1 }, stored)).toBe(false);
    expect(await rowOf('a')).toMatchObject({ revision: 2, score: 0 });
  });

  /** Something happens just before the crawl writes the row of compliance, the first so many times. */
  const interrupt = (happens: () => Promise<unknown>, times = 1): void => {
    let left = times;
    const put: Table['put'] = async (row, condition) => {
      if (row.sk === 'COMPLIANCE' && left-- > 0) await happens();
      return ports.table.put(row, condition);
    };
    const table = new Proxy(ports.table, {
      get(target, name) {
        const member = Reflect.get(target, name) as unknown;
        return name === 'put' ? put : typeof member === 'function' ? member.bind(target) : member;
      },
    });
    world = worldOver({ ...ports, table });
  };

  it('is not overwritten by a crawl that had read the row before: it looks again', async () => {
    await publish({ a: document(true) });
    const own = world;
    interrupt(async () => {
      world = own;
      await judgeBy(['has-contact', 'servers-description']);
      expect(await rollUp()).toMatchObject({ assessed: 1 });
    });
    await publish({ a: document(false) });
    expect(await rowOf('a')).toMatchObject({ revision: 2, version: 3 });
    expect(await events('compliance.changed')).toHaveLength(1);
    await rollUp();
    expect(await rowOf('a')).toMatchObject({ revision: 2, version: 4 });
  });

  it('makes a visit fail that finds the row written by others again and again', async () => {
    await publish({ a: document(true) });
    const own = world;
    interrupt(async () => {
      const stored = (await own.store.compliance.get(idOf('a')))!;
      expect(await own.store.compliance.replace({ ...stored, version: stored.version + 1 }, stored)).toBe(true);
    }, 2);
    await publish({ a: document(false) });
    expect(await rowOf('a')).toMatchObject({ revision: 1, version: 3 });
    await crawl();
    expect(await rowOf('a')).toMatchObject({ revision: 2, version: 4 });
    expect(await events('compliance.changed')).toHaveLength(1);
  });

  it('leaves what can not be scored through a fault of ours to the next run, and scores the others', async () => {
    await publish({ a: document(true), b: document(true) });
    await rollUp();
    await judgeBy(['has-contact']);
    const log = createKeptLog();
    const digest = (await rowOf('a')).digest;
    const get = ports.blobs.get.bind(ports.blobs);
    const broken = {
      ...ports.blobs,
      put: ports.blobs.put.bind(ports.blobs),
      head: ports.blobs.head.bind(ports.blobs),
      list: ports.blobs.list.bind(ports.blobs),
      get: async (key: string) => {
        if (key.endsWith(`${digest}.json`) && key.startsWith('reports/')) throw new Error('disk on fire');
        return get(key);
      },
    };
    const faulty = { ...worldOver({ ...ports, blobs: broken }), log };
    // Both documents are the same bytes but for their titles; one report can not be had.
    await rollUpShard(faulty, 0, everything);
    expect(log.lines.filter(({ level }) => level === 'error').length).toBeGreaterThan(0);
    expect(await events('ruleset.changed')).toEqual([]);
    await rollUp();
    expect(await events('ruleset.changed')).toHaveLength(1);
  });
});

describe('a report that could not be had in time', () => {
  it('is tried again once a day, and what it moves is told', async () => {
    await publish({ a: document(true) });
    await rollUp();
    let tries = 0;
    const late: Analyser = {
      ...threadAnalyser,
      async analyse(request) {
        const { report: _, ...analysis } = await threadAnalyser.analyse(request);
        return analysis;
      },
      async examine() {
        tries += 1;
        return undefined;
      },
    };
    const own = world;
    world = worldOver({ ...ports, analyser: late });
    await publish({ a: document(false) });
    expect(await rowOf('a')).toMatchObject({ revision: 2, grade: null, retry: true });
    await rollUp();
    expect(tries).toBe(0);
    clock.pass(1);
    expect(await rollUp()).toMatchObject({ assessed: 1 });
    expect(await rollUp()).toMatchObject({ assessed: 0 });
    expect(tries).toBe(1);
    expect(await events('compliance.changed')).toEqual([]);
    clock.pass(1);
    world = own;
    expect(await rollUp()).toMatchObject({ assessed: 1 });
    expect(await rowOf('a')).toMatchObject({ revision: 2, grade: 'F' });
    expect(await rowOf('a')).not.toHaveProperty('retry');
    expect(await events('compliance.changed')).toMatchObject([
      { from: '1', to: '2', facts: { grade_before: 'A', grade_after: 'F' } },
    ]);
    clock.pass(1);
    expect(await rollUp()).toMatchObject({ assessed: 0 });
  });

  it('is not tried again of what can not be read', async () => {
    await publish({ a: unreadable });
    expect(await rowOf('a')).not.toHaveProperty('retry');
    clock.pass(2);
    await rollUp();
    clock.pass(2);
    expect(await rollUp()).toMatchObject({ assessed: 0 });
  });
});

describe('the operator’s overrides', () => {
  const put = (text: string) => world.store.documents.putOverrides(new TextEncoder().encode(text));

  it('that were put there by hand are taken by the next run', async () => {
    await publish({ a: document(false) });
    await rollUp();
    await put('severities:\n  servers-description: off\n');
    expect(await rollUp()).toMatchObject({ assessed: 1 });
    expect((await world.store.documents.getHeldOverrides())?.severities).toEqual({ 'servers-description': 'off' });
    expect((await rowOf('a')).rules).not.toHaveProperty('servers-description');
  });

  it('that are faulty change nothing, and are logged with their line', async () => {
    await publish({ a: document(false) });
    const log = createKeptLog();
    await put('severities:\n  no-such-rule: off\n');
    const { ruleset: before } = await rowOf('a');
    expect(await rollUpShard({ ...world, log }, 0, everything)).toMatchObject({ assessed: 0 });
    expect(await rowOf('a')).toMatchObject({ ruleset: before });
    expect(log.lines.filter(({ level }) => level === 'error')).toMatchObject([
      { fields: { problems: [expect.stringMatching(/^line 2: .*no-such-rule/)] } },
    ]);
  });

  it('are refused when they are given with faults, each with its line', async () => {
    const problems = await storeOverrides(world, new TextEncoder().encode('severities:\n  no-such-rule: off\n'));
    expect(problems).toMatchObject([{ line: 2, column: expect.any(Number) }]);
  });
});

describe('the figures', () => {
  it('count each rule over the nation and each administration, and remember every day that changed something', async () => {
    await publish({ a: document(true), b: document(false), c: '{"openapi": "3.0.3", "info": {' });
    await rollUp();
    const national = (await world.store.compliance.nationalStatistics())!;
    expect(national).toMatchObject({
      apis: 3,
      assessed: 2,
      mean: 50,
      median: 50,
      grades: { A: 1, F: 1, none: 1 },
      rules: { 'servers-description': { applies: 2, failing: 1, findings: 1 } },
    });
    expect(await world.store.compliance.history('uno')).toEqual([
      { date: '2026-11-23', apis: 3, publishable: national.publishable.yes, median: 50 },
    ]);
    expect((await world.store.compliance.statisticsOf(['uno'])).get('uno')).toEqual(national);
    clock.pass(1);
    await rollUp();
    clock.pass(1);
    await publish({ a: document(true), b: document(true), c: '{"openapi": "3.0.3", "info": {' });
    await rollUp();
    const later = await world.store.compliance.history(undefined);
    expect(await world.store.compliance.history('uno')).toEqual(later);
    expect(later.map(({ date, median }) => [date, median])).toEqual([
      ['2026-11-23', 50],
      ['2026-11-25', 100],
    ]);
  });

  it('leave out what is withdrawn', async () => {
    await publish({ a: document(true), b: document(false) });
    await publish({ a: document(true) });
    clock.pass(8);
    await crawl();
    await rollUp();
    expect(await world.store.compliance.nationalStatistics()).toMatchObject({ apis: 1, mean: 100 });
  });
});
