/** The sample administrations over real connections: every state is really served, and the story really moves. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { connect, rootCertificates, setDefaultCACertificates } from 'node:tls';
import SwaggerParser from '@apidevtools/swagger-parser';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Samples, startSamples } from '../../infra/local/samples/start-samples.ts';
import { assess } from '../../shared/domain/compliance/assess.ts';
import { examineCompliance } from '../../shared/domain/compliance/examine.ts';
import { noOverrides } from '../../shared/domain/compliance/overrides.ts';
import { parseDocument } from '../../shared/domain/description/parse-document.ts';

const withMergeKeys = CORE_SCHEMA.withTags(mergeTag);

type Json = { readonly [name: string]: Json } & readonly Json[];

const publisherOf = (samples: Samples, id: string) => {
  const found = samples.sources.publishers.find((publisher) => publisher.id === id);
  if (found === undefined) throw new Error(`no sample ${id}`);
  return found;
};

/** Where an administration answers, without the final slash. */
const originOf = (samples: Samples, id: string): string =>
  new URL(publisherOf(samples, id).homepage ?? 'no homepage').origin;

/** The description as an object of its own, whatever its format. */
async function described(url: string): Promise<Json> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return load(await response.text(), { schema: withMergeKeys }) as Json;
}

/** The official validator's words, or that it had none. A copy is validated, since it resolves in place. */
async function validate(document: Json): Promise<string> {
  try {
    const copy = structuredClone(document) as unknown as Parameters<typeof SwaggerParser.validate>[0];
    await SwaggerParser.validate(copy, { resolve: { external: false } });
    return 'valid';
  } catch (fault) {
    return (fault as Error).message;
  }
}

const valid = {
  'sample-comune-di-esempio': ['/anagrafe/v1/openapi.yaml', '/tributi/v2/openapi.json'],
  'sample-regione-ipotetica': ['/prenotazioni/v1/openapi.json', '/bandi/v1/openapi.yaml'],
  'sample-universita-di-prova': ['/didattica/v1/swagger.json'],
  'sample-comunita-montana-del-campione': ['/rifugi/v1/openapi.yaml'],
};

