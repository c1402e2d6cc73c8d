import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes as allRoutes } from '../../../functions/http/routes.ts';
import { ruleset } from '../../../shared/domain/compliance/ruleset.ts';
import { validateStructure } from '../../../shared/domain/description/validate.ts';
import { createAjv, createJudge } from './answer-schemas.ts';
import { type Json, type Service, startService } from './service.ts';

/** Those that are read. */
const routes = allRoutes.filter(({ writes }) => writes === undefined);

let service: Service;
let openapi: Json;
let judge: ReturnType<typeof createJudge>;

beforeAll(async () => {
  service = await startService();
  openapi = (await service.api('GET', '/openapi.json')).json();
  judge = createJudge(openapi);
});
afterAll(() => service.close());

/** Addresses for every route: what its parameters are filled with. */
function addressesOf(path: string): readonly string[] {
  const { api, apis, catalogue, publisherIds, compliance } = service.seeded;
  if (path === '/v1/statistics') return [path, `${path}?publisher=${api.publisherId}`];
  const ids = path.endsWith('/report')
    ? compliance.slice(0, 2).map(({ apiId }) => apiId)
    : path.includes('/rules/')
      ? ruleset.map(({ id }) => id)
      : path.includes('/publishers/')
        ? publisherIds.slice(0, path.includes('{month}') ? 1 : undefined)
        : path.includes('/sources/')
          ? [catalogue.id]
          : path.endsWith('/document') || path.endsWith('/compare') || path.includes('{month}')
            ? [api.id]
            : apis.map(({ id }) => id);
  const numbers = path.includes('{number}') ? [1, 2, 3, 12] : [0];
  const named = path.includes('{number}') ? [api.id] : path.includes('{id}') ? ids : [''];
  const filled = path.replace('{tag}', 'anagrafe').replace('{month}', '2026-11');
  return named.flatMap((id) => numbers.map((number) => filled.replace('{id}', id).replace('{number}', String(number))));
}

describe('every route', () => {
  it.each(
    routes.map(({ path }) => path),
  )('%s answers what our OpenAPI says, and nothing that it does not', async (path) => {
    const [[type, { schema }]] = Object.entries(openapi.paths[path].get.responses['200'].content) as Json;
    for (const address of addressesOf(path)) {
      const [at, query] = address.split('?');
      const asked = query === undefined ? {} : { query: Object.fromEntries(new URLSearchParams(query)) };
      const { status, headers, json } = await service.api('GET', at!, asked);
      expect(status, address).toBe(200);
      expect(headers['content-type']!.split(';')[0]).toBe(type);
      expect(headers['cache-control']).toMatch(/^(public, max-age=\d+|no-store)$/);
      if (schema.$ref === undefined) continue;
      expect(judge(schema.$ref, json()), address).toEqual([]);
    }
  });

  it('answers a record of which everything is known with everything', async () => {
    const detail = (await service.api('GET', `/v1/apis/${service.seeded.api.id}`)).json();
    const empty = Object.entries(detail).filter(
      ([, value]) => value === null || (Array.isArray(value) && value.length === 0),
    );
    expect(empty.map(([name]) => name)).toEqual(['reason', 'withdrawn_at']);
    expect(detail).toMatchObject({
      id: service.seeded.api.id,
      title: 'Anagrafe <b>&</b>',
      publisher: { id: 'c_h501', name: 'Comune di Esempio' },
      revision: 12,
      last_valid: { revision: 1 },
      x_api_id: 'anagrafe',
      twins: ['twin'],
      source: { kind: 'openapi', api: service.seeded.api.id },
    });
    expect(detail.endpoints.map((each: Json) => [each.verdict, each.today?.availability]).sort()).toEqual([
      ['down', undefined],
      ['unknown', null],
      ['up', 1],
    ]);
    expect(detail.latest_revisions.map((each: Json) => each.number)).toEqual([12, 11, 10, 9, 8]);
  });

  it('tells a source’s crawl log with what each code means', async () => {
    const { sources } = (await service.api('GET', '/v1/publishers/c_h501')).json();
    const source = sources.find((each: Json) => each.kind === 'api-catalog');
    expect(source).toMatchObject({
      corrected: `/v1/sources/${source.id}/corrected-catalogue`,
      diagnostics: [
        { code: 'CATALOG_SOFT_404', count: 1 },
        { code: 'SOMETHING_NEW', pointer: '/linkset/0', sample: '<b>' },
      ],
      visits: [{ outcome: 'changed', reason: null }, { reason: { code: 'http-503', fix: { it: expect.any(String) } } }],
    });
    expect((await service.api('GET', source.corrected)).text).toBe('{"linkset":[]}');
    expect(sources.find((each: Json) => each.state === 'withdrawn')).toMatchObject({
      next_visit_at: null,
      corrected: null,
    });
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
  });
});

describe('our own OpenAPI', () => {
  it('is OpenAPI 3.1 by the official schema', () => {
    const path = new URL('../../../shared/domain/description/schemas/openapi-3.1.json', import.meta.url);
    const official = createAjv().compile(JSON.parse(readFileSync(path, 'utf8')));
    expect(official(openapi) ? [] : official.errors).toEqual([]);
    expect(official({ ...openapi, info: {} })).toBe(false);
  });

  it('is valid by what we tell others of theirs', () => {
    expect(validateStructure('/openapi-3.1', openapi)).toEqual([]);
  });

  it('has only references that lead somewhere, and only schemas that are used', () => {
    const used = new Set(
      [...JSON.stringify(openapi).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name),
    );
    expect([...used].sort()).toEqual(Object.keys(openapi.components.schemas).sort());
  });

  it('describes every route once, under a name of its own, with its path’s parameters', () => {
    expect(Object.keys(openapi.paths)).toEqual([...new Set(allRoutes.map(({ path }) => path))]);
    const operations = Object.entries(openapi.paths).flatMap(([path, item]: [string, Json]) =>
      Object.values(item).map((operation: Json) => {
        const named = (operation.parameters ?? [])
          .filter((each: Json) => each.in === 'path')
          .map((each: Json) => `{${each.name}}`);
        expect(path.match(/\{\w+\}/g) ?? []).toEqual(named);
        return operation.operationId as string;
      }),
    );
    expect(operations.sort()).toEqual(allRoutes.map(({ operationId }) => operationId).sort());
    expect(new Set(operations).size).toBe(operations.length);
  });

  it('names the server it was asked at', () => {
    expect(openapi.servers).toMatchObject([{ url: 'https://vedetta.example' }]);
  });

  it('has the version of the package', () => {
    const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
    expect(openapi.info.version).toBe(manifest.version);
  });
});
