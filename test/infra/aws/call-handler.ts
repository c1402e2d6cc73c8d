/** A process of its own for one call: reads what to call from standard input, writes the answer to descriptor 3. */
import { readFileSync, writeSync } from 'node:fs';

const { file, event, context } = JSON.parse(readFileSync(0, 'utf8'));
const { handler } = await import(file);
const answer = await handler(event, { ...context, getRemainingTimeInMillis: () => 120_000 });
writeSync(3, JSON.stringify(answer ?? null));
process.exit(0);
