/**
 * The result of `vedetta check` for code hosts and editors: SARIF 2.1.0 (OASIS), one run, one result for each finding and
 * for each problem of a description itself. Places are relative to the root of the sources (§3.4.4 `uriBaseId`).
 */

import { references } from '../domain/compliance/references.ts';
import type { Severity } from '../domain/compliance/rule.ts';
import { findRule } from '../domain/compliance/ruleset.ts';
import { problemCodes } from '../domain/description/problem-codes.ts';
import { deriveId } from '../domain/digest.ts';
import type { Unreadable } from './check-json.ts';
import type { CheckProfile } from './check-profile.ts';
import type { Language } from './check-words.ts';
import { type CheckedDocument, type FindingGroup, groupFindings, rulesOf, type Told } from './checked-document.ts';
import { explainCode } from './explain-code.ts';
import { cleanText } from './xml.ts';

export type SarifRun = {
  readonly version: string;
  readonly profile: CheckProfile;
  readonly language: Language;
  readonly documents: readonly CheckedDocument[];
  readonly unreadable: readonly Unreadable[];
  /** The place of a document, by the name it was given or has: relative to the root of the sources where it is below it. */
  readonly locate: (file: string) => SarifPlace;
};

export type SarifPlace = { readonly uri: string; readonly uriBaseId?: '%SRCROOT%' };

/** Code hosts refuse a run with more. */
const mostResults = 25_000;

type SarifLevel = 'error' | 'warning' | 'note';

/** §3.27.10; the finer grades are in the properties. */
const levels: { readonly [severity in Severity]: SarifLevel } = {
  error: 'error',
  warn: 'warning',
  info: 'note',
  hint: 'note',
};
const byGravity: { readonly [level in SarifLevel]: number } = { error: 0, warning: 1, note: 2 };

type Descriptor = { readonly id: string } & { readonly [name: string]: unknown };

function describeRule(id: string, language: Language): Descriptor {
  const rule = findRule(id);
  if (rule === undefined) return describeProblem(id, language);
  const { title, why, fix, severity, profile, reference, level } = rule;
  const { title: section, url } = references[reference];
  return {
    id,
    shortDescription: { text: title[language] },
    fullDescription: { text: why[language] },
    help: {
      text: `${why[language]} ${fix[language]} ${reference} “${section}” (${level}): ${url}`,
      markdown: `${why[language]}\n\n${fix[language]}\n\n[${reference} “${section}”](${url}) (${level})`,
    },
    helpUri: url,
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: ['modi', profile, level, reference], severity, 'problem.severity': problemSeverity[severity] },
  };
}

/** What code hosts order by. */
const problemSeverity: { readonly [severity in Severity]: string } = {
  error: 'error',
  warn: 'warning',
  info: 'recommendation',
  hint: 'recommendation',
};

function describeProblem(code: string, language: Language): Descriptor {
  const { words, fix } = explainCode(code);
  const isKnown = Object.hasOwn(problemCodes, code);
  const severity = isKnown && problemCodes[code as keyof typeof problemCodes].severity === 'warning' ? 'warn' : 'error';
  return {
    id: code,
    shortDescription: { text: words[language] },
    fullDescription: { text: words[language] },
    help: { text: fix[language] || words[language], markdown: fix[language] || words[language] },
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: ['description'], severity, 'problem.severity': problemSeverity[severity] },
  };
}

/** Text of others in a message: shown as it is, never a link (§3.11.6). */
const plainText = (text: string): string => cleanText(text).replace(/[\\[\]]/g, '\\$&');

const point = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

type Result = { readonly level: SarifLevel } & { readonly [name: string]: unknown };

function resultOf(group: FindingGroup, finding: Told, file: string, twin: number, run: SarifRun): Result {
  const { id, severity } = group;
  const { pointer, line, column, message, fix, fault, waived, document } = finding;
  const { language, locate } = run;
  return {
    ruleId: id,
    level: levels[severity],
    message: { text: plainText(`${point(message[language])} ${fix[language]}`.trim()) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: locate(document ?? file),
          region: { startLine: line ?? 1, startColumn: column ?? 1 },
        },
        ...(pointer === '' ? {} : { logicalLocations: [{ fullyQualifiedName: cleanText(pointer) }] }),
      },
    ],
    // The same when lines move; twins are told apart by their order.
    partialFingerprints: { 'rulePointer/v1': deriveId(id, fault ?? '', pointer, String(twin)) },
    ...(waived === undefined
      ? {}
      : { suppressions: [{ kind: 'external', status: 'accepted', justification: justify(waived) }] }),
    properties: { severity },
  };
}

const justify = ({ reason, until }: { readonly reason: string; readonly until?: string }): string =>
  plainText(until === undefined ? reason : `${reason} (${until})`);

function resultsOf(document: CheckedDocument, run: SarifRun): readonly Result[] {
  return groupFindings(document, run.profile, Number.POSITIVE_INFINITY).flatMap((group) => {
    const twins = new Map<string, number>();
    return group.findings.map((finding) => {
      const key = `${finding.fault} ${finding.document} ${finding.pointer}`;
      const twin = twins.get(key) ?? 0;
      twins.set(key, twin + 1);
      return resultOf(group, finding, document.file, twin, run);
    });
  });
}

/** Every rule that was asked, also those that found nothing, and the problems that there are. */
function idsOf({ documents, profile }: SarifRun, results: readonly Result[]): readonly string[] {
  const asked = documents.flatMap(({ assessment }) =>
    assessment === undefined ? [] : rulesOf(assessment, profile).map(({ rule }) => rule),
  );
  return [...new Set([...asked, ...results.map(({ ruleId }) => String(ruleId))])];
}

const note = (level: SarifLevel, text: string): object => ({ level, message: { text: plainText(text) } });

export function sarifOf(run: SarifRun): object {
  const { version, language, unreadable } = run;
  const all = run.documents.flatMap((document) => resultsOf(document, run));
  const results =
    all.length <= mostResults
      ? all
      : all.toSorted((one, other) => byGravity[one.level] - byGravity[other.level]).slice(0, mostResults);
  const ids = idsOf(run, results);
  const indexes = new Map(ids.map((id, index) => [id, index] as const));
  const left = all.length - results.length;
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Vedetta',
            semanticVersion: version,
            language,
            rules: ids.map((id) => describeRule(id, language)),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the checked sources' } } },
        invocations: [
          {
            executionSuccessful: unreadable.length === 0,
            toolExecutionNotifications: [
              ...unreadable.map(({ file, message }) => note('error', `${file}: ${message}`)),
              ...(left > 0 ? [note('warning', `${left} further results of less gravity are left out`)] : []),
            ],
          },
        ],
        results: results.map((result) => ({ ...result, ruleIndex: indexes.get(String(result.ruleId)) })),
      },
    ],
  };
}
