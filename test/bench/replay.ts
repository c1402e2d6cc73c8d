/**
 * The rule that opens incidents, over sixty years of endpoints with outages that are known, beside rules that others use:
 * the same seed, the same noise at the same second.
 */
import { makeHistory } from './replay/history.ts';
import { runProduct } from './replay/product.ts';
import { rules } from './replay/rules.ts';
import { scoreOf } from './replay/score.ts';

const [endpoints, days] = [60, 365];

for (const seed of [20_261_126, 1, 2, 3]) {
  const history = makeHistory(seed, endpoints, days);
  process.stdout.write(`\n${endpoints} endpoints for ${days} days, a look every 5 minutes, seed ${seed}\n`);
  process.stdout.write(
    'rule                            | false a year | median detection | worst | missed of | incidents a flap, mean (most)\n',
  );
  for (const { name, run } of rules) {
    const score = scoreOf(history, run(history));
    process.stdout.write(
      `${name.padEnd(31)} | ${score.falsePerEndpointYear.toFixed(3).padStart(12)} | ${`${score.medianDetection} s`.padStart(16)} | ${`${score.worstDetection} s`.padStart(6)} | ${`${score.missed} of ${score.outages}`.padStart(9)} | ${score.meanPerFlap.toFixed(2)} (${score.mostPerFlap})\n`,
    );
  }
}

const [few, shortDays, busy] = [60, 14, 8];
const short = makeHistory(4, few, shortDays, busy);
process.stdout.write(
  `\nthe product itself, ${few} endpoints for ${shortDays} days in which ${busy} times as much happens\n`,
);
for (const [name, told] of [
  ['the use case over a store', await runProduct(short)],
  ['the rule alone', rules[0]?.run(short) ?? []],
] as const) {
  const { falsePerEndpointYear, medianDetection, missed, outages, meanPerFlap, mostPerFlap } = scoreOf(short, told);
  process.stdout.write(
    `${name}: ${falsePerEndpointYear.toFixed(3)} false a year, median ${medianDetection} s, missed ${missed} of ${outages}, ${meanPerFlap.toFixed(2)} (${mostPerFlap}) a flap, ${told.length} told\n`,
  );
}
