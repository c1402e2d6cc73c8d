import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogueDiagnostics } from '../../../shared/domain/catalogue/catalogue-diagnostics.ts';
import { problemCodes } from '../../../shared/domain/description/problem-codes.ts';
import { fetchCodes } from '../../../shared/domain/fetching/fetch-codes.ts';
import { explainCode } from '../../../shared/views/explain-code.ts';

const known = [...Object.keys(fetchCodes), ...Object.keys(problemCodes), ...Object.keys(catalogueDiagnostics)];

describe('explainCode', () => {
  it.each([...known, 'http-503', 'not-a-description'])('has words and a repair for %s', (code) => {
    const { words, fix } = explainCode(code);
    for (const text of [words.en, words.it, fix.en, fix.it]) expect(text.length).toBeGreaterThan(3);
  });

  it('shows a code that it does not know as itself, whatever its name', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'toString', 'constructor', 'http-20')), (code) => {
        fc.pre(!known.includes(code));
        expect(explainCode(code)).toEqual({ words: { en: code, it: code }, fix: { en: '', it: '' } });
      }),
    );
  });
});
