import { expect, it } from 'vitest';
import { explainGradeLimit, explainScoreLine } from '../../../shared/views/explain-score.ts';

it.each([
  [{ tested: 0, count: 0 }, /does not apply/, /Non si applica/],
  [{ tested: 1, count: 0 }, /^Nothing is wrong in 1 item examined/, /1 elemento esaminato/],
  [{ tested: 4, count: 0 }, /in 4 items/, /4 elementi esaminati/],
  [{ tested: 1, count: 1 }, /^1 finding in 1 item examined: 50%/, /^1 segnalazione in 1 elemento esaminato/],
  [
    { tested: 4, count: 3 },
    /^3 findings in 4 items examined: 50% of/,
    /^3 segnalazioni in 4 elementi esaminati: il 50% dei punti/,
  ],
])('says of %j why it costs what it costs', (line, en, it) => {
  expect(explainScoreLine(line).en).toMatch(en);
  expect(explainScoreLine(line).it).toMatch(it);
});

it('says why a grade is not that of the score', () => {
  expect(explainGradeLimit({ gradeOfScore: 'A' })?.en).toMatch(/worth A: .* no better than D/);
  expect(explainGradeLimit({ gradeOfScore: 'A' })?.it).toMatch(/varrebbe A: .* non supera D/);
  expect(explainGradeLimit({})).toBeUndefined();
});
