/**
 * A table of data in a region that scrolls by itself where the screen is narrow, and that the keyboard reaches. The first
 * cell heads its row. Scripts make columns sortable and long tables searchable; without them it is as it is.
 */
import { type Html, html } from '../html.ts';

type Column = {
  readonly heading: string;
  readonly isNumber?: boolean;
  /** A script may sort by it. */
  readonly isSortable?: boolean;
};

/** `sort`: what it is sorted by, where that is not its text; null: not known, and last. */
export type Cell = Html | string | { readonly content: Html | string; readonly sort: string | number | null };

export type DataTable = {
  /** Of its own on the page. */
  readonly id: string;
  readonly caption: string | Html;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** Whether it is no landmark of the page; for tables of which a page may have many. */
  readonly isMinor?: boolean;
  /** Whether a script offers to filter its rows; for tables that hold all there is. */
  readonly isFilterable?: boolean;
};

const isSorted = (cell: Cell): cell is Extract<Cell, { readonly sort: unknown }> =>
  typeof cell === 'object' && 'sort' in cell;

const classOf = (column: Column | undefined): Html | false => column?.isNumber === true && html` class="v-right"`;

function drawCell(cell: Cell, column: Column | undefined, isHead: boolean): Html {
  const content = isSorted(cell) ? cell.content : cell;
  const value = isSorted(cell) && html` data-value="${cell.sort ?? ''}"`;
  return isHead ? html`<th scope="row"${value}>${content}</th>` : html`<td${classOf(column)}${value}>${content}</td>`;
}

export function dataTable({ id, caption, columns, rows, isMinor = false, isFilterable = false }: DataTable): Html {
  const heads = columns.map(
    (column) =>
      html`<th scope="col"${classOf(column)}${column.isSortable === true && html` data-sort="${column.isNumber === true ? 'number' : 'text'}"`}>${column.heading}</th>`,
  );
  return html`<div class="v-scroll" role="${isMinor ? 'group' : 'region'}" aria-labelledby="${id}-caption" tabindex="0">
<table class="v-table" id="${id}"${isFilterable && html` data-filter="true"`}>
<caption id="${id}-caption">${caption}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>${rows.map((cells) => html`<tr>${cells.map((cell, place) => drawCell(cell, columns[place], place === 0))}</tr>\n`)}</tbody>
</table>
</div>`;
}
