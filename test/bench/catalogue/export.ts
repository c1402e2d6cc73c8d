/** Exports of everything, streamed by the service on one machine: how long, how many bytes, how much memory. */
import { startHttpServer } from '../../../infra/local/http-server.ts';

const { url, server } = await startHttpServer('127.0.0.1', 0);
for (const name of ['export.csv', 'export.ndjson', 'export.jsonld']) {
  const started = performance.now();
  const answer = await fetch(`${url}/v1/${name}`);
  let bytes = 0;
  if (answer.body !== null) for await (const chunk of answer.body) bytes += chunk.byteLength;
  const seconds = ((performance.now() - started) / 1000).toFixed(2);
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(
    `${name}: ${answer.status}, ${(bytes / 1e6).toFixed(1)} MB in ${seconds} s, peak ${peak} MiB (with the reader in the same process)\n`,
  );
}
server.close();
process.exit(0);
