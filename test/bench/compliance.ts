/**
 * What the compliance rules cost: beside Spectral with rules of the same meaning, beside Redocly with its minimal rules,
 * and all of them beside parsing and one plain walk; whether that grows with the document only; memory at the size limit.
 * From text to findings with lines, in processor time where Node tells it (the machine may be busy). Engines take turns,
 * each in a thread of its own; medians per document. Spectral is slow, so it has few rounds, and one on large documents.
 * Run: `npm run bench -- compliance` (two to four minutes).
 */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type DocumentSet, documentsOf } from './compliance/documents.ts';
import type { Sample } from './compliance/engine.ts';
import type { EngineName, Order } from './compliance/engine-thread.ts';
import { generateUpTo } from './compliance/generate.ts';
import type { Memory } from './compliance/memory.ts';
import { sameRuleIds, type Task } from './compliance/vedetta-engine.ts';

const rounds = 5;
/** Spectral has a second round only when the first ended this soon. */
const secondRoundBeforeMs = 75_000;
/** Later than this nobody waits for Spectral on a large document any more: the whole shall take four minutes. */
const lastLargeAfterMs = 190_000;
const sizeLimit = 20 * 2 ** 20;

const began = performance.now();
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const ms = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ms`;
const times = (ratio: number): string => `${ratio.toFixed(ratio < 10 ? 2 : 0)} ×`;
const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
const row = (name: string, ...cells: readonly string[]): void =>
  print(`${name.padEnd(44)}${cells.map((cell) => cell.padStart(13)).join('')}`);

const threads = new Map<EngineName, Worker>();

async function ask(engine: EngineName, order: Order): Promise<readonly Sample[]> {
  const thread =
    threads.get(engine) ??
    new Worker(new URL('./compliance/engine-thread.ts', import.meta.url), { workerData: engine });
  threads.set(engine, thread);
  thread.postMessage(order);
  const [samples] = (await once(thread, 'message')) as [readonly Sample[]];
  return samples;
}

/** Per document the medians of what each round took. */
type Series = {
  readonly add: (samples: readonly Sample[]) => void;
  readonly first: () => readonly Sample[];
  readonly parse: () => readonly number[];
  readonly rest: () => readonly number[];
  readonly whole: () => readonly number[];
  readonly rounds: () => number;
};

function createSeries(): Series {
  const added: (readonly Sample[])[] = [];
  const medians = (measure: (sample: Sample) => number): readonly number[] =>
    (added[0] ?? []).map((_, index) => median(added.map((round) => measure(round[index] as Sample))));
  return {
    add: (samples) => added.push(samples),
    first: () => added[0] ?? [],
    parse: () => medians(({ parseMs }) => parseMs),
    rest: () => medians(({ restMs }) => restMs),
    whole: () => medians(({ parseMs, restMs }) => parseMs + restMs),
    rounds: () => added.length,
  };
}

const tasks: readonly Task[] = ['same', 'all', 'walk', 'clean', 'official'];

type Measured = { readonly [task in Task]: Series } & { readonly spectral: Series; readonly redocly: Series };

async function measure(set: DocumentSet, ourRounds: number, theirRounds: number): Promise<Measured> {
  const series = Object.fromEntries([...tasks, 'spectral', 'redocly'].map((name) => [name, createSeries()]));
  const found = series as Measured;
  for (let round = 0; round < ourRounds; round += 1) {
    for (const task of tasks) found[task].add(await ask('vedetta', { task, set, counting: round === 0 }));
    const soon = round === 0 || performance.now() - began < secondRoundBeforeMs;
    if (round < theirRounds && soon)
      found.spectral.add(await ask('spectral', { task: '', set, counting: round === 0 }));
    if (round < theirRounds) found.redocly.add(await ask('redocly', { task: '', set }));
  }
  return found;
}

/** Whether both find the same; why not is in `spectral-rules.ts`. */
function compareFindings({ same, spectral }: Measured): void {
  const [ours, theirs] = [same.first(), spectral.first()];
  const total = (samples: readonly Sample[], id: string): number => sum(samples.map(({ places }) => places?.[id] ?? 0));
  const pairs = ours.flatMap(({ places }, index) =>
    sameRuleIds.map((id) => (places?.[id] ?? 0) === (theirs[index]?.places?.[id] ?? 0)),
  );
  const differing = sameRuleIds.filter((id) => total(ours, id) !== total(theirs, id));
  print(
    `same places found: ${sameRuleIds.length - differing.length} of ${sameRuleIds.length} rules over the corpus, ` +
      `${pairs.filter((same) => same).length} of ${pairs.length} pairs of document and rule`,
  );
  const listed = differing.map((id) => `${id} ${total(ours, id)}/${total(theirs, id)}`);
  if (listed.length > 0) print(`  different (ours/Spectral): ${listed.join(', ')}`);
}

function printEngines(name: string, { same, all, spectral, redocly }: Measured, aim: number): void {
  const ours = sum(same.whole());
  const whole = sum(spectral.whole());
  row(`${name}: text to findings, total`, ms(ours), ms(whole), times(whole / ours), `≥ ${aim} ×`);
  const oursMedian = median(same.whole());
  const theirMedian = median(spectral.whole());
  if (same.whole().length > 1)
    row('  median document', ms(oursMedian), ms(theirMedian), times(theirMedian / oursMedian));
  row(
    '  rules and lines only',
    ms(sum(same.rest())),
    ms(sum(spectral.rest())),
    times(sum(spectral.rest()) / sum(same.rest())),
  );
  const lint = sum(redocly.parse());
  row('  Redocly, same rules of ours, no lines there', ms(ours), ms(lint), times(lint / ours), '≥ 8 ×');
  const everything = sum(all.whole());
  row('  Redocly, all rules of ours, no lines there', ms(everything), ms(lint), times(lint / everything), '≥ 8 ×');
  const lined = sum(redocly.whole());
  row('  Redocly, all rules of ours, lines on both', ms(everything), ms(lined), times(lined / everything));
}

function printAll(name: string, { all, walk, clean, official }: Measured): void {
  const base = sum(walk.whole());
  row(`${name}: parse and plain walk`, ms(base));
  row('  parse, all rules, lines', ms(sum(all.whole())), times(sum(all.whole()) / base), '≤ 3 ×');
  row('    of which the clean rules', ms(sum(clean.rest())), times(sum(clean.rest()) / base));
  row('    of which the official profile', ms(sum(official.rest())), times(sum(official.rest()) / base));
  const lines = sum(all.rest()) - sum(clean.rest()) - sum(official.rest());
  row('    of which lines and the rest', ms(lines), times(lines / base));
}

async function printLinear(): Promise<void> {
  const series = createSeries();
  for (let round = 0; round < rounds + 4; round += 1) {
    const samples = await ask('vedetta', { task: 'all', set: 'growing' });
    if (round > 1) series.add(samples);
  }
  const cost = series.rest();
  const sizes = documentsOf('growing').map(({ body }) => `${(body.byteLength / 1e6).toFixed(2)} MB`);
  row(`1 ×, 2 ×, 4 × operations (${sizes.join(', ')})`, ...cost.map(ms));
  row('  all rules and lines, parsed already', ...cost.map((each) => times(each / (cost[0] ?? 1))), '≤ 2.3, 4.6 ×');
}

function measureMemory(): void {
  const directory = mkdtempSync(join(tmpdir(), 'vedetta-bench-'));
  try {
    const file = join(directory, 'large.json');
    writeFileSync(file, generateUpTo(sizeLimit));
    const child = fileURLToPath(new URL('./compliance/memory.ts', import.meta.url));
    const run = spawnSync(process.execPath, ['--expose-gc', child, file], { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(run.stderr);
    const { bytes, rss, heap, most, examineMs } = JSON.parse(run.stdout) as Memory;
    print(
      `memory of a process that reads ${mebibytes(bytes)}: ${mebibytes(rss.before)} before, ${mebibytes(rss.parsed)} parsed ` +
        `(most until then ${mebibytes(most.parsed)}), ${mebibytes(rss.peak)} most while the rules ran (${ms(examineMs)})`,
    );
    const added = rss.peak - rss.parsed;
    print(
      `  the rules add ${mebibytes(added)} (aim ≤ 256), ${mebibytes(most.end - most.parsed)} to the most of the process; ` +
        `the report keeps ${mebibytes(heap.reported - heap.parsed)} of heap`,
    );
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function warmUp(): Promise<void> {
  const set = documentsOf('corpus').length > 0 ? 'corpus' : 'growing';
  for (let round = 0; round < 3; round += 1) {
    for (const task of tasks) await ask('vedetta', { task, set });
  }
  await ask('redocly', { task: '', set, every: 3 });
  await ask('spectral', { task: '', set, every: 10 });
}

const heading = (): void => row(`${sameRuleIds.length} rules of the same meaning`, 'vedetta', 'other', 'ratio', 'aim');

async function measureCorpus(): Promise<void> {
  const documents = documentsOf('corpus');
  if (documents.length === 0) return print('the corpus is skipped: it is not beside the project');
  const corpus = await measure('corpus', rounds, 2);
  const sampled = `rounds: ours ${corpus.all.rounds()}, Spectral ${corpus.spectral.rounds()}, Redocly ${corpus.redocly.rounds()}`;
  print(`corpus: ${documents.length} descriptions, ${sampled}`);
  heading();
  printEngines('corpus', corpus, 25);
  compareFindings(corpus);
  print('');
  printAll('corpus', corpus);
  const whole = corpus.all.whole();
  const slowest = whole.indexOf(Math.max(...whole));
  row('  slowest document', ms(whole[slowest] ?? 0), '', '≤ 500 ms');
  print(`    ${documents[slowest]?.name}`);
}

async function measureLarge(set: DocumentSet): Promise<void> {
  const [document] = documentsOf(set);
  if (document === undefined) return print(`\n${set} large document is skipped: it is not beside the project`);
  const late = performance.now() - began > lastLargeAfterMs;
  const theirs = late ? 'the others are skipped: the machine is too busy' : 'theirs 1';
  print(`\n${set} large document: ${(document.body.byteLength / 1e6).toFixed(1)} MB, rounds: ours 3, ${theirs}`);
  const large = await measure(set, 3, late ? 0 : 1);
  if (!late) {
    heading();
    printEngines(set, large, 60);
  }
  printAll(set, large);
}

await warmUp();
await measureCorpus();
await measureLarge('generated');
await measureLarge('real');
print('');
await printLinear();
await Promise.all([...threads.values()].map((thread) => thread.terminate()));
measureMemory();
print(`took ${((performance.now() - began) / 1000).toFixed(0)} s`);
