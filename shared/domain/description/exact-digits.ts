/**
 * Digits of the numbers that lost some, by the object or list they are in and their name or index in it: so that a
 * digest or a comparison never mistakes two different numbers for one.
 */
export type ExactDigits = ReadonlyMap<object, ReadonlyMap<string, string>>;

export class DigitKeeper {
  readonly kept = new Map<object, Map<string, string>>();

  keep(holder: object, key: string | number, digits: string): void {
    const known = this.kept.get(holder) ?? new Map<string, string>();
    this.kept.set(holder, known.set(String(key), digits));
  }
}
