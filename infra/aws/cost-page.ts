/** The page of what monitoring costs, from what was counted and from prices: `node infra/aws/cost-page.ts` writes it. */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { counted } from './counted.ts';
import { assumed, running, sending, shardsFor, storing } from './monthly-cost.ts';
import { prices } from './prices.ts';

const sizes = [10_000, 100_000, 1_000_000] as const;

/** Bytes of a probe, measured by test/bench/probe.ts. */
const handshakes = [
  { how: 'whole, the curves pinned (default)', sent: 670, received: 1866 },
  { how: 'whole, with the curves of Node', sent: 1898, received: 2932 },
  { how: 'resumed (`PROBE_CERTIFICATE_MINUTES` over 5)', sent: 973, received: 473 },
] as const;
const [{ sent: bytesSent }] = handshakes;

const number = (value: number): string => Math.round(value).toLocaleString('en-GB');
const dollars = (usd: number): string => (usd < 100 ? usd.toFixed(2) : number(usd));
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(row)].join('\n');

type Lines = ReturnType<typeof running>;
const sum = (lines: Lines): number => lines.reduce((total, { usd }) => total + usd, 0);
const linesOf = (endpoints: number, years: number): Lines => [
  ...running(endpoints, bytesSent),
  ...storing(endpoints, years),
];

function month(): string {
  const bySize = sizes.map((endpoints) => linesOf(endpoints, 1));
  const rows = (bySize[0] ?? []).map(({ what }, index) => [
    what,
    ...bySize.flatMap((lines) => [number(lines[index]?.amount ?? 0), dollars(lines[index]?.usd ?? 0)]),
  ]);
  const totals = (what: string, years: number) => [
    what,
    ...sizes.flatMap((endpoints) => ['', `**${dollars(sum(linesOf(endpoints, years)))}**`]),
  ];
  return table(
    ['a month', ...sizes.flatMap((endpoints) => [`${number(endpoints)} endpoints`, 'USD'])],
    [
      ['shards', ...sizes.flatMap((endpoints) => [number(shardsFor(endpoints)), ''])],
      ...rows,
      totals('all, after a year', 1),
      totals('all, after ten years', 10),
    ],
  );
}

/** `10,000 endpoints cost about 49 dollars a month after a year, …` */
const lead = (): string => {
  const costs = sizes.map((endpoints) => [number(endpoints), number(sum(linesOf(endpoints, 1)))] as const);
  const [[endpoints, usd] = ['', ''], ...others] = costs;
  const rest = others.map(([more, cost]) => `${more} about ${cost}`).join(', ');
  return `${endpoints} endpoints cost about ${usd} US dollars a month after a year, ${rest}`;
};

const partNames = ['endpoint', 'publisher', 'bucket', 'shard'] as const;
const countedRows = {
  requests: 'requests of probes',
  endpointRows: 'rows of endpoints written',
  otherRows: 'other rows written',
  writeUnits: 'write units',
  readUnits: 'read units',
  puts: 'puts',
  gets: 'gets',
  lists: 'lists',
  dayBytes: 'bytes of the row of the day',
  hoursBytes: 'bytes of the row of its hours',
  samplesBytes: 'bytes of samples',
  todayBytes: 'bytes of the day under way, all versions',
  levelsOfDaysBytes: 'bytes of service levels of the day',
  levelsOfMonthsBytes: 'bytes of service levels of the month',
} as const;

function day(): string {
  const parts: { readonly [part in keyof typeof counted]: { readonly [name: string]: number } } = counted;
  const exact = (value: number | undefined): string => (value === undefined ? '' : value.toLocaleString('en-GB'));
  return table(
    ['a day', ...partNames.map((part) => `each ${part}`)],
    Object.entries(countedRows).map(([name, what]) => [what, ...partNames.map((part) => exact(parts[part][name]))]),
  );
}

const network = (): string =>
  table(
    ['TLS handshake', 'sent', 'received', ...sizes.map((endpoints) => `USD at ${number(endpoints)}`)],
    handshakes.map(({ how, sent, received }) => [
      how,
      number(sent),
      number(received),
      ...sizes.map((endpoints) => dollars(sending(endpoints, sent).usd)),
    ]),
  );

const ofPrices = (): string =>
  table(
    ['price', 'USD'],
    Object.values(prices).map(({ what, usd }) => [what, String(usd)]),
  );

/** Markdown. */
export const renderCostPage = (): string => `# What monitoring costs on AWS

Made by \`node infra/aws/cost-page.ts\` from \`counted.ts\`, \`monthly-cost.ts\` and \`prices.ts\`.

Looked at every five minutes, ${lead()}. The first column of each pair
is how much of it is used; a shard is one schedule with its share of the endpoints.

${month()}

That is of quiet endpoints, each looked at every five minutes. What happens costs more: an incident writes two rows when it
opens and two when it closes, its tries are up to four requests, and events are rows too.

## What is counted

Operations of one UTC day on which nothing happens and nothing is left to learn: ${assumed.slotsPerDay} probe runs, ${assumed.rollUpsPerDay} roll-ups and the
finishing of the day after midnight, by the real code over counting ports. Days of a few sizes tell what each part adds; a
test counts again, and \`npm run bench -- cost\` counts 5,000 endpoints at once. There are ${assumed.buckets} buckets of endpoints, spread over the shards; a shard's part has what is done once for the nation.

${day()}

A new endpoint writes more on its first day: its row when it is first seen, its certificate and what it shows over the wire
(four write units each time for each started KB: it is in three indexes). **Its first finished day writes a third row, once**:
its own, with what is slow for it. Rows of publishers and shards are totals and leases.

Most read units are not of single rows: each run reads the endpoints of its shard, and each roll-up the APIs,
endpoints and compliance of every publisher.

## What is assumed

- ${number(assumed.endpointsPerShard)} endpoints a shard, up to ${assumed.mostShards} shards, the most that \`PROBE_SHARDS\` takes: at 1,000,000 a shard has ${number(1_000_000 / assumed.mostShards)}, more
  than we have tried. Cost follows shards, not endpoints: a shard with few costs the same seconds.
- A probe run takes ${assumed.probeSeconds} s of the 300 s of its slot at ${number(assumed.probeGb * 1024)} MB: looks are spread over 195 s, and the last failures are confirmed.
- A roll-up takes ${assumed.rollUpSeconds} s for 10,000 endpoints at ${number(assumed.rollUpGb * 1024)} MB.
- A publisher has ${assumed.endpointsPerPublisher} APIs, an API one endpoint, and a probe sends ${bytesSent} bytes.
- A month has ${assumed.days} days. Samples are kept 90 days and a month more as expired versions, rows of hours 400 days, rows of days
  10 years, replaced versions of the day under way up to ${assumed.todayVersionDays} days.

Left out: logs, metrics and alarms, readers, crawling, further places to look from, tax, and what the provider gives for
free (but for the first 14 million calls of the Scheduler).

## Which handshake

Bytes of a probe, measured by \`npm run bench -- probe\`. Only what is sent is paid for. Whole handshakes also show the
certificate each time.

${network()}

## Prices

List prices of eu-central-1 as known to the authors, **not read from a list on that day: put yours** into \`prices.ts\`.

${ofPrices()}
`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(new URL('COST.md', import.meta.url), renderCostPage());
