/**
 * What the operator decides of the rules: severities of their own, and waivers with a reason and a last day. Shapes only
 * here; `read-overrides.ts` reads the file.
 */
import type { Severity } from './rule.ts';

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
