/** How much memory the API function takes with the list and the search index, after some hundreds of requests. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'aws-lambda';
import { handler } from '../../../functions/api.ts';
import { eventOf } from '../../functions/http/service.ts';

const ids = JSON.parse(readFileSync(join(process.env.DATA_DIR ?? '', 'ids.json'), 'utf8')) as readonly string[];
const words = ['anagrafe', 'servizi', 'comune', 'dati', 'api'];
const context = { getRemainingTimeInMillis: () => 29_000 } as Context;
const ask = (path: string, query: { readonly [name: string]: string } = {}) =>
  handler(eventOf('GET', path, { query }), { ...context });

const started = performance.now();
await ask('/v1/apis', { q: 'anagrafe' });
const first = Math.round(performance.now() - started);
for (let n = 0; n < 300; n += 1) {
  await ask('/v1/apis', { q: `${words[n % words.length]} ${n % 2 === 0 ? '' : n.toString(36)}`.trim() });
  await ask('/v1/apis', { sort: n % 2 === 0 ? 'score' : 'changed' });
  await ask(`/v1/apis/${ids[n]}`);
  await ask(`/v1/apis/${ids[n]}/report`);
}
const mib = (bytes: number): number => Math.round(bytes / 2 ** 20);
process.stdout.write(
  `memory of the API function with list and search index: ${mib(process.memoryUsage().rss)} MiB, peak ${mib(process.resourceUsage().maxRSS * 1024)} MiB; the first search, with loading both, took ${first} ms\n`,
);
process.exit(0);
