/**
 * Our own OpenAPI against the service: of each operation every documented status, media type and problem type is brought
 * about by a request, and the answer is held against the document. What is documented and can't be brought about fails,
 * and so does what is answered and not documented.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RouteProblem } from '../../../functions/http/problem.ts';
import type { Route } from '../../../functions/http/route.ts';
import { routes } from '../../../functions/http/routes.ts';
import { sha256 } from '../../../shared/domain/digest.ts';
import type { ReadingWorld } from '../../../shared/usecases/world.ts';
import { sampleApi, sampleRevision } from '../../fixtures/sample-records.ts';
import { absentOf, addressesOf, addressOf, readRoutes } from './addresses.ts';
import { createJudge } from './answer-schemas.ts';
import { type Answered, type Asked, adminToken, type Json, type Service, startService } from './service.ts';

/** What the routes are given, changed while a test says so. */
const held = vi.hoisted(() => ({ change: undefined as ((world: ReadingWorld) => ReadingWorld) | undefined }));
vi.mock('../../../functions/app.ts', async (original) => {
  const app = await original<typeof import('../../../functions/app.ts')>();
  return {
    ...app,
    readingWorld: async () => {
      const world = await app.readingWorld();
      return held.change === undefined ? world : held.change(world);
    },
  };
});

let service: Service;
let openapi: Json;
let judge: ReturnType<typeof createJudge>;

/** Two revisions that nobody has compared yet, and that can be read. */
const readable = sampleApi('https://ente.example/leggibile', { revision: 2 });

beforeAll(async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  service = await startService();
  openapi = (await service.api('GET', '/openapi.json')).json();
  judge = createJudge(openapi);
  await service.store.apis.put(readable);
  for (const number of [1, 2]) {
    const body = new TextEncoder().encode(`{"openapi":"3.0.3","info":{"title":"${number}","version":"1"},"paths":{}}`);
    await service.store.documents.putDocument(sha256(body), body);
    await service.store.apis.addRevision(
      sampleRevision(readable, number, { digest: sha256(body), contentDigest: sha256(body) }),
    );
  }
});
afterAll(() => {
  vi.restoreAllMocks();
  service.close();
});

const operations = routes.map((route) => ({
  name: `${route.writes?.method ?? 'GET'} ${route.path}`,
  method: route.writes?.method ?? 'GET',
  route,
}));

const operationOf = ({ path, writes }: Route): Json => openapi.paths[path][(writes?.method ?? 'GET').toLowerCase()];

/** What a reference leads to; anything else as it is. */
const resolved = (value: Json): Json =>
  value?.$ref === undefined
    ? value
    : (value.$ref as string)
        .split('/')
        .slice(1)
        .reduce((at, name) => at[name.replaceAll('~1', '/').replaceAll('~0', '~')], openapi);

/** Not of JSON texts one after the other. */
const isJson = (mediaType: string): boolean => /[/+]json$/.test(mediaType);

const typeOf = ({ headers }: Answered): string => headers['content-type']?.split(';')[0] ?? '';

/** On every answer, whatever it is: the media type and length of the body, and what browsers are told. */
const onEveryAnswer = new Set([
  'content-type',
  'content-length',
  'access-control-allow-origin',
  'access-control-expose-headers',
  'content-security-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'origin-agent-cluster',
  'referrer-policy',
  'strict-transport-security',
  'x-content-type-options',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
]);
/** No header of ours to describe: the official ruleset wants its name nowhere. */
const undescribed = new Set(['accept']);

/** Holds an answer against what the document says of its status. */
function expectDocumented(route: Route, answer: Answered): void {
  const response = resolved(operationOf(route).responses[answer.status]);
  expect(response, `${answer.status} ${answer.text.slice(0, 300)}`).toBeDefined();
  const headers = Object.keys(response.headers ?? {}).map((name) => name.toLowerCase());
  const odd = Object.keys(answer.headers).filter(
    (name) => ![...headers, ...onEveryAnswer, ...undescribed].includes(name),
  );
  expect(odd, 'headers that are not documented').toEqual([]);
  if (response.content === undefined) {
    expect(answer.hasBody).toBe(false);
    return;
  }
  const { schema } = response.content[typeOf(answer)] ?? {};
  expect(schema, `${typeOf(answer)} is not documented`).toBeDefined();
  if (isJson(typeOf(answer))) expect(judge(schema, answer.json())).toEqual([]);
}

