import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { hostileTexts } from '../../fixtures/hostile-texts.ts';
import { sampleEvent } from '../../fixtures/sample-records.ts';
import { type Json, type Service, startService } from './service.ts';

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
