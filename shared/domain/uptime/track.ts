/**
 * From samples to figures. A sample speaks until the next one of its endpoint, at most for twice its interval: beyond that
 * nobody looked. Of several samples of one instant the one that was taken in last, of the latest set, speaks alone. What
 * is kept of an endpoint on the way is its figures by the hour and the samples whose order is not settled yet.
 */
import {
  addFigures,
  type Figures,
  type Hour,
  hourMs,
  type PhaseHistograms,
  type TimeByVerdict,
  timedPhases,
  unknownFor,
} from './availability.ts';
import { addTo, bucketOf } from './latency.ts';
import { isGood, type ProbeVerdict, type Sample, speaksMs } from './sample.ts';

/** What the samples of one endpoint say of a period, hour by hour. */
export type Tracked = {
  /** All hours of the period; the first and the last may be parts of one. */
  readonly hours: readonly Hour[];
  readonly phases: PhaseHistograms;
  /** The last look within the period, ISO 8601. */
  readonly checkedAt?: string;
};

type Counts = { [bucket: string]: number };
type Cell = Omit<{ -readonly [name in keyof Hour]: Hour[name] }, 'ms' | 'latency'> & {
  readonly ms: { -readonly [verdict in ProbeVerdict]: TimeByVerdict[verdict] };
  readonly latency: Counts;
};
type Pending = { readonly at: number; readonly sample: Sample };

/** Follows one endpoint through a period, from milliseconds since 1970 to others. */
export class Track {
  readonly #fromMs: number;
  readonly #untilMs: number;
  readonly #firstHour: number;
  readonly #cells: readonly Cell[];
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

  constructor(fromMs: number, untilMs: number) {
    this.#fromMs = fromMs;
    this.#untilMs = untilMs;
    this.#firstHour = Math.floor(fromMs / hourMs);
    this.#cells = Array.from({ length: Math.ceil(untilMs / hourMs) - this.#firstHour }, (_, index) => {
      const start = (this.#firstHour + index) * hourMs;
      const { ms, ...rest } = unknownFor(Math.min(start + hourMs, untilMs) - Math.max(start, fromMs));
      return { hour: (this.#firstHour + index) % 24, ...rest, ms: { ...ms }, latency: {} };
    });
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
    return { hours: this.#cells, phases: this.#phases, ...(checkedAt === undefined ? {} : { checkedAt }) };
  }

  /** A sample whose follower is the first of those that are still pending. */
  #count({ at, sample }: Pending): void {
    const end = Math.min(this.#pending[0]?.at ?? this.#untilMs, at + speaksMs(sample), this.#untilMs);
    for (let start = Math.max(at, this.#fromMs); start < end; ) {
      const cell = this.#cellAt(start);
      const next = Math.min(end, (Math.floor(start / hourMs) + 1) * hourMs);
      cell.ms[sample.verdict] += next - start;
      cell.ms.unknown -= next - start;
      this.#spoken = true;
      start = next;
    }
    if (at >= this.#fromMs && at < this.#untilMs) this.#look(this.#cellAt(at), sample);
  }

  #look(cell: Cell, { at, first, code, phases }: Sample): void {
    this.#spoken = true;
    this.#checkedAt = at;
    cell.looks += 1;
    if (isGood(first) || first === 'down') cell.counted += 1;
    if (!isGood(first)) return;
    cell.answered += 1;
    if (code !== 'slow') cell.prompt += 1;
    addTo(cell.latency, bucketOf(phases.total), 1);
    for (const phase of timedPhases) {
      const ms = phases[phase];
      if (ms !== undefined) addTo(this.#phases[phase], bucketOf(ms), 1);
    }
  }

  #cellAt(at: number): Cell {
    return this.#cells[Math.floor(at / hourMs) - this.#firstHour] as Cell;
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
