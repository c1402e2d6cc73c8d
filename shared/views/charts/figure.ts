/**
 * The frame that every chart has: a picture with a title and a sentence that says what is to be seen (WCAG 2.2, 1.1.1), what
 * the colours and forms stand for, and the same data as a table. Colours are attributes, so that they are there in print and
 * without the style sheet; none is less than 3:1 on white (1.4.11), and none is alone in saying something (1.4.1).
 */
import { type Html, html } from '../html.ts';
import type { Language } from '../pages/language.ts';

/** Texts of 13 units: of a picture as wide as a page of 320 px gives, they stay above 11 px. */
export const textSize = 13;
/** A wide digit of that size. */
export const letterWidth = 7.4;
export const chartWidth = 320;

/** Widths are estimated: no font is measured here. */
export const widthOf = (text: string): number => [...text].length * letterWidth;

export const chartColours = {
  main: '#0059b3',
  good: '#007a52',
  fair: '#a35c00',
  bad: '#b3233f',
  unknown: '#5b6f82',
  ink: '#17324d',
  grid: '#c5cfd9',
} as const;

/** To a tenth: what is finer is not seen. */
export const round = (value: number): number => Math.round(value * 10) / 10;

/** `id`: of its own on the page, letters, digits and hyphens. */
export type Chart = { readonly id: string; readonly title: string; readonly language: Language };

type DataTable = {
  readonly headings: readonly string[];
  /** The first cell heads its row. */
  readonly rows: readonly (readonly (string | Html)[])[];
};

/** What a colour or a form stands for. `swatch`: within 16 by 16. */
export type LegendItem = { readonly swatch: Html; readonly label: string };

export type Picture = Chart & {
  readonly width: number;
  readonly height: number;
  /** For the style sheet, where it is `v-chart-line`: `chart-line`. */
  readonly kind: string;
  readonly description: string;
  readonly drawing: Html | readonly Html[];
  /** What is to be known of the picture before it is read. */
  readonly note?: string;
  readonly legend?: readonly LegendItem[];
  readonly table: DataTable;
};

const words = {
  it: { data: 'Dati in tabella' },
  en: { data: 'Data as a table' },
} as const;

const drawLegend = (items: readonly LegendItem[]): Html | false =>
  items.length > 0 &&
  html`<ul class="v-chart-legend">${items.map(
    ({ swatch, label }) =>
      html`<li><svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${swatch}</svg> ${label}</li>`,
  )}</ul>`;

const drawTable = (title: string, { headings, rows }: DataTable): Html =>
  html`<table class="v-table"><caption class="visually-hidden">${title}</caption><thead><tr>${headings.map(
    (heading) => html`<th scope="col">${heading}</th>`,
  )}</tr></thead><tbody>${rows.map(
    ([head = '', ...cells]) =>
      html`<tr><th scope="row">${head}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`,
  )}</tbody></table>`;

export function drawFigure(picture: Picture): Html {
  const { id, title, language, width, height, kind, description, drawing, note, legend = [], table } = picture;
  return html`<figure class="v-chart v-${kind}" id="${id}">
<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-desc" preserveAspectRatio="xMidYMid meet" font-size="${textSize}">
<title id="${id}-title">${title}</title><desc id="${id}-desc">${description}</desc>
${drawing}
</svg>
${note !== undefined && html`<figcaption>${note}</figcaption>`}${drawLegend(legend)}<details class="v-chart-data"><summary>${words[language].data}<span class="visually-hidden">: ${title}</span></summary>
<p class="v-small v-quiet">${description}</p>
${table.rows.length > 0 && drawTable(title, table)}
</details>
</figure>`;
}
