/** The roll-up over the whole catalogue, twice: the second finds nothing new. */
import type { Context } from 'aws-lambda';
import { handler } from '../../../functions/rollup.ts';

const context: Partial<Context> = { getRemainingTimeInMillis: () => 900_000 };
const mib = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`;

for (const words of ['the first roll-up', 'another, nothing new']) {
  const started = performance.now();
  const counts = await handler({ shard: 0 }, context);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(
    `${words}: ${seconds} s, ${JSON.stringify(counts)}, peak ${mib(process.resourceUsage().maxRSS * 1024)}\n`,
  );
}
process.exit(0);
