/**
 * Crawl of the corpus in descriptions a second, cold and unchanged, beside a bare undici loop that only downloads and hashes
 * the same bodies (cold) or asks conditionally (unchanged), from the same server with the same parallelism.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, request } from 'undici';
import { corpusSettings, hasCorpus, startCorpus } from '../fixtures/corpus-server.ts';

if (!hasCorpus) {
  process.stdout.write('skipped: the corpus is not beside the project\n');
  process.exit(0);
}

const rounds = 5;
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const port = 9751;
const corpus = await startCorpus(port);
const data = mkdtempSync(join(tmpdir(), 'vedetta-bench-'));
Object.assign(process.env, corpusSettings, { DATA_DIR: data });
const { crawlWorld, readWorld, analyser } = await import('../../functions/app.ts');
const { handler } = await import('../../functions/crawl.ts');
const { storeSources } = await import('../../shared/usecases/store-sources.ts');

type SourcesFile = { publishers: { sources: { url: string }[] }[] };
const sourcesText = await (await fetch(corpus.sources)).text();
const context = { getRemainingTimeInMillis: () => 3_600_000 };

const agent = new Agent();
const get = async (url: string, etag?: string): Promise<{ body: Buffer; etag: string }> => {
  const { headers, body } = await request(url, {
    dispatcher: agent,
    headers: etag === undefined ? {} : { 'if-none-match': etag },
  });
  return { body: Buffer.from(await body.arrayBuffer()), etag: String(headers.etag ?? '') };
};

/** Every description's URL, by origin, as the catalogues list them. */
const byOrigin: string[][] = [];
for (const { sources } of (JSON.parse(sourcesText) as SourcesFile).publishers) {
  const urls: string[] = [];
  for (const { url } of sources) {
    if (!url.endsWith('/api-catalog')) urls.push(url);
    else {
      const { linkset } = JSON.parse((await get(url)).body.toString()) as {
        linkset: { 'service-desc': { href: string }[] }[];
      };
      urls.push(...linkset.flatMap((entry) => entry['service-desc'].map(({ href }) => href)));
    }
  }
  byOrigin.push(urls);
}
const count = byOrigin.flat().length;

/** One after the other within an origin, origins in parallel, as the crawl does. */
const bareLoop = async (etags: Map<string, string>): Promise<number> => {
  const started = performance.now();
  await Promise.all(
    byOrigin.map(async (urls) => {
      for (const url of urls) {
        const { body, etag } = await get(url, etags.get(url));
        if (body.length > 0) createHash('sha256').update(body).digest('hex');
        etags.set(url, etag);
      }
    }),
  );
  return count / ((performance.now() - started) / 1000);
};

const crawlOnce = async (): Promise<number> => {
  const started = performance.now();
  await handler({ shard: 0, everything: true }, context as never);
  return count / ((performance.now() - started) / 1000);
};

await storeSources(await readWorld(), new TextEncoder().encode(sourcesText), 'bench');
await crawlWorld();
const etags = new Map<string, string>();
const bareCold = await bareLoop(etags);
const cold = await crawlOnce();
const unchanged: number[] = [];
const bareUnchanged: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  bareUnchanged.push(await bareLoop(etags));
  unchanged.push(await crawlOnce());
}
const rate = (value: number): string => value.toFixed(0).padStart(7);
process.stdout.write(`${count} descriptions            crawl/s   bare/s   ratio\n`);
process.stdout.write(
  `cold (parse, validate, store) ${rate(cold)}  ${rate(bareCold)}  ${(cold / bareCold).toFixed(3)}\n`,
);
process.stdout.write(
  `unchanged (median of ${rounds})       ${rate(median(unchanged))}  ${rate(median(bareUnchanged))}  ${(median(unchanged) / median(bareUnchanged)).toFixed(3)}\n`,
);
process.stdout.write(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB\n`);
corpus.stop();
await (await analyser()).close();
await agent.close();
rmSync(data, { recursive: true, force: true });
process.exit(0);
