/**
 * Both documents at the places that changed: a table for each place, with the lines of the one on the left and of the other
 * on the right; on a narrow screen below each other. What was removed and added is said in words too.
 */

import type { ShownLine } from '../../domain/changes/excerpts/excerpt-lines.ts';
import type { Row } from '../../domain/changes/excerpts/excerpt-rows.ts';
import type { Excerpts, Hunk, SideState } from '../../domain/changes/excerpts/make-excerpts.ts';
import { describeChange } from '../change-text.ts';
import { type Html, html } from '../html.ts';
import { codeWords } from './code-words.ts';
import type { ListedChange } from './compared-changes.ts';
import { formatNumber, type Language, textsIn } from './language.ts';
import { levelChip } from './level-chip.ts';

const texts = {
  line: { en: 'Line', it: 'Riga' },
  revision: { en: 'Revision', it: 'Revisione' },
  removed: { en: 'removed: ', it: 'tolta: ' },
  added: { en: 'added: ', it: 'aggiunta: ' },
  absent: { en: 'Not there in revision', it: 'Non c’è nella revisione' },
  wouldBe: { en: 'it would stand in', it: 'si troverebbe in' },
  root: { en: 'the document itself', it: 'il documento stesso' },
  ofLine: { en: 'line', it: 'riga' },
  ofLines: { en: 'lines', it: 'righe' },
  unknown: { en: 'Where it is in this revision is not known:', it: 'Non è noto dove si trovi in questa revisione:' },
  gap: { en: 'lines left out', it: 'righe omesse' },
  cut: { en: 'Further lines of this place are left out.', it: 'Le altre righe di questo punto sono omesse.' },
  alike: {
    en: 'These lines are alike in both revisions: what changed is said elsewhere in the document, for example in a list of required properties.',
    it: 'Queste righe sono uguali nelle due revisioni: ciò che cambia è scritto altrove nel documento, per esempio in un elenco di proprietà obbligatorie.',
  },
  place: { en: 'Place', it: 'Punto' },
  back: { en: 'back to the change', it: 'alla modifica' },
  more: { en: 'and further changes here', it: 'e altre modifiche qui' },
};

export type HunkPlace = { readonly hunk: Hunk; readonly anchor: string };

/** Numbered as they follow. */
export const placesOf = ({ hunks }: Excerpts): readonly HunkPlace[] =>
  hunks.map((hunk, at) => ({ hunk, anchor: `place-${at + 1}` }));

type Numbers = { readonly base: number; readonly revision: number };
type Side = keyof Numbers;

/** Where two lines differ: what they begin and end with alike is not marked. */
function differing(text: string, other: string | undefined): readonly [head: string, middle: string, tail: string] {
  // A line that is on one side only is marked as a whole already.
  if (other === undefined) return [text, '', ''];
  const [one, another] = [[...text], [...other]];
  const least = Math.min(one.length, another.length);
  let head = 0;
  while (head < least && one[head] === another[head]) head += 1;
  let tail = 0;
  while (tail < least - head && one[one.length - 1 - tail] === another[another.length - 1 - tail]) tail += 1;
  // Lines that have little in common differ as a whole.
  if ((head + tail) * 3 < Math.max(one.length, another.length)) return ['', text, ''];
  return [
    one.slice(0, head).join(''),
    one.slice(head, one.length - tail).join(''),
    one.slice(one.length - tail).join(''),
  ];
}

function lineText(
  side: Side,
  line: ShownLine,
  other: ShownLine | undefined,
  kind: Row['kind'],
  language: Language,
): Html {
  const { text, isCutBefore, isCutAfter } = line;
  const [before, after] = [isCutBefore && '…', isCutAfter && '…'];
  if (kind !== 'changed') return html`${before}${text}${after}`;
  const t = textsIn(texts, language);
  const isBase = side === 'base';
  const [head, middle, tail] = differing(text, other?.text);
  const marked = middle !== '' && (isBase ? html`<del>${middle}</del>` : html`<ins>${middle}</ins>`);
  return html`<span class="visually-hidden">${isBase ? t.removed : t.added}</span><span class="v-sign" aria-hidden="true">${isBase ? '−' : '+'}</span>${before}${head}${marked}${tail}${after}`;
}

function lineCells(side: Side, row: Row, language: Language): Html {
  const [line, other] = side === 'base' ? [row.base, row.revision] : [row.revision, row.base];
  if (line === undefined) return html`<td role="cell" class="v-no v-blank"></td><td role="cell" class="v-blank"></td>`;
  const name = row.kind === 'changed' ? (side === 'base' ? 'v-removed' : 'v-added') : `v-${row.kind} v-of-${side}`;
  const number = line.isPart ? html`${line.number}:${line.column}` : line.number;
  return html`<td role="cell" class="v-no ${name}">${number}</td><td role="cell" class="v-line ${name}">${lineText(side, line, other, row.kind, language)}</td>`;
}

