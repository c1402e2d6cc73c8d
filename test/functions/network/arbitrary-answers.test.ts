import { type AddressInfo, createServer, type Server } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GuardedHttp } from '../../../shared/adapters/network/guarded-http.ts';
import { describeFetchCode } from '../../../shared/domain/fetching/fetch-codes.ts';
import { createTestHttp } from './fixtures.ts';

let answer: Buffer = Buffer.alloc(0);
let server: Server;
let http: GuardedHttp;
let url: string;

beforeAll(async () => {
  server = createServer((socket) => {
    socket.on('error', () => undefined).on('data', () => socket.end(answer));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  http = createTestHttp();
});
afterAll(async () => {
  await http.close();
  await new Promise((resolve) => server.close(resolve));
});

const line = fc.oneof(
  fc.constantFrom(
    'Content-Length: 5',
    'Content-Length: 0',
    'Content-Length: -1',
    'Content-Length: 99999999999999999999',
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: gzip, chunked',
    'Content-Encoding: gzip',
    'Content-Encoding: br',
    'Content-Encoding: deflate',
    'Connection: close',
    'Connection: keep-alive',
    'Connection: upgrade',
    'Upgrade: h2c',
    'Location: /',
    'Location: //[',
    'Keep-Alive: timeout=-1',
    'ETag: "\u0000"',
    'Trailer: x',
  ),
  fc.string({ unit: 'binary-ascii', maxLength: 20 }),
);

const body = fc.oneof(
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(
    gzipSync('{}'),
    brotliCompressSync('{}'),
    Buffer.from('2\r\n{}\r\n0\r\n\r\n'),
    Buffer.from('ffffffffffffffffff\r\n'),
  ),
);

const response = fc
  .tuple(
    fc.constantFrom('HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'http/1.1', 'ICY'),
    fc.oneof(fc.constantFrom(200, 204, 206, 301, 302, 304, 403, 503, 100, 101, 103, 199, 0, 1000), fc.nat(700)),
    fc.array(line, { maxLength: 6 }),
    body,
  )
  .map(([version, status, lines, rest]) =>
    Buffer.concat([Buffer.from([`${version} ${status} x`, ...lines, '', ''].join('\r\n'), 'latin1'), rest]),
  );

describe('any answer at all', () => {
  it('ends as data, with a code of the list when it fails', async () => {
    const asked = fc.record({ anyStatus: fc.boolean(), cutBody: fc.boolean(), method: fc.constantFrom('GET', 'HEAD') });
    const bytes = fc.oneof({ weight: 4, arbitrary: response }, { weight: 1, arbitrary: body });
    await fc.assert(
      fc.asyncProperty(bytes, asked, async (sent, more) => {
        answer = sent;
        const outcome = await http.request({ url, purpose: 'probe', maxBodyBytes: 100, ...more });
        if (outcome.outcome === 'failed') expect(describeFetchCode(outcome.code).words.it, outcome.code).not.toBe('');
        if (outcome.outcome === 'fetched') expect(outcome.body.length).toBeLessThanOrEqual(100);
        expect(JSON.stringify(outcome.headers ?? {}).length).toBeLessThan(20_000);
      }),
      { numRuns: 500 },
    );
  });
});
