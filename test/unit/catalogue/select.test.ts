import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListedApi } from '../../../shared/domain/catalogue/listed.ts';
import {
  type ApiQuestion,
  apiSorts,
  familyOf,
  type Place,
  publisherSorts,
  selectApis,
  selectPublishers,
} from '../../../shared/domain/catalogue/select.ts';
import { listedApi, listedCatalogue, listedPublisher } from '../../fixtures/listed-catalogue.ts';

const ids = (items: readonly { readonly id: string }[]): readonly string[] => items.map(({ id }) => id);

const catalogue = listedCatalogue(
  [
    listedApi('a', { title: 'Tributi', tags: ['Fisco'], score: null, grade: null, publishable: null, failing: [1] }),
    listedApi('b', { title: 'anagrafe', publisherId: 'r_lazio', specification: '3.1.0', score: 90, grade: 'A' }),
    listedApi('c', { title: 'Catasto', state: 'invalid', score: 40, grade: 'D', publishable: false, official: [1] }),
    listedApi('d', { title: 'Vecchia', state: 'withdrawn', availability: null }),
    listedApi('e', {
      title: 'Stato',
      service: 'down',
      availability: 0.5,
      tags: ['fisco', 'FISCO'],
      specification: null,
    }),
  ],
  [
    listedPublisher('c_h501', { name: 'Comune di Roma', apis: 4 }),
    listedPublisher('r_lazio', { name: 'Regione Lazio', categories: ['Regioni'] }),
    listedPublisher('mute', { name: 'Ente Muto', region: null, apis: 0, median: null, availability: null }),
  ],
  () => [
    { id: 'c', score: 3 },
    { id: 'gone', score: 2 },
    { id: 'b', score: 1 },
  ],
);

