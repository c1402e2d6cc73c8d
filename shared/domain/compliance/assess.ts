/** A report judged: severities and waivers of the operator applied, the gate's verdict, the score and its explanation. */
import type { Grade } from './grade.ts';
import { inForce, type Overrides, rulesetKey, type Waiver } from './overrides.ts';
import type { Finding, Profile, Report, RuleResult } from './report.ts';
import type { Rule, Severity } from './rule.ts';
import { findRule } from './ruleset.ts';
import { gradeOf, limitGrade, type Score, scoreOf } from './score.ts';

export type AssessedFinding = Finding & { readonly waived?: Pick<Waiver, 'reason' | 'until'> };

export type AssessedRule = {
  readonly rule: string;
  readonly severity: Severity;
  /** Places the rule looked at; 0: it does not apply. */
  readonly tested: number;
  /** Findings that count: all of the report less the waived ones. */
  readonly count: number;
  readonly waived: number;
  readonly findings: readonly AssessedFinding[];
  /** A waiver of a place may hold for more: only listed findings have a place, and not all are listed. Absent: no. */
  readonly isCutOff?: true;
};

export type Assessment = {
  /** As of `rulesetKey`: `1`, `1+4f0c21aa`. */
  readonly ruleset: string;
  readonly profiles: { readonly [profile in Profile]: readonly AssessedRule[] };
  /**
   * The national platform's gate: no error of the official Full profile in a valid description. Null: there are none, but
   * the official checker can't process the document, or parts of it are in other documents, which were not judged.
   */
  readonly publishable: boolean | null;
  /** What stands in its way: errors of the official Full profile, and errors of the description itself. */
  readonly errors: number;
  readonly score: Score;
  readonly grade: Grade | null;
  /** That of the score alone, where errors of the description itself allow no better than `grade`. */
  readonly gradeOfScore?: Grade;
  /** References to other documents, into which no rule looks; absent: none. */
  readonly elsewhere?: number;
};

export type Subject = {
  /** Errors of the description itself (schema, references), less those that are our own or a bad moment's. */
  readonly problems: number;
  /**
   * It does not meet its specification. A reference that leads nowhere is none of it: that may be a bad moment of others,
   * and no grade moves by one.
   */
  readonly invalid?: boolean;
  /** Id of the API, for waivers of its own. */
  readonly api?: string;
};

/** `today` is `2026-11-25`, UTC. */
export function assess(report: Report, subject: Subject, overrides: Overrides, today: string): Assessment {
  const held = inForce(overrides, today);
  const clean = (results: readonly RuleResult[]): readonly AssessedRule[] =>
    results.flatMap((result) => applyOverrides(result, held, subject.api));
  const official = report.official.flatMap(asItIs);
  const profiles = { official, guideline: clean(report.guideline), security: clean(report.security) };
  const errors = subject.problems + gateErrors(official);
  const score = scoreOf(
    profiles.guideline.map((result) => ({ ...result, level: findRule(result.rule)?.level ?? 'SHOULD' })),
  );
  const ofScore = gradeOf(score.value);
  const grade = limitGrade(ofScore, subject.invalid === true);
  const { elsewhere = 0, officialAborts } = report;
  const isWhole = officialAborts === undefined && elsewhere === 0;
  return {
    ruleset: rulesetKey(overrides, today),
    profiles,
    publishable: errors > 0 ? false : isWhole ? true : null,
    errors,
    score,
    grade,
    ...(ofScore === null || ofScore === grade ? {} : { gradeOfScore: ofScore }),
    ...(elsewhere === 0 ? {} : { elsewhere }),
  };
}

/** Findings of the official Full profile that the platform refuses. */
const gateErrors = (official: readonly AssessedRule[]): number =>
  official
    .filter(({ rule, severity }) => severity === 'error' && findRule(rule)?.official === 'full')
    .reduce((sum, { count }) => sum + count, 0);

/** A result of a rule that this version of the ruleset knows. */
function withRule(result: RuleResult, judge: (rule: Rule) => AssessedRule | undefined): readonly AssessedRule[] {
  const rule = findRule(result.rule);
  const judged = rule && judge(rule);
  return judged === undefined ? [] : [judged];
}

const asItIs = (result: RuleResult): readonly AssessedRule[] =>
  withRule(result, ({ severity }) => ({ ...result, severity, waived: 0 }));

const isBelow = (pointer: string, ancestor: string): boolean =>
  pointer === ancestor || pointer.startsWith(`${ancestor}/`);

function applyOverrides(result: RuleResult, { severities, waivers }: Overrides, api?: string): readonly AssessedRule[] {
  return withRule(result, (rule) => {
    const own = Object.hasOwn(severities, rule.id) ? severities[rule.id] : undefined;
    if (own === 'off') return undefined;
    const mine = waivers.filter((each) => each.rule === rule.id && (each.api === undefined || each.api === api));
    const whole = mine.find(({ pointer = '' }) => pointer === '');
    const findings = result.findings.map((finding): AssessedFinding => {
      const waiver = whole ?? mine.find(({ pointer = '' }) => isBelow(finding.pointer, pointer));
      if (waiver === undefined) return finding;
      const { reason, until } = waiver;
      return { ...finding, waived: { reason, ...(until === undefined ? {} : { until }) } };
    });
    const waived =
      whole === undefined ? findings.filter((finding) => finding.waived !== undefined).length : result.count;
    const isCutOff = whole === undefined && mine.length > 0 && result.count > findings.length;
    return {
      ...result,
      severity: own ?? rule.severity,
      count: result.count - waived,
      waived,
      findings,
      ...(isCutOff && { isCutOff }),
    };
  });
}
