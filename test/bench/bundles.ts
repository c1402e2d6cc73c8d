/** Size of each function's bundle and the time a fresh process takes to import it. Run: `node test/bench/bundles.ts`. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { functionNames, synthesiseDeployment } from '../infra/aws/deployed-bundles.ts';

const runs = 7;

const importer = `
const started = performance.now();
await import(process.argv[1]);
process.stdout.write(String(performance.now() - started), () => process.exit(0));
`;

function importMs(file: string, dataDirectory: string): number {
  const env = { PATH: '', DATA_DIR: dataDirectory };
  const run = spawnSync(process.execPath, ['--input-type=module', '--eval', importer, file], { encoding: 'utf8', env });
  if (run.status !== 0) throw new Error(run.stderr);
  return Number(run.stdout);
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;

const { directory, bundles } = synthesiseDeployment();
try {
  for (const name of functionNames) {
    const file = join(bundles[name].directory, 'index.mjs');
    const data = mkdtempSync(join(directory, 'data-'));
    const times = Array.from({ length: runs }, () => importMs(file, data));
    const zipped = gzipSync(readFileSync(file)).byteLength;
    console.log(
      `bundle ${name.padEnd(9)} ${kilobytes(bundles[name].bytes).padStart(7)} (${kilobytes(zipped)} compressed), ` +
        `import ${median(times).toFixed(0)} ms (median of ${runs} processes)`,
    );
  }
} finally {
  rmSync(directory, { recursive: true });
}
