/** Compliance as the JSON of `/v1`: the report on an API, the rules, and figures over many APIs. */
import type { Publisher } from '../domain/catalogue/publisher.ts';
import type { AssessedFinding, AssessedRule, Assessment } from '../domain/compliance/assess.ts';
import { type Compliance, gateVerdictOf, gateVerdicts } from '../domain/compliance/compliance.ts';
import { quirks } from '../domain/compliance/official/quirks.ts';
import { type ReferenceId, references } from '../domain/compliance/references.ts';
import type { Profile, Report } from '../domain/compliance/report.ts';
import type { Level, Rule, Severity } from '../domain/compliance/rule.ts';
import { severities, versionsOfExample } from '../domain/compliance/rule.ts';
import { findRule, ruleset, rulesetVersion } from '../domain/compliance/ruleset.ts';
import { gradeNames, type HistoryPoint, type Statistics } from '../domain/compliance/statistics.ts';
import { weights } from '../domain/compliance/weights.ts';
import { type JudgedWire, judgeWire, type WatchedEndpoint } from '../domain/compliance/wire-rules.ts';
import { explainFinding } from './explain-finding.ts';
import { explainGradeLimit, explainScoreLine } from './explain-score.ts';

type Json = { readonly [name: string]: unknown };

const referenceJson = (id: ReferenceId, level: Level): Json => ({ id, ...references[id], level });

const findingJson = (rule: string, finding: AssessedFinding, format: Report['format']): Json => {
  const { message, fix, snippet } = explainFinding(rule, finding, format);
  return {
    pointer: finding.pointer,
    line: finding.line ?? null,
    column: finding.column ?? null,
    message,
    fix,
    snippet: snippet ?? null,
    waived:
      finding.waived === undefined ? null : { reason: finding.waived.reason, until: finding.waived.until ?? null },
  };
};

export type ReportFilter = {
  readonly profile: Profile;
  readonly rule?: string;
  readonly severity?: Severity;
  /** Findings listed of each rule. */
  readonly limit: number;
};

/** Findings of one answer: an answer of Lambda has 6 MB at most. */
const mostListed = 2000;

type ListedRule = { readonly result: AssessedRule; readonly rule: Rule; readonly findings: readonly AssessedFinding[] };

/** Rules that find something, and one that is asked for by name in any case, with what there is room for. */
function listRules(
  results: readonly AssessedRule[],
  { rule: wanted, severity, limit }: ReportFilter,
): readonly ListedRule[] {
  let room = mostListed;
  return results.flatMap((result) => {
    const rule = findRule(result.rule);
    const isWanted = wanted === undefined ? result.count + result.waived > 0 : wanted === result.rule;
    if (rule === undefined || !isWanted || (severity !== undefined && severity !== result.severity)) return [];
    const findings = result.findings.slice(0, Math.min(limit, room));
    room -= findings.length;
    return [{ result, rule, findings }];
  });
}

const ruleResultJson = ({ result, rule, findings }: ListedRule, format: Report['format']): Json => ({
  rule: rule.id,
  title: rule.title,
  severity: result.severity,
  reference: referenceJson(rule.reference, rule.level),
  tested: result.tested,
  count: result.count,
  waived: result.waived,
  waivers_cut_off: result.isCutOff === true,
  listed: findings.length,
  findings: findings.map((finding) => findingJson(rule.id, finding, format)),
});

const sumOf = (listed: readonly ListedRule[], count: (each: ListedRule) => number): number =>
  listed.reduce((sum, each) => sum + count(each), 0);

const countsJson = (listed: readonly ListedRule[]): Json => ({
  rules: listed.filter(({ result }) => result.count > 0).length,
  findings: sumOf(listed, ({ result }) => result.count),
  waived: sumOf(listed, ({ result }) => result.waived),
  listed: sumOf(listed, ({ findings }) => findings.length),
  findings_by_severity: Object.fromEntries(
    severities.map((severity) => [
      severity,
      sumOf(listed, ({ result }) => (result.severity === severity ? result.count : 0)),
    ]),
  ),
});

const scoreJson = (assessment: Assessment): Json => ({
  value: assessment.score.value,
  grade: assessment.grade ?? 'none',
  grade_of_score: assessment.gradeOfScore ?? null,
  grade_why: explainGradeLimit(assessment) ?? null,
  weights: assessment.score.weights,
  lines: assessment.score.lines.map((line) => ({ ...line, why: explainScoreLine(line) })),
});

const notScored: Json = {
  value: null,
  grade: 'none',
  grade_of_score: null,
  grade_why: null,
  weights: weights.version,
  lines: [],
};

/** What the probes saw; it is of the moment it was seen, the score of a document, so it is no part of score and gate. */
const wireJson = ({ rule, endpoints }: JudgedWire): Json => ({
  rule: rule.id,
  title: rule.title,
  why: rule.why,
  fix: rule.fix,
  reference: referenceJson(rule.reference, rule.level),
  scored: false,
  endpoints: endpoints.map(({ id, url, outcome, value, seenAt }) => ({
    endpoint: id,
    url,
    outcome,
    message: rule.messages[outcome],
    value: value ?? null,
    seen_at: seenAt ?? null,
  })),
});

