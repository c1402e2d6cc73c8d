/**
 * The tables of the comparison against two other engines' expectations, and single cases to look at. Needs the oracles.
 * Run: `node test/bench/change-oracle.ts [a|b] [--list] [--family PART] [--case ID]`: `--list` names every disagreement,
 * `--family` only those of families (or suites) with this in their name, `--case` shows one whole.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Change } from '../../shared/domain/changes/change.ts';
import {
  type Difference,
  type ExpectedChange,
  hasChangeOracles,
  isExact,
  newsOf,
  readCasesA,
  readCasesB,
  readTaxonomy,
  type ScoredA,
  type ScoredB,
  scoreCaseA,
  scoreCaseB,
  scoreVerdicts,
  type Taxon,
  type Verdict,
} from '../fixtures/change-oracles.ts';
import { doubts } from '../fixtures/doubtful-changes.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { list: { type: 'boolean', default: false }, family: { type: 'string' }, case: { type: 'string' } },
});

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const percent = (part: number, whole: number): string =>
  `${part} of ${whole}, ${((100 * part) / Math.max(whole, 1)).toFixed(2)} %`;

const describeExpected = ({ id, level, operation, path, args }: ExpectedChange): string =>
  `    ${level.padEnd(9)} ${id}  ${operation} ${path}  ${JSON.stringify(args)}`;

function describeFound({ id, level, subject, operations, basePointer, revisionPointer, ...change }: Change): string {
  const names = operations.map(({ method, path }) => `${method} ${path}`).join(', ');
  const values = `${JSON.stringify(change.old) ?? ''} → ${JSON.stringify(change.new) ?? ''}`;
  return `    ${level.padEnd(9)} ${id}  ${names}  ${JSON.stringify(subject)}  ${values}\n${' '.repeat(14)}${basePointer} | ${revisionPointer}`;
}

/** With two lines around. */
function printPair(base: unknown, revision: unknown): void {
  const folder = mkdtempSync(join(tmpdir(), 'pair-'));
  const files = [base, revision].map((value, index) => {
    const file = join(folder, `${index}.json`);
    writeFileSync(file, `${JSON.stringify(value, null, 1)}\n`);
    return file;
  });
  print(
    spawnSync('diff', ['-U4', ...files], { encoding: 'utf8' })
      .stdout.split('\n')
      .slice(2)
      .join('\n'),
  );
  rmSync(folder, { recursive: true });
}

function printVerdicts(title: string, verdicts: readonly Verdict[], aim: string): void {
  const { hits, falseAlarms, misses, precision, recall, f1 } = scoreVerdicts(verdicts);
  print(
    `${title}: F1 ${f1.toFixed(4)} (aim ${aim}), precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}; right ${hits}, false alarms ${falseAlarms}, missed ${misses}`,
  );
}

const kindOf = ({ expected, found }: Verdict): string => (found && !expected ? 'FALSE ALARM' : 'MISSED');
const isWrong = ({ breaks }: { readonly breaks: Verdict }): boolean => breaks.expected !== breaks.found;
const isAsked = (family: string): boolean => family.includes(options.family ?? '');

const breakingIds = (changes: readonly Change[]): string =>
  changes
    .filter(({ level }) => level === 'breaking')
    .map(({ id }) => id)
    .join(' ');

function describeDifference({ missing, extra }: Difference): string {
  return [...missing.map((each) => `      - ${each}`), ...extra.map((each) => `      + ${each}`)].join('\n');
}

function printCaseA({ case: each, comparison, breaks, differs }: ScoredA): void {
  printPair(each.base, each.revision);
  print(`  ${each.id}, ${each.family}: breaks ${breaks.expected}, ours ${breaks.found}`);
  print(`  expected\n${each.expected.map(describeExpected).join('\n')}`);
  if (each.flattened !== null)
    print(`  expected with allOf merged\n${each.flattened.map(describeExpected).join('\n')}`);
  print(`  ours\n${comparison.changes.map(describeFound).join('\n')}`);
  const difference = differs('12', 'fair');
  if (!isExact(difference) && difference !== undefined) print(`  differs\n${describeDifference(difference)}`);
}

function printA(): void {
  const taxonomy = readTaxonomy();
  const scored = readCasesA().map((each) => scoreCaseA(each, taxonomy));
  const one = scored.find(({ case: each }) => each.id === options.case);
  if (one !== undefined) printCaseA(one);
  else if (options.case === undefined) printTablesA(scored, taxonomy);
}

