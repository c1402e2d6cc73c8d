/** Shares as figures that never round a little of something to nothing, nor nearly all of it to all. */

/** The nearest figure of so many decimals; exact ones stay as they are, as a division of their digits is exact again. */
const nearest = (share: number, decimals: number): number => Math.round(share * 10 ** decimals) / 10 ** decimals;

const step = (figure: number, steps: number, decimals: number): number =>
  (Math.round(figure * 10 ** decimals) + steps) / 10 ** decimals;

/** At most the share: all (1) only of what was all of it; the least figure there is of less than that, for it is not none. */
export function roundedDown(share: number, decimals: number): number {
  const figure = nearest(share, decimals);
  const down = figure <= share ? figure : step(figure, -1, decimals);
  return down === 0 && share > 0 ? step(0, 1, decimals) : down;
}

/** At least the share: none (0) only of what was none of it; the greatest figure below 1 of more than that. */
export function roundedUp(share: number, decimals: number): number {
  const figure = nearest(share, decimals);
  const up = figure >= share ? figure : step(figure, 1, decimals);
  return up === 1 && share < 1 ? step(1, -1, decimals) : up;
}