type Request = Asked & {
  readonly method?: string;
  readonly address?: string;
  readonly isBare?: true;
  readonly by?: 'api';
};

const type = { 'content-type': 'application/json' };
const token = { authorization: `Bearer ${adminToken}` };
const authorised = { headers: { ...type, ...token } };

/** A body that is taken, of each route that writes. */
const bodies: { readonly [operationId: string]: unknown } = {
  announceMaintenance: { windows: [{ from: '2099-03-01T20:00:00Z', until: '2099-03-02T00:00:00Z' }] },
};

const broken = (): never => {
  throw new Error('the store is gone');
};

type Recipe = {
  readonly request: (route: Route) => Request;
  readonly world?: (world: ReadingWorld) => ReadingWorld;
};

const firstOf = (parameters: object): string => Object.keys(parameters)[0] ?? '';

/** How each type of problem is brought about at any route that may have it. */
const recipes: { readonly [type in RouteProblem]: Recipe } = {
  'unknown-parameter': { request: () => ({ query: { limitt: '1' } }) },
  'bad-parameter': {
    request: ({ path, query }) =>
      firstOf(query) === ''
        ? { address: path.replaceAll(/\{\w+\}/g, '%20') }
        : { rawQuery: `${firstOf(query)}=x&${firstOf(query)}=x` },
  },
  'bad-cursor': { request: () => ({ query: { cursor: 'bm90aGluZw' } }) },
  'not-found': {
    request: (route) => absentOf(route),
    world: (world) => ({ ...world, config: { ...world.config, contact: '', infoUrl: '' } }),
  },
  'method-not-allowed': { request: () => ({ method: 'PATCH' }) },
  'not-acceptable': { request: () => ({ headers: { accept: 'image/x-odd' } }) },
  'query-too-long': { request: () => ({ query: { q: 'x'.repeat(5000) } }) },
  'no-token': { request: () => ({ isBare: true, headers: type }) },
  'no-right': { request: () => ({ claims: { scope: 'vedetta/read' }, headers: type }) },
  'writing-off': { request: () => ({ by: 'api', headers: type }) },
  'too-large': { request: () => ({ ...authorised, body: ' '.repeat(70_000) }) },
  'media-type': { request: () => ({ headers: { ...token, 'content-type': 'text/plain' } }) },
  'bad-body': { request: () => ({ ...authorised, body: '{' }) },
  unreadable: { request: () => ({ query: { from: '2', to: '4' } }) },
  'no-time': {
    request: ({ path }) => ({ address: path.replace('{id}', readable.id) }),
    world: (world) => ({ ...world, compare: async () => undefined }),
  },
  'not-yet': {
    request: () => ({}),
    world: ({ store, ...world }) => ({
      ...world,
      catalogue: async () => undefined,
      store: {
        ...store,
        rollUps: { ...store.rollUps, exports: async () => undefined },
        figures: { ...store.figures, underWay: async () => undefined },
        compliance: { ...store.compliance, nationalStatistics: async () => undefined },
      },
    }),
  },
  'internal-error': { request: () => ({}), world: broken },
};

/** As it would be asked for without a fault, but for what is given. */
async function ask(route: Route, request: Request): Promise<Answered> {
  const { method = route.writes?.method ?? 'GET', address = addressOf(service.seeded, route.path) } = request;
  const { by, isBare, method: _m, address: _a, ...asked } = request;
  if (route.writes === undefined || by === 'api') return service.api(method, address, asked);
  const headers = { ...(isBare ? {} : authorised.headers), ...asked.headers };
  return service.admin(method, address, { body: bodies[route.operationId], ...asked, headers });
}

