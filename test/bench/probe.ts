/**
 * Probes a second on one core through the guarded client, each over a TLS connection of its own, beside a bare undici
 * loop that opens TLS connections with one shared context; and the bytes a probe sends, which are most of what it costs.
 */
import { fork } from 'node:child_process';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer, connect as openTcp, type Socket } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { Agent, buildConnector, request } from 'undici';
import { createGuardedHttp, type GuardedHttp } from '../../shared/adapters/network/guarded-http.ts';
import { createTlsContext } from '../../shared/adapters/network/tls.ts';
import { authority, issue } from '../fixtures/certificate-authority.ts';

type Ready = { readonly ports: readonly [plain: number, counted: number]; readonly root: string };
type Counts = { readonly connections: number; readonly received: number; readonly sent: number };

const host = 'ente.example.org';
const manyOrigins = 3000;
const userAgent = 'Vedetta/1.0 (+https://example.org/; api@example.org)';
const atOnce = 32;
const aRound = 800;
const rounds = 5;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** In a process of its own: TLS, behind a relay that counts the bytes of the raw connections when it is asked through. */
function serve(): void {
  const root = issue({ name: 'Bench root', extensions: authority() });
  const intermediate = issue({ name: 'Bench intermediate', issuer: root, extensions: authority() });
  const leaf = issue({ issuer: intermediate, hosts: ['*.example.org'] });
  const server = createHttpsServer({ key: leaf.keyPem, cert: leaf.pem + intermediate.pem }, (_, answer) => {
    answer.setHeader('content-type', 'application/problem+json').end('{"status":200}');
  });
  const counts = { connections: 0, received: 0, sent: 0 };
  const count = (socket: Socket): void => {
    socket.once('close', () => {
      counts.connections += 1;
      counts.received += socket.bytesRead;
      counts.sent += socket.bytesWritten;
    });
  };
  const counted = createServer((socket) => {
    count(socket);
    const onward = openTcp((server.address() as AddressInfo).port, '127.0.0.1');
    socket.pipe(onward).pipe(socket);
    for (const each of [socket, onward]) each.on('error', () => each.destroy());
  });
  process.on('message', (asked) => {
    if (asked === 'counts') {
      process.send?.({ ...counts });
      Object.assign(counts, { connections: 0, received: 0, sent: 0 });
    }
  });
  server.listen(0, '127.0.0.1', () =>
    counted.listen(0, '127.0.0.1', () => {
      const ports = [server, counted].map((each) => (each.address() as AddressInfo).port);
      process.send?.({ ports, root: root.pem });
    }),
  );
}

/** Requests a second, and CPU microseconds of this process for each. */
async function rate(
  requests: number,
  once: () => Promise<unknown>,
): Promise<readonly [perSecond: number, cpu: number]> {
  let left = requests;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await once();
    }
  };
  const [startedAt, cpu] = [performance.now(), process.cpuUsage()];
  await Promise.all(Array.from({ length: atOnce }, worker));
  const { user, system } = process.cpuUsage(cpu);
  return [(requests / (performance.now() - startedAt)) * 1000, (user + system) / requests];
}

type Server = { readonly ready: Ready; counts(): Promise<Counts>; stop(): void };

async function startServer(): Promise<Server> {
  const child = fork(fileURLToPath(import.meta.url), ['serve']);
  const next = <T>(): Promise<T> => new Promise((resolve) => child.once('message', (said) => resolve(said as T)));
  const ready = await next<Ready>();
  const counts = (): Promise<Counts> => {
    const answer = next<Counts>();
    child.send('counts');
    return answer;
  };
  return { ready, counts, stop: () => child.kill() };
}

const guard = (secureContext: SecureContext): GuardedHttp =>
  createGuardedHttp({
    userAgent,
    allowAddresses: ['127.0.0.0/8'],
    nat64: false,
    secureContext,
    resolver: { resolve: async () => ({ ok: true, addresses: ['127.0.0.1'] }), close: () => undefined },
  });

const probe = (http: GuardedHttp, port: number, resume: boolean, name = host): Promise<unknown> =>
  http.request({
    url: `https://${name}:${port}/status`,
    purpose: 'probe',
    anyStatus: true,
    maxBodyBytes: 65_536,
    cutBody: true,
    timeoutMs: 10_000,
    fresh: true,
    resume,
  });

