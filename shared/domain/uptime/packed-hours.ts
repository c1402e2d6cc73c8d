/**
 * Hours as they are stored: a row of a day has 24 of them, and a table is paid by the kilobyte. An hour is a list of its
 * number, its milliseconds by verdict (in the order of `probeVerdicts`), looks, counted, answered, prompt, and its latencies
 * as bucket and count in turn.
 */
import { type Hour, timeOf } from './availability.ts';
import { probeVerdicts } from './sample.ts';

export type PackedHour = readonly number[];

const before = 1 + probeVerdicts.length;

export const packHours = (hours: readonly Hour[]): readonly PackedHour[] =>
  hours.map(({ hour, ms, looks, counted, answered, prompt, latency }) => [
    hour,
    ...probeVerdicts.map((verdict) => ms[verdict]),
    looks,
    counted,
    answered,
    prompt,
    ...Object.entries(latency).flatMap(([bucket, count]) => [Number(bucket), count]),
  ]);

export const unpackHours = (packed: readonly PackedHour[]): readonly Hour[] =>
  packed.map((hour) => {
    const [looks = 0, counted = 0, answered = 0, prompt = 0, ...latencies] = hour.slice(before);
    return {
      hour: hour[0] ?? 0,
      ms: timeOf((verdict) => hour[1 + probeVerdicts.indexOf(verdict)] ?? 0),
      looks,
      counted,
      answered,
      prompt,
      latency: Object.fromEntries(
        latencies.flatMap((bucket, index) => (index % 2 === 0 ? [[bucket, latencies[index + 1] ?? 0]] : [])),
      ),
    };
  });
