/** The result of `vedetta compare` for people: what changed by level, the words first, with the line in both documents. */
import { clipText } from '../domain/catalogue/clip-text.ts';
import { type Change, type ChangeLevel, changeLevels, levelOf } from '../domain/changes/change.ts';
import type { Position } from '../domain/description/problem.ts';
import { describeChange } from './change-text.ts';
import type { Language } from './check-words.ts';
import type { ComparedDocuments } from './compare-json.ts';
import { type CompareWords, compareWords, noteTexts } from './compare-words.ts';

export type CompareRole = ChangeLevel | 'good' | 'strong' | 'faint';

export type CompareTextOptions = {
  readonly language: Language;
  /** Every change, not the first of each level. */
  readonly all: boolean;
  /** Colours, where they can be shown. */
  readonly paint: (role: CompareRole, text: string) => string;
};

type Page = CompareTextOptions & Pick<ComparedDocuments, 'base' | 'revision'> & { readonly words: CompareWords };

/** Changes shown of each level. */
const mostShown: { readonly [level in ChangeLevel]: number } = { breaking: 100, warning: 50, info: 30, editorial: 10 };

/** Texts of others on one line, without what moves a cursor. */
const inLine = (text: string, most = 1000): string => clipText(text, most);

/** `old.yaml:12 → new.yaml:14`; of a place without a line its pointer; what is not there is left out. */
export function placesOf(change: Change, { base, revision }: Pick<ComparedDocuments, 'base' | 'revision'>): string {
  const place = (file: string, pointer: string | undefined, position: Position | undefined): readonly string[] => {
    if (pointer === undefined) return [];
    return [position === undefined ? `${inLine(file)}#${inLine(pointer, 200)}` : `${inLine(file)}:${position.line}`];
  };
  return [
    ...place(base, change.basePointer, change.basePosition),
    ...place(revision, change.revisionPointer, change.revisionPosition),
  ].join(' → ');
}

function changeLines(change: Change, page: Page): readonly string[] {
  const { paint, language, words } = page;
  const { message, advice } = describeChange(change);
  const places = placesOf(change, page);
  return [
    `  ${paint('strong', inLine(message[language]))}`,
    `    ${paint('faint', [places, change.id].filter((part) => part !== '').join('  '))}`,
    ...(advice === undefined ? [] : [`    ${paint('good', `${words.advice}:`)} ${inLine(advice[language])}`]),
  ];
}

function levelBlock(level: ChangeLevel, changes: readonly Change[], count: number, page: Page): readonly string[] {
  if (count === 0) return [];
  const { paint, words, all } = page;
  const shown = all ? changes : changes.slice(0, mostShown[level]);
  const left = count - shown.length;
  return [
    `${paint(level, words.level[level])} (${count})`,
    ...shown.map((change) => changeLines(change, page).join('\n')),
    ...(left > 0 ? [`  ${words.others(left)}`] : []),
  ];
}

export function compareText(documents: ComparedDocuments, options: CompareTextOptions): string {
  const { base, revision, comparison } = documents;
  const words = compareWords[options.language];
  const { paint, language } = options;
  const page: Page = { ...options, base, revision, words };
  const title = `${inLine(base)} → ${inLine(revision)}`;
  const level = levelOf(comparison);
  if (level === undefined) return `${paint('strong', title)}: ${paint('good', words.noChanges)}`;
  const changesOf = Map.groupBy(comparison.changes, (change) => change.level);
  const notes = comparison.notes.map((note) => `${paint('warning', `${words.note}:`)} ${noteTexts[note][language]}`);
  const blocks = [
    [paint('strong', title)],
    ...changeLevels.map((each) => levelBlock(each, changesOf.get(each) ?? [], comparison[each], page)),
    [...notes, `${words.counts(comparison)}: ${paint(level, words.conclusion[level])}`],
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}
