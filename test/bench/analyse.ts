/**
 * Parse, validate and check the references of every description of the corpus, beside swagger-parser's `validate` of the
 * same text. Per document the median of several rounds, one engine after the other (they share js-yaml, whose call sites
 * slow down when two schemas take turns); documents behind references answer 404 at once.
 * Run: `node test/bench/analyse.ts [CORPUS]`.
 */
import { existsSync, readFileSync } from 'node:fs';
import SwaggerParser from '@apidevtools/swagger-parser';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { parseDocument } from '../../shared/domain/description/parse-document.ts';
import { checkReferences } from '../../shared/domain/description/references.ts';
import { readSpecification } from '../../shared/domain/description/specification.ts';
import { validateStructure } from '../../shared/domain/description/validate.ts';

const corpus = process.argv[2] ?? new URL('../../../shared/corpus', import.meta.url).pathname;
if (!existsSync(`${corpus}/index.json`)) {
  process.stdout.write('skipped: the corpus is not beside the project\n');
  process.exit(0);
}

const rounds = 7;
const listed = JSON.parse(readFileSync(`${corpus}/index.json`, 'utf8')) as { file: string }[];
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

/** It takes no text safely (it would read files and follow addresses), so it is given what the fastest parser makes of it. */
async function theirs({ url, body }: Document): Promise<void> {
  const text = body.toString();
  try {
    const value = url.endsWith('.json') ? JSON.parse(text) : load(text, { schema });
    await new SwaggerParser().validate(url, value as never, nothingElse as never);
  } catch {
    // its verdict does not matter here
  }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Milliseconds of each document: the median of the rounds, after two that warm up. */
async function time(task: (document: Document) => Promise<void>): Promise<readonly number[]> {
  const times = documents.map((): number[] => []);
  for (let round = -2; round < rounds; round += 1) {
    for (const [index, document] of documents.entries()) {
      const started = performance.now();
      await task(document);
      if (round >= 0) times[index]?.push(performance.now() - started);
    }
  }
  return times.map(median);
}

const own = await time(ours);
const peer = await time(theirs);
const row = (name: string, left: number, right: number): string =>
  `${name.padEnd(8)} ${left.toFixed(2).padStart(9)} ms ${right.toFixed(1).padStart(10)} ms ${(right / left).toFixed(1).padStart(7)} ×\n`;
process.stdout.write(`analysis of ${documents.length} descriptions, median of ${rounds} rounds each\n`);
process.stdout.write('              vedetta  swagger-parser    ratio\n');
process.stdout.write(row('median', median(own), median(peer)));
process.stdout.write(row('total', sum(own), sum(peer)));
