/** An assessment of a revision in figures, as it is held of its API. Apart from them, since it needs every rule. */
import { type Assessment, assess } from './assess.ts';
import { type Assessed, type Compliance, settledGate } from './compliance.ts';
import { type Overrides, rulesetKey } from './overrides.ts';
import type { Report } from './report.ts';
import { weights } from './weights.ts';

export type AssessedRevision = Pick<
  Compliance,
  'apiId' | 'publisherId' | 'revision' | 'digest' | 'problems' | 'invalid' | 'excused'
>;

const countsOf = (results: Assessment['profiles']['official'], isKept: (each: (typeof results)[number]) => boolean) =>
  Object.fromEntries(results.filter(isKept).map(({ rule, count }) => [rule, count]));

/** `at` is now, ISO 8601. Without a report the revision is not assessable. */
export function complianceOf(
  subject: AssessedRevision,
  report: Report | undefined,
  overrides: Overrides,
  at: string,
): Assessed {
  const today = at.slice(0, 10);
  const { apiId, problems, invalid = false, excused = false } = subject;
  const about = { ...subject, weights: weights.version, assessedAt: at };
  if (report === undefined) {
    const unknown = { score: null, grade: null, publishable: null, errors: null, rules: {}, official: {} };
    return { ...about, ruleset: rulesetKey(overrides, today), ...unknown };
  }
  const { ruleset, profiles, publishable, errors, score, grade } = assess(
    report,
    { problems, invalid, api: apiId },
    overrides,
    today,
  );
  return {
    ...about,
    ruleset,
    score: score.value,
    grade,
    publishable: settledGate(publishable, excused),
    errors,
    rules: countsOf([...profiles.guideline, ...profiles.security], ({ tested }) => tested > 0),
    official: countsOf(profiles.official, ({ count }) => count > 0),
    ...(report.version === undefined ? {} : { openapi: report.version }),
    ...(report.officialAborts === undefined ? {} : { aborts: report.officialAborts }),
  };
}
