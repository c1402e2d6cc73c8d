import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../../functions/http/routes.ts';
import { validateStructure } from '../../../shared/domain/description/validate.ts';
import { createAjv } from './answer-schemas.ts';
import { type Json, type Service, startService } from './service.ts';

let service: Service;
let openapi: Json;

beforeAll(async () => {
  service = await startService();
  openapi = (await service.api('GET', '/openapi.json')).json();
});
afterAll(() => service.close());

describe('an answer', () => {
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

  it('describes every route once, under a name of its own, with its path’s parameters', () => {
    expect(Object.keys(openapi.paths)).toEqual([...new Set(routes.map(({ path }) => path))]);
    const operations = Object.entries(openapi.paths).flatMap(([path, item]: [string, Json]) =>
      Object.values(item).map((operation: Json) => {
        const named = (operation.parameters ?? [])
          .filter((each: Json) => each.in === 'path')
          .map((each: Json) => `{${each.name}}`);
        expect(path.match(/\{\w+\}/g) ?? []).toEqual(named);
        return operation.operationId as string;
      }),
    );
    expect(operations.sort()).toEqual(routes.map(({ operationId }) => operationId).sort());
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
