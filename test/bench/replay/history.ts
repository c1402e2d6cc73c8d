/**
 * A year of endpoints as it really was, and what a probe would have seen of it: real outages of known length, flapping,
 * noise that hits single tries, and bursts in which a part of the hosts can't be reached from here although they are up.
 * Everything follows from the seed, also what a try sees at a given second: all rules see the same world.
 */

/** Seconds since the start. */
export type Span = { readonly from: number; readonly until: number };

type Flap = Span & { readonly down: readonly Span[] };
type Burst = Span & { readonly hits: (endpoint: number) => boolean };

type EndpointHistory = { readonly outages: readonly Span[]; readonly flaps: readonly Flap[] };
export type History = {
  readonly seconds: number;
  readonly endpoints: readonly EndpointHistory[];
  /** Whether it was really down. */
  isDown(endpoint: number, at: number): boolean;
  /** Whether a try of this second fails, for whatever reason. */
  fails(endpoint: number, at: number): boolean;
};

const [minute, hour, day] = [60, 3600, 86_400];
const noise = 0.005;
const yearly = { outages: 6, flaps: 2, bursts: 24 } as const;
const flapSeconds = 2 * hour;

/** 32 bits of a hash (of the murmur family), the same for the same numbers. */
function mix(...parts: readonly number[]): number {
  let hash = 0x9e3779b9;
  for (const part of parts) {
    hash = Math.imul(hash ^ part, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return hash >>> 0;
}

const share = (...parts: readonly number[]): number => mix(...parts) / 2 ** 32;

/** A stream of numbers from 0 to 1. */
function streamOf(...seed: readonly number[]): () => number {
  let count = 0;
  return () => {
    count += 1;
    return share(...seed, count);
  };
}

/** So many spans of a year, apart from each other and from those before. */
function place(
  next: () => number,
  seconds: number,
  count: number,
  lengthOf: () => number,
  taken: readonly Span[] = [],
): Span[] {
  const spans: Span[] = [];
  for (let tries = 0; spans.length < count && tries < 100 * count; tries += 1) {
    const from = Math.floor(hour + next() * (seconds - 2 * day));
    const span = { from, until: from + Math.floor(lengthOf()) };
    const isApart = [...taken, ...spans].every(
      (other) => span.until + hour < other.from || other.until + hour < span.from,
    );
    if (isApart) spans.push(span);
  }
  return spans.sort((one, other) => one.from - other.from);
}

/** From two minutes to a day, short ones far more often. */
const outageSeconds = (next: () => number): number => 2 * minute * (12 * 60) ** next();

function flapOf(span: Span, next: () => number): Flap {
  const down: Span[] = [];
  for (let at = span.from; at < span.until; ) {
    // As long as a slot at least: what comes and goes between two looks is nobody's to see.
    const until = Math.min(at + Math.floor((5 + 7 * next()) * minute), span.until);
    down.push({ from: at, until });
    at = until + Math.floor((3 + 9 * next()) * minute);
  }
  return { ...span, down };
}

const covers = (spans: readonly Span[], at: number): boolean => {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.from ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const found = spans[low - 1];
  return found !== undefined && at < found.until;
};

/** `busy`: so many times as much happens as usual, for a history that is short. */
export function makeHistory(seed: number, endpoints: number, days: number, busy = 1): History {
  const seconds = days * day;
  const of = (count: number): number => Math.round((count * busy * days) / 365);
  const all = Array.from({ length: endpoints }, (_, endpoint): EndpointHistory => {
    const next = streamOf(seed, 1, endpoint);
    const outages = place(next, seconds, of(yearly.outages), () => outageSeconds(next));
    const flaps = place(next, seconds, of(yearly.flaps), () => flapSeconds, outages).map((span) => flapOf(span, next));
    return { outages, flaps };
  });
  const next = streamOf(seed, 2);
  const bursts = place(next, seconds, of(yearly.bursts), () => (1 + 24 * next()) * minute).map((span, index): Burst => {
    const part = 0.25 + 0.35 * next();
    return { ...span, hits: (endpoint) => share(seed, 3, index, endpoint) < part };
  });
  const truth = all.map(({ outages, flaps }) =>
    [...outages, ...flaps.flatMap(({ down }) => down)].sort((one, other) => one.from - other.from),
  );
  const isDown = (endpoint: number, at: number): boolean => covers(truth[endpoint] ?? [], at);
  return {
    seconds,
    endpoints: all,
    isDown,
    fails: (endpoint, at) =>
      share(seed, 4, endpoint, at) < noise ||
      isDown(endpoint, at) ||
      (covers(bursts, at) && bursts.some((burst) => covers([burst], at) && burst.hits(endpoint))),
  };
}
