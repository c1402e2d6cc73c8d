/**
 * Writes `functions/http/examples.json`: what a service that watches the samples answers, cut to what an example needs.
 * `node infra/local/build/capture-examples.ts http://127.0.0.1:8080`, some minutes after `npm start` and with a roll-up
 * of today behind it. Of several answers the one that tells most is taken.
 */
import { writeFileSync } from 'node:fs';
import { exampleNameOf } from '../../../functions/http/describe-responses.ts';
import type { Route } from '../../../functions/http/route.ts';
import { routes } from '../../../functions/http/routes.ts';
import { eventKinds } from '../../../shared/domain/catalogue/api.ts';
import { readWindows } from '../../../shared/domain/uptime/read-windows.ts';

const [base = 'http://127.0.0.1:8080'] = process.argv.slice(2);

type Json = { readonly [name: string]: unknown };
type Items = { readonly items: readonly { readonly [name: string]: unknown; readonly id: string }[] };

const get = async (path: string): Promise<string | undefined> => {
  const answer = await fetch(base + path);
  return answer.ok ? answer.text() : undefined;
};
const items = async (path: string): Promise<Items['items']> =>
  (JSON.parse((await get(path)) ?? '{"items":[]}') as Items).items;

/** Nobody is asked at an address of an example. */
const anonymous = (text: string): string =>
  text
    .replaceAll(base, 'https://vedetta.example')
    .replaceAll(/https?:\/\/127\.0\.0\.1:\d+/g, 'https://api.ente.example')
    .replaceAll('127.0.0.1', 'ente.example')
    .replaceAll('sample-', '');

const leaves = (value: unknown): number =>
  value === null || value === ''
    ? 0
    : typeof value === 'object'
      ? Object.values(value as Json).reduce<number>((sum, each) => sum + leaves(each), 0)
      : 1;

const mostText = 400;

/** The two items that tell most, one each further in. */
function cut(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.length > mostText ? `${value.slice(0, mostText)}…` : value;
  if (Array.isArray(value)) {
    const kept = value.map((each) => cut(each, depth + 1));
    const best = kept.toSorted((one, other) => leaves(other) - leaves(one)).slice(0, depth < 2 ? 2 : 1);
    return kept.filter((each) => best.includes(each)).slice(0, 2);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, cut(each, depth + 1)]));
}

const cutText = (type: string, text: string): string =>
  /csv|ndjson/.test(type)
    ? `${text.split('\n').slice(0, 3).join('\n').trimEnd()}\r\n`
    : /octet-stream/.test(type)
      ? text.slice(0, mostText)
      : text;

const apis = (await items('/v1/apis?limit=100')).map(({ id }) => id);
const publishers = (await items('/v1/publishers?limit=100')).map(({ id }) => id);
const sources = (await Promise.all(publishers.map((id) => get(`/v1/publishers/${id}`)))).flatMap((text) =>
  (JSON.parse(text ?? '{"sources":[]}') as { readonly sources: readonly { readonly id: string }[] }).sources.map(
    ({ id }) => id,
  ),
);
const counts = await Promise.all(
  eventKinds.map(async (kind) => ({ kind, count: (await items(`/v1/changes?kind=${kind}`)).length })),
);
const rarest = counts.filter(({ count }) => count > 0).toSorted((one, other) => one.count - other.count)[0]?.kind;

function addressesOf({ path }: Route): readonly string[] {
  const ids = path.includes('/rules/')
    ? ['use-semver']
    : path.includes('/publishers/')
      ? publishers
      : path.includes('/sources/')
        ? sources
        : apis;
  const filled = path
    .replace('{number}', '2')
    .replace('{tag}', 'anagrafe')
    .replace('{month}', new Date().toISOString().slice(0, 7));
  const query = path.startsWith('/feeds/changes') ? `?kind=${rarest}` : '';
  return path.includes('{id}') ? ids.map((id) => filled.replace('{id}', id)) : [filled + query];
}

async function exampleOf(route: Route): Promise<unknown> {
  const answers = (await Promise.all(addressesOf(route).map(get))).filter((each) => each !== undefined);
  const values = answers.map((text) =>
    /json$/.test(route.contentType) ? cut(JSON.parse(anonymous(text))) : cutText(route.contentType, anonymous(text)),
  );
  return values.toSorted((one, other) => leaves(other) - leaves(one))[0];
}

/** What nobody has sent and nothing tells of itself. */
const announced = {
  windows: [{ from: '2026-12-01T20:00:00.000Z', until: '2026-12-01T22:00:00.000Z', note: 'Nuove macchine' }],
};
const { faults } = readWindows(announced, { now: '2026-11-26T00:00:00.000Z', announced: [] });
if (faults !== undefined) throw new Error(JSON.stringify(faults));
const examples: { [name: string]: unknown } = {
  MaintenanceAnnouncement: announced,
  Maintenance: { api: apis[0], ...announced, announced_at: '2026-11-26T08:00:00.000Z' },
  OpenapiYaml: 'openapi: "3.1.0"\ninfo:\n  title: Vedetta\n  version: "0.1.0"\npaths: {}\n',
  OpenapiDocument: { openapi: '3.1.0', info: { title: 'Vedetta', version: '0.1.0' }, paths: {} },
};
for (const route of routes.filter(({ writes }) => writes === undefined)) {
  const name = exampleNameOf(route);
  if (name in examples) continue;
  const value = await exampleOf(route);
  if (value === undefined) process.stderr.write(`no example of ${name}: nothing was answered at ${route.path}\n`);
  else examples[name] = value;
}
const file = new URL('../../../functions/http/examples.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(examples, null, 2)}\n`);
