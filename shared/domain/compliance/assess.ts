/** A report judged: severities and waivers of the operator applied, the gate's verdict, the score and its explanation. */
import type { Verdict } from '../description/analysis.ts';
import type { Overrides, Waiver } from './overrides.ts';
import type { Finding, Profile, Report } from './report.ts';
import type { Severity } from './rule.ts';
import type { Grade, Score } from './score.ts';

export type AssessedFinding = Finding & { readonly waived?: Pick<Waiver, 'reason' | 'until'> };

export type AssessedRule = {
  readonly rule: string;
  readonly severity: Severity;
  readonly tested: number;
  /** Findings that count: those of the report less the waived ones. */
  readonly count: number;
  readonly waived: number;
  readonly findings: readonly AssessedFinding[];
};

export type Assessment = {
  /** Version of the rules, and of the operator's decisions where they make a difference: `1`, `1+4f0c21aa`. */
  readonly ruleset: string;
  readonly profiles: { readonly [profile in Profile]: readonly AssessedRule[] };
  /** The national platform's gate: no error of the official Full profile in a valid description. Null: not assessable. */
  readonly publishable: boolean | null;
  /** Errors that stand in its way: of the official Full profile, and problems of the description itself. */
  readonly errors: number;
  readonly score: Score;
  readonly grade: Grade | null;
};

export type AssessAs = (
  report: Report,
  subject: { readonly verdict: Verdict; readonly problems: number; readonly api?: string },
  overrides: Overrides,
  /** `2026-11-25` */
  today: string,
) => Assessment;
