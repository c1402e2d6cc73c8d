import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  daysUntil,
  type Ending,
  followLifecycle,
  type Lifecycle,
  lifecycleNews,
  readDescribedEnding,
  readHeaderEnding,
} from '../../../shared/domain/changes/lifecycle.ts';

const now = '2026-11-25T10:00:00.000Z';

describe('what a description says of its end', () => {
  it.each([
    ['nothing', {}, [{}], undefined],
    [
      'x-lifecycle with dates',
      { info: { 'x-lifecycle': { deprecated: '2027-01-01', retired: '2027-06-30T00:00:00Z' } } },
      [],
      { deprecated: { on: '2027-01-01' }, sunset: { on: '2027-06-30', of: 'api' } },
    ],
    ['x-lifecycle without a date', { info: { 'x-lifecycle': { deprecated: true } } }, [], { deprecated: {} }],
    ['its maturity', { info: { 'x-lifecycle': { maturity: 'Deprecated' } } }, [], { deprecated: {} }],
    ['x-deprecated', { info: { 'x-deprecated': true } }, [], { deprecated: {} }],
    ['x-deprecated with a date', { info: { 'x-deprecated': '2026-12-01' } }, [], { deprecated: { on: '2026-12-01' } }],
    ['x-deprecated: false', { info: { 'x-deprecated': false } }, [], undefined],
    ['x-sunset of info', { info: { 'x-sunset': '2027-02-03' } }, [], { sunset: { on: '2027-02-03', of: 'api' } }],
    ['x-sunset of the root', { 'x-sunset': '2027-02-03' }, [], { sunset: { on: '2027-02-03', of: 'api' } }],
    ['every operation deprecated', {}, [{ deprecated: true }, { deprecated: true }], { deprecated: {} }],
    ['one operation deprecated', {}, [{ deprecated: true }, {}], undefined],
    [
      'the earliest end of an operation',
      {},
      [{ 'x-sunset': '2027-03-01' }, { 'x-sunset': '2027-02-01' }, {}],
      { sunset: { on: '2027-02-01', of: 'operations' } },
    ],
    ['a day that no calendar has', { info: { 'x-sunset': '2027-02-30', 'x-deprecated': 'domani' } }, [], undefined],
    ['values of other types', { info: { 'x-sunset': 5, 'x-lifecycle': [], 'x-deprecated': {} } }, [], undefined],
  ])('is read from %s', (_, document, operations, ending) => {
    expect(readDescribedEnding(document, operations)).toEqual(ending);
  });

  it('never throws, whatever is there', () => {
    fc.assert(
      fc.property(fc.object({ key: fc.constantFrom('info', 'x-lifecycle', 'x-sunset', 'deprecated') }), (document) => {
        const ending = readDescribedEnding(document as never, [document as never]);
        expect(ending === undefined || typeof ending === 'object').toBe(true);
      }),
    );
  });
});

describe('what headers say of the end', () => {
  it.each([
    [{}, undefined],
    [{ deprecation: '@1688169599' }, { deprecated: { on: '2023-06-30' } }],
    [{ deprecation: 'true' }, { deprecated: {} }],
    [{ deprecation: '?1' }, { deprecated: {} }],
    [{ deprecation: 'false' }, undefined],
    [{ deprecation: '?0' }, undefined],
    [{ deprecation: 'Sun, 11 Nov 2018 23:59:59 GMT' }, { deprecated: { on: '2018-11-11' } }],
    [{ deprecation: '@99999999999999999999' }, undefined],
    [{ deprecation: '@253402300800' }, undefined],
    [{ sunset: 'Wed, 31 Mar 2027 23:59:59 GMT' }, { sunset: { on: '2027-03-31', of: 'api' } }],
    [
      { sunset: 'Wed, 31 Mar 2027 23:59:59 GMT, Thu, 01 Apr 2027 00:00:00 GMT' },
      { sunset: { on: '2027-03-31', of: 'api' } },
    ],
    [{ sunset: 'Wed, 99 Foo 2027 23:59:59 GMT' }, undefined],
    [{ sunset: '2027-03-31' }, undefined],
  ])('%j', (headers: { [name: string]: string }, ending) => {
    expect(readHeaderEnding(headers)).toEqual(ending);
  });
});

const sunsetOn = (on: string): Ending => ({ sunset: { on, of: 'api' } });
const follow = (known: Lifecycle | undefined, described?: Ending, header?: Ending, at = now) =>
  followLifecycle(known, described, header, at);

