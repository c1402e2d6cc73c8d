import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PublisherRows } from '../../../shared/domain/catalogue/dossier.ts';
import { grades } from '../../../shared/domain/compliance/grade.ts';
import { type Gathered, gatherFigures } from '../../../shared/domain/figures/gather-figures.ts';
import { medianOf, oneDecimal } from '../../../shared/domain/median.ts';
import { timeOf } from '../../../shared/domain/uptime/availability.ts';
import type { RecentTime } from '../../../shared/domain/uptime/recent-time.ts';
import {
  sampleApi,
  sampleCompliance,
  sampleEndpoint,
  samplePublisher,
  sampleSource,
  unassessable,
} from '../../fixtures/sample-records.ts';

type ApiShape = {
  readonly state: 'ok' | 'invalid' | 'withdrawn';
  /** Absent: not assessed; null: not assessable. */
  readonly score?: number | null | undefined;
  readonly publishable: boolean | null;
  readonly up?: number | undefined;
  readonly failing: readonly string[];
  readonly hasIncident: boolean;
};
type Shape = {
  /** Of its only address that gave no API; absent: there is nothing. */
  readonly site?: 'blocked' | 'not-a-description';
  readonly region?: string | undefined;
  readonly categories?: readonly string[] | undefined;
  readonly apis: readonly ApiShape[];
};

const apiShape: fc.Arbitrary<ApiShape> = fc.record({
  state: fc.constantFrom('ok', 'invalid', 'withdrawn'),
  score: fc.option(fc.option(fc.integer({ min: 0, max: 1000 }).map((score) => score / 10)), { nil: undefined }),
  publishable: fc.constantFrom(true, false, null),
  up: fc.option(fc.nat(1000), { nil: undefined }),
  failing: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
  hasIncident: fc.boolean(),
});
const shape: fc.Arbitrary<Shape> = fc.record({
  site: fc.constantFrom('blocked', 'not-a-description'),
  region: fc.option(fc.constantFrom('Lazio', 'Umbria'), { nil: undefined }),
  categories: fc.option(fc.array(fc.constantFrom('Comuni', 'Scuole', 'ASL'), { maxLength: 3 }), { nil: undefined }),
  apis: fc.array(apiShape, { maxLength: 5 }),
});

const rowsOf = (index: number, { site = 'not-a-description', region, categories, apis }: Shape): PublisherRows => {
  const id = `p-${index}`;
  const made = apis.map(({ state }, number) =>
    sampleApi(`https://p${index}.example/${number}`, { publisherId: id, state }),
  );
  return {
    publisher: samplePublisher({
      id,
      ...(region === undefined ? {} : { region }),
      ...(categories === undefined ? {} : { categories }),
    }),
    sources: [sampleSource(`https://p${index}.example/`, { publisherId: id, state: site })],
    apis: made,
    endpoints: made.map((api, number) =>
      sampleEndpoint(api, `${api.url}/status`, apis[number]?.hasIncident ? { incidentId: 'x' } : {}),
    ),
    compliance: made.flatMap((api, number) => {
      const { score, publishable = null, failing = [], state } = apis[number] ?? {};
      if (score === undefined || state === 'withdrawn') return [];
      const rules = Object.fromEntries(['a', 'b', 'c'].map((rule) => [rule, failing.includes(rule) ? 2 : 0]));
      return score === null
        ? [sampleCompliance(api, unassessable)]
        : [sampleCompliance(api, { score, publishable, rules, grade: grades[Math.floor(score) % grades.length]! })];
    }),
  };
};

const recentOf = (all: readonly PublisherRows[], shapes: readonly Shape[]): RecentTime => ({
  until: '2026-11-25',
  apis: Object.fromEntries(
    all.flatMap(({ apis }, index) =>
      apis.flatMap(({ id }, number) => {
        const up = shapes[index]?.apis[number]?.up;
        const time = timeOf((verdict) => (verdict === 'up' ? (up ?? 0) : verdict === 'down' ? 10 : 5));
        return up === undefined ? [] : [[id, time] as const];
      }),
    ),
  ),
});

function gather(shapes: readonly Shape[], order: readonly number[] = shapes.map((_, index) => index)): Gathered {
  const all = shapes.map((each, index) => rowsOf(index, each));
  const gathering = gatherFigures(recentOf(all, shapes));
  for (const index of order) gathering.add(all[index]!);
  return gathering.end();
}

const isPublishing = ({ apis }: Shape): boolean => apis.some(({ state }) => state !== 'withdrawn');

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((one, other) => one + other, 0);

