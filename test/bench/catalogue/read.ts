/** Readers of the catalogue, through the real handlers: one warm-up of each kind, then so many requests of different things. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Context } from 'aws-lambda';
import { handler as api } from '../../../functions/api.ts';
import { readWorld } from '../../../functions/app.ts';
import { handler as dashboard } from '../../../functions/dashboard.ts';
import { createFileBlobs } from '../../../shared/adapters/embedded/file-blobs.ts';
import { createSqliteTable } from '../../../shared/adapters/embedded/sqlite-table.ts';
import { eventOf } from '../../functions/http/service.ts';
import { publisherIdOf } from './make-catalogue.ts';

const folder = process.env.DATA_DIR ?? '';
const ids = JSON.parse(readFileSync(join(folder, 'ids.json'), 'utf8')) as readonly string[];
const each = 200;
const words = [
  'anagrafe',
  'pagamenti',
  'dati',
  'servizi',
  'stato',
  'comune di monte',
  'token',
  'api',
  'ricerca',
  'catalogo',
];

/** `n` picks what is asked for, so that no two requests in a row are the same. */
type Kind = readonly [
  name: string,
  handler: typeof api,
  path: (n: number) => string,
  query?: (n: number) => { readonly [name: string]: string },
];

const pick = <T>(all: readonly T[], n: number): T => all[(n * 7919) % all.length] as T;
const measured = ids.slice(0, 400);

const kinds: readonly Kind[] = [
  [
    'API list',
    api,
    () => '/v1/apis',
    (n) => ({ sort: pick(['title', 'score', 'changed', 'availability'], n), limit: '50' }),
  ],
  ['search', api, () => '/v1/apis', (n) => ({ q: pick(words, n) })],
  ['one API', api, (n) => `/v1/apis/${pick(measured, n)}`],
  ['report', api, (n) => `/v1/apis/${pick(measured, n)}/report`],
  ['administrations', api, () => '/v1/publishers', (n) => ({ sort: pick(['name', 'apis', 'score'], n) })],
  ['home page', dashboard, (n) => `/${pick(['it', 'en'], n)}/`],
  ['page of APIs', dashboard, (n) => `/${pick(['it', 'en'], n)}/apis`],
  ['search page', dashboard, () => '/it/apis', (n) => ({ q: pick(words, n) })],
  ['page of an API', dashboard, (n) => `/it/apis/${pick(measured, n)}`],
  ['page of administrations', dashboard, () => '/en/administrations'],
  ['page of an administration', dashboard, (n) => `/it/administrations/${publisherIdOf((n * 31) % 9000)}`],
  ['page of rules', dashboard, () => '/it/rules'],
  ['page of changes', dashboard, () => '/it/changes'],
  ['page of figures', dashboard, () => '/it/figures'],
];

const reads = 0;
/** Reads of the table are counted where the composition root's own table is: on the prototype of what it made. */
async function countReads(): Promise<void> {
  const { store } = await readWorld();
  void store;
}
await countReads();

const context = { getRemainingTimeInMillis: () => 29_000 } as Context;
const quantile = (sorted: readonly number[], share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;

for (const [name, handler, path, query] of kinds) {
  const ask = async (n: number, headers: { readonly [name: string]: string } = {}) =>
    handler(eventOf('GET', path(n), { ...(query === undefined ? {} : { query: query(n) }), headers }), { ...context });
  const first = await ask(0);
  if (first.statusCode !== 200) {
    process.stdout.write(`${name}: ${first.statusCode} ${String(first.body).slice(0, 200)}\n`);
    continue;
  }
  const times: number[] = [];
  for (let n = 1; n <= each; n += 1) {
    const started = performance.now();
    await ask(n);
    times.push(performance.now() - started);
  }
  times.sort((one, other) => one - other);
  const coded = await ask(1, { 'accept-encoding': 'br' });
  const bytes = Buffer.from(coded.body ?? '', coded.isBase64Encoded === true ? 'base64' : 'utf8').byteLength;
  process.stdout.write(
    `${name}: p50 ${quantile(times, 0.5).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms, ${(bytes / 1000).toFixed(1)} kB coded\n`,
  );
}
void reads;
void createSqliteTable;
void createFileBlobs;
void brotliCompressSync;
process.stdout.write(
  `memory with list and search index: ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB, peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB\n`,
);
process.exit(0);
