import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distinctTerms, termsOf } from '../../../shared/domain/search/search-text.ts';

describe('terms of a text', () => {
  it.each([
    ['Qualità dell’aria', ['qualita', 'aria']],
    ['getAnagrafeById', ['get', 'anagrafe', 'id']],
    ['/v1/pratiche-edilizie/{codiceIstat}', ['v1', 'pratiche', 'edilizie', 'codice', 'istat']],
    ['API per la gestione di ANPR', ['api', 'gestione', 'anpr']],
    ['ISEE2025 DSU', ['isee2025', 'dsu']],
    ['Ελληνικά', ['ελληνικα']],
    ['a', []],
    ['', []],
    ['<script>alert(1)</script>', ['script', 'alert', 'script']],
  ])('%j are %j', (text, terms) => {
    expect(termsOf(text)).toEqual(terms);
  });

  it('are lower case without accents, from 2 to 32 characters, whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        for (const term of termsOf(text)) {
          expect(term.length).toBeGreaterThanOrEqual(2);
          expect(term.length).toBeLessThanOrEqual(32);
          expect(term).toBe(term.toLowerCase());
          expect(term.normalize('NFD')).not.toMatch(/\p{M}/u);
        }
      }),
    );
  });

  it('are each told once, the first so many', () => {
    expect(distinctTerms('stato civile, stato di famiglia, stato', 2)).toEqual(['stato', 'civile']);
  });
});
