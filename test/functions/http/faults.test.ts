import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readWindows } from '../../../shared/domain/uptime/read-windows.ts';
import { morning, sampleEvent } from '../../fixtures/sample-records.ts';
import { readRoutes } from './addresses.ts';
import { adminToken, type Service, startService } from './service.ts';

let service: Service;
const written: string[] = [];

beforeAll(async () => {
  service = await startService();
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
    written.push(String(line));
    return true;
  });
});
afterAll(() => {
  vi.restoreAllMocks();
  service.close();
});

const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    '../..',
    '%2e%2e',
    '%',
    '%zz',
    '\u0000',
    'null',
    '[]',
    '{}',
    '-0',
    'NaN',
    '1e9',
  ),
  fc
    .array(fc.oneof(fc.string(), fc.constant(null)), { maxLength: 4 })
    .map((parts) => Buffer.from(JSON.stringify(parts)).toString('base64url')),
);
const query = fc.dictionary(
  fc.oneof(
    fc.constantFrom(
      'limit',
      'cursor',
      'state',
      'publisher',
      'kind',
      'level',
      'since',
      'before',
      'after',
      'open',
      'from',
      'to',
    ),
    odd,
  ),
  odd,
  { maxKeys: 4 },
);
const headers = fc.dictionary(
  fc.constantFrom(
    'accept-encoding',
    'if-none-match',
    'if-modified-since',
    'origin',
    'cache-control',
    'accept',
    'x-forwarded-proto',
  ),
  odd,
);
const path = fc.oneof(
  fc.tuple(fc.constantFrom(...readRoutes.map((each) => each.path)), odd, odd).map(([known, id, number]) =>
    known
      .replace(/\{(id|tag)\}/, () => id)
      .replace('{number}', () => number)
      .replace('{month}', '2026-11'),
  ),
  odd.map((text) => `/${text}`),
);

describe('nothing that a client sends', () => {
  it('is a fault of ours: every answer is below 500, and nothing is logged', async () => {
    const method = fc.constantFrom('GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE', 'BREW');
    await fc.assert(
      fc.asyncProperty(method, path, query, headers, async (verb, address, parameters, given) => {
        for (const ask of [service.api, service.admin, service.dashboard]) {
          const answer = await ask(verb, address, { query: parameters, headers: given });
          expect(answer.status).toBeGreaterThanOrEqual(200);
          expect(answer.status).toBeLessThan(500);
          if (answer.status < 400 || verb === 'HEAD') continue;
          if (ask === service.dashboard) expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
          else expect(answer.json().status).toBe(answer.status);
        }
      }),
      { numRuns: 400 },
    );
    expect(written).toEqual([]);
  });
});

describe('nothing that whoever may write sends', () => {
  it('is a fault of ours, and nothing but windows is taken', async () => {
    const at = fc.constantFrom('2099-01-01T00:00:00Z', '2099-01-02T00:00:00Z', 'x', '');
    const window = fc.record({ from: fc.oneof(at, odd), until: fc.oneof(at, fc.anything()), note: odd });
    const windows = fc.record({ windows: fc.array(fc.oneof(window, fc.anything()), { maxLength: 3 }) });
    const body = fc.oneof(
      odd,
      fc.json(),
      windows.map((value) => JSON.stringify(value)),
    );
    const address = fc.oneof(
      fc.constant(`/v1/apis/${service.seeded.api.id}/maintenance`),
      odd.map((text) => `/v1/apis/${text}/maintenance`),
    );
    const type = fc.oneof(fc.constant('application/json'), odd);
    const sent = (text: string | undefined): unknown => {
      try {
        return JSON.parse(text ?? '');
      } catch {
        return undefined;
      }
    };
    await fc.assert(
      fc.asyncProperty(address, body, type, async (place, text, contentType) => {
        const given = { authorization: `Bearer ${adminToken}`, 'content-type': contentType };
        const answer = await service.admin('PUT', place, { body: text, headers: given });
        expect(answer.status).toBeLessThan(500);
        if (answer.status !== 200) return;
        expect(readWindows(sent(text), { now: '1970-01-01T00:00:00.000Z', announced: [] }).faults).toBeUndefined();
      }),
      { numRuns: 300 },
    );
    expect(written).toEqual([]);
  });
});

describe('a fault of ours', () => {
  it('is told without its detail, and logged once with it', async () => {
    await service.store.events.add(sampleEvent(service.seeded.api, morning, { id: 'odd', kind: 'odd' as never }));
    const answer = await service.api('GET', '/v1/changes', { query: { limit: '100' } });
    expect(answer.status).toBe(500);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
    expect(answer.json()).toEqual({
      type: 'urn:vedetta:problem:internal-error',
      status: 500,
      title: 'The fault is ours',
      detail: 'The request failed through our own fault; it has been logged.',
    });
    expect(written).toHaveLength(1);
    expect(JSON.parse(written[0]!)).toMatchObject({
      level: 'error',
      fault: { name: 'TypeError', stack: expect.stringContaining('event-text.ts') },
    });
  });
});