/** Instead of the lines of a side that has none: over all rows. */
function noLines(
  { hunk }: HunkPlace,
  side: Side,
  state: SideState,
  numbers: Numbers,
  listed: readonly ListedChange[],
  language: Language,
): Html {
  const t = textsIn(texts, language);
  const change = listed[hunk.changes[0] ?? -1]?.change;
  const pointer = change?.[`${side}Pointer`];
  const line = change?.[`${side}Position`]?.line;
  const holder =
    pointer === undefined
      ? ''
      : html`${state === 'absent' ? html`: ${t.wouldBe}` : ''} ${pointer === '' ? t.root : html`<code>${pointer}</code>`}${line !== undefined && ` (${t.ofLine} ${line})`}`;
  const rows = hunk.rows.reduce((sum, { isAfterGap }) => sum + (isAfterGap ? 2 : 1), 0);
  return html`<td role="cell" class="v-absent" colspan="2" rowspan="${rows}">${state === 'absent' ? `${t.absent} ${numbers[side]}` : t.unknown}${holder}</td>`;
}

function drawRows(
  place: HunkPlace,
  numbers: Numbers,
  listed: readonly ListedChange[],
  language: Language,
): readonly Html[] {
  const t = textsIn(texts, language);
  const { hunk } = place;
  const sides = ['base', 'revision'] as const;
  const shown = sides.filter((side) => hunk[side] === 'shown');
  return hunk.rows.map((row, at) => {
    const cells = sides.map((side) => {
      const state = hunk[side];
      if (state === 'shown') return lineCells(side, row, language);
      return at === 0 && noLines(place, side, state, numbers, listed, language);
    });
    const gap =
      row.isAfterGap &&
      html`<tr role="row"><td role="cell" class="v-gap" colspan="${2 * shown.length}"><span aria-hidden="true">⋯</span> <span class="visually-hidden">${t.gap}</span></td></tr>\n`;
    return html`${gap}<tr role="row">${cells}</tr>\n`;
  });
}

const lineRange = (rows: readonly Row[], side: Side): readonly [number, number] | undefined => {
  const lines = rows.flatMap((row) => row[side]?.number ?? []);
  return lines.length === 0 ? undefined : [Math.min(...lines), Math.max(...lines)];
};

const mostNamed = 4;

function drawHunk(
  place: HunkPlace,
  numbers: Numbers,
  listed: readonly ListedChange[],
  linked: ReadonlySet<string>,
  language: Language,
): Html {
  const t = textsIn(texts, language);
  const { hunk, anchor } = place;
  const named = hunk.changes.flatMap((index) => listed[index] ?? []);
  const rest = named.length - mostNamed;
  const about = (['base', 'revision'] as const).flatMap((side) => {
    const range = lineRange(hunk.rows, side);
    if (range === undefined) return [];
    const [first, last] = range;
    return `${t.revision} ${numbers[side]}, ${first === last ? `${t.ofLine} ${first}` : `${t.ofLines} ${first}–${last}`}`;
  });
  const isAlike = hunk.base === 'shown' && hunk.revision === 'shown' && hunk.rows.every(({ kind }) => kind === 'same');
  return html`<section class="v-hunk" id="${anchor}" tabindex="-1" aria-labelledby="${anchor}-title">
<h3 id="${anchor}-title">${t.place} ${anchor.replace('place-', '')} <span class="v-quiet v-small">${about.join(' · ')}</span></h3>
<ul class="v-list-plain v-small v-hunk-changes">${named.slice(0, mostNamed).map(({ change, anchor: where }) => {
    const words = codeWords(describeChange(change).message[language]);
    const link = linked.has(where) ? html`<a href="#${where}">${words}</a>` : words;
    return html`<li>${levelChip(change.level, language)} ${link}</li>\n`;
  })}${rest > 0 && html`<li>${t.more}: ${formatNumber(rest, language)}</li>`}</ul>
${isAlike && html`<p class="v-small v-quiet">${t.alike}</p>`}
<table class="v-diff" role="table" aria-labelledby="${anchor}-title">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">${t.line}</th><th role="columnheader" scope="col">${t.revision} ${numbers.base}</th><th role="columnheader" scope="col">${t.line}</th><th role="columnheader" scope="col">${t.revision} ${numbers.revision}</th></tr></thead>
<tbody role="rowgroup">
${drawRows(place, numbers, listed, language)}</tbody>
</table>
${hunk.isCut && html`<p class="v-small v-quiet">${t.cut}</p>`}
</section>
`;
}

/** Bytes of HTML. */
const mostBytes = 90_000;

/**
 * The gravest as far as there is room, in the order of the document. `listed`: all changes, as the hunks count them;
 * `linked`: anchors of those that are on the page.
 */
export function comparedDocuments(
  places: readonly HunkPlace[],
  numbers: Numbers,
  listed: readonly ListedChange[],
  linked: ReadonlySet<string>,
  language: Language,
): { readonly body: Html; readonly anchors: ReadonlySet<string> } {
  let left = mostBytes;
  const drawn = new Map<string, Html>();
  const byGravity = places.toSorted((one, other) => (one.hunk.changes[0] ?? 0) - (other.hunk.changes[0] ?? 0));
  for (const place of byGravity) {
    const drawing = drawHunk(place, numbers, listed, linked, language);
    const size = Buffer.byteLength(drawing.text);
    if (size > left) continue;
    left -= size;
    drawn.set(place.anchor, drawing);
  }
  return {
    body: html`${places.map(({ anchor }) => drawn.get(anchor))}`,
    anchors: new Set(drawn.keys()),
  };
}
