/** `vedetta export`: the catalogue as rows for spreadsheets, or as JSON records, one a line. */
import { once } from 'node:events';
import { readWorld } from '../../../functions/app.ts';
import { exportCatalogue, exportRows } from '../../../shared/usecases/export-catalogue.ts';
import { openDataFolder } from '../data-folder.ts';

async function* records(): AsyncGenerator<string> {
  for await (const record of exportCatalogue(await readWorld())) yield `${JSON.stringify(record)}\n`;
}

async function* rows(): AsyncGenerator<string> {
  yield* exportRows(await readWorld());
}

export async function exportAll({
  data = '.vedetta',
  format = 'ndjson',
}: {
  readonly [name: string]: string;
}): Promise<number> {
  await openDataFolder(data, true);
  for await (const line of format === 'csv' ? rows() : records()) {
    if (!process.stdout.write(line)) await once(process.stdout, 'drain');
  }
  return 0;
}
