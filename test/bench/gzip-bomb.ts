/**
 * What fetching 1 GiB that travels as 1 MiB of gzip costs. Run: `node --expose-gc test/bench/gzip-bomb.ts`. The bomb is
 * served by another process, so that its memory is not counted.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createGuardedHttp } from '../../shared/adapters/network/guarded-http.ts';
import { startMisbehavingServer } from '../fixtures/misbehaving-server.ts';

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

async function serve(): Promise<void> {
  const server = await startMisbehavingServer();
  process.on('message', () => process.send?.(server.sentBytes()));
  process.send?.(server.origin);
}

async function measure(): Promise<void> {
  const server = fork(fileURLToPath(import.meta.url), ['serve']);
  const answer = (): Promise<unknown> => new Promise((resolve) => server.once('message', resolve));
  const origin = await answer();
  const http = createGuardedHttp({ userAgent: 'bench', allowAddresses: ['127.0.0.0/8'], nat64: false });
  await http.request({ url: `${origin}/gzip`, purpose: 'description' });
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 1);
  const outcome = await http.request({ url: `${origin}/bomb`, purpose: 'description' });
  peak = Math.max(peak, process.memoryUsage().rss);
  clearInterval(watch);
  const sent = answer();
  server.send('bytes');
  const code = outcome.outcome === 'failed' ? outcome.code : outcome.outcome;
  console.log(
    `gzip bomb of 1 GiB: ${code} in ${outcome.timings.totalMs.toFixed(0)} ms, memory +${mebibytes(peak - before)} (goal 60), ` +
      `${(Number(await sent) / 1024).toFixed(0)} KiB sent by the server`,
  );
  await http.close();
  server.kill();
}

if (process.argv[2] === 'serve') await serve();
else await measure();