describe('following it', () => {
  it('takes the word of the description before that of a header', () => {
    const header = { ...sunsetOn('2027-01-01'), deprecated: {} };
    expect(follow(undefined, sunsetOn('2027-02-02'), header)).toEqual({
      deprecated: { source: 'header', seenAt: now },
      sunset: { on: '2027-02-02', of: 'api', source: 'description', seenAt: now },
      header,
      toldDays: 90,
    });
  });

  it('keeps the time when it was first seen, as long as it says the same', () => {
    const first = follow(undefined, { deprecated: { on: '2026-12-01' }, ...sunsetOn('2028-01-01') });
    const second = follow(
      first,
      { deprecated: { on: '2026-12-01' }, ...sunsetOn('2028-01-01') },
      undefined,
      '2026-11-26T10:00:00.000Z',
    );
    expect(second).toEqual(first);
    expect(lifecycleNews(first, second, 1, '2026-11-26T10:00:00.000Z')).toEqual([]);
  });

  it('is nothing when nothing is said', () => {
    expect(follow(undefined)).toBeUndefined();
    expect(follow(follow(undefined, sunsetOn('2027-01-01')))).toEqual({ turns: 1 });
  });
});

describe('news of it', () => {
  const newsOver = (endings: readonly (readonly [day: string, ending: Ending | undefined])[]) => {
    let known: Lifecycle | undefined;
    return endings.flatMap(([day, ending]) => {
      const at = `${day}T09:00:00.000Z`;
      const next = follow(known, ending, undefined, at);
      const news = lifecycleNews(known, next, 1, at);
      known = next;
      return news.map(({ kind, from, to }) => `${kind} ${from} → ${to}`);
    });
  };

  it('is each threshold once, the nearest only where several were passed', () => {
    const ending = sunsetOn('2027-06-30');
    const days = ['2027-01-01', '2027-04-01', '2027-04-02', '2027-06-28', '2027-06-29', '2027-06-30', '2027-07-01'];
    expect(newsOver(days.map((day) => [day, ending]))).toEqual([
      'api.sunset none → 2027-06-30',
      'api.sunset 2027-06-30 → 90 days',
      'api.sunset 2027-06-30 → 7 days',
    ]);
  });

  it('does not count down what is over when it is announced', () => {
    expect(
      newsOver([
        ['2027-01-01', sunsetOn('2026-06-30')],
        ['2027-01-02', sunsetOn('2026-06-30')],
      ]),
    ).toEqual(['api.sunset none → 2026-06-30']);
  });

  it('is a deprecation once, its other day, and that it was taken back', () => {
    expect(
      newsOver([
        ['2027-01-01', { deprecated: { on: '2027-02-01' } }],
        ['2027-01-02', { deprecated: { on: '2027-02-01' } }],
        ['2027-01-03', { deprecated: { on: '2027-03-01' } }],
        ['2027-01-04', undefined],
      ]),
    ).toEqual([
      'api.deprecated deprecated → 2027-02-01',
      'api.deprecated deprecated → 2027-03-01, turn 1',
      'api.deprecated 2027-03-01 → taken back 1, turn 2',
    ]);
  });

  it('never tells one threshold of one day twice, however the visits fall', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 40 }), (offsets) => {
        const days = offsets
          .toSorted((one, other) => one - other)
          .map((offset) => new Date(Date.UTC(2027, 0, 1 + offset)).toISOString().slice(0, 10));
        const news = newsOver(days.map((day) => [day, sunsetOn('2027-06-30')]));
        expect(new Set(news).size).toBe(news.length);
        expect(news.length).toBeLessThanOrEqual(4);
      }),
    );
  });
});

it('counts whole days', () => {
  expect(daysUntil('2026-11-25', now)).toBe(0);
  expect(daysUntil('2026-12-25', now)).toBe(30);
  expect(daysUntil('2026-11-20', now)).toBe(-5);
});

describe('what was taken back and is said again', () => {
  it('is told apart from the same announcement made before it was taken back', () => {
    const ending: Ending = { sunset: { on: '2027-06-30', of: 'api' }, deprecated: {} };
    const ids: string[] = [];
    let known: Lifecycle | undefined;
    for (const said of [ending, undefined, ending, undefined, ending]) {
      const next = followLifecycle(known, said, undefined, now);
      for (const { kind, from, to } of lifecycleNews(known, next, 3, now)) ids.push(`${kind} ${from} ${to}`);
      known = next;
    }
    expect(ids).toHaveLength(10);
    expect(new Set(ids).size).toBe(10);
  });
});
