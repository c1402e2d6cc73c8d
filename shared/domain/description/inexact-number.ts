/**
 * Numbers that a JavaScript number cannot hold (more digits than a double keeps, or beyond its range). Parsers leave one
 * of these in the tree; `check-tree.ts` puts the rounded number in its place (text, when it is out of range) and keeps
 * the digits beside it, so that a digest or a comparison never mistakes two different numbers for one.
 */
export class InexactNumber {
  readonly digits: string;

  constructor(digits: string) {
    this.digits = digits;
  }

  get value(): number | string {
    const rounded = Number(this.digits);
    return Number.isFinite(rounded) ? rounded : this.digits;
  }
}

/** A decimal literal as its significant digits and exponent: the same text for the same number (`1.50`, `15e-1`). */
export function normaliseDecimal(literal: string): string {
  const [mantissa = '', power = '0'] = literal.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace(/^[-+]/, '').split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  const kept = trimZeros(digits);
  if (kept === '') return '0';
  const exponent = Number(power) - fraction.length + (digits.length - kept.length);
  return `${mantissa.startsWith('-') ? '-' : ''}${kept}e${exponent}`;
}

/** Without the zeros at the end; a pattern would look at each run of zeros again and again. */
function trimZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}

/** True when reading the literal as a number and writing it again gives another number. */
export function losesDigits(literal: string): boolean {
  if (literal.length < 16 && !/[eE]/.test(literal)) return false;
  const number = Number(literal);
  return !Number.isFinite(number) || normaliseDecimal(String(number)) !== normaliseDecimal(literal);
}
