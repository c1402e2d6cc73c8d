import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  apiIdOf,
  excusedSince,
  keptVisits,
  logVisit,
  newSource,
  ownOutage,
  sourceIdOf,
  sourceStates,
  type Visit,
  withListings,
} from '../../../shared/domain/catalogue/source.ts';

const url = 'https://api.example/openapi.yaml';

const visit = fc.record({
  at: fc.nat(10_000_000).map((minute) => new Date(minute * 60_000).toISOString()),
  url: fc.constant(url),
  outcome: fc.constantFrom('changed', 'unchanged', 'failed', 'not-tried'),
  state: fc.constantFrom(...sourceStates),
});

const log = (visits: readonly Visit[]): readonly Visit[] =>
  visits.reduce<readonly Visit[]>((known, each) => logVisit(known, each), []);

describe('logVisit', () => {
  it('keeps everything while there is room, newest first', () => {
    fc.assert(
      fc.property(fc.array(visit, { maxLength: keptVisits }), (visits) => {
        expect(log(visits)).toEqual(visits.toReversed());
      }),
    );
  });

  it('is never longer than its bound, begins with the newest, and keeps the order', () => {
    fc.assert(
      fc.property(fc.array(visit, { maxLength: 5 * keptVisits }), (visits) => {
        const kept = log(visits);
        expect(kept.length).toBe(Math.min(visits.length, keptVisits));
        const places = kept.map((each) => (visits as readonly Visit[]).indexOf(each));
        expect(places).toEqual(places.toSorted((a, b) => b - a));
        expect(kept[0]).toBe(visits.at(-1));
      }),
    );
  });

  it('always has the latest third complete', () => {
    fc.assert(
      fc.property(fc.array(visit, { minLength: keptVisits, maxLength: 5 * keptVisits }), (visits) => {
        const third = Math.ceil(keptVisits / 3);
        expect(log(visits).slice(0, third)).toEqual(visits.slice(-third).toReversed());
      }),
    );
  });

  it('remembers a change through any number of quiet visits after it', () => {
    const quiet = (minute: number): Visit => ({
      at: new Date(minute * 60_000).toISOString(),
      url,
      outcome: 'unchanged',
      state: 'ok',
    });
    const change: Visit = { ...quiet(0), outcome: 'changed' };
    const visits = [change, ...Array.from({ length: 200 }, (_, index) => quiet(index + 1))];
    expect(log(visits).at(-1)).toBe(change);
  });

  it('keeps the first and the last visit of an outage of our own, however long it lasts', () => {
    const at = (minute: number): Visit => ({ at: `${100 + minute}`, url, outcome: 'changed', state: 'ok' });
    const excused = (minute: number): Visit => ({ ...at(minute), outcome: 'not-tried', code: ownOutage });
    const visits = [at(0), ...Array.from({ length: 50 }, (_, index) => excused(index + 1))];
    expect(log(visits)).toEqual([excused(50), excused(1), at(0)]);
    expect(excusedSince({ visits: log(visits) })).toBe('101');
    expect(excusedSince({ visits: log(visits.slice(1)) })).toBe('101');
    const after = log([...visits, at(51), excused(52)]);
    expect(after).toEqual([excused(52), at(51), excused(50), excused(1), at(0)]);
    expect(excusedSince({ visits: after })).toBe('152');
    expect(excusedSince({ visits: after.slice(1) })).toBeUndefined();
    expect(excusedSince({ visits: [] })).toBeUndefined();
  });

  it('forgets the oldest when every older visit found something', () => {
    const changes = Array.from(
      { length: 25 },
      (_, minute): Visit => ({ at: `${minute}`, url, outcome: 'changed', state: 'ok' }),
    );
    expect(log(changes)).toEqual(changes.slice(-keptVisits).toReversed());
  });
});

describe('newSource', () => {
  it('is due at once and has no history', () => {
    const source = newSource(
      { publisherId: 'c_h501', url, kind: 'openapi', depth: 1 },
      'sources-file',
      {},
      '2026-11-23T08:00:00.000Z',
    );
    expect(source).toMatchObject({
      id: sourceIdOf('c_h501', url),
      version: 0,
      state: 'pending',
      nextAt: '2026-11-23T08:00:00.000Z',
      failures: 0,
      visits: [],
    });
  });
});

describe('withListings', () => {
  const source = newSource(
    { publisherId: 'p', url, kind: 'openapi', depth: 1 },
    'one',
    { anchors: ['a'], docUrl: 'd' },
    '2026-11-23T08:00:00.000Z',
  );

  it('shows the union of what all listers say, and who they are', () => {
    const both = withListings(source, { ...source.listings, two: { anchors: ['b', 'a'], statusUrls: ['s'] } });
    expect(both).toMatchObject({
      listedBy: ['one', 'two'],
      anchors: ['a', 'b'],
      statusUrls: ['s'],
      docUrl: 'd',
      registered: false,
    });
    expect(withListings(both, { two: {} })).not.toHaveProperty('anchors');
    expect(withListings(both, { 'sources-file': {} })).toMatchObject({ registered: true });
  });

  it('bounds what a row holds, however much is said', () => {
    const many = Array.from({ length: 5000 }, (_, index) => `https://a.example/${index}`);
    const full = newSource(
      { publisherId: 'p', url, kind: 'openapi', depth: 1 },
      'one',
      { anchors: many, statusUrls: many },
      '2026-11-23T08:00:00.000Z',
    );
    expect(full.anchors).toHaveLength(50);
    expect(full.statusUrls).toHaveLength(20);
    expect(JSON.stringify(full).length).toBeLessThan(20_000);
  });
});

describe('ids', () => {
  it('tell publishers, addresses, sources and APIs apart, and stay the same', () => {
    const ids = [sourceIdOf('p', url), sourceIdOf('q', url), sourceIdOf('p', `${url}?`), apiIdOf('p', url)];
    expect(new Set(ids).size).toBe(4);
    expect(sourceIdOf('c_h501', 'https://api.example.it/openapi.yaml')).toBe('f6cc192812fc72983347');
  });
});
