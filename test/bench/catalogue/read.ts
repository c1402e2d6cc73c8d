/**
 * Readers of the catalogue, through the real handlers: one request of each kind to warm up, then so many of different things.
 * Reads of the table are counted by the same routes over a table that counts.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { handler as api } from '../../../functions/api.ts';
import { readingWorld } from '../../../functions/app.ts';
import { handler as dashboard } from '../../../functions/dashboard.ts';
import { pages } from '../../../functions/http/pages/pages.ts';
import { readQuery, readValue } from '../../../functions/http/parameters.ts';
import type { Route } from '../../../functions/http/route.ts';
import { routes } from '../../../functions/http/routes.ts';
import { createFileBlobs } from '../../../shared/adapters/embedded/file-blobs.ts';
import { createSqliteTable } from '../../../shared/adapters/embedded/sqlite-table.ts';
import type { Table } from '../../../shared/ports.ts';
import { createStore } from '../../../shared/store/store.ts';
import { eventOf } from '../../functions/http/service.ts';
import { publisherIdOf } from './make-catalogue.ts';

type Texts = { readonly [name: string]: string };

/** `n` picks what is asked for, so that no two requests in a row are the same. */
type Kind = {
  readonly name: string;
  readonly handler: typeof api;
  readonly path: (n: number) => string;
  readonly query?: (n: number) => Texts;
};

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
const grades = ['A', 'B', 'C', 'D', 'E'];

const pick = <T>(all: readonly T[], n: number): T => all[(n * 7919) % all.length] as T;
/** Those of which there are figures of 90 days. */
const measured = ids.slice(0, 400);
const of = (handler: typeof api, name: string, path: Kind['path'], query?: Kind['query']): Kind =>
  query === undefined ? { name, handler, path } : { name, handler, path, query };

const kinds: readonly Kind[] = [
  of(
    api,
    'API list',
    () => '/v1/apis',
    (n) => ({ sort: pick(['title', 'score', 'changed'], n), grade: pick(grades, n) }),
  ),
  of(
    api,
    'search',
    () => '/v1/apis',
    (n) => ({ q: `${pick(words, n)} ${n % 3 === 0 ? '' : n.toString(36)}`.trim() }),
  ),
  of(api, 'one API', (n) => `/v1/apis/${pick(measured, n)}`),
  of(api, 'report', (n) => `/v1/apis/${pick(measured, n)}/report`),
  of(
    api,
    'administrations',
    () => '/v1/publishers',
    (n) => ({ sort: pick(['name', 'apis', 'score'], n) }),
  ),
  of(dashboard, 'home page', (n) => `/${pick(['it', 'en'], n)}/`),
  of(
    dashboard,
    'page of APIs',
    (n) => `/${pick(['it', 'en'], n)}/apis`,
    (n) => ({ grade: pick(grades, n) }),
  ),
  of(
    dashboard,
    'search page',
    () => '/it/apis',
    (n) => ({ q: pick(words, n) }),
  ),
  of(dashboard, 'page of an API', (n) => `/it/apis/${pick(measured, n)}`),
  of(dashboard, 'comparison', (n) => `/it/apis/${pick(measured, n)}/compare`),
  of(dashboard, 'page of administrations', () => '/en/administrations'),
  of(dashboard, 'page of an administration', (n) => `/it/administrations/${publisherIdOf((n * 31) % 9000)}`),
  of(dashboard, 'page of rules', () => '/it/rules'),
  of(dashboard, 'page of changes', () => '/it/changes'),
  of(dashboard, 'page of incidents', () => '/it/incidents'),
  of(dashboard, 'page of figures', () => '/it/figures'),
];

let reads = 0;
const table = createSqliteTable(join(folder, 'vedetta.sqlite'));
/** A batch of keys is a request for each hundred of them. */
const counting: Table = {
  ...table,
  get: (key) => {
    reads += 1;
    return table.get(key);
  },
  getAll: (keys) => {
    reads += Math.ceil(keys.length / 100);
    return table.getAll(keys);
  },
  query: (query) => {
    reads += 1;
    return table.query(query);
  },
};
const store = createStore(counting, createFileBlobs(join(folder, 'blobs')), { crawl: 1, probe: 1 });
const counted = { ...(await readingWorld()), store };

function matchRoute(routed: readonly Route[], path: string): { readonly route: Route; readonly values: Texts } {
  for (const route of routed) {
    const pattern = new RegExp(`^${route.path.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
    const match = pattern.exec(path);
    if (match !== null) return { route, values: { ...match.groups } };
  }
  throw new Error(`no route for ${path}`);
}

async function countReads({ handler, path, query }: Kind, n: number): Promise<number> {
  const { route, values } = matchRoute(handler === api ? routes : pages, path(n));
  const named = Object.entries(values).map(([name, text]) => [name, readValue(name, route.pathParameters, text)]);
  reads = 0;
  await route.handle({
    world: counted,
    path: Object.fromEntries(named),
    query: readQuery(route.query, query?.(n) ?? {}),
    publicUrl: 'https://vedetta.example',
    method: 'GET',
    target: { path: path(n), query: '' },
    headers: {},
    body: undefined,
  });
  // The catalogue's pointer, which is read anew every few seconds.
  return reads + 1;
}

const context = { getRemainingTimeInMillis: () => 29_000 } as Context;
const quantile = (sorted: readonly number[], share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
const bytesOf = ({ body = '', isBase64Encoded = false }: APIGatewayProxyStructuredResultV2): number =>
  Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8').byteLength;
const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const coded = { 'accept-encoding': 'br' };

for (const kind of kinds) {
  const { name, handler, path, query } = kind;
  const ask = (n: number, headers: Texts = {}) =>
    handler(eventOf('GET', path(n), { ...(query === undefined ? {} : { query: query(n) }), headers }), { ...context });
  const first = await ask(0);
  if (first.statusCode !== 200) {
    say(`${name}: ${first.statusCode} ${String(first.body).slice(0, 200)}`);
    process.exitCode = 1;
    continue;
  }
  const times: number[] = [];
  for (let n = 1; n <= each; n += 1) {
    const started = performance.now();
    await ask(n);
    times.push(performance.now() - started);
  }
  times.sort((one, other) => one - other);
  const most = Math.max(await countReads(kind, 1), await countReads(kind, 2));
  const kilobytes = (bytesOf(await ask(1, coded)) / 1000).toFixed(1);
  const [half, nearlyAll] = [0.5, 0.99].map((share) => quantile(times, share).toFixed(1));
  say(`${name}: p50 ${half} ms, p99 ${nearlyAll} ms, ${most} reads of the table, ${kilobytes} kB coded`);
}

const fetchFile = (address: string, headers: Texts = {}) =>
  dashboard(eventOf('GET', address, { headers }), { ...context });
const namedIn = (text: string, pattern: RegExp): readonly string[] => [...new Set(text.match(pattern) ?? [])];
const home = await fetchFile('/it/');
const files = namedIn(String(home.body), /\/assets\/[\w.-]+/g);
const sheets = await Promise.all(files.filter((file) => file.endsWith('.css')).map((file) => fetchFile(file)));
const fonts = namedIn(sheets.map(({ body }) => String(body)).join(), /\/assets\/[\w.-]+\.woff2/g);
const sizes = await Promise.all([...files, ...fonts].map(async (file) => bytesOf(await fetchFile(file, coded))));
const sum = sizes.reduce((all, size) => all + size, 0);
say(`files of a first visit, to be added to each page: ${(sum / 1000).toFixed(1)} kB coded (${sizes.length} files)`);
process.exit();