/** What our client would be without its guard: the same context, name and headers, a connection for each request. */
function createBare(secureContext: SecureContext, port: number): { once(): Promise<void>; close(): Promise<void> } {
  const connect = buildConnector({
    allowH2: false,
    maxCachedSessions: 0,
    secureContext,
    autoSelectFamily: true,
    lookup: (_, { all }, answer) =>
      all ? answer(null, [{ address: '127.0.0.1', family: 4 }]) : answer(null, '127.0.0.1', 4),
  });
  const dispatcher = new Agent({ allowH2: false, connect });
  const headers = { 'user-agent': userAgent, accept: '*/*', 'accept-encoding': 'gzip, br, deflate' };
  return {
    async once() {
      const { body } = await request(`https://${host}:${port}/status`, { dispatcher, headers, reset: true });
      await body.arrayBuffer();
    },
    close: () => dispatcher.close(),
  };
}

async function compareRates({ ready }: Server, context: SecureContext): Promise<void> {
  const [port] = ready.ports;
  const bare = createBare(context, port);
  const http = guard(context);
  const ways = [
    ['bare undici, one shared context', () => bare.once()],
    ['guarded, whole handshake', () => probe(http, port, false)],
    ['guarded, session resumed', () => probe(http, port, true)],
  ] as const;
  const measured = ways.map((): (readonly [number, number])[] => []);
  for (const [, once] of ways) await rate(aRound / 5, once);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, [, once]] of ways.entries()) measured[index]?.push(await rate(aRound, once));
  }
  const figures = measured.map(
    (all) => [median(all.map(([each]) => each)), median(all.map(([, cpu]) => cpu))] as const,
  );
  const [plain] = figures;
  for (const [index, [name]] of ways.entries()) {
    const [perSecond = Number.NaN, cpu = Number.NaN] = figures[index] ?? [];
    const ratios = `${(perSecond / (plain?.[0] ?? 0)).toFixed(2)} by the clock, ${((plain?.[1] ?? 0) / cpu).toFixed(2)} by CPU`;
    console.log(`${name}: ${perSecond.toFixed(0)}/s, ${(1e6 / cpu).toFixed(0)} a second of a core, ratio ${ratios}`);
  }
  await Promise.all([bare.close(), http.close()]);
}

async function countBytes({ ready, counts }: Server, pinned: SecureContext): Promise<void> {
  const [, port] = ready.ports;
  const unpinned = createSecureContext({ minVersion: 'TLSv1.2', ca: ready.root });
  const ways = [
    ["Node's own curves, whole handshake", unpinned, false],
    ['pinned curves, whole handshake', pinned, false],
    ['pinned curves, session resumed', pinned, true],
  ] as const;
  for (const [name, context, resume] of ways) {
    const http = guard(context);
    await probe(http, port, false);
    await counts();
    for (let n = 0; n < 50; n += 1) await probe(http, port, resume);
    const { connections, received, sent } = await counts();
    const [out, back] = [received / connections, sent / connections].map((bytes) => bytes.toFixed(0));
    console.log(`${name}: ${out} bytes sent and ${back} received per probe`);
    await http.close();
  }
}

/** Handles are freed after the objects that held them: one collection is not enough. */
async function settleMemory(): Promise<void> {
  for (let pass = 0; pass < 4; pass += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function weighOrigins({ ready }: Server, context: SecureContext): Promise<void> {
  const http = guard(context);
  const names = Array.from({ length: manyOrigins }, (_, index) => `h${index}.example.org`);
  const [port] = ready.ports;
  await rate(500, () => probe(http, port, true));
  await settleMemory();
  const before = process.memoryUsage();
  const queue = names.values();
  await rate(manyOrigins, () => probe(http, port, true, queue.next().value));
  await settleMemory();
  const after = process.memoryUsage();
  const sockets = process.getActiveResourcesInfo().filter((kind) => kind.startsWith('TCP')).length;
  const each = (after.heapUsed + after.external - before.heapUsed - before.external) / manyOrigins;
  console.log(
    `${manyOrigins} origins once each: ${sockets} sockets open afterwards, ${(each / 1024).toFixed(1)} KiB kept for each (its session), peak ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`,
  );
  await http.close();
}

async function measure(): Promise<void> {
  const server = await startServer();
  const context = createTlsContext([server.ready.root]);
  console.log(`${aRound} probes a round, ${atOnce} at once, medians of ${rounds} rounds`);
  await weighOrigins(server, context);
  await countBytes(server, context);
  await compareRates(server, context);
  server.stop();
}

if (process.argv[2] === 'serve') serve();
else await measure();
