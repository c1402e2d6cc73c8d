/**
 * Latencies counted in fixed logarithmic buckets, so that histograms of any periods merge by adding and a quantile is never
 * an average of quantiles. Bucket i holds durations over 1.1^(i-1) and up to 1.1^i milliseconds: within 5 % of what was seen.
 */

/** Counts by bucket, those that are not zero only. */
export type Histogram = { readonly [bucket: string]: number };

export const noLatencies: Histogram = {};
