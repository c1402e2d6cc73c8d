/** How much of the time in which an endpoint was watched something is known of it: days on which nobody looked count too. */
import { dayMs, type FiguresOfDay, type Watch, watchedMs } from './availability.ts';
import { probeVerdicts } from './sample.ts';

const startOf = ({ date }: Pick<FiguresOfDay, 'date'>): number => Date.parse(`${date}T00:00:00.000Z`);

const knownMs = ({ ms }: FiguresOfDay): number =>
  probeVerdicts.reduce((sum, verdict) => sum + (verdict === 'unknown' ? 0 : ms[verdict]), 0);

/**
 * From 0 to 1; null of no time at all. `days`: oldest first. Where it is not noted since when it is watched, it is since the
 * first of them. The day under way counts as far as it is accounted for.
 */
function shareOf(
  partOf: (day: FiguresOfDay) => number,
  days: readonly FiguresOfDay[],
  watch: Watch,
  fromMs: number,
  nowMs: number,
): number | null {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  const sinceMs = Number.isFinite(watch.sinceMs) ? watch.sinceMs : startOf(first);
  const isUnderWay = startOf(last) + dayMs > nowMs;
  const untilMs = isUnderWay ? Math.min(Date.parse(last.until), nowMs) : nowMs;
  const whole = watchedMs({ ...watch, sinceMs }, fromMs, untilMs);
  if (whole <= 0) return null;
  return Math.min(1, days.reduce((sum, day) => sum + partOf(day), 0) / whole);
}

type Asked = readonly [days: readonly FiguresOfDay[], watch: Watch, fromMs: number, nowMs: number];

/** Time that a firewall hides from us counts: that it does is known. */
export const knownShareOf = (...asked: Asked): number | null => shareOf(knownMs, ...asked);

/** Of what is known, as a share of all the time: what a firewall hides from us, so that nothing is known of the service. */
export const hiddenShareOf = (...asked: Asked): number | null => shareOf(({ ms }) => ms.blocked, ...asked);
