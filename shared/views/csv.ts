/**
 * Comma-separated values (RFC 4180) for programs and for spreadsheets: UTF-8, lines end in CRLF, the first names the columns.
 * A spreadsheet takes text that begins with `=`, `+`, `-`, `@`, a tab or a line break for a formula; such text gets an
 * apostrophe before it. Numbers are ours and stay as they are.
 */
import type { roundedDown } from './shares.ts';
import { cleanText } from './xml.ts';

export type CsvValue = string | number | null;

/** Their full-width twins too, which some programs take for the same. */
const isFormula = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

function field(value: CsvValue): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const text = cleanText(value);
  const safe = isFormula.test(text) ? `'${text}` : text;
  // A semicolon is the comma of Italian spreadsheets.
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csvLine = (values: readonly CsvValue[]): string => `${values.map(field).join(',')}\r\n`;

/** So many that a minute of a month of hundreds of APIs is seen. */
const shareDecimals = 9;

/** A share in plain digits: small numbers by themselves would be written with an exponent. */
export const csvShare = (share: number | null, rounded: typeof roundedDown): string | null =>
  share === null
    ? null
    : rounded(share, shareDecimals)
        .toFixed(shareDecimals)
        .replace(/\.?0+$/, '');

/** To the millisecond. */
export const csvSeconds = (ms: number | null): number | null => (ms === null ? null : Math.round(ms) / 1000);

/** `columns`: each name with the value that a record has there. */
export function renderCsv<T>(
  columns: readonly (readonly [name: string, value: (record: T) => CsvValue])[],
  records: readonly T[],
): string {
  const rows = records.map((record) => csvLine(columns.map(([, value]) => value(record))));
  return [csvLine(columns.map(([name]) => name)), ...rows].join('');
}
