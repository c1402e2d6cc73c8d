/** The result of `vedetta check` for people: a headline, findings by rule with the line they are on, how to repair them. */

import { clipText } from '../domain/catalogue/clip-text.ts';
import type { Assessment } from '../domain/compliance/assess.ts';
import type { Severity } from '../domain/compliance/rule.ts';
import { isExcused } from '../domain/description/excused.ts';
import type { CheckProfile } from './check-profile.ts';
import { type CheckWords, type Column, checkWords, type Language } from './check-words.ts';
import {
  type CheckedDocument,
  type Counts,
  countFindings,
  type FindingGroup,
  groupFindings,
  quirkOf,
  rulesOf,
  type Told,
} from './checked-document.ts';
import { createLines, excerptOf, type Lines } from './source-excerpt.ts';

export type Role = Severity | 'good' | 'bad' | 'strong' | 'faint';

export type TextOptions = {
  readonly profile: CheckProfile;
  readonly language: Language;
  /** Findings shown of each rule. */
  readonly most: number;
  /** Colours, where they can be shown. */
  readonly paint: (role: Role, text: string) => string;
};

type Page = TextOptions & { readonly words: CheckWords; readonly file: string; readonly lines: Lines };

/** Texts of others on one line, without what moves a cursor. */
const inLine = (text: string): string => clipText(text, 500);

const indent = (lines: readonly string[], by: string): readonly string[] => lines.map((line) => `${by}${line}`);

/** The line itself, its number, and under it the caret and the pointer. */
function excerptLines({ line, column, pointer, document }: Told, { lines, paint }: Page): readonly string[] {
  const source = line === undefined || document !== undefined ? undefined : lines(line);
  const at = pointer === '' ? '' : clipText(pointer, 120);
  if (source === undefined || line === undefined) return at === '' ? [] : [paint('faint', at)];
  const { text, caret } = excerptOf(source, column ?? 1);
  const number = String(line).padStart(5);
  const rule = paint('faint', '|');
  const under = `${' '.repeat(caret)}${paint('bad', '^')}${at === '' ? '' : ` ${paint('faint', at)}`}`;
  return [`${paint('faint', number)} ${rule} ${text}`, `${' '.repeat(number.length)} ${rule} ${under}`];
}

const placeOf = ({ line, column, document }: Told, file: string): string =>
  `${inLine(document ?? file)}${line === undefined ? '' : `:${line}:${column ?? 1}`}`;

/** In the official profile the rule's title, just above, is all there is to say. */
const messageOf = ({ message, fault }: Told, { reference }: FindingGroup, { language }: Page): string =>
  reference !== undefined && fault === undefined ? '' : `  ${inLine(message[language])}`;

function findingLines(finding: Told, group: FindingGroup, page: Page, own: readonly string[]): readonly string[] {
  return [
    `${page.paint('strong', placeOf(finding, page.file))}${messageOf(finding, group, page)}`,
    ...indent([...excerptLines(finding, page), ...own], '  '),
  ];
}

function waivedLines(finding: Told, { file, words, paint, language }: Page): readonly string[] {
  const { waived, message } = finding;
  if (waived === undefined) return [];
  const until = waived.until === undefined ? '' : ` (${words.until} ${waived.until})`;
  return [
    paint('faint', `${placeOf(finding, file)}  ${inLine(message[language])}`),
    paint('faint', `  ${words.waived}: ${inLine(waived.reason)}${until}`),
  ];
}

function snippetLines(snippet: string | undefined, { words }: Page): readonly string[] {
  if (snippet === undefined) return [];
  return [
    `${words.example}:`,
    ...indent(
      snippet.split('\n').map((line) => clipLine(line)),
      '    ',
    ),
  ];
}

/** A line of a snippet keeps its indentation. */
const clipLine = (line: string): string => ' '.repeat(line.search(/[^ ]|$/)) + clipText(line, 300);

const fixLine = (fix: string, { words, paint }: Page): readonly string[] =>
  fix === '' ? [] : [`${paint('good', `${words.fix}:`)} ${inLine(fix)}`];

/** Each finding's own repair where they differ; one for the rule where they don't. The snippet once for each fault. */
function findingsOf(group: FindingGroup, page: Page): readonly string[] {
  const { language } = page;
  const shown = group.findings.filter(({ waived }) => waived === undefined);
  const fixes = new Set(shown.map(({ fix }) => fix[language]));
  const faults = new Set(shown.map(({ fault }) => fault));
  const isCommon = fixes.size === 1 && faults.size === 1;
  const explained = new Set<string>();
  const own = ({ fix, fault, snippet }: Told): readonly string[] => {
    const key = `${fault} ${fix[language]}`;
    if (isCommon || explained.has(key)) return [];
    explained.add(key);
    return [...fixLine(fix[language], page), ...snippetLines(snippet, page)];
  };
  const left = group.count - shown.length;
  const first = shown[0];
  return [
    ...shown.flatMap((finding) => findingLines(finding, group, page, own(finding))),
    ...(left > 0 ? [page.words.others(left)] : []),
    ...(isCommon && first !== undefined
      ? [...fixLine(first.fix[language], page), ...snippetLines(first.snippet, page)]
      : []),
  ];
}

