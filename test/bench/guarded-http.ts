/** Requests a second through the guarded client beside bare undici `request`, over kept connections on loopback. */
import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Agent, request } from 'undici';
import { createGuardedHttp } from '../../shared/adapters/network/guarded-http.ts';

const etag = '"one"';

function serve(): void {
  const body = Buffer.alloc(20_000, 'x');
  const server = createServer((asked, answer) => {
    const unchanged = asked.headers['if-none-match'] === etag;
    answer.writeHead(unchanged ? 304 : 200, { etag, ...(unchanged ? {} : { 'content-length': body.length }) });
    answer.end(unchanged ? undefined : body);
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
}

async function rate(requests: number, concurrency: number, once: () => Promise<unknown>): Promise<number> {
  let left = requests;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await once();
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: concurrency }, worker));
  return (requests / (performance.now() - startedAt)) * 1000;
}

async function measure(): Promise<void> {
  const server = fork(fileURLToPath(import.meta.url), ['serve']);
  const port = await new Promise<number>((resolve) => server.once('message', (message) => resolve(Number(message))));
  const origin = `http://127.0.0.1:${port}`;
  const url = `${origin}/`;
  const dispatcher = new Agent({ allowH2: false });
  const guarded = createGuardedHttp({ userAgent: 'bench', allowAddresses: ['127.0.0.0/8'], nat64: false });
  const bare = async (headers: Record<string, string>): Promise<void> => {
    const { body } = await request(url, { dispatcher, headers });
    await body.arrayBuffer();
  };
  const pairs = [
    ['304', () => bare({ 'if-none-match': etag }), { validators: { etag, origin } }],
    ['200, 20 kB', () => bare({}), {}],
  ] as const;
  for (const [name, once, more] of pairs) {
    const guardedOnce = () => guarded.request({ url, purpose: 'description', ...more });
    for (const concurrency of [1, 16]) {
      const rates = { bare: 0, guarded: 0 };
      // Taken in turns, best of three: the machine may be busy.
      for (let turn = 0; turn < 3; turn += 1) {
        rates.bare = Math.max(rates.bare, await rate(15_000, concurrency, once));
        rates.guarded = Math.max(rates.guarded, await rate(15_000, concurrency, guardedOnce));
      }
      const ratio = (rates.guarded / rates.bare).toFixed(2);
      console.log(
        `${name}, ${concurrency} at once: guarded ${rates.guarded.toFixed(0)}/s, bare request ${rates.bare.toFixed(0)}/s (${ratio} ×)`,
      );
    }
  }
  await guarded.close();
  await dispatcher.close();
  server.kill();
}

if (process.argv[2] === 'serve') serve();
else await measure();
