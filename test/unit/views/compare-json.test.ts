import { describe, expect, it } from 'vitest';
import { changeJson, comparedRevisionsJson, compareJson } from '../../../shared/views/compare-json.ts';
import { madeChange, madeComparison, wording } from '../../fixtures/made-comparison.ts';
import { sampleApi, sampleRevision } from '../../fixtures/sample-records.ts';

const inBoth = { tell: (words: unknown) => words };

describe('a change', () => {
  it('has its level, its words, its place in both documents, its operations and values', () => {
    const { message, advice, ...rest } = changeJson(madeChange({ old: 'optional', new: 'required' }), inBoth) as {
      message: object;
      advice: unknown;
    };
    expect(message).toEqual({ en: expect.any(String), it: expect.any(String) });
    expect(advice).not.toBeUndefined();
    expect(rest).toEqual({
      id: 'request-parameter-became-required',
      level: 'breaking',
      base_pointer: '/paths/~1residenti/get/parameters/0',
      base_line: 9,
      base_column: 11,
      revision_pointer: '/paths/~1residenti/get/parameters/0',
      revision_line: 10,
      revision_column: 13,
      operations: [{ method: 'GET', path: '/residenti' }],
      operation_count: 1,
      old: 'optional',
      new: 'required',
    });
  });

  it('has null where there is nothing to say', () => {
    expect(changeJson(wording('a'), inBoth)).toMatchObject({
      base_pointer: null,
      base_line: null,
      base_column: null,
      revision_pointer: '/tags/0',
      revision_line: null,
      revision_column: null,
      operations: [],
      old: null,
      new: null,
    });
  });

  it('keeps values that are false, empty or nought', () => {
    expect(changeJson(madeChange({ old: false, new: 0 }), inBoth)).toMatchObject({ old: false, new: 0 });
    expect(changeJson(madeChange({ old: '', new: [] }), inBoth)).toMatchObject({ old: '', new: [] });
  });
});

describe('the result of the command', () => {
  const comparison = madeComparison([madeChange(), wording('a'), wording('b')], {
    notes: ['api-version-not-bumped', 'breaking-before-sunset'],
  });
  const result = (language: 'en' | 'it') => compareJson({ base: 'a.yaml', revision: 'b.yaml', comparison }, language);

  it('names both documents, counts by level, and lists every change in one language', () => {
    expect(result('en')).toMatchObject({
      base: 'a.yaml',
      revision: 'b.yaml',
      engine: '1',
      level: 'breaking',
      breaking: 1,
      warning: 0,
      info: 0,
      editorial: 2,
      listed: 3,
      notes: [{ id: 'api-version-not-bumped' }, { id: 'breaking-before-sunset' }],
      changes: [
        { id: 'request-parameter-became-required', message: expect.any(String) },
        { id: 'api-tag-added' },
        { id: 'api-tag-added' },
      ],
    });
  });

  it('has the words of the language that was asked for', () => {
    const notes = (['en', 'it'] as const).map((language) => result(language).notes as { message: string }[]);
    expect(notes[0]?.[0]?.message).toContain('stays the same');
    expect(notes[1]?.[0]?.message).toContain('resta la stessa');
  });

  it('is of level none where nothing changed', () => {
    const same = { base: 'a', revision: 'a', comparison: madeComparison([]) };
    expect(compareJson(same, 'en')).toMatchObject({ level: 'none', listed: 0, changes: [], notes: [] });
  });
});

describe('the answer over HTTP', () => {
  const api = sampleApi('https://ente.example/openapi.yaml');
  const { version: _, ...unnamed } = sampleRevision(api, 2);
  const answer = (comparison: ReturnType<typeof madeComparison>) =>
    comparedRevisionsJson({ from: sampleRevision(api, 1), to: unnamed, comparison }) as {
      [name: string]: unknown;
      changes: { message: unknown; operations: unknown[]; operation_count: number }[];
    };

  it('says which revisions, with where their documents are', () => {
    const document = (number: number) => `/v1/apis/${api.id}/revisions/${number}/document`;
    expect(answer(madeComparison([]))).toMatchObject({
      api: api.id,
      from: {
        number: 1,
        version: '1.0.0',
        digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        document: document(1),
      },
      to: { number: 2, version: null, document: document(2) },
    });
  });

  it('has the words in both languages', () => {
    const [change] = answer(madeComparison([madeChange()])).changes;
    expect(change?.message).toEqual({ en: expect.any(String), it: expect.any(String) });
  });

  it('is bounded: a thousand changes, twenty operations of each, and the true counts of both', () => {
    const operations = Array.from({ length: 50 }, (_, index) => ({ method: 'GET', path: `/${index}` }));
    const many = Array.from({ length: 1001 }, () => madeChange({ operations, operationCount: 2290 }));
    const found = answer(madeComparison(many));
    expect(found).toMatchObject({ breaking: 1001, listed: 1000 });
    expect(found.changes).toHaveLength(1000);
    expect(found.changes[0]?.operations).toHaveLength(20);
    expect(found.changes[0]?.operation_count).toBe(2290);
  });
});
