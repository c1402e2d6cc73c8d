import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { sha256 } from '../../../shared/domain/digest.ts';
import type { Delivered, Delivery } from '../../../shared/ports.ts';
import { hostileTexts } from '../../fixtures/hostile-texts.ts';
import { sampleEvent } from '../../fixtures/sample-records.ts';
import { eventOf, type Json, type Service, startService } from './service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

describe('a document', () => {
  it('is the bytes as published, revision by revision, whatever they are', async () => {
    const { api, documents } = service.seeded;
    for (const [index, body] of documents.entries()) {
      const answer = await service.api('GET', `/v1/apis/${api.id}/revisions/${index + 1}/document`);
      expect(new Uint8Array(answer.bytes)).toEqual(body);
    }
    const newest = await service.api('GET', `/v1/apis/${api.id}/document`);
    expect(new Uint8Array(newest.bytes)).toEqual(documents.at(-1));
  });

  it('is never shown by a browser under our name: always a download, never of the publisher’s type', async () => {
    const { api, documents } = service.seeded;
    for (const index of documents.keys()) {
      const { headers } = await service.api('GET', `/v1/apis/${api.id}/revisions/${index + 1}/document`);
      expect(headers['content-type']).toBe('application/octet-stream');
      const ending = index % 2 === 1 ? 'json' : 'yaml';
      expect(headers['content-disposition']).toBe(`attachment; filename="${api.id}-${index + 1}.${ending}"`);
    }
  });

  it('is 404 when its bytes are gone, not a fault', async () => {
    const api = { ...service.seeded.apis[5]!, revision: 1 };
    expect((await service.api('GET', `/v1/apis/${api.id}/document`)).status).toBe(404);
  });
});

describe('a document of more than 4 MB', () => {
  const body = Buffer.from(`{"openapi":"3.0.3"${' '.repeat(5_000_000)}}`);
  const digest = sha256(body);
  let path: string;
  beforeAll(async () => {
    const { apis, documents } = service.store;
    const { id } = service.seeded.api;
    await documents.putDocument(digest, body);
    const known = (await apis.revision(id, 1))!;
    const large = { ...known, number: 99, digest, size: body.byteLength, contentType: 'application/json' };
    await apis.addRevision(large);
    path = `/v1/apis/${id}/revisions/99/document`;
  });
  const disposition = () => `attachment; filename="${service.seeded.api.id}-99.json"`;

  it('is read as it is sent, under the same headers as any other', async () => {
    const { handler } = await import('../../../functions/api.ts');
    const result = await handler(eventOf('GET', path), {} as Context);
    expect([result.statusCode, result.body]).toEqual([200, undefined]);
    const sent = await buffer(Readable.from(result.stream!()));
    expect(sent.equals(body)).toBe(true);
    const { headers } = await service.api('GET', path);
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': disposition(),
      'content-length': String(body.byteLength),
      'cache-control': 'public, max-age=300',
      'last-modified': expect.stringMatching(/GMT$/),
      etag: `"${digest}"`,
    });
    const head = await service.api('HEAD', path);
    expect([head.status, head.hasBody, head.headers]).toEqual([200, false, headers]);
    const again = await service.api('GET', path, { headers: { 'if-none-match': headers.etag! } });
    expect([again.status, again.hasBody]).toEqual([304, false]);
  });

  it('is at a bucket, where there is one: the client is sent on, and what is smaller is answered', async () => {
    const asked: Delivered[] = [];
    const deliverDocument = async (_: string, as: Delivered): Promise<Delivery> => {
      asked.push(as);
      return { size: body.byteLength, urlFor: async (method) => `https://bucket.example/a?for=${method}` };
    };
    const spy = vi.spyOn(service.store.documents, 'deliverDocument').mockImplementation(deliverDocument);
    for (const method of ['GET', 'HEAD']) {
      const { status, headers } = await service.api(method, path);
      expect([status, headers.location]).toEqual([307, `https://bucket.example/a?for=${method}`]);
      expect(headers['cache-control']).toBe('no-store');
    }
    expect(asked[0]).toEqual({
      contentType: 'application/octet-stream',
      fileName: `${service.seeded.api.id}-99.json`,
    });
    expect((await service.api('GET', path.replace('99', '1'))).status).toBe(200);
    expect(asked).toHaveLength(2);
    spy.mockRestore();
  });
});

describe('the feed', () => {
  const schema = readFileSync(new URL('../../fixtures/rss-2.0.xsd', import.meta.url), 'utf8');
  const get = () => service.api('GET', '/feeds/changes.rss');

  it('is valid RSS of the newest 50 events, the same bytes each time', async () => {
    const feed = await get();
    expect(feed.headers['content-type']).toBe('application/rss+xml; charset=utf-8');
    expect((await validateXML({ xml: feed.text, schema })).errors).toEqual([]);
    expect(feed.text.split('<item>')).toHaveLength(51);
    const again = await get();
    expect(again.bytes.equals(feed.bytes)).toBe(true);
    expect(again.headers).toEqual(feed.headers);
    expect(feed.text).toContain('<atom:link href="https://vedetta.example/feeds/changes.rss" rel="self"');
  });

  it('stays valid with hostile texts in it, and links only to ourselves', async () => {
    for (const [index, text] of hostileTexts.entries()) {
      const at = new Date(Date.UTC(2026, 10, 24, 8, index)).toISOString();
      await service.store.events.add(
        sampleEvent(service.seeded.api, at, { apiTitle: text, apiVersion: text, publisherName: `x${text}` }),
      );
    }
    const { text } = await get();
    expect((await validateXML({ xml: text, schema })).errors).toEqual([]);
    for (const [, link] of text.matchAll(/<link>(.*?)<\/link>/gs))
      expect(link).toMatch(/^https:\/\/vedetta\.example\//);
    const titles = (await service.api('GET', '/v1/changes')).json().items.map((item: Json) => item.title.en);
    expect(titles).toHaveLength(50);
  });
});
