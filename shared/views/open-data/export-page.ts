/** The schema of the open data as one page for people, in Markdown. */
import { type Column, exportColumns, exportVersion } from './columns.ts';
import { listSeparator } from './export-rows.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

const typeOf = <T>({ type, isUri, required }: Column<T>): string =>
  [type, ...(isUri === true ? ['of addresses'] : []), ...(required === true ? ['always there'] : [])].join(', ');

function table<T>(columns: readonly Column<T>[]): readonly string[] {
  return [
    '| name | type | words | values |',
    '|---|---|---|---|',
    ...columns.map((column) => {
      const values = (column.values ?? []).map((value) => `\`${value}\``).join(', ');
      return `| \`${column.name}\` | ${typeOf(column)} | ${cell(column.words.en)} · *${cell(column.words.it)}* | ${values} |`;
    }),
  ];
}

export const renderExportPage = (): string =>
  [
    '# Open data',
    '',
    `What the exports hold, version ${exportVersion}: made from \`columns.ts\` by \`node infra/local/build/export-page.ts\`. Columns are only`,
    'added; what changes the meaning of one raises the version. All are made once a day, of what is published then, in the',
    'order of ids; times are UTC; what is not known is empty (`null` in NDJSON).',
    '',
    '| address | what |',
    '|---|---|',
    '| `/v1/export.csv` | one row for each API (RFC 4180, UTF-8, CRLF) |',
    '| `/v1/export.ndjson` | one JSON record a line: first administrations, then APIs, with `type` and `schema_version` before the columns |',
    '| `/v1/export.jsonld` | the same APIs as data services of DCAT-AP 3 |',
    '| `/v1/export/schema.json` | the schema of the CSV as a Frictionless Table Schema |',
    '',
    `In the CSV the members of a list are parted by \`${cell(listSeparator)}\`, and text that a spreadsheet would take for a formula has an`,
    'apostrophe before it; in NDJSON lists are arrays and texts are as they are. `evidence` begins at the root of the service',
    'where its `PUBLIC_URL` is not set. `vedetta export --format csv|ndjson|jsonld` writes the same of a data folder, as of now.',
    '',
    '## APIs',
    '',
    ...table(exportColumns.api),
    '',
    '## Administrations',
    '',
    'In NDJSON only.',
    '',
    ...table(exportColumns.publisher),
    '',
  ].join('\n');
