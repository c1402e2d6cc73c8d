/**
 * Comparisons of the corpus' successive revisions, beside an npm peer that compares parsed descriptions too
 * (api-smart-diff), and of a large description with one new property in a schema that it uses everywhere, held against the
 * cost of parsing the two documents, each in a process of its own. Times are the best of several rounds, since others
 * may be using the machine; the peer has fewer rounds where it is slow, and an end.
 * Run: `node test/bench/changes.ts`. Needs the corpus and the oracles.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { apiCompare } from 'api-smart-diff';
import { compare } from '../../shared/domain/changes/compare.ts';
import { compareDocuments } from '../../shared/domain/changes/compare-documents.ts';
import { parseDocument } from '../../shared/domain/description/parse-document.ts';
import { isObject } from '../../shared/domain/description/specification.ts';
import { hasCorpusRevisions, listRevisionPairs, readRevision } from '../fixtures/corpus-revisions.ts';

const today = '2026-11-23';
const rounds = 9;
/** The peer's rounds of a pair end after this. */
const patienceMs = 150;
/** And there are more of a short one, up to this: what takes a fraction of a millisecond is not warm after a few. */
const leastMs = 40;
const mostSeconds = 60;
const largeFile = new URL('../../../shared/oracle/large-3mb.json.gz', import.meta.url);

const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Of the fastest round, in milliseconds. */
function time(task: () => unknown, most = rounds, patience = Number.POSITIVE_INFINITY): number {
  let best = Number.POSITIVE_INFINITY;
  const beginning = performance.now();
  let spent = 0;
  for (let round = 0; (round < most || spent < leastMs) && spent < patience; round += 1) {
    const started = performance.now();
    task();
    const ended = performance.now();
    best = Math.min(best, ended - started);
    spent = ended - beginning;
  }
  return best;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);

const quantile = (values: readonly number[], share: number): number =>
  sorted(values)[Math.max(Math.ceil(share * values.length) - 1, 0)] ?? Number.NaN;

const perSecond = (times: readonly number[]): string => ((1000 * times.length) / sum(times)).toFixed(0);

const peer = (base: unknown, revision: unknown): unknown => apiCompare(base as object, revision as object);

type Row = {
  readonly name: string;
  /** The peer knows OpenAPI 3 only; of Swagger 2.0 it compares the JSON, which is less work. */
  readonly isOld: boolean;
  readonly bytes: number;
  readonly ours: number;
  readonly fromText: number;
  readonly theirs: number;
  readonly listed: number;
  readonly editorial: number;
};

const ratioOf = ({ ours, theirs }: Row): number => theirs / ours;

const describe = (row: Row): string =>
  `${row.ours.toFixed(2)} ms (from text ${row.fromText.toFixed(1)} ms), peer ${row.theirs.toFixed(1)} ms, ${ratioOf(row).toFixed(1)} ×  ${row.name}`;

function measurePair(base: string, revision: string): readonly Row[] {
  const [before, after] = [readRevision(base), readRevision(revision)];
  if (!before.ok || !after.ok) return [];
  const { breaking, warning, info, editorial } = compare(before.value, after.value, today);
  return [
    {
      name: revision,
      isOld: isObject(after.value) && Object.hasOwn(after.value, 'swagger'),
      bytes: before.text.length + after.text.length,
      ours: time(() => compare(before.value, after.value, today)),
      fromText: time(() => compareTexts(base, revision), 3),
      theirs: time(() => peer(before.value, after.value), rounds, patienceMs),
      listed: breaking + warning + info,
      editorial,
    },
  ];
}

function compareTexts(base: string, revision: string): void {
  const [before, after] = [readRevision(base), readRevision(revision)];
  if (before.ok && after.ok) compareDocuments(before, after, today);
}

function printCorpus(): void {
  const pairs = listRevisionPairs();
  const rows = pairs.flatMap(({ base, revision }) => measurePair(base, revision));
  const largest = rows.reduce((one, other) => (other.bytes > one.bytes ? other : one));
  const slowest = rows.reduce((one, other) => (other.ours > one.ours ? other : one));
  print(`revisions: ${rows.length} pairs of ${pairs.length} (the others are no documents)`);
  print(
    `comparisons a second: parsed ${perSecond(rows.map(({ ours }) => ours))}, from text ${perSecond(rows.map(({ fromText }) => fromText))}`,
  );
  print(`largest pair, ${(largest.bytes / 1e6).toFixed(2)} MB: ${describe(largest)}`);
  print(`slowest pair (aim ≤ 1 s): ${describe(slowest)}`);
  printRatios(
    'OpenAPI 3 (aim ≥ 10 × on every pair)',
    rows.filter(({ isOld }) => !isOld),
  );
  printRatios(
    'Swagger 2.0, which it compares as plain JSON',
    rows.filter(({ isOld }) => isOld),
  );
  const of = (values: readonly number[]): string =>
    [0.5, 0.9, 0.99, 1].map((share) => quantile(values, share)).join(', ');
  print(`changes listed per revision (median, p90, p99 (aim ≤ 120), most): ${of(rows.map(({ listed }) => listed))}`);
  print(`  with wording: ${of(rows.map(({ listed, editorial }) => listed + editorial))}`);
}

