import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InexactNumber, losesDigits, normaliseDecimal } from '../../../shared/domain/description/inexact-number.ts';

describe('a number', () => {
  it.each([
    '0',
    '-0',
    '1',
    '9007199254740992',
    '0.1',
    '1e22',
    '1.7976931348623157e308',
    '5e-324',
    '100000000000000000000',
  ])('%s is kept', (literal) => expect(losesDigits(literal)).toBe(false));

  it.each([
    '9007199254740993',
    '9223372036854775807',
    '0.1000000000000000055511151231257827',
    '1e400',
    '-1e400',
    '1e-400',
  ])('%s loses digits', (literal) => expect(losesDigits(literal)).toBe(true));

  it('is text when it is beyond the range of numbers', () => {
    expect(new InexactNumber('1e400').value).toBe('1e400');
    expect(new InexactNumber('9223372036854775807').value).toBe(2 ** 63);
  });

  it.each([
    ['1.50', '15e-1'],
    ['0.00012', '12e-5'],
    ['1200', '12e2'],
    ['-0.0', '0'],
    ['+7.0', '7'],
  ])('%s is the same as %s', (left, right) => {
    expect(normaliseDecimal(left)).toBe(normaliseDecimal(right));
  });

  it('of JavaScript never loses digits when it is written as JavaScript writes it', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(losesDigits(String(number))).toBe(false);
      }),
    );
  });

  it('of any length loses digits exactly when it is not the number it is rounded to', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), (number) => {
        expect(losesDigits(String(number))).toBe(
          normaliseDecimal(String(Number(number))) !== normaliseDecimal(String(number)),
        );
      }),
    );
  });
});
