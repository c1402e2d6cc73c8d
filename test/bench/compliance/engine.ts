/** What the threads of the compliance bench answer: each engine behind the same two steps. */
import type { BenchDocument } from './documents.ts';

export type Sample = {
  /** From the text to what the rules are run on. */
  readonly parseMs: number;
  /** From there to findings with lines. */
  readonly restMs: number;
  /** Places found by each rule; only when they are asked for. */
  readonly places?: { readonly [rule: string]: number };
};

/** `task` is one of the engine's own; `counting`: say `places` too (after the clock has stopped). */
export type Engine = (document: BenchDocument, task: string, counting: boolean) => Promise<Sample>;

/** Processor time of this thread in ms, where Node tells it: the machine may be busy with others. */
export function clock(): number {
  if (process.threadCpuUsage === undefined) return performance.now();
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Different places of each rule: engines differ in how many findings they make of one. */
export function countPlaces(findings: Iterable<readonly [rule: string, place: string]>): {
  readonly [rule: string]: number;
} {
  const places = new Map<string, Set<string>>();
  for (const [rule, place] of findings) {
    const known = places.get(rule);
    if (known === undefined) places.set(rule, new Set([place]));
    else known.add(place);
  }
  return Object.fromEntries([...places].map(([rule, { size }]) => [rule, size]));
}
