/** How well a rule told a history: incidents that were none, how soon outages were told, those that were missed. */
import type { History, Span } from './history.ts';
import type { Told } from './rules.ts';

export type Score = {
  /** A year of one endpoint. */
  readonly falsePerEndpointYear: number;
  /** From the beginning of an outage of ten minutes at least to its telling, seconds. */
  readonly medianDetection: number;
  readonly worstDetection: number;
  readonly outages: number;
  readonly missed: number;
  readonly flaps: number;
  /** Incidents of one flap, at most and on average. */
  readonly mostPerFlap: number;
  readonly meanPerFlap: number;
};

const leastSeconds = 600;
/** What a try of a failing second saw may be told a little later. */
const tellingSeconds = 60;
/** A probe that failed at the end of an outage is about that outage. */
const graceSeconds = 900;

const isIn = ({ from, until }: Span, at: number, grace: number): boolean => from <= at && at <= until + grace;

export function scoreOf(history: History, told: readonly Told[]): Score {
  const of = new Map<number, Told[]>();
  for (const each of told) of.set(each.endpoint, [...(of.get(each.endpoint) ?? []), each]);
  const delays: number[] = [];
  const perFlap: number[] = [];
  let [wrong, outages, missed] = [0, 0, 0];
  for (const [endpoint, { outages: real, flaps }] of history.endpoints.entries()) {
    const mine = of.get(endpoint) ?? [];
    wrong += mine.filter(
      ({ at }) =>
        !real.some((span) => isIn(span, at, tellingSeconds)) && !flaps.some((span) => isIn(span, at, graceSeconds)),
    ).length;
    for (const span of real.filter(({ from, until }) => until - from >= leastSeconds)) {
      outages += 1;
      const first = mine.find(({ at }) => isIn(span, at, tellingSeconds));
      if (first === undefined) missed += 1;
      else delays.push(first.at - span.from);
    }
    for (const flap of flaps)
      perFlap.push(new Set(mine.filter(({ at }) => isIn(flap, at, graceSeconds)).map(({ id }) => id)).size);
  }
  delays.sort((one, other) => one - other);
  const years = (history.endpoints.length * history.seconds) / (365 * 86_400);
  return {
    falsePerEndpointYear: wrong / years,
    medianDetection: delays[Math.floor(delays.length / 2)] ?? Number.NaN,
    worstDetection: delays.at(-1) ?? Number.NaN,
    outages,
    missed,
    flaps: perFlap.length,
    mostPerFlap: Math.max(0, ...perFlap),
    meanPerFlap: perFlap.reduce((sum, count) => sum + count, 0) / Math.max(perFlap.length, 1),
  };
}
