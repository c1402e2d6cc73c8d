/**
 * The result of `vedetta compare` as GitHub Flavored Markdown, for a comment on a pull request. Every text is hostile:
 * nothing in it becomes markup, a link, a mention or a reference to an issue.
 */
import { clipText } from '../domain/catalogue/clip-text.ts';
import { type Change, type ChangeLevel, changeLevels, levelOf } from '../domain/changes/change.ts';
import { describeChange } from './change-text.ts';
import type { Language } from './check-words.ts';
import type { ComparedDocuments } from './compare-json.ts';
import { placesOf } from './compare-text.ts';
import { type CompareWords, compareWords, noteTexts } from './compare-words.ts';

/** A comment has 65,536 characters at most; what is around it needs some. */
const mostCharacters = 60_000;

/** What an escape would not keep from its meaning; a dollar sign begins a formula. */
const replaced: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  $: '<span>$</span>',
};
/** GitHub looks for these in the text as it is shown, past any escape: a space of no width parts them from their names. */
const references = new Set(['@', '#']);

function escapeCharacter(character: string): string {
  if (references.has(character)) return `\\${character}\u200b`;
  return replaced[character] ?? `\\${character}`;
}

const escapeText = (text: string): string => text.replace(/[!#$&()*+\-.:<>@[-`{-~]/g, escapeCharacter);

/**
 * Text on one line. What stands between two backticks is code, where nothing has a meaning: it holds no backtick itself.
 * Where the text ends inside, or nothing stands between, the backticks are text.
 */
export function markdownOf(text: string, most = 1000): string {
  const pieces = clipText(text, most).split('`');
  const lastCode = pieces.length % 2 === 0 ? pieces.length - 1 : pieces.length;
  const shown = pieces.map((piece, index) => {
    if (index % 2 === 0) return escapeText(piece);
    if (index >= lastCode) return `\\\`${escapeText(piece)}`;
    return piece.trim() === '' ? `\\\`${piece}\\\`` : `\`${piece}\``;
  });
  // Two pieces of code side by side would be one that begins with two backticks.
  return shown.map((piece, index) => (piece === '' && index > 0 && index < shown.length - 1 ? ' ' : piece)).join('');
}

const codeOf = (text: string): string => markdownOf(`\`${text.replaceAll('`', '’')}\``, 2000);

/** The whole names are above. */
const lastPart = (name: string): string => /[^/\\]+$/.exec(name)?.[0] ?? name;

function changeItem(change: Change, { base, revision }: ComparedDocuments, language: Language): string {
  const { message, advice } = describeChange(change);
  const places = placesOf(change, { base: lastPart(base), revision: lastPart(revision) });
  const details = [
    ...(advice === undefined ? [] : [`  ${markdownOf(advice[language])}`]),
    `  ${[...(places === '' ? [] : [codeOf(places)]), codeOf(change.id)].join(' · ')}`,
  ];
  return [`- ${markdownOf(message[language])}`, ...details].join('\\\n');
}

/** What callers need not act on is folded. */
const folded: ReadonlySet<ChangeLevel> = new Set(['info', 'editorial']);

function frameOf(level: ChangeLevel, count: number, words: CompareWords): readonly [head: string, foot: string] {
  const title = `${words.level[level]} (${count})`;
  return folded.has(level)
    ? [`\n<details>\n<summary>${title}</summary>\n\n`, '\n</details>\n']
    : [`\n#### ${title}\n\n`, ''];
}

/** Room for the words about what is left out, and for the frames of levels that follow. */
const reserve = 1500;

export function compareMarkdown(documents: ComparedDocuments, language: Language): string {
  const { base, revision, comparison } = documents;
  const words = compareWords[language];
  const level = levelOf(comparison);
  const title = level === undefined ? words.noChanges : `${words.counts(comparison)}: ${words.conclusion[level]}`;
  const notes = comparison.notes.map((note) => `\n> ${markdownOf(noteTexts[note][language])}\n`);
  let text = `### ${title}\n\n${codeOf(base)} → ${codeOf(revision)}\n${notes.join('')}`;
  for (const each of changeLevels) {
    if (comparison[each] === 0) continue;
    const [head, foot] = frameOf(each, comparison[each], words);
    const items: string[] = [];
    let room = mostCharacters - reserve - text.length;
    for (const change of comparison.changes.filter((found) => found.level === each)) {
      const item = `${changeItem(change, documents, language)}\n`;
      room -= item.length;
      if (room < 0) break;
      items.push(item);
    }
    const left = comparison[each] - items.length;
    text += `${head}${items.join('')}${left > 0 ? `\n${words.leftOut(left)}\n` : ''}${foot}`;
  }
  return text;
}
