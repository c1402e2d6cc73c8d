import { expect, it } from 'vitest';
import { byPlace } from '../../../shared/domain/description/by-place.ts';

it('puts what has no place first, then line by line, and within a line from the left', () => {
  const places = [{ line: 2, column: 9 }, { line: 10, column: 1 }, {}, { line: 2, column: 1 }, { line: 2 }];
  expect(places.toSorted(byPlace)).toEqual([
    {},
    { line: 2 },
    { line: 2, column: 1 },
    { line: 2, column: 9 },
    { line: 10, column: 1 },
  ]);
});