describe('APIs', () => {
  it.each<[string, ApiQuestion, readonly string[]]>([
    ['all that are not withdrawn, by title in any case of letters', {}, ['b', 'c', 'e', 'a']],
    ['the withdrawn ones when they are asked for', { state: 'withdrawn' }, ['d']],
    ['those of an administration', { publisherId: 'r_lazio' }, ['b']],
    ['none of an administration that has none', { publisherId: 'mute' }, []],
    ['those of one in which a rule finds something', { publisherId: 'r_lazio', rule: 'use-semver' }, []],
    ['those of one that were found for words', { publisherId: 'r_lazio', words: 'x' }, ['b']],
    ['those of one that were found, in another order', { publisherId: 'c_h501', words: 'x', sort: 'title' }, ['c']],
    ['those of a version of the specification', { specification: '3.1' }, ['b']],
    ['those without a grade', { grade: 'none' }, ['a']],
    ['those that the gate says nothing of', { publishable: 'unknown' }, ['a']],
    ['those in which a rule finds something', { rule: 'use-semver' }, ['a']],
    ['those in which it does as it runs officially', { rule: 'use-semver', isOfficial: true }, ['c']],
    ['those that do not answer', { service: 'down' }, ['e']],
    ['those with a tag in any case of letters', { tag: 'FISCO' }, ['e', 'a']],
    ['those of a category of administrations', { category: 'Regioni' }, ['b']],
    ['none of a rule that no list knows', { rule: 'never-met' }, []],
    ['what was found for words, the best first, without what is gone', { words: 'x' }, ['c', 'b']],
    ['what was found, in another order', { words: 'x', sort: 'score' }, ['b', 'c']],
    ['the best first, what has no score last', { sort: 'score' }, ['b', 'e', 'c', 'a']],
    ['the worst first, what has no score last all the same', { sort: 'score-low' }, ['c', 'e', 'b', 'a']],
  ])('are %s', (_, question, wanted) => {
    const { items, total } = selectApis(catalogue, question, 100);
    expect(ids(items)).toEqual(wanted);
    expect(total).toBe(wanted.length);
  });

  it('are counted for each facet as if its own filter were not there', () => {
    const { facets } = selectApis(catalogue, { grade: 'A' }, 10);
    expect(facets.grade).toEqual([
      { value: 'A', count: 1 },
      { value: 'B', count: 1 },
      { value: 'D', count: 1 },
      { value: 'none', count: 1 },
    ]);
    expect(facets.region).toEqual([{ value: 'Lazio', count: 1 }]);
    expect(selectApis(catalogue, {}, 10).facets.tag).toEqual([{ value: 'fisco', count: 2 }]);
  });

  const anyApi = fc.record({
    score: fc.option(fc.integer({ min: 0, max: 3 }), { nil: null }),
    title: fc.constantFrom('a', 'b', 'B', ''),
    availability: fc.option(fc.constantFrom(0, 0.5, 1), { nil: null }),
    state: fc.constantFrom('ok', 'invalid', 'withdrawn'),
    service: fc.constantFrom('up', 'down'),
    changedAt: fc.constantFrom('2026-01-01', '2026-02-01'),
  });
  const many = fc
    .array(anyApi, { maxLength: 40 })
    .map((all) => all.map((each, index) => listedApi(`id${index}`, each as Partial<ListedApi>)));

  it('are walked page by page each once, in one order, whatever it is and however long pages are', () => {
    fc.assert(
      fc.property(many, fc.constantFrom(...apiSorts), fc.integer({ min: 1, max: 7 }), (apis, sort, limit) => {
        const whole = listedCatalogue(apis);
        const walked: string[] = [];
        let after: Place | undefined;
        do {
          const page = selectApis(whole, { sort }, limit, after);
          walked.push(...ids(page.items));
          after = page.next;
        } while (after !== undefined);
        expect(walked).toEqual(ids(selectApis(whole, { sort }, 1000).items));
        expect(new Set(walked).size).toBe(walked.length);
        expect(walked.length).toBe(apis.filter(({ state }) => state !== 'withdrawn').length);
      }),
    );
  });

  it('that come and go between two pages neither repeat nor hide another', () => {
    fc.assert(
      fc.property(many, fc.nat(), (apis, pick) => {
        fc.pre(apis.length > 4);
        const first = selectApis(listedCatalogue(apis), { sort: 'score' }, 2);
        const gone = pick % apis.length;
        const rest = selectApis(
          listedCatalogue([...apis.filter((_, index) => index !== gone), listedApi('new', { score: 99 })]),
          { sort: 'score' },
          1000,
          first.next,
        );
        if (first.next === undefined) return;
        const expected = ids(selectApis(listedCatalogue(apis), { sort: 'score' }, 1000).items)
          .slice(2)
          .filter((id) => id !== apis[gone]?.id);
        expect(ids(rest.items)).toEqual(expected);
      }),
    );
  });

  it('have facets that say what choosing them would give', () => {
    fc.assert(
      fc.property(many, fc.constantFrom(undefined, 'ok', 'invalid'), (apis, state) => {
        const whole = listedCatalogue(apis);
        const question = state === undefined ? {} : ({ state } as const);
        for (const { value, count } of selectApis(whole, question as ApiQuestion, 1).facets.service) {
          const chosen = selectApis(whole, { ...question, service: value as 'up' } as ApiQuestion, 1);
          expect(chosen.total).toBe(count);
        }
      }),
    );
  });
});

describe('administrations', () => {
  it.each([
    ['by name', {}, ['c_h501', 'mute', 'r_lazio']],
    ['that publish nothing yet', { publishes: 'nothing' }, ['mute']],
    ['none of which it is not known, where all could be read', { publishes: 'unknown' }, []],
    ['by words of their names, accents and case aside', { words: 'lazio reg' }, ['r_lazio']],
    ['by their ids', { words: 'h501' }, ['c_h501']],
    ['of a region', { region: 'Lazio' }, ['c_h501', 'r_lazio']],
    ['none of words that say nothing', { words: 'di' }, []],
    ['with the most APIs first', { sort: 'apis' }, ['c_h501', 'r_lazio', 'mute']],
  ] as const)('are listed %s', (_, question, wanted) => {
    expect(ids(selectPublishers(catalogue, question, 10).items)).toEqual(wanted);
  });

  it('without what they are sorted by come last, in every order', () => {
    for (const sort of publisherSorts.filter((each) => each !== 'name'))
      expect(selectPublishers(catalogue, { sort }, 10).items.at(-1)?.id).toBe('mute');
  });

  it('have facets of regions, categories, and whether they publish', () => {
    expect(selectPublishers(catalogue, {}, 10).facets).toEqual({
      region: [{ value: 'Lazio', count: 2 }],
      category: [
        { value: 'Comuni', count: 2 },
        { value: 'Regioni', count: 1 },
      ],
      publishes: [
        { value: 'something', count: 2 },
        { value: 'nothing', count: 1 },
      ],
    });
  });
});

it('knows the family of a version', () => {
  expect(['3.0.3', '2.0', null, 'x'].map(familyOf)).toEqual(['3.0', '2.0', null, null]);
});