describe('gathered figures', () => {
  it('are the same in whatever order administrations come', () => {
    fc.assert(
      fc.property(fc.array(shape, { maxLength: 6 }), (shapes) => {
        const backwards = shapes.map((_, index) => index).toReversed();
        expect(gather(shapes, backwards)).toEqual(gather(shapes));
      }),
    );
  });

  it('count every published API once: by the gate, by grade, and in the groups of its administration', () => {
    fc.assert(
      fc.property(fc.array(shape, { maxLength: 6 }), (shapes) => {
        const { totals, publishable, grades: byGrade, scores, regions } = gather(shapes);
        const published = shapes.flatMap(({ apis }) => apis.filter(({ state }) => state !== 'withdrawn'));
        expect(totals).toEqual({
          publishers: shapes.length,
          publishing: shapes.filter(isPublishing).length,
          unread: shapes.filter((each) => each.site === 'blocked' && !isPublishing(each)).length,
          apis: published.length,
          valid: published.filter(({ state }) => state === 'ok').length,
        });
        expect([sum(publishable), sum(byGrade)]).toEqual([totals.apis, totals.apis]);
        const known = published.flatMap(({ score }) => score ?? []);
        expect(scores.bins.reduce((one, other) => one + other, 0)).toBe(known.length);
        expect(scores.median).toBe(medianOf(known));
        // One administration has one region at most: the groups add up to the nation.
        const over = (figure: 'publishers' | 'publishing' | 'unread' | 'apis') =>
          regions.reduce((total, each) => total + (each[figure] ?? 0), 0);
        expect({ ...totals, valid: 0 }).toEqual({
          publishers: over('publishers'),
          publishing: over('publishing'),
          unread: over('unread'),
          apis: over('apis'),
          valid: 0,
        });
      }),
    );
  });

  it('say of each category what a nation of its administrations alone would', () => {
    fc.assert(
      fc.property(fc.array(shape, { minLength: 1, maxLength: 6 }), (shapes) => {
        for (const group of gather(shapes).categories) {
          const its = shapes.filter(({ categories = [] }) =>
            group.name === null ? categories.length === 0 : categories.includes(group.name),
          );
          const alone = gather(its);
          expect(group).toEqual({
            name: group.name,
            publishers: alone.totals.publishers,
            publishing: alone.totals.publishing,
            unread: alone.totals.unread,
            apis: alone.totals.apis,
            publishable: alone.publishable,
            median: alone.scores.median,
            availability: alone.availability?.share,
          });
        }
      }),
    );
  });

  it('have a score in the bin it belongs in: 100 with those from 90 on', () => {
    const score = (value: number): ApiShape => ({
      state: 'ok',
      score: value,
      publishable: true,
      failing: [],
      hasIncident: false,
    });
    const { scores } = gather([{ apis: [0, 9.9, 10, 89.9, 90, 100].map(score) }]);
    expect(scores).toEqual({ bins: [2, 1, 0, 0, 0, 0, 0, 0, 1, 2], mean: oneDecimal(299.8 / 6), median: 50 });
  });

  it('name the rules in which most APIs fail, and of how many they apply to', () => {
    const failing = (...rules: string[]): ApiShape => ({
      state: 'ok',
      score: 50,
      publishable: false,
      failing: rules,
      hasIncident: false,
    });
    expect(gather([{ apis: [failing('b', 'a'), failing('b')] }]).failing).toEqual([
      { rule: 'b', applies: 2, failing: 2 },
      { rule: 'a', applies: 2, failing: 1 },
    ]);
  });

  it('know no more than is known: no scores, no time, no day that is over', () => {
    const nothing = gatherFigures(undefined).end();
    expect(nothing).toMatchObject({ scores: { mean: null, median: null }, availability: null, openIncidents: 0 });
    const unseen = gather([{ apis: [{ state: 'ok', publishable: null, failing: [], hasIncident: true }] }]);
    expect(unseen).toMatchObject({
      availability: { until: '2026-11-25', share: null, unknownShare: null },
      publishable: { yes: 0, no: 0, unknown: 1 },
      openIncidents: 1,
    });
  });

  it('weigh availability by time, and tell what is not known of it apart', () => {
    const seen = (up: number, state: ApiShape['state'] = 'ok'): ApiShape => ({
      state,
      publishable: null,
      up,
      failing: [],
      hasIncident: false,
    });
    // 10 down and 5 of each other verdict, for each.
    const { availability } = gather([{ apis: [seen(90), seen(990), seen(5, 'withdrawn')] }]);
    expect(availability).toEqual({ until: '2026-11-25', share: 1080 / 1100, unknownShare: 10 / 1140 });
  });

  it('hold at most 80 groups, those of most administrations, by name', () => {
    const shapes = Array.from({ length: 90 }, (_, index) => ({
      categories: [`c${String(index).padStart(2, '0')}`],
      apis: [],
    }));
    const { categories } = gather([...shapes, shapes[89]!]);
    expect(categories.length).toBe(80);
    expect(categories.map(({ name }) => name)).toEqual([
      ...shapes.slice(0, 79).map((each) => each.categories[0]),
      'c89',
    ]);
  });
});