/** What there is to report of an API. Without `judged` the revision is not assessable. */
type Reported = {
  readonly compliance: Compliance;
  readonly judged?: { readonly report: Report; readonly assessment: Assessment };
  readonly endpoints: readonly WatchedEndpoint[];
};

export function reportJson({ compliance, judged, endpoints }: Reported, filter: ReportFilter): Json {
  const { apiId, revision, digest, problems, assessedAt } = compliance;
  const listed = judged === undefined ? [] : listRules(judged.assessment.profiles[filter.profile], filter);
  const gate = judged?.assessment ?? compliance;
  return {
    api: apiId,
    revision,
    digest: `sha256:${digest}`,
    document: `/v1/apis/${apiId}/revisions/${revision}/document`,
    openapi: judged?.report.version ?? null,
    format: judged?.report.format ?? null,
    assessed_at: assessedAt,
    ruleset: judged?.assessment.ruleset ?? compliance.ruleset,
    // Another one after the operator's overrides have changed, until the next roll-up.
    listed_ruleset: compliance.ruleset,
    assessable: judged !== undefined,
    profile: filter.profile,
    gate: {
      publishable: gateVerdictOf(gate),
      errors: gate.errors,
      description_errors: problems,
      official_aborts: judged?.report.officialAborts ?? null,
      references_elsewhere: judged === undefined ? null : (judged.report.elsewhere ?? 0),
    },
    score: judged === undefined ? notScored : scoreJson(judged.assessment),
    counts: countsJson(listed),
    rules: judged === undefined ? [] : listed.map((each) => ruleResultJson(each, judged.report.format)),
    over_the_wire: judgeWire(endpoints).map(wireJson),
  };
}

const exampleJson = (rule: Rule, kind: 'good' | 'bad'): readonly Json[] =>
  rule.examples[kind].map((example) => ({ yaml: example.yaml, versions: versionsOfExample(rule, kind, example) }));

/** How the official checker differs from the guideline when it runs the rule. */
function quirkJson(id: string): Json | null {
  const quirk = quirks[id];
  return quirk === undefined ? null : { never_fires: quirk.neverFires === true, words: quirk.words };
}

export const ruleJson = (rule: Rule): Json => ({
  id: rule.id,
  severity: rule.severity,
  profile: rule.profile,
  official: rule.official ?? null,
  quirk: quirkJson(rule.id),
  reference: referenceJson(rule.reference, rule.level),
  versions: rule.versions,
  title: rule.title,
  why: rule.why,
  fix: rule.fix,
  examples: { good: exampleJson(rule, 'good'), bad: exampleJson(rule, 'bad') },
  apis: `/v1/apis?rule=${rule.id}`,
});

/** Rules of a profile; all without one. */
export const rulesJson = (profile: Profile | undefined): Json => ({
  ruleset: rulesetVersion,
  weights: weights.version,
  rules: ruleset
    .filter((rule) =>
      profile === undefined ? true : profile === 'official' ? rule.official !== undefined : rule.profile === profile,
    )
    .map(ruleJson),
});

/** Where the APIs that a figure counts are listed. */
function listOf(publisher: Publisher | undefined, filter: { readonly [name: string]: string }): string {
  const query = new URLSearchParams({ ...(publisher === undefined ? {} : { publisher: publisher.id }), ...filter });
  return query.size === 0 ? '/v1/apis' : `/v1/apis?${query}`;
}

const nothing = { applies: 0, failing: 0, findings: 0 };

const ruleFigures = (rule: Rule, { rules, official }: Statistics, publisher: Publisher | undefined): Json => {
  const clean = Object.hasOwn(rules, rule.id) ? rules[rule.id] : undefined;
  const asOfficial = Object.hasOwn(official, rule.id) ? official[rule.id] : undefined;
  return {
    rule: rule.id,
    title: rule.title,
    severity: rule.severity,
    profile: rule.profile,
    ...(clean ?? nothing),
    apis: listOf(publisher, { rule: rule.id }),
    official:
      rule.official === undefined
        ? null
        : {
            failing: asOfficial?.failing ?? 0,
            findings: asOfficial?.findings ?? 0,
            apis: listOf(publisher, { rule: rule.id, profile: 'official' }),
          },
  };
};

export function statisticsJson(
  statistics: Statistics,
  history: readonly HistoryPoint[],
  publisher: Publisher | undefined,
): Json {
  const { apis, assessed, publishable, grades, mean, median, computedAt } = statistics;
  return {
    publisher: publisher === undefined ? null : { id: publisher.id, name: publisher.name },
    computed_at: computedAt,
    ruleset: statistics.ruleset,
    apis,
    assessed,
    publishable: gateVerdicts.map((verdict) => ({
      verdict,
      count: publishable[verdict],
      apis: listOf(publisher, { publishable: verdict }),
    })),
    grades: gradeNames.map((grade) => ({ grade, count: grades[grade], apis: listOf(publisher, { grade }) })),
    score: { mean, median },
    rules: ruleset.map((rule) => ruleFigures(rule, statistics, publisher)),
    history: history.map(({ date, apis: counted, publishable: count, median: score }) => ({
      date,
      apis: counted,
      publishable: count,
      median_score: score,
    })),
  };
}