function printTablesA(scored: readonly ScoredA[], taxonomy: ReadonlyMap<string, Taxon>): void {
  printVerdicts(
    'a, breaking or not',
    scored.map(({ breaks }) => breaks),
    '0.97',
  );
  for (const [title, tiers, aim] of [
    ['ids of tier 1', '1', '90 %'],
    ['all ids', '12', '80 %'],
  ] as const) {
    for (const measure of ['fair', 'raw', 'ids'] as const) {
      const asked = scored.filter(({ differs }) => tiers !== '1' || differs(tiers, measure) !== undefined);
      const exact = asked.filter(({ differs }) => isExact(differs(tiers, measure)));
      const either = asked.filter((each) => [false, true].some((flat) => isExact(each.differs(tiers, measure, flat))));
      const suffix = measure === 'fair' ? ` (aim ${aim})` : '';
      print(
        `${title}, ${measure.padEnd(4)}: exact in ${percent(exact.length, asked.length)}${suffix}; with allOf merged or not ${either.length}`,
      );
    }
  }
  const unchanged = scored.filter(({ case: each }) => each.expected.length === 0);
  const noisy = unchanged.filter((each) => newsOf(each, taxonomy).length > 0);
  const any = unchanged.filter(({ comparison }) => comparison.changes.length > 0);
  const graver = unchanged.filter(({ comparison: { breaking, warning, info } }) => breaking + warning + info > 0);
  print(
    `no change: of ${unchanged.length} cases ${noisy.length} have some (aim 0); with ids the other lacks ${graver.length}, with wording ${any.length}`,
  );
  if (!options.list && options.family === undefined) return;
  for (const { case: each, comparison, breaks } of scored.filter(isWrong)) {
    if (isAsked(each.family))
      print(`${kindOf(breaks)} ${each.id} (${each.family}): ${breakingIds(comparison.changes)}`);
  }
  for (const { case: each, differs } of scored) {
    const difference = differs('12', 'fair');
    if (!isAsked(each.family) || difference === undefined || isExact(difference)) continue;
    const tier = isExact(differs('1', 'fair')) ? 'tier 2' : 'TIER 1';
    const merged = isExact(differs('12', 'fair', true)) ? ', exact with allOf merged' : '';
    print(`${tier} ${each.id} (${each.family})${merged}\n${describeDifference(difference)}`);
  }
  for (const each of any.filter(({ case: { family } }) => isAsked(family))) {
    print(`NO CHANGE ${each.case.id}\n${each.comparison.changes.map(describeFound).join('\n')}`);
  }
}

function printCaseB({ case: each, comparison, breaks }: ScoredB): void {
  printPair(each.base, each.revision);
  print(`  ${each.id} (${each.title}): expected ${each.severity}, breaks: ours ${breaks.found}`);
  print(comparison.changes.map(describeFound).join('\n'));
}

function printB(): void {
  const scored = readCasesB().map(scoreCaseB);
  const one = scored.find(({ case: each }) => each.id === options.case);
  if (one !== undefined) printCaseB(one);
  else if (options.case === undefined) printTableB(scored);
}

function printTableB(scored: readonly ScoredB[]): void {
  const reasons = new Map(doubts.flatMap(({ cases, reason }) => cases.map((id) => [id, reason] as const)));
  const verdictsOf = (each: readonly ScoredB[]): readonly Verdict[] => each.map(({ breaks }) => breaks);
  const settled = scored.filter(({ case: each }) => !reasons.has(each.id));
  printVerdicts(`b, but for the ${reasons.size} pairs below, breaking or not`, verdictsOf(settled), '0.95');
  printVerdicts('b, all', verdictsOf(scored), 'none');
  for (const { case: each, comparison, breaks } of scored.filter(isWrong)) {
    if (!isAsked(each.suite)) continue;
    const ours = comparison.changes.map(({ id, level }) => `${id} (${level})`).join(' ');
    print(`${kindOf(breaks)} ${each.id}: ${each.severity}, ours: ${ours}`);
    print(`      ${reasons.get(each.id) ?? 'NO REASON IS KNOWN'}`);
  }
}

// A reader that stops early, such as `head`, is no fault.
process.stdout.on('error', () => process.exit());

const [which] = positionals;
if (which !== undefined && which !== 'a' && which !== 'b') {
  process.stderr.write('say which: a, b or nothing for both\n');
  process.exitCode = 2;
} else if (!hasChangeOracles) print('skipped: the oracles are not beside the project');
else {
  if (which !== 'b') printA();
  if (which !== 'a') printB();
}
