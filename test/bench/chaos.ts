/** A million slots of endpoints through the real use case while runs come twice, writes are throttled and processes die. */
import { runChaos } from './chaos/run-chaos.ts';

const started = performance.now();
const report = await runChaos({
  seed: 20_261_126,
  endpoints: 50,
  slots: 20_000,
  doubled: 0.05,
  killed: 0.02,
  throttled: 0.02,
});
const { violations, ...counts } = report;
process.stdout.write(`${JSON.stringify(counts)}\n`);
process.stdout.write(
  `lost, doubled or left hanging: ${violations.length}; ${((performance.now() - started) / 1000).toFixed(0)} s\n`,
);
for (const violation of violations.slice(0, 20)) process.stdout.write(`${violation}\n`);
if (violations.length > 0) process.exitCode = 1;
