/** The open data as text: lines of CSV for spreadsheets, and of NDJSON for programs. */
import type { ExportedApi, ExportedPublisher } from '../../domain/open-data/exported-api.ts';
import { type CsvValue, csvLine } from '../csv.ts';
import { type Column, type ColumnValue, type ExportPlace, exportColumns, exportVersion } from './columns.ts';

/** Between the members of a list in one cell: no address has it, and people can read it. */
export const listSeparator = ' | ';

const cellOf = (value: ColumnValue): CsvValue => {
  if (typeof value === 'boolean') return String(value);
  return value !== null && typeof value === 'object' ? value.join(listSeparator) : value;
};

export const csvHead: string = csvLine(exportColumns.api.map(({ name }) => name));

export const csvRow = (api: ExportedApi, place: ExportPlace): string =>
  csvLine(exportColumns.api.map(({ value }) => cellOf(value(api, place))));

const recordLine = <T>(
  type: keyof typeof exportColumns,
  columns: readonly Column<T>[],
  of: T,
  place: ExportPlace,
): string =>
  `${JSON.stringify({
    type,
    schema_version: exportVersion,
    ...Object.fromEntries(columns.map(({ name, value }) => [name, value(of, place)])),
  })}\n`;

export const publisherLine = (publisher: ExportedPublisher, place: ExportPlace): string =>
  recordLine('publisher', exportColumns.publisher, publisher, place);

export const apiLine = (api: ExportedApi, place: ExportPlace): string =>
  recordLine('api', exportColumns.api, api, place);
