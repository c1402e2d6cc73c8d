/** Open data over HTTP: files as streams or on a bucket, parts of lists, what hostile documents become in it. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Delivery } from '../../../shared/ports.ts';
import { collectListing } from '../../../shared/usecases/rollup-listing.ts';
import type { ReadingWorld } from '../../../shared/usecases/world.ts';
import { listStored } from '../../fixtures/list-stored.ts';
import { sampleApi, sampleMetadata, samplePublisher } from '../../fixtures/sample-records.ts';
import { type Json, type Service, startService } from './service.ts';

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
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

async function having<T>(change: (world: ReadingWorld) => ReadingWorld, ask: () => Promise<T>): Promise<T> {
  held.change = change;
  try {
    return await ask();
  } finally {
    held.change = undefined;
  }
}

const files = ['csv', 'ndjson', 'jsonld'] as const;

describe.each(files)('the file %s', (format) => {
  const path = `/v1/export.${format}`;

  it('is sent as it is, under a name with its day, with its length and its validators', async () => {
    const { status, headers, bytes } = await service.api('GET', path, { headers: { 'accept-encoding': 'br, gzip' } });
    const day = new Date().toISOString().slice(0, 10);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-disposition': `attachment; filename="vedetta-${day}.${format}"`,
      'content-length': String(bytes.byteLength),
      'cache-control': 'public, max-age=900',
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
    });
    expect(headers).not.toHaveProperty('content-encoding');
    expect(new Date(headers['last-modified']!).toUTCString()).toBe(headers['last-modified']);
  });

  it('is not read for who asks for its head, or has it already', async () => {
    const { headers } = await service.api('GET', path);
    const read = vi.fn();
    const unread = (world: ReadingWorld): ReadingWorld => {
      const deliverExport = async (): Promise<Delivery> => ({ size: Number(headers['content-length']), read });
      return { ...world, store: { ...world.store, documents: { ...world.store.documents, deliverExport } } };
    };
    const head = await having(unread, () => service.api('HEAD', path));
    expect([head.status, head.hasBody, head.headers]).toEqual([200, false, headers]);
    const again = await having(unread, () => service.api('GET', path, { headers: { 'if-none-match': headers.etag! } }));
    expect([again.status, again.hasBody, again.headers.etag]).toEqual([304, false, headers.etag]);
    expect(again.headers).not.toHaveProperty('content-length');
    expect(read).not.toHaveBeenCalled();
  });

  it('is at a bucket, where there is one: the client is sent on, for the method it came with', async () => {
    const urlFor = async (method: string) => `https://bucket.example/apis.${format}?for=${method}`;
    const onBucket = (world: ReadingWorld): ReadingWorld => {
      const deliverExport = async (): Promise<Delivery> => ({ size: 9, urlFor });
      return { ...world, store: { ...world.store, documents: { ...world.store.documents, deliverExport } } };
    };
    for (const method of ['GET', 'HEAD']) {
      const { status, headers, hasBody } = await having(onBucket, () => service.api(method, path));
      expect([status, headers.location, hasBody]).toEqual([307, await urlFor(method), method === 'GET']);
      expect(headers['cache-control']).toBe('no-store');
      expect(headers).not.toHaveProperty('etag');
    }
  });

  it('is said not to be there yet, before the first roll-up', async () => {
    const unmade = (world: ReadingWorld): ReadingWorld => {
      const rollUps = { ...world.store.rollUps, exports: async () => undefined };
      return { ...world, store: { ...world.store, rollUps } };
    };
    const answer = await having(unmade, () => service.api('GET', path));
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '60']);
    expect(answer.json().detail).toMatch(/first roll-up/);
  });
});

describe('what the files hold', () => {
  it('is every published API of the seeded catalogue, once, in each of them', async () => {
    const wanted = service.seeded.apis
      .filter(({ state }) => state !== 'withdrawn')
      .map(({ id }) => id)
      .sort();
    const [csv, ndjson, jsonld] = await Promise.all(files.map((format) => service.api('GET', `/v1/export.${format}`)));
    const ids = [...csv!.text.matchAll(/^([0-9a-f]{20}),/gm)].map(([, id]) => id);
    expect(ids).toEqual(wanted);
    const records = ndjson!.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records.filter(({ type }) => type === 'api').map(({ id }) => id)).toEqual(wanted);
    const services = jsonld!.json()['@graph'].filter((node: Json) => node['@type'] === 'dcat:DataService');
    expect(services.map((node: Json) => node['dct:identifier'])).toEqual(wanted);
  });

  it('has the columns of the schema', async () => {
    const { fields } = (await service.api('GET', '/v1/export/schema.json')).json();
    const [head] = (await service.api('GET', '/v1/export.csv')).text.split('\r\n');
    expect(head).toBe(fields.map(({ name }: Json) => name).join(','));
  });
});

describe('an administration with more than is told at once', () => {
  const count = 230;
  const hostile = '"><script>alert(1)</script>';

  beforeAll(async () => {
    await service.store.publishers.putAll([samplePublisher({ id: 'large', name: 'Grande ente' })]);
    for (let number = 0; number < count; number += 1) {
      const metadata = sampleMetadata({ title: hostile, servers: [{ url: 'javascript:alert(1)', sandbox: false }] });
      await service.store.apis.put(
        sampleApi(`https://grande.example/${number}/openapi.json`, { publisherId: 'large', metadata }),
      );
    }
    await listStored(await (await import('../../../functions/app.ts')).readWorld(), collectListing);
    // What was listed meanwhile is noticed some seconds later.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
  });
  afterAll(() => vi.useRealTimers());

  const walk = async (path: string, nextOf: (answer: Json) => string | undefined): Promise<readonly Json[]> => {
    const answers: Json[] = [];
    for (let query: string | undefined = ''; query !== undefined; ) {
      const answer = await service.api('GET', path, { rawQuery: query });
      expect(answer.status).toBe(200);
      answers.push(answer.json());
      const next = nextOf(answer.json());
      if (next !== undefined) {
        expect(answer.headers.link).toContain(`<${next}>; rel="next"`);
        expect(next.startsWith(`https://vedetta.example${path}?`)).toBe(true);
      }
      query = next?.split('?')[1];
    }
    return answers;
  };

  it('is told in parts that lead to each other, each API once, as data services', async () => {
    const view = (document: Json) => document['@graph'][0];
    const parts = await walk('/v1/publishers/large/dcat.jsonld', (document) => view(document)['hydra:next']?.['@id']);
    const services = parts.map((part) => part['@graph'].filter((node: Json) => node['@type'] === 'dcat:DataService'));
    expect(services.map(({ length }) => length)).toEqual([100, 100, 30]);
    const ids = services.flat().map((node: Json) => node['dct:identifier']);
    expect(new Set(ids).size).toBe(count);
    expect(ids).toEqual(ids.toSorted());
    expect(services.flat()[0]['dct:title']).toBe(hostile);
    expect(JSON.stringify(parts)).not.toContain('javascript:');
  });

  it('is told in parts that lead to each other, each API once, as catalogues', async () => {
    const parts = await walk(
      '/v1/publishers/large/api-catalog',
      ({ linkset }) => linkset.at(-1)['api-catalog']?.[0].href,
    );
    const described = parts.flatMap(({ linkset }) =>
      linkset.flatMap((context: Json) => (context['service-desc'] ?? []).map(({ href }: Json) => href)),
    );
    expect(described.toSorted()).toEqual(
      Array.from({ length: count }, (_, number) => `https://grande.example/${number}/openapi.json`).sort(),
    );
    expect(JSON.stringify(parts)).not.toContain('javascript:');
  });

  it('costs few reads of the table however much it has', async () => {
    let reads = 0;
    const counting = (world: ReadingWorld): ReadingWorld => {
      const count1 = <T extends object>(family: T): T =>
        new Proxy(family, {
          get(target, name) {
            reads += 1;
            return Reflect.get(target, name);
          },
        });
      const { apis, publishers, sources } = world.store;
      const store = { ...world.store, apis: count1(apis), publishers: count1(publishers), sources: count1(sources) };
      return { ...world, store };
    };
    for (const kind of ['dcat.jsonld', 'api-catalog'])
      await having(counting, () => service.api('GET', `/v1/publishers/large/${kind}`));
    expect(reads).toBeLessThanOrEqual(6);
  });

  it('refuses a cursor of another list', async () => {
    const { linkset } = (await service.api('GET', '/v1/publishers/large/api-catalog')).json();
    const rawQuery = linkset.at(-1)['api-catalog'][0].href.split('?')[1];
    const other = await service.api('GET', '/v1/publishers/large/dcat.jsonld', { rawQuery });
    expect([other.status, other.json().type]).toEqual([400, 'urn:vedetta:problem:bad-cursor']);
  });
});

describe('our own catalogue', () => {
  const path = '/.well-known/api-catalog';

  it('names itself in its head, and its profile, also to who asks for the head only', async () => {
    for (const method of ['GET', 'HEAD']) {
      const { status, headers } = await service.api(method, path);
      expect(status).toBe(200);
      expect(headers.link).toBe('</.well-known/api-catalog>; rel="api-catalog"');
      expect(headers['content-type']).toBe(
        'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"',
      );
    }
  });

  it('leads to a catalogue of each administration that publishes anything, and each of them is there', async () => {
    const { linkset } = (await service.api('GET', path)).json();
    const nested = linkset[1]['api-catalog'].map(({ href }: Json) => new URL(href).pathname);
    expect(nested).toContain('/v1/publishers/c_h501/api-catalog');
    for (const address of nested) expect((await service.api('GET', address)).status, address).toBe(200);
  });

  it('lists this service also before the roll-up has listed anybody', async () => {
    const unlisted = (world: ReadingWorld): ReadingWorld => ({ ...world, catalogue: async () => undefined });
    const { linkset } = (await having(unlisted, () => service.api('GET', path))).json();
    expect(linkset.map(({ anchor }: Json) => anchor)).toEqual(['https://vedetta.example/v1']);
    const answer = await having(unlisted, () => service.api('GET', '/v1/publishers/c_h501/api-catalog'));
    expect([answer.status, answer.json().type]).toEqual([503, 'urn:vedetta:problem:not-yet']);
  });
});

describe('whom to tell of a weakness', () => {
  it('is told as the operator has set it, and in words where nobody is', async () => {
    const answer = await service.api('GET', '/.well-known/security.txt');
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(answer.text).toContain('Contact: mailto:sicurezza@vedetta.example\n');
    const nobody = (world: ReadingWorld): ReadingWorld => ({ ...world, config: { ...world.config, contact: '' } });
    const absent = await having(nobody, () => service.api('GET', '/.well-known/security.txt'));
    expect([absent.status, absent.json().detail]).toEqual([404, expect.stringContaining('CONTACT')]);
  });
});

it('our description is the same as YAML', async () => {
  const { load } = await import('js-yaml');
  const [yaml, json] = await Promise.all(['yaml', 'json'].map((ending) => service.api('GET', `/openapi.${ending}`)));
  expect(yaml!.headers['content-type']).toBe('application/yaml');
  expect(load(yaml!.text)).toEqual(json!.json());
});
