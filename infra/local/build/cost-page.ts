/** The page of what monitoring costs, from what was counted and from prices: `node infra/local/build/cost-page.ts` writes it. */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { prices } from '../../aws/prices.ts';

/**
 * Counted by test/fixtures/quiet-day.ts over the second day of 40 and of 400 quiet endpoints in one shard, 288 slots and 96
 * roll-ups: the difference is what each endpoint adds, the rest is the shard's. Puts and gets are those of 400 endpoints.
 * The write of the learned bound, once in an endpoint's life, is in the 7 write units.
 */
const counted = {
  endpoint: { writeUnits: 7, readUnits: 30.9, requests: 288.1 },
  shard: { writeUnits: 794, readUnits: 11_627, puts: 6498, gets: 10_902 },
} as const;

const assumed = { perShard: 10_000, days: 30, bytesSent: 700, probeSeconds: 240, rollUpSeconds: 10 } as const;

const rowsFor = (endpoints: number): readonly (readonly [string, number, number])[] => {
  const shards = Math.ceil(endpoints / assumed.perShard);
  const days = assumed.days;
  const seconds = shards * days * (288 * assumed.probeSeconds + 96 * 2 * assumed.rollUpSeconds);
  const calls = shards * days * 384;
  const requests = endpoints * days * counted.endpoint.requests;
  const writes = days * (endpoints * counted.endpoint.writeUnits + shards * counted.shard.writeUnits);
  const reads = days * (endpoints * counted.endpoint.readUnits + shards * counted.shard.readUnits);
  const puts = days * shards * counted.shard.puts;
  const gets = days * shards * counted.shard.gets;
  const sentGb = (requests * assumed.bytesSent) / 1e9;
  return [
    ['Lambda, GB-seconds', seconds, seconds * prices.lambdaGbSecond.usd],
    ['Lambda and Scheduler, calls', calls, (calls * (prices.lambdaMillion.usd + prices.schedulerMillion.usd)) / 1e6],
    ['DynamoDB, write units', writes, (writes * prices.writeMillion.usd) / 1e6],
    ['DynamoDB, read units', reads, (reads * prices.readMillion.usd) / 1e6],
    ['S3, puts', puts, (puts * prices.putThousand.usd) / 1e3],
    ['S3, gets', gets, (gets * prices.getThousand.usd) / 1e3],
    ['Sent by probes, GB', sentGb, sentGb * prices.sentGb.usd],
  ];
};

const number = (value: number): string => Math.round(value).toLocaleString('en-GB');

function table(endpoints: number): string {
  const rows = rowsFor(endpoints);
  const total = rows.reduce((sum, [, , usd]) => sum + usd, 0);
  const lines = rows.map(([what, amount, usd]) => `| ${what} | ${number(amount)} | ${usd.toFixed(2)} |`);
  return `## ${number(endpoints)} endpoints, a month\n\n| what | amount | USD |\n|---|---:|---:|\n${lines.join('\n')}\n| all | | ${total.toFixed(2)} |\n`;
}

/** Markdown. */
export const renderCostPage = (): string => `# What monitoring costs

Amounts follow from a counted day of 40 and of 400 quiet endpoints; a busy one writes more. **Prices were written down from memory
and not read from a price list: check yours** in \`prices.ts\`. Assumed, not measured: ${number(assumed.perShard)} endpoints a shard, ${assumed.bytesSent} bytes sent a probe,
a probe run of ${assumed.probeSeconds} s at 1 GB, a roll-up of ${assumed.rollUpSeconds} s at 2 GB. Left out: storage, logs, readers, crawling.

${[10_000, 100_000, 1_000_000].map(table).join('\n')}
Prices: ${Object.values(prices)
  .map(({ what, usd }) => `${what} ${usd}`)
  .join('; ')}.
`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(new URL('../../aws/COST.md', import.meta.url), renderCostPage());
