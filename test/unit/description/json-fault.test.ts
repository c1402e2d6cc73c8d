import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonFault } from '../../../shared/domain/description/json-fault.ts';

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('a fault in JSON', () => {
  it.each([
    ['{"a":[1,2,],}', 10, 'A comma follows the last item'],
    ['{"a":1,}', 7, 'A comma follows the last item'],
    ['// c\n{"a":1}', 0, 'JSON has no comments'],
    ['{"a": /* c */ 1}', 6, 'JSON has no comments'],
    ['{"a":1}\n{"a":2}', 8, 'The text goes on after its end with `{`'],
    ["{'a':1}", 1, "A name in double quotes is expected, not `'`"],
    ['{a:1}', 1, 'A name in double quotes is expected, not `a`'],
    ['{"a" 1}', 5, 'A colon is expected after the name, not `1`'],
    ['{"a":1 "b":2}', 7, 'A comma or `}` is expected, not `"`'],
    ['[1 2]', 3, 'A comma or `]` is expected, not `2`'],
    ['[1', 2, 'A comma or `]` is expected, not the end of the text'],
    ['{"a":', 5, 'A value is expected, not the end of the text'],
    ['["a\nb"]', 3, 'A text contains a line break or control character that is not escaped'],
    ['["a\\x"]', 3, 'A backslash is not followed by a known escape'],
    ['["a', 3, 'A text is not closed by a quotation mark'],
    ['[01]', 1, 'A value is expected, not `0`'],
    ['[True]', 1, 'A value is expected, not `T`'],
    ['[NaN]', 1, 'A value is expected, not `N`'],
    ['', 0, 'A value is expected, not the end of the text'],
    ['[😀]', 1, 'A value is expected, not `😀`'],
  ])('%j is told at %i', (text, offset, message) => {
    expect(findJsonFault(text)).toEqual({ offset, message });
  });

  it('is found in exactly the texts that JSON.parse refuses', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '\\',
      '1',
      '-',
      '.5',
      'e3',
      'true',
      'null',
      ' ',
      '\n',
      '0',
      '\u0001',
    ];
    const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((found) => found.join(''));
    const nearly = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom(...pieces, ''))
      .map(([text, at, piece]) => text.slice(0, at % (text.length + 1)) + piece + text.slice(at % (text.length + 1)));
    fc.assert(
      fc.property(fc.oneof(fc.json(), soup, nearly), (text) => {
        expect(findJsonFault(text) === undefined).toBe(parses(text));
      }),
      { numRuns: 2000 },
    );
  });
});
