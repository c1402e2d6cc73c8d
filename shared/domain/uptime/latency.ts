/**
 * Latencies counted in fixed logarithmic buckets, so that histograms of any periods merge by adding and a quantile is never
 * an average of quantiles. Bucket i holds durations over 1.1^(i-1) and up to 1.1^i milliseconds, bucket 0 those up to 1: a
 * quantile is within 5 % of what was seen.
 */

/** Counts by bucket, those that are not zero only. */
export type Histogram = { readonly [bucket: string]: number };

export const noLatencies: Histogram = {};

const gamma = 1.1;

export const bucketOf = (ms: number): number => (ms <= 1 ? 0 : Math.ceil(Math.log(ms) / Math.log(gamma)));

/** Adds what was counted to a histogram that is still being made. */
export function addTo(counts: { [bucket: string]: number }, bucket: number | string, count: number): void {
  counts[bucket] = (counts[bucket] ?? 0) + count;
}

/** Of durations in milliseconds. */
export function countLatency(durations: Iterable<number>): Histogram {
  const counts: { [bucket: string]: number } = {};
  for (const ms of durations) addTo(counts, bucketOf(ms), 1);
  return counts;
}

export function mergeHistograms(histograms: Iterable<Histogram>): Histogram {
  const counts: { [bucket: string]: number } = {};
  for (const histogram of histograms)
    for (const [bucket, count] of Object.entries(histogram)) addTo(counts, bucket, count);
  return counts;
}

/** How many durations were counted. */
const sizeOf = (histogram: Histogram): number => Object.values(histogram).reduce((sum, count) => sum + count, 0);

/** As far from the least as from the greatest duration of a bucket, in proportion; milliseconds, to a tenth. */
const middleOf = (bucket: number): number => (bucket === 0 ? 1 : Math.round((20 * gamma ** bucket) / (1 + gamma)) / 10);

/** The duration that the share `q` (over 0, up to 1) stays within, by nearest rank; milliseconds, null of none. */
export function quantile(histogram: Histogram, q: number): number | null {
  const rank = Math.max(1, Math.ceil(q * sizeOf(histogram)));
  let passed = 0;
  // Names that are whole numbers come in their order.
  for (const [bucket, count] of Object.entries(histogram)) {
    passed += count;
    if (passed >= rank) return middleOf(Number(bucket));
  }
  return null;
}
