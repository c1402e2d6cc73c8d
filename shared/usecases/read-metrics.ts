/** What a monitoring system asks of one machine: its endpoints, their certificates, the last runs, and counts of ours. */
import type { RunRecord } from '../domain/catalogue/dossier.ts';
import type { Endpoint } from '../domain/uptime/endpoint.ts';
import { isGood, probeVerdicts } from '../domain/uptime/sample.ts';
import type { MetricFamily, MetricSample } from '../views/prometheus.ts';
import { readStatus } from './read.ts';
import { shardsUpTo, type World } from './world.ts';

const seconds = (at: string): number => Date.parse(at) / 1000;

/** Silent as announced, blocked to us alone or not known: an alarm on 0 is about none of these, so they have no sample. */
const isTold = ({ verdict }: Endpoint): boolean => isGood(verdict) || verdict === 'down';

const up = (endpoints: readonly Endpoint[]): readonly MetricSample[] =>
  endpoints.filter(isTold).map(({ id, apiId, publisherId, url, verdict }) => ({
    labels: { endpoint: id, api: apiId, publisher: publisherId, url },
    value: isGood(verdict) ? 1 : 0,
  }));

/** The one that ends first, where a host shows several. */
function certificates(endpoints: readonly Endpoint[]): readonly MetricSample[] {
  const ends = new Map<string, number>();
  for (const { url, certificate } of endpoints) {
    const end = seconds(certificate?.current.validTo ?? '');
    const { host } = new URL(url);
    if (!Number.isNaN(end)) ends.set(host, Math.min(end, ends.get(host) ?? end));
  }
  return Array.from(ends, ([host, value]) => ({ labels: { host }, value }));
}

const verdicts = (endpoints: readonly Endpoint[]): readonly MetricSample[] =>
  probeVerdicts.map((verdict) => ({
    labels: { verdict },
    value: endpoints.filter((endpoint) => endpoint.verdict === verdict).length,
  }));

const lastProbes = (runs: readonly RunRecord[]): readonly MetricSample[] =>
  runs
    .filter(({ task, result }) => task === 'probe' && result !== undefined)
    .flatMap(({ shard, result = {} }) =>
      probeVerdicts.map((verdict) => ({ labels: { shard, verdict }, value: result[verdict] ?? 0 })),
    );

const finished = (runs: readonly RunRecord[]): readonly MetricSample[] =>
  runs.flatMap(({ task, shard, finishedAt }) =>
    finishedAt === undefined ? [] : [{ labels: { task, shard }, value: seconds(finishedAt) }],
  );

const mostIncidents = 1000;

async function endpointsOf({ store, config }: World): Promise<readonly Endpoint[]> {
  const shards = shardsUpTo(config.probeShards);
  return (await Promise.all(shards.map((shard) => store.endpoints.ofShard(shard)))).flat();
}

/** `counts`: of the Metrics port since the start, by name. */
export async function readMetrics(world: World, counts: ReadonlyMap<string, number>): Promise<readonly MetricFamily[]> {
  const [endpoints, open, { runs }] = await Promise.all([
    endpointsOf(world),
    world.store.endpoints.incidents('open', mostIncidents),
    readStatus(world),
  ]);
  return [
    {
      name: 'vedetta_endpoints',
      type: 'gauge',
      help: 'Endpoints by what the probes agree on.',
      samples: verdicts(endpoints),
    },
    {
      name: 'vedetta_endpoint_up',
      type: 'gauge',
      help: 'Whether an endpoint answers, well or badly (1) or not (0); absent when it is not known, blocked, or in maintenance.',
      samples: up(endpoints),
    },
    {
      name: 'vedetta_open_incidents',
      type: 'gauge',
      help: `Incidents open now, ${mostIncidents} at most.`,
      samples: [{ value: open.length }],
    },
    {
      name: 'vedetta_last_run_probes',
      type: 'gauge',
      help: 'Probes of the last finished run of a shard by verdict.',
      samples: lastProbes(runs),
    },
    {
      name: 'vedetta_certificate_expiry_timestamp_seconds',
      type: 'gauge',
      help: 'When the certificate of a host, or one in its chain, ends.',
      samples: certificates(endpoints),
    },
    {
      name: 'vedetta_last_run_finished_timestamp_seconds',
      type: 'gauge',
      help: 'When the last run of a task and shard finished.',
      samples: finished(runs),
    },
    {
      name: 'vedetta_counts_total',
      type: 'counter',
      help: 'What this process counted since it started, by name.',
      samples: Array.from(counts, ([name, value]) => ({ labels: { name }, value })),
    },
  ];
}
