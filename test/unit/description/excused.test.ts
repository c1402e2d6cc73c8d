import { describe, expect, it } from 'vitest';
import type { ReferenceFact, Verdict } from '../../../shared/domain/description/analysis.ts';
import { isExcused } from '../../../shared/domain/description/excused.ts';

const excuses = (verdict: Verdict, ...outcomes: ReferenceFact['outcome'][]): boolean =>
  isExcused({
    verdict,
    references: outcomes.map((outcome, index) => ({ url: `https://a.example/${index}`, outcome })),
  });

describe('a description with references that lead nowhere', () => {
  it('is excused where each failed by a bad moment, our network or our limits', () => {
    expect(excuses('unresolvable-ref', 'resolved', 'connect-timeout', 'dns-unavailable', 'http-503', 'budget')).toBe(
      true,
    );
  });

  it.each([
    'http-404',
    'dns-nxdomain',
    'not-a-document',
  ] as const)('is not when one of them failed by %s', (outcome) => {
    expect(excuses('unresolvable-ref', 'connect-timeout', outcome)).toBe(false);
  });

  it('is not when they lead nowhere in the document itself', () => {
    expect(excuses('unresolvable-ref')).toBe(false);
    expect(excuses('unresolvable-ref', 'resolved')).toBe(false);
  });

  it('is not when it is invalid anyway', () => {
    expect(excuses('invalid', 'connect-timeout')).toBe(false);
  });
});
