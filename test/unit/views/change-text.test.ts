/** A change as a sentence: each id in both languages, with names and without, and what publishers may write into one. */
import { describe, expect, it } from 'vitest';
import { type ChangeId, catalogue, changeIds } from '../../../shared/domain/changes/catalogue.ts';
import type { Change, ChangeLevel } from '../../../shared/domain/changes/change.ts';
import { describeChange } from '../../../shared/views/change-text.ts';
import { hostileTexts } from '../../fixtures/hostile-texts.ts';

const operations = ['/a', '/b', '/c', '/d'].map((path) => ({ method: 'GET', path }));

const bare = (id: ChangeId, level: ChangeLevel = catalogue[id].level): Change => ({
  id,
  level,
  subject: {},
  operations: [],
  operationCount: 0,
});

const full = (id: ChangeId, text = 'word'): Change => ({
  ...bare(id),
  subject: {
    property: text,
    schema: text,
    parameter: { in: 'query', name: text },
    header: text,
    status: text,
    mediaType: text,
    name: text,
  },
  operations: operations.slice(0, 3).map(({ method }) => ({ method, path: text })),
  operationCount: 4,
  old: text,
  new: [text, 2, null, { text }],
});

const sentencesOf = (change: Change): readonly string[] => Object.values(describeChange(change).message);

describe('each id', () => {
  it.each([
    ['without names and values', bare],
    ['with all of them', full],
  ] as const)('is a whole sentence in both languages %s', (_, make) => {
    for (const id of changeIds) {
      const { en, it: italian } = describeChange(make(id)).message;
      for (const sentence of [en, italian]) {
        expect(sentence).toMatch(/^\p{Lu}.*[^.\s]\.$/u);
        // No gap left unfilled, no value that is none, no words run together or apart.
        expect(sentence).not.toMatch(/undefined|\[object|[{}[\]](?![^`]*`)| {2}| [.,:)]|\( /);
      }
      expect(en).not.toBe(italian);
      expect(en, id).not.toContain('has changed');
    }
  });

  it('is told from all others by its sentence, but for those that the status or the old value tells apart', () => {
    const ids = Map.groupBy(changeIds, (id) => describeChange(full(id)).message.en);
    const twins = [...ids.values()].filter((same) => same.length > 1).map((same) => same.join(' '));
    expect(twins).toEqual([
      'response-non-success-status-added response-success-status-added',
      'response-non-success-status-removed response-success-status-removed',
    ]);
  });

  it('says what to do in both languages when it breaks or may break, whatever level a guard gave it', () => {
    for (const id of changeIds) {
      for (const level of ['breaking', 'warning'] as const) {
        const { advice } = describeChange(bare(id, level));
        for (const words of [advice?.en, advice?.it]) expect(words, id).toMatch(/^\p{Lu}.{10,}\.$/u);
        expect(advice?.en).not.toBe(advice?.it);
      }
    }
  });

  it('says what to do about what will end, and otherwise nothing about what harms nobody', () => {
    expect(describeChange(bare('endpoint-deprecated')).advice).toBeDefined();
    expect(describeChange(bare('endpoint-added')).advice).toBeUndefined();
    expect(describeChange(bare('response-optional-property-added')).advice).toBeUndefined();
  });
});

describe('what a publisher wrote', () => {
  it('is in one line, of bounded length, without control and direction characters, closed in its backticks', () => {
    const texts = [...hostileTexts, 'a`b', '\u202Eabc\u2028d\u0085e\n\tf', '[{old}]', '{o}', 'x'.repeat(5000)];
    for (const text of texts) {
      for (const id of ['request-property-became-required', 'endpoint-path-changed', 'api-tag-added'] as const) {
        for (const sentence of sentencesOf(full(id, text))) {
          expect(sentence).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\u200b\ufeff]/u);
          expect(sentence.length).toBeLessThan(1000);
          expect(sentence.split('`').length % 2).toBe(1);
          expect(sentence.isWellFormed()).toBe(true);
        }
      }
    }
  });

  it('fills no gap of its own', () => {
    const [sentence] = sentencesOf({ ...bare('api-title-changed'), old: 'one', new: '{old} [{new}]' });
    expect(sentence).toBe('API description has another title: `{old} [{new}]` (was `one`).');
  });

  it('that is empty is shown as empty', () => {
    const [sentence] = sentencesOf({ ...bare('api-title-changed'), old: '', new: 'A' });
    expect(sentence).toBe('API description has another title: `A` (was `""`).');
  });
});

describe('the subject', () => {
  it('of a rule on properties is the object that has it', () => {
    const told = (property: string, id: ChangeId, name = '^x-'): string =>
      sentencesOf({ ...bare(id), subject: { property, name } })[0] ?? '';
    expect(told('detail.^x-', 'request-property-pattern-property-added')).toMatch(/^Request property `detail` now has/);
    expect(told('^x-', 'request-body-pattern-property-added')).toMatch(/^Request body now has/);
    expect(told('detail{}', 'request-property-additional-properties-forbidden')).toMatch(
      /^Request property `detail` may/,
    );
    expect(told('detail{}', 'request-property-became-nullable')).toMatch(/^Request property `detail{}` may/);
  });

  it('that is an item of a list is called so', () => {
    const told = (id: ChangeId, subject: Change['subject']) => sentencesOf({ ...bare(id), subject });
    expect(told('response-property-became-nullable', { property: '[]', schema: 'Residents' })).toEqual([
      'Each item of response schema `Residents` may now be null.',
      'Ogni elemento dello schema `Residents` nella risposta ora può essere null.',
    ]);
    expect(told('response-property-became-nullable', { property: '[]', status: '200' })[0]).toBe(
      'Each item of the response body may now be null.',
    );
  });
});

