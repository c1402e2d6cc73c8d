/** `vedetta export`: the open data of `/v1/export.*`, as they would be if they were made now. */
import { readWorld } from '../../../functions/app.ts';
import type { ExportFormat } from '../../../shared/domain/open-data/export-format.ts';
import { exportNow } from '../../../shared/usecases/rollup-exports.ts';
import { openDataFolder } from '../data-folder.ts';

export async function exportAll({
  data = '.vedetta',
  format = 'ndjson',
}: {
  readonly [name: string]: string;
}): Promise<number> {
  await openDataFolder(data, true);
  process.stdout.write(await exportNow(await readWorld(), format as ExportFormat));
  return 0;
}
