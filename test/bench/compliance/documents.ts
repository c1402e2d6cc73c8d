/** What the compliance bench reads: the corpus and the large document beside the project, and generated ones. */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { generateDescription, generateUpTo } from './generate.ts';

export type BenchDocument = { readonly name: string; readonly url: string; readonly body: Buffer };

const beside = (path: string): string => new URL(`../../../../shared/${path}`, import.meta.url).pathname;
const benchDocument = (name: string, body: Buffer): BenchDocument => ({
  name,
  url: `https://corpus.invalid/${name}`,
  body,
});

function readCorpus(): readonly BenchDocument[] {
  const corpus = process.env.BENCH_CORPUS ?? beside('corpus');
  if (!existsSync(`${corpus}/index.json`)) return [];
  const listed = JSON.parse(readFileSync(`${corpus}/index.json`, 'utf8')) as { readonly file: string }[];
  return listed.map(({ file }) => benchDocument(file, readFileSync(`${corpus}/${file}`)));
}

/** A real description; it is kept without white space, and published with it. */
function readLarge(): readonly BenchDocument[] {
  const file = beside('oracle/large-3mb.json.gz');
  if (!existsSync(file)) return [];
  const text = JSON.stringify(JSON.parse(gunzipSync(readFileSync(file)).toString()), null, 2);
  return [benchDocument('real.json', Buffer.from(text))];
}

const generated = (name: string, text: string): BenchDocument => benchDocument(name, Buffer.from(text));

const sets = {
  corpus: readCorpus,
  real: readLarge,
  generated: () => [generated('generated.json', generateUpTo(3.3e6))],
  growing: () => [300, 600, 1200].map((operations) => generated(`${operations}.json`, generateDescription(operations))),
} as const satisfies { readonly [name: string]: () => readonly BenchDocument[] };

export type DocumentSet = keyof typeof sets;

const read = new Map<DocumentSet, readonly BenchDocument[]>();

/** Empty when it is not beside the project. */
export function documentsOf(set: DocumentSet): readonly BenchDocument[] {
  const known = read.get(set) ?? sets[set]();
  read.set(set, known);
  return known;
}
