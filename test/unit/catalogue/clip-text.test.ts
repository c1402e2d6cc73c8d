import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipText } from '../../../shared/domain/catalogue/clip-text.ts';

describe('clipText', () => {
  it('leaves fit text alone, but for blanks around it', () => {
    expect(clipText('  Città di Castello 😀 ', 100)).toBe('Città di Castello 😀');
  });

  it('makes one blank of control, direction and line-separating characters', () => {
    expect(clipText('a\u0000\r\nb\u202ec\u2028d\ufeff', 100)).toBe('a b c d');
  });

  it('cuts with an ellipsis and never through a character', () => {
    expect(clipText('abcdef', 5)).toBe('abcd…');
    expect(clipText('abc😀def', 5)).toBe('abc…');
    expect(clipText('abcde', 5)).toBe('abcde');
  });

  it('is bounded, well-formed, and changes nothing a second time', () => {
    const text = fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (given, limit) => {
        const clipped = clipText(given, limit);
        expect(clipped.length).toBeLessThanOrEqual(limit);
        expect(clipped.isWellFormed()).toBe(true);
        expect(clipText(clipped, limit)).toBe(clipped);
      }),
    );
  });
});
