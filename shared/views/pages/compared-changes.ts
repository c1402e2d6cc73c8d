/** What changed between two revisions, by level, the gravest first: in words, with what callers should do. */
import { type Change, type Comparison, changeLevels } from '../../domain/changes/change.ts';
import { describeChange } from '../change-text.ts';
import { compareWords } from '../compare-words.ts';
import { type Html, html } from '../html.ts';
import { codeWords } from './code-words.ts';
import { type Language, textsIn } from './language.ts';
import { levelCount } from './level-chip.ts';

const texts = {
  advice: { en: 'What to do', it: 'Che cosa fare' },
  place: { en: 'See it in the documents', it: 'Posizione nei documenti' },
  line: { en: 'line', it: 'riga' },
  // Of a line, in one revision and the other.
  noPlace: { en: 'Not shown below', it: 'Non mostrata sotto' },
  all: { en: 'all of them, as data', it: 'tutte, come dati' },
};

/** A change with its anchor, and the anchor of its place below where that is shown. */
export type ListedChange = { readonly change: Change; readonly anchor: string; readonly place?: string };

/** Bytes of HTML, so that the page stays small whatever a document holds. */
const mostBytes = 70_000;

const linesOf = ({ basePosition, revisionPosition }: Change, language: Language): string => {
  const t = textsIn(texts, language);
  const numbers = [basePosition?.line, revisionPosition?.line].filter((line) => line !== undefined);
  return numbers.length === 0 ? '' : ` (${t.line} ${[...new Set(numbers)].join(' → ')})`;
};

function changeItem({ change, anchor, place }: ListedChange, language: Language): Html {
  const t = textsIn(texts, language);
  const { message, advice } = describeChange(change);
  return html`<li id="${anchor}" class="v-change v-change-${change.level}" tabindex="-1">
<p class="v-change-what">${codeWords(message[language])}</p>
${advice !== undefined && html`<p><strong>${t.advice}:</strong> ${codeWords(advice[language])}</p>`}
<p class="v-small v-quiet">${
    place === undefined
      ? html`${t.noPlace}${linesOf(change, language)}`
      : html`<a href="#${place}">${t.place}${linesOf(change, language)}</a>`
  } · <code>${change.id}</code></p>
</li>
`;
}

/** Anchors of those that there is room for, the gravest first. */
export function anchorsThatFit(listed: readonly ListedChange[], language: Language): ReadonlySet<string> {
  const anchors = new Set<string>();
  let left = mostBytes;
  for (const each of listed) {
    left -= Buffer.byteLength(changeItem({ ...each, place: 'place-99' }, language).text);
    if (left < 0) break;
    anchors.add(each.anchor);
  }
  return anchors;
}

/** Of each level those of `anchors`; `everything`: where all changes are as data. */
export function comparedChanges(
  comparison: Comparison,
  listed: readonly ListedChange[],
  anchors: ReadonlySet<string>,
  everything: string,
  language: Language,
): Html {
  const t = textsIn(texts, language);
  const words = compareWords[language];
  return html`${changeLevels.map((level) => {
    const count = comparison[level];
    if (count === 0) return false;
    const some = listed.filter(({ change, anchor }) => change.level === level && anchors.has(anchor));
    const rest = count - some.length;
    return html`<section class="v-level" id="level-${level}" aria-labelledby="level-${level}-title">
<h3 id="level-${level}-title">${levelCount(level, count, language)}: ${words.conclusion[level]}</h3>
${some.length > 0 && html`<ol class="v-changes">${some.map((each) => changeItem(each, language))}</ol>`}
${rest > 0 && html`<p>${words.leftOut(rest)} <a href="${everything}">${t.all}</a></p>`}
</section>
`;
  })}`;
}
