/** The README's table of settings, made from `shared/config.ts`: `node infra/local/build/settings-table.ts` writes it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { settings } from '../../../shared/config.ts';

const start = '<!-- settings: made from shared/config.ts -->';
const end = '<!-- /settings -->';

export function renderSettingsTable(): string {
  const rows = Object.values(settings).map(
    ({ name, default: fallback, doc }) => `| \`${name}\` | ${fallback === '' ? '' : `\`${fallback}\``} | ${doc} |`,
  );
  return ['| variable | default | what it does |', '|---|---|---|', ...rows].join('\n');
}

/** The README with the table as it should be. */
export function withSettingsTable(readme: string): string {
  const [before, rest] = readme.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`The README lacks the marks ${start} … ${end}`);
  return `${before}${start}\n${renderSettingsTable()}\n${end}${after}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = new URL('../../../README.md', import.meta.url);
  writeFileSync(file, withSettingsTable(readFileSync(file, 'utf8')));
}
