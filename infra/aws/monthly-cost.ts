/** What a month of monitoring comes to: counted operations of quiet days, what is assumed beside them, and prices. */
import { blobRetentionDays, keptDays } from '../../shared/store/table.ts';
import { counted } from './counted.ts';
import { prices } from './prices.ts';

export const assumed = {
  days: 30,
  endpointsPerShard: 10_000,
  /** As config.ts allows: a shard has a bucket at least. */
  mostShards: 64,
  buckets: 64,
  endpointsPerPublisher: 10,
  slotsPerDay: 288,
  rollUpsPerDay: 96,
  /** Of the 300 s of a slot: looks are spread over 195 s. */
  probeSeconds: 240,
  probeGb: 1,
  /** For 10,000 endpoints. */
  rollUpSeconds: 10,
  rollUpGb: 2,
  freeSchedulerCalls: 14_000_000,
  /** What DynamoDB adds to a row. */
  rowBytes: 100,
  /** How long the bucket keeps versions that were replaced or have expired, days; begun days count. */
  versionDays: 30,
  todayVersionDays: 2,
} as const;

type Line = { readonly what: string; readonly amount: number; readonly usd: number };

export const shardsFor = (endpoints: number): number =>
  Math.min(Math.ceil(endpoints / assumed.endpointsPerShard), assumed.mostShards);

type Named = { readonly [name: string]: number };

/** Of all endpoints, publishers, buckets and shards. */
function perDay(endpoints: number, name: string): number {
  const { endpoint, publisher, bucket, shard }: { readonly [part in keyof typeof counted]: Named } = counted;
  return (
    endpoints * (endpoint[name] ?? 0) +
    (endpoints / assumed.endpointsPerPublisher) * (publisher[name] ?? 0) +
    assumed.buckets * (bucket[name] ?? 0) +
    shardsFor(endpoints) * (shard[name] ?? 0)
  );
}

/** What the probes send in a month; what they receive is not paid for. */
export function sending(endpoints: number, bytesPerProbe: number): Line {
  const gb = (assumed.days * endpoints * counted.endpoint.requests * bytesPerProbe) / 1e9;
  return { what: 'sent by probes, GB', amount: gb, usd: gb * prices.sentGb.usd };
}

/** All but what is stored. */
export function running(endpoints: number, bytesPerProbe: number): readonly Line[] {
  const { days, slotsPerDay, rollUpsPerDay, probeSeconds, probeGb, rollUpSeconds, rollUpGb } = assumed;
  const shards = shardsFor(endpoints);
  const month = (name: string): number => days * perDay(endpoints, name);
  const probing = days * shards * slotsPerDay * probeSeconds * probeGb;
  const rollingUp = (days * rollUpsPerDay * rollUpSeconds * rollUpGb * endpoints) / assumed.endpointsPerShard;
  const calls = days * shards * (slotsPerDay + rollUpsPerDay);
  const scheduled = Math.max(calls - assumed.freeSchedulerCalls, 0);
  const [writes, reads, gets] = [month('writeUnits'), month('readUnits'), month('gets')];
  const puts = month('puts') + month('lists');
  return [
    { what: 'Lambda for probes, GB-seconds', amount: probing, usd: probing * prices.lambdaGbSecond.usd },
    { what: 'Lambda for roll-ups, GB-seconds', amount: rollingUp, usd: rollingUp * prices.lambdaGbSecond.usd },
    {
      what: 'Lambda and Scheduler, calls',
      amount: calls,
      usd: (calls * prices.lambdaMillion.usd + scheduled * prices.schedulerMillion.usd) / 1e6,
    },
    { what: 'DynamoDB, write units', amount: writes, usd: (writes * prices.writeMillion.usd) / 1e6 },
    { what: 'DynamoDB, read units', amount: reads, usd: (reads * prices.readMillion.usd) / 1e6 },
    { what: 'S3, puts and lists', amount: puts, usd: (puts * prices.putThousand.usd) / 1e3 },
    { what: 'S3, gets', amount: gets, usd: (gets * prices.getThousand.usd) / 1e3 },
    sending(endpoints, bytesPerProbe),
  ];
}

const keptFor = (prefix: string): number => blobRetentionDays[prefix] ?? 0;

/** What is stored after so many years of watching, and costs in each month from then on. */
export function storing(endpoints: number, years: number): readonly Line[] {
  const watched = 365 * years;
  const { dayBytes, hoursBytes } = counted.endpoint;
  const rowDays = (bytes: number, kept: number): number => (bytes + assumed.rowBytes) * Math.min(watched, kept);
  const table = (endpoints * (rowDays(dayBytes, keptDays.day) + rowDays(hoursBytes, keptDays.hours))) / 1e9;
  // What has expired stays as a version for a month.
  const blobDays = (name: string, prefix: string): number =>
    perDay(endpoints, name) * Math.min(watched, keptFor(prefix) + assumed.versionDays);
  const months = Math.min(watched, keptFor('service-levels/months/')) / 30 + assumed.versionDays;
  const bucket =
    (blobDays('samplesBytes', 'samples/') +
      blobDays('levelsOfDaysBytes', 'service-levels/days/') +
      perDay(endpoints, 'levelsOfMonthsBytes') * months +
      perDay(endpoints, 'todayBytes') * assumed.todayVersionDays) /
    1e9;
  return [
    {
      what: 'DynamoDB, GB kept and restorable',
      amount: table,
      usd: table * (prices.tableGb.usd + prices.recoveryGb.usd),
    },
    { what: 'S3, GB kept', amount: bucket, usd: bucket * prices.bucketGb.usd },
  ];
}
