/**
 * A quiet day of 5,000 endpoints, 500 publishers and one shard with all 64 buckets, counted as AWS bills it. Roll-ups come
 * every six hours and not every quarter of one, so that it ends in a few minutes: what they read and put is told as it was
 * counted, and is far less than that of a day. Then the parts that infra/aws/counted.ts holds, of 96 roll-ups.
 */
import { countParts } from '../fixtures/cost-parts.ts';
import { countQuietDay } from '../fixtures/quiet-day.ts';

const endpoints = 5000;
const day = await countQuietDay({ endpoints, publishers: endpoints / 10, buckets: 64, rollUpEverySlots: 72 });

const each = (amount: number, digits = 2): string => (amount / endpoints).toFixed(digits);
process.stdout.write(
  `a quiet day of ${endpoints} endpoints, 4 roll-ups; for each endpoint:
  ${each(day.endpointRows)} rows written of its own (at most 2 are promised), ${each(day.otherRows)} others, ${each(day.requests)} requests
  ${each(day.writeUnits)} write units, ${each(day.readUnits)} read units
  ${each(day.samplesBytes, 0)} bytes of samples, ${each(day.dayBytes, 0)} of the day's row, ${each(day.hoursBytes, 0)} of that of its hours
all of them: ${day.puts} puts, ${day.gets} gets, ${day.lists} lists
`,
);
process.stdout.write(`parts: ${JSON.stringify(await countParts())}\n`);
