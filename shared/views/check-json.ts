/** The result of `vedetta check` for programs: snake_case, a contract that only grows. */

import type { AssessedRule } from '../domain/compliance/assess.ts';
import { findRule, rulesetVersion } from '../domain/compliance/ruleset.ts';
import type { Problem } from '../domain/description/analysis.ts';
import { isExcused } from '../domain/description/excused.ts';
import type { CheckProfile } from './check-profile.ts';
import type { Language } from './check-words.ts';
import {
  type CheckedDocument,
  countFindings,
  noCounts,
  quirkOf,
  referenceOf,
  rulesOf,
  tellFinding,
} from './checked-document.ts';
import { explainCode } from './explain-code.ts';

export type Unreadable = { readonly file: string; readonly message: string };

const problemJson = ({ code, severity, message, pointer, line, column, document }: Problem, language: Language) => ({
  code,
  severity,
  message,
  pointer,
  line: line ?? null,
  column: column ?? null,
  document: document ?? null,
  fix: explainCode(code).fix[language] || null,
});

function findingsJson(result: AssessedRule, format: 'json' | 'yaml', language: Language): readonly object[] {
  const rule = findRule(result.rule);
  if (rule === undefined) return [];
  const reference = referenceOf(rule);
  return result.findings.map((finding) => {
    const { pointer, line, column, message, fix, snippet, waived } = tellFinding(rule.id, finding, format);
    return {
      rule: rule.id,
      severity: result.severity,
      pointer,
      line: line ?? null,
      column: column ?? null,
      message: message[language],
      fix: fix[language],
      snippet: snippet ?? null,
      reference,
      waived: waived === undefined ? null : { reason: waived.reason, until: waived.until ?? null },
    };
  });
}

function quirkJson(rule: string, profile: CheckProfile, language: Language): object | null {
  const quirk = quirkOf(rule, profile);
  return quirk === undefined ? null : { never_fires: quirk.neverFires === true, words: quirk.words[language] };
}

/** What each rule did to the score; null where a rule has no part in it. */
function rulesJson({ assessment }: CheckedDocument, profile: CheckProfile, language: Language): readonly object[] {
  if (assessment === undefined) return [];
  const isScored = profile === 'guideline' || profile === 'all';
  const lines = new Map(isScored ? assessment.score.lines.map((line) => [line.rule, line] as const) : []);
  return rulesOf(assessment, profile).map(({ rule, severity, tested, count, waived, isCutOff }) => ({
    rule,
    severity,
    tested,
    count,
    waived,
    /** Waivers of places may hold for findings that are not listed, and so still count. */
    waivers_cut_off: isCutOff === true,
    points: lines.get(rule)?.points ?? null,
    lost: lines.get(rule)?.lost ?? null,
    quirk: quirkJson(rule, profile, language),
  }));
}

function documentJson(document: CheckedDocument, profile: CheckProfile, language: Language) {
  const { file, analysis, assessment, officialAborts } = document;
  const counts = countFindings(document, profile);
  const results = assessment === undefined ? [] : rulesOf(assessment, profile);
  return {
    file,
    verdict: analysis.verdict,
    openapi: analysis.specification ?? null,
    problem_count: analysis.problemCount,
    problems: analysis.problems.map((problem) => problemJson(problem, language)),
    profile,
    ruleset: assessment?.ruleset ?? rulesetVersion,
    score: assessment?.score.value ?? null,
    grade: assessment?.grade ?? null,
    /** That of the score alone, where errors of the description itself allow only `grade`. */
    grade_of_score: assessment?.gradeOfScore ?? null,
    publishable: assessment === undefined ? false : assessment.publishable,
    /** What stands in the way of publishing, whatever the profile shown. */
    errors: assessment?.errors ?? counts.error,
    /** References to other documents, into which no rule looks. */
    references_elsewhere: assessment?.elsewhere ?? 0,
    /** A document it refers to could not be read for now: not counted in `errors`, and no yes to `publishable`. */
    excused: isExcused(analysis),
    official_aborts: officialAborts ?? null,
    counts,
    rules: rulesJson(document, profile, language),
    findings: results.flatMap((result) => findingsJson(result, analysis.format ?? 'yaml', language)),
  };
}

export function checkJson(
  documents: readonly CheckedDocument[],
  unreadable: readonly Unreadable[],
  profile: CheckProfile,
  language: Language,
): object {
  const counts = { ...noCounts };
  for (const document of documents) {
    const found = countFindings(document, profile);
    for (const severity of Object.keys(counts) as (keyof typeof counts)[]) counts[severity] += found[severity];
  }
  return {
    ruleset: rulesetVersion,
    profile,
    documents: documents.map((document) => documentJson(document, profile, language)),
    unreadable,
    totals: {
      documents: documents.length,
      valid: documents.filter(({ analysis }) => analysis.verdict === 'valid').length,
      publishable: documents.filter(({ assessment }) => assessment?.publishable === true).length,
      unreadable: unreadable.length,
      findings: counts,
    },
  };
}
