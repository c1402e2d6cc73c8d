/**
 * One slot of five minutes over 5,000 endpoints on TLS, one in five of which keeps us waiting: whether the healthy ones are
 * looked at in time, what it costs, and how long names take. As when all of the slow ones break at once: each is confirmed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createGuardedHttp } from '../../shared/adapters/network/guarded-http.ts';
import { createResolver } from '../../shared/adapters/network/resolver.ts';
import { createTlsContext } from '../../shared/adapters/network/tls.ts';
import { systemClock } from '../../shared/adapters/system/clock.ts';
import { deriveId } from '../../shared/domain/digest.ts';
import { looksIn, spreadOf } from '../../shared/domain/uptime/schedule.ts';
import type { LogFields } from '../../shared/ports.ts';
import { probeShard } from '../../shared/usecases/probe.ts';
import { createPorts, silentLog, worldOver } from '../fixtures/small-world.ts';
import { hostsOf } from './monitor/hosts.ts';

const count = 5000;
const slotMs = 300_000;
const targets = spawn(
  process.execPath,
  [fileURLToPath(new URL('monitor/targets.ts', import.meta.url)), String(count)],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
const [line] = (await once(targets.stdout, 'data')) as [Buffer];
const { dns, https, mute, root } = JSON.parse(line.toString()) as {
  dns: string;
  https: number;
  mute: number;
  root: string;
};

const http = createGuardedHttp({
  userAgent: 'Vedetta/bench',
  allowAddresses: ['127.0.0.1/32'],
  nat64: false,
  resolver: createResolver({ servers: [dns], timeoutMs: 3000 }),
  secureContext: createTlsContext([root]),
});
/** A clock whose slot begins now. */
const shift = slotMs - (Date.now() % slotMs);
const clock = { ...systemClock, now: () => systemClock.now() + shift };
const faults = new Map<string, number>();
const world = {
  ...worldOver({ ...createPorts(http), clock }, { PROBE_RETRY_DELAYS_MS: '1000,3000,6000' }),
  log: {
    ...silentLog,
    error: (message: string, fields?: LogFields) => {
      const what = `${message} ${String(fields?.fault ?? '')}`;
      faults.set(what, (faults.get(what) ?? 0) + 1);
    },
  },
};

const hosts = hostsOf(count);
const healthy = new Set<string>();
for (const { host, kind } of hosts) {
  const url = `https://${host}:${kind === 'tls' ? mute : https}/status`;
  const id = deriveId('endpoint', url);
  if (kind === 'healthy') healthy.add(id);
  await world.store.endpoints.add({
    id,
    apiId: deriveId('api', host),
    publisherId: 'bench',
    url,
    kind: 'status-link',
    declaresSecurity: false,
    verdict: 'up',
    since: new Date(clock.now() - slotMs).toISOString(),
    everUp: true,
    version: 1,
  });
}

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.min(Math.floor(values.length * share), values.length - 1)] ??
  Number.NaN;
const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

let missed = 0;
for (const round of ['all slow ones break at once', 'they are known to be down, or silence is not told yet']) {
  const slot = Math.floor(clock.now() / slotMs) * slotMs;
  // As on AWS: a run may last 290 s, and takes nothing new in the last twenty.
  const deadline = clock.now() + 290_000;
  const run = { deadline, everything: false, isOver: () => clock.now() > deadline - 20_000 };
  const spread = spreadOf(slot, slotMs, clock.now(), deadline);
  const before = process.cpuUsage();
  const started = performance.now();
  const counts = await probeShard(world, 0, run);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  const samples = [];
  const date = new Date(slot).toISOString();
  for await (const set of world.store.documents.samplesOf(0, date.slice(0, 10), date)) samples.push(...set.samples);
  const looked = samples.filter(({ endpointId }) => healthy.has(endpointId));
  const delays = looked.map(
    ({ endpointId, at }) => Date.parse(at) - (looksIn(slot, { id: endpointId }, slotMs, spread)[0] ?? 0),
  );
  const onTime = delays.filter((delay) => delay <= 10_000).length;
  const names = looked.flatMap(({ phases }) => phases.dns ?? []);
  say(`\n${round}: ${JSON.stringify(counts)}`);
  say(
    `healthy looks within 10 s of their time: ${onTime} of ${healthy.size} (${((100 * onTime) / healthy.size).toFixed(2)} %), latest ${Math.max(...delays)} ms`,
  );
  say(`healthy ones told up: ${looked.filter(({ first }) => first === 'up').length}`);
  say(
    `processor: ${((user + system) / 1e6).toFixed(1)} s of the slot's 300 s, ${((user + system) / 1e4 / 300 / 2).toFixed(2)} % of two cores; the run took ${seconds.toFixed(0)} s`,
  );
  say(`names of healthy hosts: p50 ${quantile(names, 0.5)} ms, p99 ${quantile(names, 0.99)} ms`);
  say(
    `peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB, now ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB`,
  );
  const goals = {
    'healthy looks in time': onTime / healthy.size >= 0.999,
    processor: (user + system) / 1e6 / 300 / 2 <= 0.25,
    'names of healthy hosts': quantile(names, 0.99) <= 100,
    'the run ends in time': seconds < 290,
  };
  for (const [goal, isMet] of Object.entries(goals)) {
    if (isMet) continue;
    missed += 1;
    say(`MISSED: ${goal}`);
  }
  for (const [what, times] of faults) say(`told ${times} times: ${what}`);
  faults.clear();
  const next = slot + slotMs - clock.now();
  if (round.startsWith('all')) await systemClock.sleep(Math.max(next, 0));
}
targets.kill();
process.exit(missed > 0 ? 1 : 0);