/** What is kept in a bucket, which sends it itself. */
const inBucket: Recipe = {
  request: () => ({}),
  world: (world) => {
    const { documents, apis } = world.store;
    const revision: typeof apis.revision = async (...wanted) => {
      const known = await apis.revision(...wanted);
      return known && { ...known, size: 5_000_000 };
    };
    const deliver = async () => ({ size: 5_000_000, urlFor: async () => 'https://bucket.example/a' });
    const delivered = { ...documents, deliverExport: deliver, deliverDocument: deliver };
    return { ...world, store: { ...world.store, documents: delivered, apis: { ...apis, revision } } };
  },
};

async function follow(route: Route, { request, world }: Recipe): Promise<Answered> {
  held.change = world;
  try {
    return await ask(route, request(route));
  } finally {
    held.change = undefined;
  }
}

/** Statuses of an operation, each with the types of problem that its body may have; none: it is no problem. */
const documented = (route: Route): readonly (readonly [status: number, problems: readonly RouteProblem[]])[] =>
  Object.entries(operationOf(route).responses).map(([status, response]: [string, Json]) => {
    const { schema } = resolved(response).content?.['application/problem+json'] ?? {};
    const types: readonly string[] = schema?.properties?.type?.enum ?? [];
    return [Number(status), types.map((each) => each.replace('urn:vedetta:problem:', '') as RouteProblem)] as const;
  });

describe.each(operations)('$name', ({ route }) => {
  it('answers what is documented, wherever there is something, in the media type that is documented', async () => {
    for (const address of addressesOf(service.seeded, route.path)) {
      const answer = await ask(route, { address });
      expect(answer.status, answer.text.slice(0, 300)).toBe(200);
      expectDocumented(route, answer);
      const { headers, content } = operationOf(route).responses['200'];
      expect(Object.keys(content)).toEqual([typeOf(answer)]);
      const lacking = Object.keys(headers).filter((name) => answer.headers[name.toLowerCase()] === undefined);
      // Nothing has happened yet where there is no date.
      expect(lacking.filter((name) => name !== 'Last-Modified')).toEqual([]);
    }
  });

  it('answers 304, and every problem, that is documented, and documents each of them', async () => {
    for (const [status, problems] of documented(route).filter(([each]) => each !== 200)) {
      if (status === 304) {
        const { headers } = await ask(route, {});
        const again = await ask(route, { headers: { 'if-none-match': headers.etag! } });
        expect([again.status, again.headers.etag]).toEqual([304, headers.etag]);
        expectDocumented(route, again);
        continue;
      }
      if (status === 307) {
        const answer = await follow(route, inBucket);
        expect([answer.status, answer.headers.location]).toEqual([307, 'https://bucket.example/a']);
        expectDocumented(route, answer);
        continue;
      }
      expect(problems, `${status} has no type of problem`).not.toEqual([]);
      for (const problem of problems) {
        const answer = await follow(route, recipes[problem]);
        expect([answer.status, typeOf(answer)], `${problem} ${answer.text.slice(0, 300)}`).toEqual([
          status,
          'application/problem+json',
        ]);
        expect(answer.json().type).toBe(`urn:vedetta:problem:${problem}`);
        expect([answer.headers['cache-control'], answer.headers.etag]).toEqual(['no-store', undefined]);
        expectDocumented(route, answer);
      }
    }
  });

  it('has an example of each answer and each parameter, which are what they are examples of', async () => {
    const operation = operationOf(route);
    const contents = [...Object.values(operation.responses), operation.requestBody]
      .map(resolved)
      .flatMap((each: Json) => Object.entries(each?.content ?? {})) as [string, Json][];
    for (const [mediaType, { schema, example, examples = { own: { value: example } } }] of contents) {
      expect(Object.keys(examples), `no example of ${mediaType}: examples.json`).not.toEqual([]);
      for (const [name, example] of Object.entries(examples)) {
        const { value } = resolved(example);
        expect(value, name).toBeDefined();
        if (isJson(mediaType) && schema.type === undefined) expect(judge(schema, value), name).toEqual([]);
      }
    }
    for (const { name, schema, example } of operation.parameters ?? []) {
      expect(example, `no example of the parameter ${name}`).toBeDefined();
      expect(judge(schema, example, true), name).toEqual([]);
    }
  });

  it('takes its examples of parameters', async () => {
    const read = { ...route.pathParameters, ...route.query };
    for (const { name, example } of operationOf(route).parameters ?? [])
      expect(() => read[name]?.parse(String(example)), name).not.toThrow();
  });
});

