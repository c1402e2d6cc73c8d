/**
 * Availability of endpoints by the hour and the day, in whole milliseconds of UTC: figures of any periods add up exactly.
 * Time of which nothing is known is `unknown`, never invented.
 */
import { type Histogram, mergeHistograms } from './latency.ts';
import { type ProbeVerdict, probeVerdicts, type timedPhases } from './sample.ts';

/** Milliseconds of each verdict; they add up to the time accounted for. */
export type TimeByVerdict = { readonly [verdict in ProbeVerdict]: number };

/** Of an hour or a day of an endpoint, or of several of them together. */
export type Figures = {
  readonly ms: TimeByVerdict;
  /** Looks that were taken. */
  readonly looks: number;
  /** Those whose first try says something of the API: up, degraded or down. */
  readonly counted: number;
  /** Those whose first try was answered: up or degraded. */
  readonly answered: number;
  /** Those that were answered within the bound, declared or learned. */
  readonly prompt: number;
  /** Total time of those that were answered. */
  readonly latency: Histogram;
};

/** `hour`: 0 to 23, UTC. */
export type Hour = Figures & { readonly hour: number };

/** From midnight on, without a gap: hours in which nobody looked are unknown, those before it was watched no time at all. */
export type HoursOfDay = { readonly endpointId: string; readonly date: string; readonly hours: readonly Hour[] };

export type PhaseHistograms = { readonly [phase in (typeof timedPhases)[number]]: Histogram };

/** Figures with the day they are of. */
export type FiguresOfDay = Figures & {
  /** `2026-11-23`, UTC. */
  readonly date: string;
  /** End of the time accounted for, ISO 8601. */
  readonly until: string;
  /** When its last look was taken; absent when only one of the day before reaches into it. */
  readonly checkedAt?: string;
};

export type Day = FiguresOfDay & {
  readonly endpointId: string;
  readonly apiId: string;
  readonly publisherId: string;
  /** Of the answered looks, by part. */
  readonly phases: PhaseHistograms;
};

/** From when to when an endpoint was watched at all, milliseconds since 1970: nothing is unknown of it at other times. */
export type Watch = { readonly sinceMs: number; readonly untilMs: number };

export const always: Watch = { sinceMs: Number.NEGATIVE_INFINITY, untilMs: Number.POSITIVE_INFINITY };

/** How much of a period falls into it. */
export const watchedMs = ({ sinceMs, untilMs }: Watch, fromMs: number, endMs: number): number =>
  Math.max(0, Math.min(untilMs, endMs) - Math.max(sinceMs, fromMs));

export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** The day of an instant, `2026-11-23`. */
export const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The share of known time in which it was up: null when nothing is known, never invented. */
export const availabilityOf = ({ up, down }: TimeByVerdict): number | null =>
  up + down === 0 ? null : up / (up + down);

/** The share of the time accounted for of which nothing is known; null of no time at all. */
export function unknownShareOf(ms: TimeByVerdict): number | null {
  const whole = probeVerdicts.reduce((sum, verdict) => sum + ms[verdict], 0);
  return whole === 0 ? null : ms.unknown / whole;
}

export const timeOf = (amount: (verdict: ProbeVerdict) => number): TimeByVerdict =>
  Object.fromEntries(probeVerdicts.map((verdict) => [verdict, amount(verdict)])) as TimeByVerdict;

/** Nobody looked for so long. */
export const unknownFor = (ms: number): Figures => ({
  ms: timeOf((verdict) => (verdict === 'unknown' ? ms : 0)),
  looks: 0,
  counted: 0,
  answered: 0,
  prompt: 0,
  latency: {},
});

/** Of periods that follow each other, or of several endpoints. */
export function addFigures(all: readonly Figures[]): Figures {
  const sum = (count: (figures: Figures) => number): number => all.reduce((total, each) => total + count(each), 0);
  return {
    ms: timeOf((verdict) => sum(({ ms }) => ms[verdict])),
    looks: sum(({ looks }) => looks),
    counted: sum(({ counted }) => counted),
    answered: sum(({ answered }) => answered),
    prompt: sum(({ prompt }) => prompt),
    latency: mergeHistograms(all.map(({ latency }) => latency)),
  };
}