function groupLines(group: FindingGroup, page: Page): readonly string[] {
  const { words, paint, language, profile } = page;
  const { id, severity, title, why, reference, count, waived, isCutOff } = group;
  const isWaived = count === 0;
  const mark = isWaived ? paint('faint', words.waived) : paint(severity, words.severity[severity]);
  const much = [count > 0 ? words.findings(count) : '', waived > 0 ? words.waivedFindings(waived) : ''];
  const source =
    reference === undefined ? words.theDescription : `${reference.id} “${reference.title}” (${reference.level})`;
  const link = reference === undefined ? [] : [paint('faint', `${words.more}: ${reference.url}`)];
  const reason = why === undefined ? [] : [`${words.why}: ${inLine(why[language])}`];
  const quirk = quirkOf(id, profile);
  const differs = quirk === undefined ? [] : [paint('faint', `${words.officialQuirk}: ${quirk.words[language]}`)];
  return [
    `${mark}  ${paint('strong', inLine(title[language]))}  (${much.filter((each) => each !== '').join(', ')})`,
    ...indent([paint('faint', `${id} · ${source}`), ...reason, ...differs, ...findingsOf(group, page)], '  '),
    ...indent(
      group.findings.flatMap((finding) => waivedLines(finding, page)),
      '  ',
    ),
    ...indent(isCutOff ? [paint('faint', words.cutOff)] : [], '  '),
    ...indent(link, '  '),
  ];
}

/** Their silence says nothing about the document. */
function neverFiring(assessment: Assessment, { words, profile }: Page): readonly string[] {
  const silent = rulesOf(assessment, profile).filter(({ rule }) => quirkOf(rule, profile)?.neverFires === true);
  return silent.length === 0 ? [] : [`  ${words.neverFire}: ${silent.map(({ rule }) => rule).join(', ')}`];
}

function headline({ file, analysis, assessment, officialAborts }: CheckedDocument, page: Page): readonly string[] {
  const { words, paint, profile } = page;
  const { verdict, specification, metadata } = analysis;
  const about = metadata === undefined ? [] : [words.operations(metadata.operations), words.schemas(metadata.schemas)];
  const facts = [...(specification === undefined ? [] : [words.specification(inLine(specification))]), ...about];
  const first = `${paint('strong', inLine(file))}: ${paint(verdict === 'valid' ? 'good' : 'bad', words.verdict(verdict))}`;
  const counts = words.counts(countFindings({ file, analysis, ...(assessment && { assessment }) }, profile));
  const lines = [`${first}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`];
  if (assessment === undefined) return [...lines, `  ${words.notJudged}`, `  ${words.found}: ${counts}`];
  const { score, grade, gradeOfScore, elsewhere = 0, publishable, errors, ruleset } = assessment;
  const limited = gradeOfScore === undefined ? '' : words.limited(gradeOfScore);
  const hint = publishable === false && !profile.startsWith('official') ? ` ${words.listsErrors}` : '';
  const aborts = officialAborts === undefined ? [] : [`  ${words.officialStops}: ${inLine(officialAborts)}`];
  return [
    ...lines,
    `  ${words.score(score.value, grade)}${limited} · ${words.publishable}: ${paint(publishable === true ? 'good' : 'bad', words.gate(publishable, errors))}${hint}`,
    ...(elsewhere === 0 ? [] : [`  ${words.elsewhere(elsewhere)}`]),
    ...(isExcused(analysis) ? [`  ${words.excused}`] : []),
    ...aborts,
    `  ${words.found}: ${counts} (${words.profile} ${profile}, ${words.ruleset} ${ruleset})`,
    ...neverFiring(assessment, page),
  ];
}

/** `text`: the document as it was read, for the excerpts. */
export function checkText(document: CheckedDocument, text: string, options: TextOptions): string {
  const words = checkWords[options.language];
  const page: Page = { ...options, words, file: document.file, lines: createLines(text) };
  const { analysis } = document;
  const groups = groupFindings(document, options.profile, options.most);
  const left = analysis.problemCount - analysis.problems.length;
  const blocks = [
    headline(document, page),
    ...groups.map((group) => groupLines(group, page)),
    ...(left > 0 ? [[words.moreProblems(left)]] : []),
  ];
  return blocks.map((lines) => lines.join('\n')).join('\n\n');
}

export type SummaryRow = Pick<CheckedDocument, 'file'> & {
  readonly verdict: string;
  readonly assessment?: CheckedDocument['assessment'];
  readonly counts: Counts;
};

/** The end of a long path says more than its beginning. */
const clipStart = (file: string): string => (file.length <= 72 ? file : `…${file.slice(-71)}`);

type Cell = (row: SummaryRow, words: CheckWords) => string;

const gateOf: Cell = ({ assessment, counts }, { gate }) =>
  assessment === undefined ? gate(false, counts.error) : gate(assessment.publishable, assessment.errors);

/** Numbers stand at the right. */
const columns: readonly { readonly name: Column; readonly cell: Cell; readonly isNumber?: true }[] = [
  { name: 'file', cell: ({ file }) => clipStart(clipText(file, 1000)) },
  { name: 'verdict', cell: ({ verdict }, words) => words.verdict(verdict) },
  { name: 'score', cell: ({ assessment }) => assessment?.score.value?.toFixed(1) ?? '–', isNumber: true },
  { name: 'grade', cell: ({ assessment }) => assessment?.grade ?? '–' },
  { name: 'publishable', cell: gateOf },
  { name: 'errors', cell: ({ counts }) => String(counts.error), isNumber: true },
  { name: 'warnings', cell: ({ counts }) => String(counts.warn), isNumber: true },
];

/** Several documents at a glance, in the order they were given. */
export function summaryTable(rows: readonly SummaryRow[], language: Language): string {
  const words = checkWords[language];
  const padded = columns.map(({ name, cell, isNumber }) => {
    const cells = [words.columns[name], ...rows.map((row) => cell(row, words))];
    const width = Math.max(...cells.map(({ length }) => length));
    return cells.map((text) => (isNumber ? text.padStart(width) : text.padEnd(width)));
  });
  const lineAt = (index: number): string =>
    padded
      .map((cells) => cells[index])
      .join('  ')
      .trimEnd();
  return [0, ...rows.map((_, index) => index + 1)].map(lineAt).join('\n');
}
