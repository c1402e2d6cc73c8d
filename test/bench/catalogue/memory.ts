/** How much memory the API function takes with the list and the search index, after some hundreds of requests. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { HttpHandler } from '../../../functions/lambda.ts';

const { handler } = (await import(process.env.BUNDLE ?? '')) as { readonly handler: HttpHandler };
const ids = JSON.parse(readFileSync(join(process.env.DATA_DIR ?? '', 'ids.json'), 'utf8')) as readonly string[];
const words = ['anagrafe', 'servizi', 'comune', 'dati', 'api'];
const context = { getRemainingTimeInMillis: () => 29_000 } as Context;
const ask = (path: string, query: { readonly [name: string]: string } = {}) =>
  handler(
    {
      version: '2.0',
      rawPath: path,
      rawQueryString: new URLSearchParams(query).toString(),
      queryStringParameters: query,
      headers: {},
      requestContext: { http: { method: 'GET', path }, domainName: 'vedetta.example' },
    } as unknown as APIGatewayProxyEventV2,
    { ...context },
  );

const started = performance.now();
await ask('/v1/apis', { q: 'anagrafe' });
const first = Math.round(performance.now() - started);
for (let n = 0; n < 300; n += 1) {
  await ask('/v1/apis', { q: `${words[n % words.length]} ${n % 2 === 0 ? '' : n.toString(36)}`.trim() });
  await ask('/v1/apis', { sort: n % 2 === 0 ? 'score' : 'changed' });
  await ask(`/v1/apis/${ids[n]}`);
  await ask(`/v1/apis/${ids[n]}/report`);
}
const mib = (bytes: number): number => Math.round(bytes / 2 ** 20);
process.stdout.write(
  `memory of the API function with list and search index: ${mib(process.memoryUsage().rss)} MiB, peak ${mib(process.resourceUsage().maxRSS * 1024)} MiB; the first search, with loading both, took ${first} ms\n`,
);
process.exit(0);
