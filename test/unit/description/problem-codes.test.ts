import { describe, expect, it } from 'vitest';
import { createProblem, quote } from '../../../shared/domain/description/problem.ts';
import { isSizeCode, isUnresolvedCode, problemCodes } from '../../../shared/domain/description/problem-codes.ts';

describe('problem codes', () => {
  it.each(Object.entries(problemCodes))('%s has words and a repair in both languages', (code, { words, fix }) => {
    expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    for (const text of [words.en, words.it]) expect(text).toMatch(/^[A-ZÈ].*[^.]$/u);
    for (const text of [fix.en, fix.it]) expect(text).toMatch(/^[A-ZÈ].*\.$/u);
    expect(words.en).not.toBe(words.it);
    expect(fix.en).not.toBe(fix.it);
  });

  it('tell limits, and references that lead nowhere, from other faults', () => {
    const codes = Object.keys(problemCodes);
    expect(codes.filter(isSizeCode)).toEqual(expect.arrayContaining(['too-deep', 'string-too-long']));
    expect(codes.filter(isUnresolvedCode)).toEqual([
      'ref-missing-target',
      'ref-cycle',
      'ref-malformed',
      'ref-too-long',
      'ref-not-fetched',
      'ref-unreachable',
      'ref-not-a-document',
      'ref-budget',
    ]);
    expect(isSizeCode('constructor')).toBe(false);
  });
});

describe('a problem', () => {
  it('is bounded and fit to show', () => {
    const problem = createProblem('wrong-type', `\u0000a\u202e\nb ${'x'.repeat(1000)}`, `/${'y'.repeat(5000)}`);
    expect(problem.message).toMatch(/^a b x+…$/);
    expect(problem.message.length).toBeLessThanOrEqual(400);
    expect(problem.pointer).toBe('');
    expect(quote('\ud800'.repeat(300)).isWellFormed()).toBe(true);
  });
});