describe.each(readRoutes.map((route) => ({ route, path: route.path })))('$path', ({ route, path }) => {
  it('answers HEAD as GET, without the body', async () => {
    const get = await ask(route, {});
    const head = await ask(route, { method: 'HEAD' });
    const { 'content-length': length, ...headers } = head.headers;
    const { 'content-length': _, ...ofGet } = get.headers;
    expect([head.status, head.hasBody, headers]).toEqual([get.status, false, ofGet]);
    // What is of now is another a moment later.
    if (route.maxAgeSeconds > 0) expect(Number(length)).toBe(get.bytes.byteLength);
  });

  it('answers OPTIONS, and every other method, with those that it takes, also to pages of others', async () => {
    const methods = [
      'GET',
      'HEAD',
      ...operations.filter((each) => each.route.path === path && each.method !== 'GET').map(({ method }) => method),
      'OPTIONS',
    ];
    const allow = methods.join(', ');
    const asked = { headers: { origin: 'https://other.example', 'access-control-request-method': 'GET' } };
    const options = await ask(route, { ...asked, method: 'OPTIONS' });
    expect([options.status, options.hasBody]).toEqual([204, false]);
    expect(options.headers).toMatchObject({
      allow,
      'access-control-allow-origin': '*',
      'access-control-allow-methods': allow,
      'access-control-allow-headers': expect.stringContaining('If-None-Match, If-Modified-Since'),
    });
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'BREW'].filter(
      (each) => !methods.includes(each),
    ))
      for (const by of [service.api, service.admin]) {
        const answer = await by(method, addressOf(service.seeded, path), { headers: type });
        expect([answer.status, answer.headers.allow, answer.json().type]).toEqual([
          405,
          allow,
          'urn:vedetta:problem:method-not-allowed',
        ]);
        expect(answer.json().detail).toContain(method);
      }
  });
});

describe('the document', () => {
  it('describes every route once, and refers to nothing that is not there, nor holds what nothing refers to', () => {
    const paths = Object.entries(openapi.paths).flatMap(([path, item]) =>
      Object.keys(item as object).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(paths.sort()).toEqual(operations.map(({ name }) => name).sort());
    const refs = new Set(
      [...JSON.stringify(openapi).matchAll(/"\$ref":"(#\/components\/[^"]+)"/g)].map(([, each]) => each),
    );
    const held = ['schemas', 'responses', 'examples', 'headers'].flatMap((kind) =>
      Object.keys(openapi.components[kind]).map((name) => `#/components/${kind}/${name}`),
    );
    expect([...refs].sort()).toEqual(held.sort());
  });

  it('has a judge with teeth: what is not named is refused, at any depth, and what is missing too', async () => {
    const detail = (await service.api('GET', `/v1/apis/${service.seeded.api.id}`)).json();
    const reference = '#/components/schemas/ApiDetail';
    expect(judge(reference, detail)).toEqual([]);
    expect(judge(reference, { ...detail, odd: 1 })).not.toEqual([]);
    expect(judge(reference, { ...detail, publisher: { ...detail.publisher, odd: 1 } })).not.toEqual([]);
    expect(judge(reference, { ...detail, endpoints: [{ ...detail.endpoints[0], odd: 1 }] })).not.toEqual([]);
    expect(judge(reference, { ...detail, source: { ...detail.source, odd: 1 } })).not.toEqual([]);
    const { state: _, ...missing } = detail;
    expect(judge(reference, missing)).not.toEqual([]);
    const { schema } = resolved(openapi.paths['/v1/apis'].get.responses['414']).content['application/problem+json'];
    const problem = (await follow(routes.find(({ path }) => path === '/v1/apis')!, recipes['query-too-long'])).json();
    expect(judge(schema, problem)).toEqual([]);
    expect(judge(schema, { ...problem, odd: 1 })).not.toEqual([]);
    expect(judge(schema, { ...problem, type: 'urn:vedetta:problem:bad-cursor' })).not.toEqual([]);
  });
});
