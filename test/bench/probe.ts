/** Probes a second through the whole use case, beside a bare undici loop over the same endpoints with as many at once. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'undici';
import { createGuardedHttp } from '../../shared/adapters/network/guarded-http.ts';
import { systemClock } from '../../shared/adapters/system/clock.ts';
import { probeShard } from '../../shared/usecases/probe.ts';
import { createPorts, everything, worldOver } from '../fixtures/small-world.ts';

const endpoints = 2000;
const rounds = 5;
const atOnce = 64;
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** In a process of its own, so that its work is in neither rate. */
const server = spawn(process.execPath, [
  '-e',
  `require('node:http').createServer((q, s) => { s.setHeader('content-type', 'application/problem+json'); s.end('{"status":200}') })
    .listen(0, '127.0.0.1', function () { console.log(this.address().port) })`,
]);
const [line] = (await once(server.stdout, 'data')) as [Buffer];
const port = Number(line.toString());
const urls = Array.from({ length: endpoints }, (_, index) => `http://127.0.0.1:${port}/${index}/status`);

const http = createGuardedHttp({ userAgent: 'Vedetta/bench', allowAddresses: ['127.0.0.1/32'], nat64: false });
const ports = { ...createPorts(http), clock: systemClock };
const world = worldOver(ports, { PROBE_CONCURRENCY: String(atOnce) });
for (const [index, url] of urls.entries()) {
  await world.store.endpoints.add({
    id: `e${index}`,
    apiId: 'api',
    publisherId: 'p',
    url,
    kind: 'server',
    declaresSecurity: false,
    verdict: 'up',
    since: '2026-01-01T00:00:00.000Z',
    everUp: true,
    version: 1,
  });
}

const agent = new Agent();
const bareLoop = async (): Promise<number> => {
  const started = performance.now();
  const queue = urls.values();
  const worker = async (): Promise<void> => {
    for (const url of queue) await (await request(url, { dispatcher: agent })).body.dump();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return endpoints / ((performance.now() - started) / 1000);
};
const probeOnce = async (): Promise<number> => {
  const started = performance.now();
  await probeShard(world, 0, everything);
  return endpoints / ((performance.now() - started) / 1000);
};

const ours: number[] = [];
const bare: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  bare.push(await bareLoop());
  ours.push(await probeOnce());
}
process.stdout.write(`${endpoints} endpoints, ${atOnce} at once, median of ${rounds}\n`);
process.stdout.write(
  `probes/s ${median(ours).toFixed(0)}, bare undici/s ${median(bare).toFixed(0)}, ratio ${(median(ours) / median(bare)).toFixed(2)}\n`,
);
process.stdout.write(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB\n`);
await agent.close();
server.kill();
process.exit(0);
