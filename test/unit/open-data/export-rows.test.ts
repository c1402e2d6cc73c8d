import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Column, exportColumns } from '../../../shared/views/open-data/columns.ts';
import { renderExportPage } from '../../../shared/views/open-data/export-page.ts';
import { apiLine, csvHead, csvRow, publisherLine } from '../../../shared/views/open-data/export-rows.ts';
import { exportSchema } from '../../../shared/views/open-data/export-schema.ts';
import { samplePublisher } from '../../fixtures/sample-records.ts';
import { place, poor, rich } from './sample-exports.ts';

/** RFC 4180. */
function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows.slice(0, -1);
}

const columns: readonly Column<never>[] = exportColumns.api;
const names = columns.map(({ name }) => name);
const rowOf = (api: typeof rich): { readonly [name: string]: string | undefined } => {
  const [row = []] = parseCsv(csvRow(api, place));
  expect(row).toHaveLength(names.length);
  return Object.fromEntries(names.map((name, index) => [name, row[index]]));
};

describe('a row of the CSV', () => {
  it('has the columns that its head names', () => {
    expect(parseCsv(csvHead)).toEqual([names]);
  });

  it('tells everything that is known of an API', () => {
    expect(rowOf(rich)).toMatchObject({
      id: rich.api.id,
      title: 'Anagrafe; "popolazione"',
      publisher_id: 'c_h501',
      publisher_region: 'Lazio',
      publisher_categories: 'comuni | capoluoghi',
      description_url: 'https://api.comune.example/v1/openapi.yaml',
      owned: 'true',
      endpoint_urls: 'https://api.comune.example/v1',
      description: 'Prima riga\r\nseconda',
      tags: 'residenti | famiglie',
      contact_email: 'urp@comune.example',
      license_name: 'CC BY 4.0',
      service: 'down',
      watched_urls: 'https://api.comune.example/health | https://api.comune.example/v1/status',
      score: '81.5',
      grade: 'B',
      publishable: 'no',
      errors: '2',
      deprecated: 'yes',
      deprecated_on: '2026-12-01',
      sunset_on: '2027-06-30',
      sunset_of: 'api',
      evidence: `https://vedetta.example/v1/apis/${rich.api.id}`,
    });
    expect(Object.values(rowOf(rich)).filter((value) => value === '')).toEqual([]);
  });

  it('never rounds nearly all of the time to all of it', () => {
    expect(rowOf(rich).availability_30_days).toBe('0.999999');
    expect(rowOf({ ...rich, availability: 1 }).availability_30_days).toBe('1');
    expect(rowOf({ ...rich, availability: 0 }).availability_30_days).toBe('0');
  });

  it('leaves empty what is not known: it is not zero, not failed and not down', () => {
    expect(rowOf(poor)).toMatchObject({
      title: '',
      availability_30_days: '',
      score: '',
      grade: '',
      errors: '',
      publishable: 'unknown',
      deprecated: 'unknown',
      service: 'none',
      last_valid_at: '',
    });
  });

  it('names the place from the root where the service does not know its own address', () => {
    expect(csvRow(rich, { publicUrl: '' })).toContain(`,/v1/apis/${rich.api.id}\r\n`);
  });

  it('is one row whatever the texts are, and none of its cells is a formula', () => {
    const hostile = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n",;|\u0000\u202e\ud800aè😀') }),
      fc.constantFrom('=1+1', '@SUM(A1)', '+1', '-1', '\tx', '＝1'),
    );
    fc.assert(
      fc.property(hostile, hostile, hostile, (title, summary, tag) => {
        const metadata = { ...rich.api.metadata!, title, summary, tags: [tag] };
        const [row = [], ...more] = parseCsv(csvRow({ ...rich, api: { ...rich.api, metadata } }, place));
        expect([row.length, more]).toEqual([names.length, []]);
        for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/);
      }),
    );
  });
});

describe('a record of the NDJSON', () => {
  it('has its type, the version of the schema, and every column with its own kind of value', () => {
    for (const api of [rich, poor]) {
      const line = apiLine(api, place);
      expect(line.endsWith('\n') && !line.trimEnd().includes('\n')).toBe(true);
      const { type, schema_version, ...record } = JSON.parse(line);
      expect([type, schema_version, Object.keys(record)]).toEqual(['api', 1, names]);
      for (const { name, type: kind, required, values } of columns) {
        const value = record[name];
        if (value === null) expect(required, name).toBeUndefined();
        else if (kind === 'list') expect(Array.isArray(value), name).toBe(true);
        else if (kind === 'integer') expect(Number.isInteger(value), name).toBe(true);
        else if (kind === 'number' || kind === 'boolean') expect(typeof value, name).toBe(kind);
        else if (kind === 'datetime') expect(new Date(value).toISOString(), name).toBe(value);
        else if (kind === 'date') expect(value, name).toMatch(/^\d{4}-\d\d-\d\d$/);
        else expect(typeof value, name).toBe('string');
        if (values !== undefined && value !== null) expect(values, name).toContain(value);
      }
    }
  });

  it('of an administration tells how many APIs it publishes', () => {
    expect(
      JSON.parse(publisherLine({ publisher: samplePublisher(), publishes: 'something', apis: 3 }, place)),
    ).toMatchObject({
      type: 'publisher',
      id: 'c_h501',
      region: null,
      categories: [],
      domains: ['comune.example'],
      apis: 3,
      publishes: 'something',
      evidence: 'https://vedetta.example/v1/publishers/c_h501',
    });
  });
});

describe('the schema', () => {
  it('names every column once, with its words in both languages', () => {
    for (const table of Object.values(exportColumns) as readonly (readonly Column<never>[])[]) {
      expect(new Set(table.map(({ name }) => name)).size).toBe(table.length);
      for (const { name, words } of table) {
        expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
        expect(words.en.length * words.it.length, name).toBeGreaterThan(0);
        expect(words.en).not.toBe(words.it);
      }
    }
  });

  it('is a Table Schema of the columns in their order', () => {
    const { fields, primaryKey, missingValues } = exportSchema as { [name: string]: { [name: string]: unknown }[] };
    expect(fields!.map(({ name }) => name)).toEqual(names);
    expect([primaryKey, missingValues]).toEqual([['id'], ['']]);
    const known = ['string', 'integer', 'number', 'boolean', 'date', 'datetime', 'list'];
    for (const { type, delimiter } of fields!) {
      expect(known).toContain(type);
      expect(delimiter).toBe(type === 'list' ? ' | ' : undefined);
    }
    expect(fields!.find(({ name }) => name === 'publishable')).toMatchObject({
      constraints: { required: true, enum: ['yes', 'no', 'unknown'] },
    });
  });

  it('requires no column that older files of its version lack', () => {
    const publishes = exportColumns.publisher.find(({ name }) => name === 'publishes');
    expect(publishes).toBeDefined();
    expect(publishes).not.toHaveProperty('required');
  });

  it('is documented by a page that is made from it', () => {
    const path = new URL('../../../shared/domain/open-data/EXPORTS.md', import.meta.url);
    expect(readFileSync(path, 'utf8')).toBe(renderExportPage());
    for (const name of names) expect(renderExportPage()).toContain(`| \`${name}\` |`);
  });
});
