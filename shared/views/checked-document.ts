/** One checked description as every form of the result tells it: what is wrong with it, by rule, in words. */
import type { AssessedFinding, AssessedRule, Assessment } from '../domain/compliance/assess.ts';
import { type Quirk, quirks } from '../domain/compliance/official/quirks.ts';
import { references } from '../domain/compliance/references.ts';
import type { Level, Rule, Severity } from '../domain/compliance/rule.ts';
import { findRule } from '../domain/compliance/ruleset.ts';
import type { Analysis, Problem } from '../domain/description/analysis.ts';
import type { Text } from '../domain/text.ts';
import type { CheckProfile } from './check-profile.ts';
import { explainCode } from './explain-code.ts';
import { explainFinding } from './explain-finding.ts';
import type { SnippetFormat } from './format-snippet.ts';

export type CheckedDocument = {
  /** As it was named. */
  readonly file: string;
  readonly analysis: Analysis;
  /** Absent: it could not be read far enough to be judged. */
  readonly assessment?: Assessment;
  /** Why the official checker stops at this document. */
  readonly officialAborts?: string;
};

export type Told = {
  /** Which way the rule was broken, when it knows several. */
  readonly fault?: string;
  readonly pointer: string;
  readonly line?: number;
  readonly column?: number;
  /** The document it is in, when it is another. */
  readonly document?: string;
  readonly message: Text;
  readonly fix: Text;
  readonly snippet?: string;
  readonly waived?: AssessedFinding['waived'];
};

export type ToldReference = {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly url: string;
};

/** All that one rule, or one kind of problem of the description itself, has to say. */
export type FindingGroup = {
  readonly id: string;
  readonly severity: Severity;
  readonly title: Text;
  /** What the requirement is good for. */
  readonly why?: Text;
  readonly fix: Text;
  /** Absent for problems of the description itself. */
  readonly reference?: ToldReference;
  /** All that count, also those not in `findings`. */
  readonly count: number;
  readonly waived: number;
  /** Waivers of places may hold for findings that are not listed. Absent: no. */
  readonly isCutOff?: true;
  /** In document order. */
  readonly findings: readonly Told[];
};

export const rulesOf = ({ profiles }: Assessment, profile: CheckProfile): readonly AssessedRule[] => {
  if (profile === 'official-security') return profiles.official;
  if (profile === 'official') return profiles.official.filter(({ rule }) => findRule(rule)?.official === 'full');
  return profile === 'all' ? [...profiles.guideline, ...profiles.security] : profiles[profile];
};

/** Where the official form of a rule does something else than is meant: of interest where that form was run. */
export const quirkOf = (rule: string, profile: CheckProfile): Quirk | undefined =>
  profile.startsWith('official') && Object.hasOwn(quirks, rule) ? quirks[rule] : undefined;

export function referenceOf({ reference, level }: Rule): ToldReference {
  const { title, url } = references[reference];
  return { id: reference, title, level, url };
}

const severityOf = ({ severity }: Problem): Severity => (severity === 'error' ? 'error' : 'warn');

const bySeverity: { readonly [severity in Severity]: number } = { error: 0, warn: 1, info: 2, hint: 3 };

export function tellFinding(rule: string, finding: AssessedFinding, format: SnippetFormat): Told {
  const { values: _, ...place } = finding;
  return { ...place, ...explainFinding(rule, finding, format) };
}

/** `most`: findings that are put in words, of those that count and of those that are waived. */
function groupOfRule(result: AssessedRule, format: SnippetFormat, most: number): readonly FindingGroup[] {
  const rule = findRule(result.rule);
  if (rule === undefined || result.count + result.waived === 0) return [];
  const counted = result.findings.filter(({ waived }) => waived === undefined).slice(0, most);
  const waived = result.findings.filter((finding) => finding.waived !== undefined).slice(0, most);
  const told = new Set([...counted, ...waived]);
  return [
    {
      id: rule.id,
      severity: result.severity,
      title: rule.title,
      why: rule.why,
      fix: rule.fix,
      reference: referenceOf(rule),
      count: result.count,
      waived: result.waived,
      ...(result.isCutOff && { isCutOff: true }),
      findings: result.findings.filter((each) => told.has(each)).map((each) => tellFinding(rule.id, each, format)),
    },
  ];
}

function groupOfCode(code: string, problems: readonly Problem[], most: number): FindingGroup {
  const { words, fix } = explainCode(code);
  const isGrave = problems.some(({ severity }) => severity === 'error');
  return {
    id: code,
    severity: isGrave ? 'error' : 'warn',
    title: words,
    fix,
    count: problems.length,
    waived: 0,
    findings: problems.slice(0, most).map(({ code: _, severity: __, message, ...place }) => ({
      ...place,
      message: { en: message, it: message },
      fix,
    })),
  };
}

/** Problems of the description itself first, then rules, each from the gravest; what is all waived comes last. */
export function groupFindings(
  { analysis, assessment }: Pick<CheckedDocument, 'analysis' | 'assessment'>,
  profile: CheckProfile,
  most: number,
): readonly FindingGroup[] {
  const inOrder = (one: FindingGroup, other: FindingGroup): number =>
    Number(one.count === 0) - Number(other.count === 0) || bySeverity[one.severity] - bySeverity[other.severity];
  const byCode = Map.groupBy(analysis.problems, ({ code }) => code);
  const problems = [...byCode].map(([code, found]) => groupOfCode(code, found, most));
  const results = assessment === undefined ? [] : rulesOf(assessment, profile);
  const rules = results.flatMap((result) => groupOfRule(result, analysis.format ?? 'yaml', most));
  return [...problems.toSorted(inOrder), ...rules.toSorted(inOrder)];
}

export type Counts = { readonly [severity in Severity]: number };

export const noCounts: Counts = { error: 0, warn: 0, info: 0, hint: 0 };

export function countFindings({ analysis, assessment }: CheckedDocument, profile: CheckProfile): Counts {
  const counts = { ...noCounts };
  for (const problem of analysis.problems) counts[severityOf(problem)] += 1;
  // Those beyond the listed ones are as grave as the verdict.
  counts[analysis.verdict === 'valid' ? 'warn' : 'error'] += analysis.problemCount - analysis.problems.length;
  if (assessment !== undefined)
    for (const { severity, count } of rulesOf(assessment, profile)) counts[severity] += count;
  return counts;
}

export type Threshold = Severity | 'never';

/** Whether there is a finding of this gravity or more. */
export const reaches = (counts: Counts, threshold: Threshold): boolean =>
  threshold !== 'never' &&
  (Object.keys(bySeverity) as Severity[]).some(
    (severity) => counts[severity] > 0 && bySeverity[severity] <= bySeverity[threshold],
  );
