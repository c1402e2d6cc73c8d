/**
 * The report on one parsed document: the rules of the guideline and of security in their clean sense, and the official
 * ruleset as it behaves when run, each finding with its line and column. Never throws for the document's fault.
 */
import { byPlace } from '../description/by-place.ts';
import type { ParsedDocument } from '../description/parse-document.ts';
import { locateAll } from '../description/positions.ts';
import { isObject, type Members } from '../description/specification.ts';
import { wordOf } from '../text.ts';
import { runOfficial } from './official/run-official.ts';
import type { Report, RuleResult } from './report.ts';
import type { Rule, Version } from './rule.ts';
import { findRule, ruleset, rulesetVersion } from './ruleset.ts';
import { type RulesRun, showRules } from './run-rules.ts';

/** Findings listed of each rule; all are counted. More than most documents have, since waivers of a place need the list. */
const keptFindings = 1000;

const unknownVersion: RulesRun = { results: [], elsewhere: 0 };

/** The rules a document is held against: of the version it says, or of the nearest one when it says it badly. */
export function versionOf({ swagger, openapi }: Members): Version | undefined {
  const declared = wordOf(openapi);
  if (/^3(?:\.0|$)/.test(declared)) return 'openapi-3.0';
  if (/^3\.1(?:\D|$)/.test(declared)) return 'openapi-3.1';
  if (/^3\./.test(declared)) return 'openapi-3.2';
  return openapi === undefined && /^2(?:\.0)?$/.test(wordOf(swagger)) ? 'swagger-2.0' : undefined;
}

type Examined = Pick<ParsedDocument, 'value' | 'text' | 'format' | 'events'>;
type Located = Pick<Report, 'guideline' | 'security' | 'official'>;

/** One pass over the text finds the lines of all findings. */
function locateResults(results: Located, { text, format, events }: Examined): Located {
  const all = [results.guideline, results.security, results.official].flat();
  const places = locateAll(
    text,
    format,
    all.flatMap(({ findings }) => findings.map(({ pointer }) => pointer)),
    events,
  );
  const place = (result: RuleResult): RuleResult => ({
    ...result,
    findings: result.findings.map((finding) => ({ ...finding, ...places.get(finding.pointer) })).toSorted(byPlace),
  });
  return {
    guideline: results.guideline.map(place),
    security: results.security.map(place),
    official: results.official.map(place),
  };
}

/** `most`: findings listed of each rule. Undefined when the document is no object, so that there is nothing to judge. */
export function examineCompliance(parsed: Examined, most = keptFindings): Report | undefined {
  const { value, format } = parsed;
  if (!isObject(value)) return undefined;
  const version = versionOf(value);
  const { results, elsewhere } = version === undefined ? unknownVersion : showRules(value, version, ruleset, most);
  const clean = (profile: Rule['profile']): readonly RuleResult[] =>
    results.filter(({ rule }) => findRule(rule)?.profile === profile);
  const official = runOfficial(value, most);
  return {
    ruleset: rulesetVersion,
    format,
    ...(version === undefined ? {} : { version }),
    ...locateResults(
      { guideline: clean('guideline'), security: clean('security'), official: official.results },
      parsed,
    ),
    ...(elsewhere === 0 ? {} : { elsewhere }),
    ...(official.aborts === undefined ? {} : { officialAborts: official.aborts }),
  };
}
