/**
 * What an operator decides of the rules: severities of their own, and waivers with a reason and a last day. They apply to
 * the guideline and security profiles; the official profile says what the national platform would, whatever we waive.
 */
import { deriveId } from '../digest.ts';
import type { Severity } from './rule.ts';
import { rulesetVersion } from './ruleset.ts';

export type Waiver = {
  readonly rule: string;
  /** A place and all below it; absent: the whole document. */
  readonly pointer?: string;
  /** Only for this API; absent: for all. */
  readonly api?: string;
  readonly reason: string;
  /** Last day (`2026-12-31`, UTC) it holds; absent: until it is removed. */
  readonly until?: string;
};

export type Overrides = {
  readonly severities: { readonly [rule: string]: Severity | 'off' };
  readonly waivers: readonly Waiver[];
};

export const noOverrides: Overrides = { severities: {}, waivers: [] };

/** Those that hold on a day (`2026-11-25`). */
export const inForce = ({ severities, waivers }: Overrides, today: string): Overrides => ({
  severities,
  waivers: waivers.filter(({ until }) => until === undefined || today <= until),
});

/** The ruleset an assessment is made with: its version, and what the operator has decided where it makes a difference. */
export function rulesetKey(overrides: Overrides, today: string): string {
  const { severities, waivers } = inForce(overrides, today);
  const changed = Object.entries(severities).toSorted(([one], [other]) => (one < other ? -1 : 1));
  if (changed.length === 0 && waivers.length === 0) return rulesetVersion;
  const held = waivers.map(({ rule, pointer = '', api = '' }) => [rule, pointer, api].join(' ')).toSorted();
  return `${rulesetVersion}+${deriveId('overrides', JSON.stringify([changed, held])).slice(0, 8)}`;
}
