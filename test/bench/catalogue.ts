/**
 * 25,000 APIs of 9,500 administrations, made from the corpus: how long the roll-up takes to list them and how much memory,
 * then what readers ask for through the real handlers in a process of its own: time in the handler, reads of the table,
 * bytes of a first visit, memory with the search index, and how long an export of everything takes to stream.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { hasCorpus, makeCatalogue } from './catalogue/make-catalogue.ts';

const size = { apis: Number(process.env.APIS ?? 25_000), publishers: Number(process.env.PUBLISHERS ?? 9_500) };

function run(script: string, folder: string, ...flags: readonly string[]): void {
  const path = fileURLToPath(new URL(`catalogue/${script}.ts`, import.meta.url));
  const { status } = spawnSync(process.execPath, [...flags, '--expose-gc', path], {
    stdio: 'inherit',
    env: { ...process.env, DATA_DIR: folder, LOG_LEVEL: 'error' },
  });
  if (status !== 0) process.exitCode = 1;
}

/** The API function as it is deployed: sources are loaded with the means to read types, which take memory too. */
async function bundleApi(folder: string): Promise<string> {
  const outfile = join(folder, 'api.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('../../functions/api.ts', import.meta.url))],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    logLevel: 'warning',
  });
  return outfile;
}

if (!hasCorpus) process.stdout.write('skipped: the corpus of descriptions is not beside the project\n');
else {
  const folder = mkdtempSync(join(tmpdir(), 'vedetta-catalogue-'));
  try {
    const started = performance.now();
    const ids = await makeCatalogue(folder, size);
    writeFileSync(join(folder, 'ids.json'), JSON.stringify(ids));
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    process.stdout.write(`${size.apis} APIs of ${size.publishers} administrations made in ${seconds} s\n`);
    run('roll-up', folder, '--max-old-space-size=1536');
    run('read', folder);
    // The heap that Node has in a function of 256 MB.
    const small = ['--max-old-space-size=140', '--max-semi-space-size=2'];
    process.env.BUNDLE = await bundleApi(folder);
    run('memory', folder, ...small);
    run('export', folder, ...small);
  } finally {
    if (process.env.KEEP === undefined) rmSync(folder, { recursive: true, force: true });
    else process.stdout.write(`kept in ${folder}\n`);
  }
}