describe('sample administrations', () => {
  let samples: Samples;
  let now = 0;
  const at = (id: string, path: string): string => `${originOf(samples, `sample-${id}`)}${path}`;

  beforeEach(async () => {
    now = Date.UTC(2026, 0, 1, 12, 0, 0, 500);
    samples = await startSamples({ portFrom: 0, clock: () => now });
    setDefaultCACertificates([samples.authority]);
  });
  afterEach(() => {
    // A server sends along what it trusts of its chain.
    setDefaultCACertificates([]);
    return samples.close();
  });

  it('are entries of a sources file, each an origin of its own', async () => {
    const { publishers } = samples.sources;
    expect(publishers.length).toBeGreaterThanOrEqual(6);
    expect(new Set(publishers.map(({ homepage }) => homepage)).size).toBe(publishers.length);
    for (const { id, name, homepage, domains, sources } of publishers) {
      expect(id).toMatch(/^sample-[a-z-]+$/);
      expect(name).not.toBe('');
      expect(domains).toEqual(['127.0.0.1']);
      for (const { url } of sources ?? []) expect(new URL(url).origin).toBe(new URL(homepage ?? '').origin);
    }
    expect(publishers.filter(({ sources }) => sources === undefined).map(({ id }) => id)).toEqual([
      'sample-comunita-montana-del-campione',
    ]);
    expect(JSON.parse(JSON.stringify(samples.sources))).toEqual(samples.sources);
  });

  it('say robots.txt and, unless a firewall stands before it, a home page that calls itself fictional', async () => {
    for (const { id, homepage } of samples.sources.publishers) {
      const robots = await fetch(new URL('/robots.txt', homepage));
      expect([robots.status, robots.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
      expect(await robots.text()).toContain('Allow: /');
      const home = await (await fetch(homepage ?? '')).text();
      expect(home).toContain(id === 'sample-autorita-sbarrata' ? 'blocked' : 'immaginaria');
    }
  });

  it('publish linksets of RFC 9727 that lead to every description and status', async () => {
    const conforming = ['comune-di-esempio', 'regione-ipotetica', 'asl-di-fantasia', 'comunita-montana-del-campione'];
    for (const id of conforming) {
      const url = at(id, '/.well-known/api-catalog');
      const response = await fetch(url);
      expect(response.headers.get('content-type')).toBe(
        'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"',
      );
      expect(response.headers.get('link')).toBe(`<${url}>; rel="api-catalog"`);
      const { linkset } = (await response.json()) as { linkset: readonly { [relation: string]: Json }[] };
      expect(linkset.length).toBeGreaterThan(0);
      for (const context of linkset) {
        const [description] = context['service-desc'] as unknown as { href: string }[];
        const [status] = context.status as unknown as { href: string }[];
        expect((await fetch(description?.href ?? '')).status).toBe(200);
        const answer = await fetch(status?.href ?? '');
        expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/problem+json']);
        expect(await answer.json()).toEqual({ title: 'OK', status: 200 });
      }
    }
  });

  it('serve valid descriptions of Swagger 2.0 and OpenAPI 3.0 and 3.1, at every step of the story', async () => {
    const versions = new Set<string>();
    for (let tick = 0; tick <= 3; tick += 1) {
      for (const [id, paths] of Object.entries(valid)) {
        for (const path of paths) {
          const document = await described(`${originOf(samples, id)}${path}`);
          expect(`${path} at ${tick}: ${await validate(document)}`).toBe(`${path} at ${tick}: valid`);
          versions.add(String(document.openapi ?? document.swagger).slice(0, 3));
        }
      }
      samples.tick();
    }
    expect([...versions].sort()).toEqual(['2.0', '3.0', '3.1']);
  });

  it('point the servers of every description at the origin that serves it', async () => {
    for (const [id, paths] of Object.entries(valid)) {
      for (const path of paths) {
        const document = await described(`${originOf(samples, id)}${path}`);
        const server = document.servers?.[0]?.url ?? `http://${document.host}${document.basePath}`;
        expect(`${server}`).toBe(`${originOf(samples, id)}${path.slice(0, path.lastIndexOf('/'))}`);
      }
    }
  });

  it('show merge keys that a reader must merge', async () => {
    const { paths } = await described(at('comunita-montana-del-campione', '/rifugi/v1/openapi.yaml'));
    expect(paths?.['/sentieri']?.get?.parameters?.[0]?.name).toBe('quota_minima');
  });

  it('show a quirky catalogue: flat links, relative addresses, a wrong type', async () => {
    const url = at('provincia-immaginaria', '/.well-known/api-catalog');
    const response = await fetch(url);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const { linkset } = (await response.json()) as { linkset: readonly { rel: string; href: string }[] };
    expect(linkset.map(({ rel }) => rel)).toEqual(['service-desc', 'status']);
    const [description, status] = linkset.map(({ href }) => new URL(href, url).href);
    expect((await described(description ?? '')).openapi).toBe('3.2.0');
    expect((await fetch(status ?? '')).status).toBe(200);
  });

  it('show an invalid description: an operation without responses', async () => {
    const document = await described(at('asl-di-fantasia', '/referti/v1/openapi.yaml'));
    expect(document.paths?.['/referti/{id}']?.delete).not.toHaveProperty('responses');
    expect(await validate(document)).toContain("must have required property 'responses'");
  });

  it('show a reference to a file that is not there', async () => {
    const url = at('asl-di-fantasia', '/vaccinazioni/v3/openapi.yaml');
    const reference = /\$ref: '(\.[^#]+)#/.exec(await (await fetch(url)).text())?.[1];
    const answer = await fetch(new URL(reference ?? 'no reference', url));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
  });

  it('show a firewall that answers 403 with a page to everything', async () => {
    const [source] = publisherOf(samples, 'sample-autorita-sbarrata').sources ?? [];
    for (const url of [source?.url ?? '', at('autorita-sbarrata', '/.well-known/api-catalog')]) {
      const answer = await fetch(url);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([403, 'text/html; charset=utf-8']);
      expect(await answer.text()).toContain('web application firewall');
    }
  });

  it('show a certificate that ends in 20 days, which holds for whoever trusts their authority besides and nobody else', async () => {
    const { protocol, hostname: host, port } = new URL(originOf(samples, 'sample-comunita-montana-del-campione'));
    expect(protocol).toBe('https:');
    const trusting = connect({ host, port: Number(port), ca: [...rootCertificates, samples.authority] });
    await once(trusting, 'secureConnect');
    const { validTo } = trusting.getPeerX509Certificate() ?? {};
    expect(Math.floor((Date.parse(validTo ?? '') - Date.now()) / 86_400_000)).toBe(20);
    trusting.destroy();
    const other = connect({ host, port: Number(port), ca: [...rootCertificates] });
    await expect(once(other, 'secureConnect')).rejects.toMatchObject({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
  });

  it('list one description by its plain address, beside no catalogue', async () => {
    const { sources } = publisherOf(samples, 'sample-universita-di-prova');
    expect(sources).toEqual([{ url: at('universita-di-prova', '/didattica/v1/swagger.json'), kind: 'openapi' }]);
    expect((await fetch(at('universita-di-prova', '/.well-known/api-catalog'))).status).toBe(404);
  });

  it('turn a status to 503 on the first tick, without announcing maintenance, and back on the third', async () => {
    const url = at('universita-di-prova', '/didattica/v1/status');
    const seen: number[] = [];
    for (let tick = 0; tick <= 4; tick += 1) {
      const answer = await fetch(url);
      expect(await answer.json()).toHaveProperty('status', answer.status);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('retry-after')).toBeNull();
      expect(answer.headers.get('etag')).toBeNull();
      seen.push(answer.status);
      samples.tick();
    }
    expect(seen).toEqual([200, 503, 503, 200, 200]);
  });

  it('add an optional property on the first tick, and nothing else', async () => {
    const url = at('regione-ipotetica', '/prenotazioni/v1/openapi.json');
    const before = await described(url);
    samples.tick();
    const after = await described(url);
    const schemaOf = (document: Json): Json => document.components?.schemas?.Appuntamento as Json;
    expect(Object.keys(schemaOf(after).properties ?? {})).toEqual([
      ...Object.keys(schemaOf(before).properties ?? {}),
      'lingua',
    ]);
    expect(schemaOf(after).required).toEqual(schemaOf(before).required);
    expect(after.paths).toEqual(before.paths);
    expect([before.info?.version, after.info?.version]).toEqual(['1.0.0', '1.1.0']);
  });

  it('break a description on the second tick: an operation goes, a parameter becomes required', async () => {
    const url = at('regione-ipotetica', '/bandi/v1/openapi.yaml');
    const before = await described(url);
    samples.tick();
    expect(await described(url)).toEqual(before);
    samples.tick();
    const after = await described(url);
    const gone = Object.keys(before.paths ?? {}).filter((path) => !(path in (after.paths ?? {})));
    expect(gone).toEqual(['/bandi/{id}/allegati']);
    const required = (document: Json) => document.paths?.['/bandi']?.get?.parameters?.[0]?.required;
    expect([required(before), required(after)]).toEqual([false, true]);
  });

  it('repair a description on the third tick, so that the national catalogue would take it', async () => {
    const url = at('comune-di-esempio', '/anagrafe/v1/openapi.yaml');
    const gate = async (): Promise<boolean | null | undefined> => {
      const parsed = parseDocument(new Uint8Array(await (await fetch(url)).arrayBuffer()), { url });
      const report = parsed.ok ? examineCompliance(parsed) : undefined;
      return report && assess(report, { problems: 0 }, noOverrides, '2026-11-25').publishable;
    };
    samples.tick();
    samples.tick();
    expect(await gate()).toBe(false);
    samples.tick();
    expect(await gate()).toBe(true);
  });

  it('change nothing but what the story says, and nothing after the third tick', async () => {
    const everything = async (): Promise<{ [url: string]: string | null }> => {
      const urls = Object.entries(valid).flatMap(([id, paths]) => paths.map((path) => originOf(samples, id) + path));
      return Object.fromEntries(
        await Promise.all(urls.map(async (url) => [new URL(url).pathname, (await fetch(url)).headers.get('etag')])),
      );
    };
    const changes: string[][] = [];
    let before = await everything();
    for (let tick = 1; tick <= 5; tick += 1) {
      samples.tick();
      const after = await everything();
      changes.push(Object.keys(after).filter((path) => after[path] !== before[path]));
      before = after;
    }
    expect(changes).toEqual([
      ['/prenotazioni/v1/openapi.json'],
      ['/bandi/v1/openapi.yaml'],
      ['/anagrafe/v1/openapi.yaml'],
      [],
      [],
    ]);
  });

  it('answer 304 to a validator that still holds, by tag and by date, and the new document after a change', async () => {
    const url = at('regione-ipotetica', '/prenotazioni/v1/openapi.json');
    const first = await fetch(url);
    const tag = first.headers.get('etag') ?? '';
    const date = first.headers.get('last-modified') ?? '';
    expect(tag).toMatch(/^"[0-9a-f]+"$/);
    expect(date).toBe('Thu, 01 Jan 2026 12:00:00 GMT');
    const statusWith = async (headers: { readonly [name: string]: string }) => (await fetch(url, { headers })).status;
    const conditions: readonly { readonly [name: string]: string }[] = [
      { 'if-none-match': tag },
      { 'if-none-match': `"other", W/${tag}` },
      { 'if-none-match': '*' },
      { 'if-modified-since': date },
    ];
    for (const condition of conditions) expect(await statusWith(condition)).toBe(304);
    expect(await statusWith({ 'if-none-match': '"other"', 'if-modified-since': date })).toBe(200);
    expect(await statusWith({ 'if-modified-since': 'no date' })).toBe(200);

    const unchanged = await fetch(url, { headers: { 'if-none-match': tag } });
    expect([unchanged.headers.get('etag'), await unchanged.text()]).toEqual([tag, '']);

    now += 60_000;
    samples.tick();
    expect(await statusWith({ 'if-none-match': tag })).toBe(200);
    expect(await statusWith({ 'if-modified-since': date })).toBe(200);
    expect((await fetch(url)).headers.get('last-modified')).toBe('Thu, 01 Jan 2026 12:01:00 GMT');
    const untouched = at('regione-ipotetica', '/bandi/v1/openapi.yaml');
    expect((await fetch(untouched)).headers.get('last-modified')).toBe(date);
  });

  it('answer HEAD without a body, and refuse what is not reading', async () => {
    const url = at('comune-di-esempio', '/anagrafe/v1/openapi.yaml');
    const body = await (await fetch(url)).text();
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
      200,
      `${Buffer.byteLength(body)}`,
      '',
    ]);
    const post = await fetch(url, { method: 'POST', body: 'x' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('leave nothing listening once closed', async () => {
    const urls = samples.sources.publishers.map(({ homepage }) => homepage ?? '');
    await samples.close();
    for (const url of urls) await expect(fetch(url)).rejects.toThrow();
    samples = await startSamples({ portFrom: 0 });
  });
});

describe('ports of the samples', () => {
  it('stay the same from one start to the next, and step aside for a port that is taken', async () => {
    const addressesOf = ({ sources }: Samples) => sources.publishers.map(({ homepage }) => homepage);
    const portsOf = (samples: Samples) => addressesOf(samples).map((url) => Number(new URL(url ?? '').port));
    // Below the ports that systems hand out by themselves, and not where another run of this test looks.
    const portFrom = 20_000 + (process.pid % 10_000);

    const first = await startSamples({ portFrom });
    const addresses = addressesOf(first);
    await first.close();
    const second = await startSamples({ portFrom });
    expect(addressesOf(second)).toEqual(addresses);
    await second.close();

    const taken = portsOf(first)[2] ?? 0;
    const squatter = createServer().listen(taken, '127.0.0.1');
    const third = await startSamples({ portFrom });
    expect(portsOf(third)).not.toContain(taken);
    expect(addressesOf(third).filter((url) => addresses.includes(url))).toHaveLength(addresses.length - 1);
    await third.close();
    squatter.close();
  });

  it('are refused with a reason on an address that is not ours', async () => {
    await expect(startSamples({ host: '192.0.2.1', portFrom: 0 })).rejects.toThrow(/EADDRNOTAVAIL/);
  });
});