function printRatios(title: string, rows: readonly Row[]): void {
  const ratios = rows.map(ratioOf);
  const all = sum(rows.map(({ theirs }) => theirs)) / sum(rows.map(({ ours }) => ours));
  print(
    `beside the peer, ${title}: median ${quantile(ratios, 0.5).toFixed(1)} ×, all together ${all.toFixed(1)} ×, least ${quantile(ratios, 0).toFixed(1)} ×; ${ratios.filter((ratio) => ratio < 10).length} of ${rows.length} pairs under 10 ×`,
  );
  for (const row of rows.toSorted((one, other) => ratioOf(one) - ratioOf(other)).slice(0, 5))
    print(`  ${describe(row)}`);
}

type Large = { components: { schemas: { address: { properties: { [name: string]: unknown } } } } };

/** Two texts, as they would be fetched. */
function readLarge(): readonly [Buffer, Buffer] {
  const base = gunzipSync(readFileSync(largeFile));
  const document = JSON.parse(base.toString()) as Large;
  document.components.schemas.address.properties.floor = { type: 'string' };
  return [base, Buffer.from(JSON.stringify(document))];
}

type LargeFigures = {
  readonly firstParse: number;
  readonly parse: number;
  readonly first: number;
  readonly best: number;
  readonly megabytes: number;
  readonly whole: number;
  readonly told: string;
};

const parse = (body: Buffer): unknown => {
  const parsed = parseDocument(body, { url: 'https://corpus.invalid/large.json' });
  return parsed.ok ? parsed.value : undefined;
};

/** In a process of its own: the memory is that of the first comparison, above what the two documents take. */
function measureLarge(task: (base: unknown, revision: unknown) => string): void {
  const texts = readLarge();
  let started = performance.now();
  const [base, revision] = texts.map(parse);
  const firstParse = performance.now() - started;
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  started = performance.now();
  const told = task(base, revision);
  const first = performance.now() - started;
  const peak = process.resourceUsage().maxRSS * 1024;
  const isSlow = first > 5_000;
  const figures: LargeFigures = {
    firstParse,
    parse: Math.min(
      firstParse,
      time(() => texts.map(parse)),
    ),
    first,
    best: isSlow
      ? first
      : Math.min(
          first,
          time(() => task(base, revision)),
        ),
    megabytes: Math.max(peak - before, 0) / 2 ** 20,
    whole: peak / 2 ** 20,
    told,
  };
  print(JSON.stringify(figures));
}

const tasks: { readonly [name: string]: (base: unknown, revision: unknown) => string } = {
  ours: (base, revision) => {
    const { changes } = compare(base, revision, today);
    return `${changes.length} change, ${changes[0]?.operationCount} operations`;
  },
  theirs: (base, revision) => `${apiCompare(base as object, revision as object).diffs.length} entries`,
};

function runLarge(name: string): LargeFigures | undefined {
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--expose-gc', '--max-old-space-size=4096', fileURLToPath(import.meta.url), name],
    { encoding: 'utf8', timeout: mostSeconds * 1000, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  return status === 0 ? (JSON.parse(stdout) as LargeFigures) : undefined;
}

function printLarge(): void {
  const ours = runLarge('ours');
  if (ours === undefined) throw new Error('the comparison of the large pair ended without an answer');
  const { firstParse, parse: parsing, first, best, megabytes, whole, told } = ours;
  print(`large pair, one new property: ${told}`);
  print(
    `  parsing both ${parsing.toFixed(0)} ms, comparison ${best.toFixed(0)} ms: ${(best / parsing).toFixed(2)} × (aim ≤ 4 ×); the first in a fresh process: ${firstParse.toFixed(0)} ms, ${first.toFixed(0)} ms, ${(first / firstParse).toFixed(2)} ×`,
  );
  print(
    `  memory of the first: ${megabytes.toFixed(0)} MB more at most (aim ≤ 250 MB); the process with both documents at most ${whole.toFixed(0)} MB`,
  );
  const theirs = runLarge('theirs');
  const peerTime = theirs?.best ?? mostSeconds * 1000;
  const bound = theirs === undefined ? 'over ' : '';
  print(
    `  peer: ${bound}${(peerTime / 1000).toFixed(1)} s${theirs === undefined ? ', or out of memory at 4 GB' : `, ${theirs.told}, ${theirs.megabytes.toFixed(0)} MB more at most`}: ${bound}${(peerTime / best).toFixed(0)} × (aim ≥ 50 ×)`,
  );
}

const task = tasks[process.argv[2] ?? ''];
if (task !== undefined) measureLarge(task);
else {
  if (hasCorpusRevisions) printCorpus();
  else print('skipped: the corpus is not beside the project');
  if (existsSync(largeFile)) printLarge();
  else print('skipped: the large description is not beside the project');
}
