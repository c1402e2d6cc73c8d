/**
 * From samples to figures. A sample speaks until the next one of its endpoint, at most for twice its interval: beyond that
 * nobody looked. Of several samples of one instant the one that was taken in last, of the latest set, speaks alone. What
 * is kept of an endpoint on the way is its figures by the hour and the samples whose order is not settled yet.
 */
import {
  addFigures,
  always,
  type Figures,
  type Hour,
  hourMs,
  type PhaseHistograms,
  timeOf,
  unknownFor,
  type Watch,
  watchedMs,
} from './availability.ts';
import { addTo, bucketOf } from './latency.ts';
import { isGood, probeVerdicts, type Sample, speaksMs, timedPhases } from './sample.ts';

/** What the samples of one endpoint say of a period, hour by hour. */
export type Tracked = {
  /** All hours of the period; the first and the last may be parts of one. */
  readonly hours: readonly Hour[];
  readonly phases: PhaseHistograms;
  /** The last look within the period, ISO 8601. */
  readonly checkedAt?: string;
};

type Counts = { [bucket: string]: number };
type Pending = { readonly at: number; readonly sample: Sample };

/** What is counted of an hour, side by side: thousands of endpoints are followed at once, each through 24 hours. */
const columns = [...probeVerdicts, 'looks', 'counted', 'answered', 'prompt'] as const;
const columnOf = Object.fromEntries(columns.map((name, index) => [name, index])) as {
  readonly [name in (typeof columns)[number]]: number;
};
const hoursApart = 1024;

/**
 * Follows one endpoint through a period, from milliseconds since 1970 to others. A sample of before it was watched (it was
 * then too, and not in between) says what it says.
 */
export class Track {
  readonly #fromMs: number;
  readonly #untilMs: number;
  readonly #firstHour: number;
  readonly #watch: Watch;
  readonly #counts: Uint32Array;
  /** Of each answered look its hour and bucket. */
  readonly #latencies: number[] = [];
  readonly #phases: { readonly [phase in (typeof timedPhases)[number]]: Counts } = {
    dns: {},
    connect: {},
    tls: {},
    wait: {},
  };
  /** In order of time; only the last ones can still be joined by others. */
  readonly #pending: Pending[] = [];
  #spoken = false;
  #checkedAt: string | undefined;

  constructor(fromMs: number, untilMs: number, watch: Watch = always) {
    this.#watch = watch;
    this.#fromMs = fromMs;
    this.#untilMs = untilMs;
    this.#firstHour = Math.floor(fromMs / hourMs);
    const hours = Math.ceil(untilMs / hourMs) - this.#firstHour;
    this.#counts = new Uint32Array(Math.max(hours, 0) * columns.length);
    for (let hour = 0; hour < hours; hour += 1) {
      const start = (this.#firstHour + hour) * hourMs;
      this.#add(hour, 'unknown', watchedMs(watch, Math.max(start, fromMs), Math.min(start + hourMs, untilMs)));
    }
  }

  /**
   * One more sample, in any order as long as none that comes later is of a time before `settledMs`. Those of before the
   * period matter where they reach into it.
   */
  take(sample: Sample, settledMs: number): void {
    const pending = this.#pending;
    while (pending.length > 1 && (pending[1] as Pending).at < settledMs) this.#count(pending.shift() as Pending);
    const at = Date.parse(sample.at);
    let place = pending.length;
    while (place > 0 && (pending[place - 1] as Pending).at > at) place -= 1;
    const isSame = pending[place - 1]?.at === at;
    pending.splice(isSame ? place - 1 : place, isSame ? 1 : 0, { at, sample });
  }

  /** Undefined when no sample says anything of the period. */
  end(): Tracked | undefined {
    while (this.#pending.length > 0) this.#count(this.#pending.shift() as Pending);
    if (!this.#spoken) return undefined;
    const checkedAt = this.#checkedAt;
    return { hours: this.#hours(), phases: this.#phases, ...(checkedAt === undefined ? {} : { checkedAt }) };
  }

  /** A sample whose follower is the first of those that are still pending. */
  #count({ at, sample }: Pending): void {
    const endMs = Math.min(this.#untilMs, this.#watch.untilMs);
    const end = Math.min(this.#pending[0]?.at ?? endMs, at + speaksMs(sample), endMs);
    for (let start = Math.max(at, this.#fromMs); start < end; ) {
      const hour = this.#hourOf(start);
      const next = Math.min(end, (this.#firstHour + hour + 1) * hourMs);
      this.#add(hour, sample.verdict, next - start);
      this.#add(hour, 'unknown', -watchedMs(this.#watch, start, next));
      this.#spoken = true;
      start = next;
    }
    if (at >= this.#fromMs && at < endMs) this.#look(this.#hourOf(at), sample);
  }

  #look(hour: number, { at, first, code, phases }: Sample): void {
    this.#spoken = true;
    this.#checkedAt = at;
    this.#add(hour, 'looks', 1);
    if (isGood(first) || first === 'down') this.#add(hour, 'counted', 1);
    if (!isGood(first)) return;
    this.#add(hour, 'answered', 1);
    if (code !== 'slow') this.#add(hour, 'prompt', 1);
    this.#latencies.push(hour * hoursApart + bucketOf(phases.total));
    for (const phase of timedPhases) {
      const ms = phases[phase];
      if (ms !== undefined) addTo(this.#phases[phase], bucketOf(ms), 1);
    }
  }

  #hourOf(at: number): number {
    return Math.floor(at / hourMs) - this.#firstHour;
  }

  #add(hour: number, column: keyof typeof columnOf, amount: number): void {
    const place = hour * columns.length + columnOf[column];
    this.#counts[place] = (this.#counts[place] ?? 0) + amount;
  }

  #hours(): readonly Hour[] {
    const hours = Array.from({ length: this.#counts.length / columns.length }, (_, hour) => {
      const count = (column: keyof typeof columnOf): number =>
        this.#counts[hour * columns.length + columnOf[column]] ?? 0;
      return {
        hour: (this.#firstHour + hour) % 24,
        ms: timeOf(count),
        looks: count('looks'),
        counted: count('counted'),
        answered: count('answered'),
        prompt: count('prompt'),
        latency: {} as Counts,
      };
    });
    for (const each of this.#latencies) {
      const hour = hours[Math.floor(each / hoursApart)];
      if (hour !== undefined) addTo(hour.latency, each % hoursApart, 1);
    }
    return hours;
  }
}

/** Of samples of one endpoint in any order; of two of one instant the later in the list speaks. */
export function trackSamples(samples: readonly Sample[], fromMs: number, untilMs: number): Tracked | undefined {
  const track = new Track(fromMs, untilMs);
  for (const sample of samples) track.take(sample, Number.NEGATIVE_INFINITY);
  return track.end();
}

export const figuresOf = (samples: readonly Sample[], fromMs: number, untilMs: number): Figures =>
  addFigures(trackSamples(samples, fromMs, untilMs)?.hours ?? [unknownFor(untilMs - fromMs)]);
