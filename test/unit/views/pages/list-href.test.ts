import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataHref, listHref } from '../../../../shared/views/pages/list-href.ts';

const italian = { language: 'it' } as const;

describe('the address of a list', () => {
  it('is in the reader’s language, without what was not asked', () => {
    expect(listHref(italian, '/apis', { q: undefined, grade: undefined })).toBe('/it/apis');
  });

  it('keeps what is asked when a filter is added', () => {
    expect(listHref(italian, '/apis', { q: 'anagrafe' }, { grade: 'A' })).toBe('/it/apis?q=anagrafe&grade=A');
  });

  it('loses the filter that is taken away', () => {
    expect(listHref(italian, '/apis', { q: 'anagrafe', grade: 'A' }, { grade: undefined })).toBe('/it/apis?q=anagrafe');
  });

  it('begins at the first page, unless the change gives another', () => {
    expect(listHref(italian, '/apis', { q: 'a', cursor: 'x' }, { grade: 'A' })).toBe('/it/apis?q=a&grade=A');
    expect(listHref(italian, '/apis', { q: 'a', cursor: 'x' }, { cursor: 'y' })).toBe('/it/apis?q=a&cursor=y');
  });

  it('has a twin for programs, from its beginning', () => {
    expect(dataHref('/v1/apis', { q: 'a b', cursor: 'x' })).toBe('/v1/apis?q=a+b');
    expect(dataHref('/v1/apis', {})).toBe('/v1/apis');
  });

  it('gives back whatever text it was made of', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 40 });
    fc.assert(
      fc.property(text, fc.integer(), fc.boolean(), (q, number, open) => {
        const query = new URL(listHref(italian, '/x', { q, number }, { open }), 'https://a.example').searchParams;
        expect([query.get('q'), query.get('number'), query.get('open')]).toEqual([
          q.toWellFormed(),
          String(number),
          String(open),
        ]);
      }),
    );
  });
});
