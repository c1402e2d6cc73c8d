/** The table of parity with the official ruleset on real descriptions: each remaining difference. Needs the corpus. */
import { compareWithOfficial, hasParityCounts } from '../fixtures/official-parity.ts';

const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`;

for (const profile of hasParityCounts ? (['full', 'full and security'] as const) : []) {
  const { pairs, sameFailing, sameCount, differences } = compareWithOfficial(profile);
  process.stdout.write(
    `${profile}: ${pairs} pairs, same failing rules ${share(sameFailing, pairs)} (aim 99 %), same number of findings ${share(sameCount, pairs)} (aim 97 %)\n`,
  );
  for (const { file, rule, ours, theirs, reason = 'NO REASON IS KNOWN' } of differences) {
    process.stdout.write(`  ${rule.padEnd(42)} ours ${ours}, official ${theirs}  ${file}\n    ${reason}\n`);
  }
}
if (!hasParityCounts) process.stdout.write('skipped: the corpus is not beside the project\n');
