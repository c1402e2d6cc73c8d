/** Large files over a real connection of one machine: never whole in memory, at the client's pace, and given up with it. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Delivery } from '../../../shared/ports.ts';
import type { ExportsPointer } from '../../../shared/store/rollups.ts';
import { type Service, startService } from './service.ts';

const megabytes = 96;
const line = Buffer.from(`${'vedetta '.repeat(1023)}ciao!!!\n`);
const body = Buffer.concat(Array.from({ length: (megabytes * 1024 * 1024) / line.length }, () => line));
const digest = createHash('sha256').update(body).digest('hex').slice(0, 32);

let service: Service;
let server: Server;
let url: string;

beforeAll(async () => {
  service = await startService();
  const { startHttpServer } = await import('../../../infra/local/http-server.ts');
  ({ server, url } = await startHttpServer('127.0.0.1', 0));
  const { documents, rollUps } = service.store;
  const known = (await rollUps.exports()) as ExportsPointer;
  await documents.putExport(known.date, digest, 'ndjson', body);
  await rollUps.putExports({ ...known, digests: { ...known.digests, ndjson: digest } });
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  service.close();
});

async function ask(method: string, headers: { readonly [name: string]: string } = {}): Promise<IncomingMessage> {
  const asked = request(`${url}/v1/export.ndjson`, { method, headers, agent: false });
  asked.end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return answer;
}

describe('a large file', () => {
  it('comes as it is stored, with its length and tag', async () => {
    const answer = await ask('GET');
    expect(answer.headers).toMatchObject({ 'content-length': String(body.length), etag: `"${digest}"` });
    const hash = createHash('sha256');
    for await (const part of answer) hash.update(part as Buffer);
    expect(hash.digest('hex').slice(0, 32)).toBe(digest);
  });

  it('is not read ahead of a client that takes its time', async () => {
    const before = process.memoryUsage();
    const answer = await ask('GET');
    await once(answer, 'readable');
    // As many turns as reading all of it would take.
    for (let turn = 0; turn < 2000; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    const { arrayBuffers } = process.memoryUsage();
    expect(arrayBuffers - before.arrayBuffers).toBeLessThan(body.length / 3);
    answer.destroy();
  });

  it('is given up with its client, and others are served on', async () => {
    for (let client = 0; client < 20; client += 1) {
      const answer = await ask('GET');
      await once(answer, 'readable');
      answer.destroy();
      await once(answer, 'close');
    }
    expect((await ask('HEAD')).statusCode).toBe(200);
    const answer = await ask('GET');
    let size = 0;
    for await (const part of answer) size += (part as Buffer).length;
    expect(size).toBe(body.length);
  });

  it('has a head, and is not sent again to who has it', async () => {
    const head = await ask('HEAD');
    expect(head.headers).toMatchObject({ 'content-length': String(body.length), etag: `"${digest}"` });
    expect(await Array.fromAsync(head)).toEqual([]);
    const again = await ask('GET', { 'If-None-Match': `"${digest}"` });
    expect([again.statusCode, await Array.fromAsync(again)]).toEqual([304, []]);
  });
});

describe('a file that cannot be read', () => {
  const written: string[] = [];
  beforeAll(() => {
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
  });
  afterEach(() => {
    written.length = 0;
  });
  afterAll(() => void vi.restoreAllMocks());

  const faulty = (...parts: readonly Buffer[]): Delivery => ({
    size: 1000,
    async *read() {
      yield* parts;
      throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    },
  });
  const deliver = (delivery: Delivery) =>
    vi.spyOn(service.store.documents, 'deliverExport').mockImplementation(async () => delivery);

  it('since it went away after it was found, is a fault of ours: told so, with no header of the file, and logged', async () => {
    const spy = deliver(faulty());
    const answer = await ask('GET');
    expect(JSON.parse(await text(answer))).toMatchObject({ status: 500, type: 'urn:vedetta:problem:internal-error' });
    expect(answer.statusCode).toBe(500);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
    for (const name of ['etag', 'last-modified', 'content-disposition'])
      expect(answer.headers).not.toHaveProperty(name);
    expect(written).toEqual([expect.stringMatching(/could not be sent.*\/v1\/export\.ndjson.*no such file/)]);
    spy.mockRestore();
  });

  it('to its end breaks off, and is logged', async () => {
    const spy = deliver(faulty(Buffer.from('half of it')));
    await expect(ask('GET').then((answer) => text(answer))).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(written).toEqual([expect.stringContaining('no such file')]);
    spy.mockRestore();
  });

  it('by a client that went away is nobody’s fault', async () => {
    const answer = await ask('GET');
    await once(answer, 'readable');
    answer.destroy();
    await once(answer, 'close');
    expect((await ask('HEAD')).statusCode).toBe(200);
    expect(written).toEqual([]);
  });
});
