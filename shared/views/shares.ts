/** Shares as figures that never round a little of something to nothing, nor nearly all of it to all. */

/** The nearest figure of so many decimals; exact ones stay as they are, as a division of their digits is exact again. */
const nearest = (share: number, decimals: number): number => Math.round(share * 10 ** decimals) / 10 ** decimals;

const step = (figure: number, steps: number, decimals: number): number =>
  (Math.round(figure * 10 ** decimals) + steps) / 10 ** decimals;

/** At most the share: all (1) only of what was all of it. */
export function roundedDown(share: number, decimals: number): number {
  const figure = nearest(share, decimals);
  return figure <= share ? figure : step(figure, -1, decimals);
}

/** At least the share: none (0) only of what was none of it. */
export function roundedUp(share: number, decimals: number): number {
  const figure = nearest(share, decimals);
  return figure >= share ? figure : step(figure, 1, decimals);
}
