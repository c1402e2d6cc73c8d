import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineIndex } from '../../../shared/domain/description/line-index.ts';
import { createLines, excerptOf } from '../../../shared/views/source-excerpt.ts';

/** What stands above the caret. */
const above = ({ text, caret }: { text: string; caret: number }): string => text.slice(caret, caret + 1);

describe('the line', () => {
  it('ends in LF, CR LF or CR, and is without its end', () => {
    const line = createLines('one\r\ntwo\rthree\n\nfive');
    expect([0, 1, 2, 3, 4, 5, 6].map(line)).toEqual([undefined, 'one', 'two', 'three', '', 'five', undefined]);
  });

  it('is the one that the positions of findings mean', () => {
    const piece = fc.constantFrom('a', 'b', '\n', '\r', '\r\n', 'è', '𝒳');
    fc.assert(
      fc.property(fc.array(piece), fc.nat(), (pieces, seed) => {
        const text = pieces.join('');
        const offset = text.length === 0 ? 0 : seed % text.length;
        const { line, column } = createLineIndex(text)(offset);
        const found = createLines(text)(line);
        expect(found).toBeDefined();
        if (!/[\r\n]/.test(text[offset] ?? '\n')) expect(found?.[column - 1]).toBe(text[offset]);
      }),
    );
  });
});

describe('the caret', () => {
  it('stands under the column', () => {
    expect(excerptOf('  type: integer', 3)).toEqual({ text: '  type: integer', caret: 2 });
  });

  it('stands after the end of the line when the column is there or beyond', () => {
    expect(excerptOf('a: b', 5)).toEqual({ text: 'a: b', caret: 4 });
    expect(excerptOf('a: b', 500)).toEqual({ text: 'a: b', caret: 4 });
    expect(excerptOf('', 1)).toEqual({ text: '', caret: 0 });
  });

  it('counts tabs as they are shown', () => {
    const excerpt = excerptOf('\t\t"type": 1', 3);
    expect(excerpt.text).toBe('    "type": 1');
    expect(above(excerpt)).toBe('"');
  });

  it.each([
    ['wide characters', '名前: x', 5, 6],
    ['an emoji of several units', '👩‍👩‍👧: x', 11, 4],
    ['a flag', '🇮🇹: x', 7, 4],
    ['an accent that is a character of its own', 'e\u0301: x', 5, 3],
    ['half of a character: its beginning', '😀x', 2, 0],
  ])('counts the cells of %s', (_, line, column, caret) => {
    expect(excerptOf(line, column).caret).toBe(caret);
  });

  it('is near the start of a clipped line that is long after it, and inside one that is long before', () => {
    const start = excerptOf(`key: ${'x'.repeat(1_000_000)}`, 1);
    expect(start).toMatchObject({ caret: 0, text: expect.stringMatching(/^key: x+…$/) });
    const middle = excerptOf(`${'x'.repeat(500_000)}!${'y'.repeat(500_000)}`, 500_001);
    expect(above(middle)).toBe('!');
    expect(middle.text).toMatch(/^…x+!y+…$/);
    expect(middle.text.length).toBeLessThan(100);
    const end = excerptOf(`${'x'.repeat(500_000)}!`, 500_001);
    expect(above(end)).toBe('!');
    expect(end.text).toMatch(/^…x+!$/);
  });

  it('shows control characters and direction marks as something that moves nothing', () => {
    expect(excerptOf('a\u001b[31m\u0000\u007f\u009b\u202eb', 1).text).toBe('a␛[31m␀␡··b');
  });

  it('is under its column in every line of plain characters, clipped or not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 3000 }), (before, after) => {
        const excerpt = excerptOf(`${'.'.repeat(before)}#${'.'.repeat(after)}`, before + 1);
        expect(above(excerpt)).toBe('#');
        expect(excerpt.text.length).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('never throws, and never lets a control character through, whatever the line', () => {
    const unit = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\t', '\u001b', '\ud800', '\udc00', '\u200d', '\u202e'),
    );
    fc.assert(
      fc.property(fc.array(unit), fc.integer({ min: -5, max: 5000 }), fc.nat(30), (parts, column, times) => {
        const { text, caret } = excerptOf(parts.join('').repeat(times), column);
        expect(text).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
        expect(caret).toBeGreaterThanOrEqual(0);
        expect(caret).toBeLessThanOrEqual(2 * text.length + 2);
      }),
    );
  });
});