describe('a bound or a list of values', () => {
  const told = (id: ChangeId, values: Partial<Change>): string =>
    sentencesOf({ ...bare(id), subject: { property: 'age' }, ...values })[0] ?? '';

  it('that came to be or is gone is told so, whichever id stands for it', () => {
    expect(told('request-property-min-length-increased', { new: 1 })).toBe(
      'Request property `age` now has a minimum length: `1`.',
    );
    expect(told('response-property-max-relaxed', { old: 9 })).toBe(
      'Response property `age` no longer has a maximum (was `9`).',
    );
    expect(told('response-property-enum-value-added', { old: ['a', 'b', 'c', 'd'] })).toBe(
      'Response property `age` may now have other values than those listed before: `a`, `b`, `c`, ….',
    );
    expect(told('request-property-enum-value-removed', { new: ['a'] })).toBe(
      'Request property `age` now takes listed values only: `a`.',
    );
  });
});

describe('operations', () => {
  it('are named up to three, then counted', () => {
    const told = (count: number): string =>
      sentencesOf({
        ...bare('response-body-became-nullable'),
        operations: operations.slice(0, count),
        operationCount: count,
      })[0] ?? '';
    expect(told(0)).toBe('Response body may now be null.');
    expect(told(1)).toBe('Response body may now be null (`GET /a`).');
    expect(told(2)).toBe('Response body may now be null (2 operations: `GET /a`, `GET /b`).');
    expect(told(4)).toBe('Response body may now be null (4 operations: `GET /a`, `GET /b`, `GET /c`, …).');
  });

  it('are counted whole when only the first of them are there', () => {
    const change = { ...bare('endpoint-deprecated'), operations: operations.slice(0, 2), operationCount: 900 };
    expect(sentencesOf(change)[1]).toBe('Ciascuna di 900 operazioni (`GET /a`, `GET /b`, …) ora è deprecata.');
  });
});

describe('typical changes', () => {
  const one = { operations: operations.slice(0, 1), operationCount: 1 };
  const resident = { property: 'taxCode', schema: 'Resident' };
  const page = { parameter: { in: 'query', name: 'page' } };
  const typical: readonly Change[] = [
    { ...bare('request-property-became-required'), ...one, subject: resident },
    { ...bare('new-required-request-property'), ...one, subject: resident },
    { ...bare('response-required-property-removed'), ...one, subject: resident },
    { ...bare('response-optional-property-added'), ...one, subject: { property: 'age', status: '200' } },
    { ...bare('response-property-became-nullable'), ...one, subject: resident },
    { ...bare('response-property-enum-value-added'), ...one, subject: resident, new: 'other' },
    { ...bare('request-property-enum-value-removed'), ...one, subject: resident, old: 'other' },
    { ...bare('request-property-max-length-decreased'), ...one, subject: resident, old: 20, new: 16 },
    { ...bare('response-property-type-changed'), ...one, subject: resident, old: 'string', new: 'integer' },
    { ...bare('request-property-pattern-added'), ...one, subject: resident, new: '^[A-Z]+$' },
    { ...bare('request-property-one-of-removed'), ...one, subject: { schema: 'Payment' }, old: ['Card', 'Cash'] },
    { ...bare('request-property-default-value-changed'), ...one, subject: resident, old: false, new: true },
    { ...bare('response-required-property-became-not-write-only'), ...one, subject: resident },
    { ...bare('request-parameter-became-required'), ...one, subject: page },
    { ...bare('new-optional-request-parameter'), ...one, subject: page },
    { ...bare('request-parameter-removed-before-sunset'), ...one, subject: page, old: '2027-01-01' },
    { ...bare('request-parameter-property-became-not-nullable'), ...one, subject: { ...page, property: '[]' } },
    { ...bare('required-response-header-removed'), ...one, subject: { header: 'ETag', status: '200' } },
    { ...bare('response-success-status-removed'), ...one, subject: { status: '204' } },
    { ...bare('response-media-type-removed'), ...one, subject: { status: '200', mediaType: 'text/csv' } },
    { ...bare('request-body-became-required'), ...one, subject: {} },
    { ...bare('api-path-removed-without-deprecation'), ...one, subject: {} },
    { ...bare('endpoint-deprecated-with-sunset'), ...one, subject: {}, new: '2027-06-30' },
    { ...bare('endpoint-path-changed'), ...one, subject: {}, old: 'GET /old', new: 'GET /a' },
    { ...bare('api-security-added'), ...one, subject: { name: 'oauth' }, new: 'oauth' },
    { ...bare('api-global-security-scope-added'), ...one, subject: { name: 'oauth' }, new: 'write' },
    { ...bare('webhook-removed'), subject: { name: 'paid' }, old: 'paid' },
    { ...bare('server-removed'), ...one, subject: { name: 'https://a.example' }, old: 'https://a.example' },
  ];

  it('read well', () => {
    expect(
      typical.flatMap((change) => [...sentencesOf(change), describeChange(change).advice?.en ?? '-']),
    ).toMatchSnapshot();
  });
});
