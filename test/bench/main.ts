/**
 * The figures this design promises, printed: each as a ratio to something plain in the same run, medians where there are
 * several. Nothing is asserted here; machines differ. `npm run bench -- NAME …` runs some of them.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const benches = [
  'crawl',
  'probe',
  'replay',
  'monitor',
  'chaos',
  'analyse',
  'guarded-http',
  'gzip-bomb',
  'compliance',
  'parity',
  'bundles',
  'cost',
  'changes',
  'change-oracle',
  'catalogue',
] as const;

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !benches.includes(name as (typeof benches)[number]));
if (unknown.length > 0) {
  process.stderr.write(`there is no bench ${unknown.join(', ')}; there are ${benches.join(', ')}\n`);
  process.exit(2);
}
for (const name of benches.filter((each) => asked.length === 0 || asked.includes(each))) {
  process.stdout.write(`\n== ${name}\n`);
  const { status } = spawnSync(
    process.execPath,
    ['--expose-gc', fileURLToPath(new URL(`${name}.ts`, import.meta.url))],
    { stdio: 'inherit' },
  );
  if (status !== 0) process.exitCode = 1;
}
