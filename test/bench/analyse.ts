/**
 * Parse, validate and check the references of every description of the corpus, beside swagger-parser's `validate` of the
 * same text. Per document the median of several rounds; the two take turns, round by round, each in a thread of its own:
 * both use js-yaml, whose call sites slow down when two schemas meet there. References are answered 404 at once.
 * Run: `node test/bench/analyse.ts [CORPUS]`.
 */
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import SwaggerParser from '@apidevtools/swagger-parser';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { parseDocument } from '../../shared/domain/description/parse-document.ts';
import { checkReferences } from '../../shared/domain/description/references.ts';
import { readSpecification } from '../../shared/domain/description/specification.ts';
import { validateStructure } from '../../shared/domain/description/validate.ts';

const rounds = 7;
const warmUpMs = 6000;
const corpus = process.argv[2] ?? new URL('../../../shared/corpus', import.meta.url).pathname;
const listed = existsSync(`${corpus}/index.json`)
  ? (JSON.parse(readFileSync(`${corpus}/index.json`, 'utf8')) as { file: string }[])
  : [];
const documents = listed.map(({ file }) => ({
  url: `https://corpus.invalid/${file}`,
  body: readFileSync(`${corpus}/${file}`),
}));
type Document = (typeof documents)[number];

const notFound = async () => ({ outcome: 'failed', code: 'http-404', detail: 'not found' }) as const;

async function ours({ url, body }: Document): Promise<void> {
  const parsed = parseDocument(body, { url });
  const declared = parsed.ok ? readSpecification(parsed.value) : undefined;
  if (!parsed.ok || !declared?.ok) return;
  validateStructure(`/${declared.specification.schema}`, parsed.value);
  await checkReferences(parsed.value, declared.specification, url, notFound);
}

const schema = CORE_SCHEMA.withTags(mergeTag);
const nothingElse = { resolve: { file: false, http: false } };

/** It takes no text safely (it would read files and follow addresses), so it is given what the same parser makes of it. */
async function theirs({ url, body }: Document): Promise<void> {
  const text = body.toString();
  try {
    const value = url.endsWith('.json') ? JSON.parse(text) : load(text, { schema });
    await new SwaggerParser().validate(url, value as never, nothingElse as never);
  } catch {
    // its verdict does not matter here
  }
}

async function timeRound(task: (document: Document) => Promise<void>): Promise<readonly number[]> {
  const times: number[] = [];
  for (const document of documents) {
    const started = performance.now();
    await task(document);
    times.push(performance.now() - started);
  }
  return times;
}

/** In a thread: warms up, then times the task for every document whenever it is told to. */
async function answerRounds(task: (document: Document) => Promise<void>): Promise<void> {
  for (const until = performance.now() + warmUpMs; performance.now() < until; ) await timeRound(task);
  parentPort?.on('message', async () => parentPort?.postMessage(await timeRound(task)));
  parentPort?.postMessage('warm');
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const row = (name: string, left: number, right: number): string =>
  `${name.padEnd(8)} ${left.toFixed(2).padStart(9)} ms ${right.toFixed(1).padStart(10)} ms ${(right / left).toFixed(1).padStart(7)} ×\n`;

async function compare(): Promise<void> {
  const threads = ['ours', 'theirs'].map((name) => {
    const worker = new Worker(new URL(import.meta.url), { argv: [corpus], workerData: name });
    return { worker, times: documents.map((): number[] => []) };
  });
  await Promise.all(threads.map(({ worker }) => once(worker, 'message')));
  for (let round = 0; round < rounds; round += 1) {
    for (const { worker, times } of threads) {
      worker.postMessage('round');
      const [found] = (await once(worker, 'message')) as [readonly number[]];
      for (const [index, ms] of found.entries()) times[index]?.push(ms);
    }
  }
  const [own = [], peer = []] = threads.map(({ times }) => times.map(median));
  await Promise.all(threads.map(({ worker }) => worker.terminate()));
  process.stdout.write(`analysis of ${documents.length} descriptions, median of ${rounds} rounds each\n`);
  process.stdout.write('              vedetta  swagger-parser    ratio\n');
  process.stdout.write(row('median', median(own), median(peer)));
  process.stdout.write(row('total', sum(own), sum(peer)));
}

if (!isMainThread) await answerRounds(workerData === 'ours' ? ours : theirs);
else if (documents.length > 0) await compare();
else process.stdout.write('skipped: the corpus is not beside the project\n');
