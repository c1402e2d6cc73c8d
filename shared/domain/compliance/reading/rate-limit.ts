/**
 * Headers that tell a caller how much it may still ask for (RAC_ROBUSTEZZA_001): `X-RateLimit-…`, or `RateLimit-…` of the
 * IETF draft, whose later editions put everything in `RateLimit` and `RateLimit-Policy`.
 */
import type { Members } from '../../description/specification.ts';
import { headerNamesOf } from './operations.ts';

const families = ['X-RateLimit', 'RateLimit'] as const;
const figures = ['Limit', 'Remaining', 'Reset'] as const;

export type RateLimit = {
  /** Families of which it has at least one header. */
  readonly used: number;
  /** One family is there with all it needs. */
  readonly sufficient: boolean;
  /** Every family that is used at all is there with all it needs. */
  readonly consistent: boolean;
  /** Headers that the best kept family still needs. */
  readonly missing: readonly string[];
};

const namesOfFamilies = families.map((family) => figures.map((figure) => `${family}-${figure}`));

const silent: RateLimit = { used: 0, sufficient: false, consistent: true, missing: namesOfFamilies[0] ?? [] };

export function readRateLimit(response: Members): RateLimit {
  const declared = new Set(headerNamesOf(response).map((name) => name.toLowerCase()));
  if (declared.size === 0) return silent;
  const gaps = namesOfFamilies.map((names) => names.filter((name) => !declared.has(name.toLowerCase())));
  const used = gaps.filter(({ length }) => length < figures.length);
  const single = declared.has('ratelimit');
  const best = [...gaps].sort((one, other) => one.length - other.length)[0] ?? [];
  return {
    used: used.length + (single ? 1 : 0),
    sufficient: single || best.length === 0,
    consistent: used.every(({ length }) => length === 0),
    missing: single ? [] : best,
  };
}
