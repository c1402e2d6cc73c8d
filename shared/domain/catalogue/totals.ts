/** Counts over a publisher's APIs, or over all, each with the time it was computed. */
import type { Verdict } from '../description/analysis.ts';
import type { ProbeVerdict } from '../uptime/sample.ts';
import { probeVerdicts } from '../uptime/sample.ts';
import { type Api, isPublished } from './api.ts';
import type { SourceState } from './source.ts';
import { sourceStates } from './source.ts';

export type Totals = {
  readonly computedAt: string;
  readonly publishers: number;
  /** Addresses that are visited: those that are not withdrawn. */
  readonly sources: number;
  /** Addresses, the withdrawn ones too, by what we know of them now: also those that never gave an API. */
  readonly sourceStates: { readonly [state in SourceState]: number };
  /** APIs that are not withdrawn. */
  readonly apis: number;
  /** APIs, the withdrawn ones too, by what we know of their description now. */
  readonly states: { readonly [state in SourceState]: number };
  /** APIs that are not withdrawn by the verdict of their newest revision. */
  readonly verdicts: { readonly [verdict in Verdict]: number };
  /** Endpoints by what the probes agree on. */
  readonly endpoints: { readonly [verdict in ProbeVerdict]: number };
};

const verdicts: readonly Verdict[] = [
  'valid',
  'invalid',
  'unresolvable-ref',
  'not-a-description',
  'too-large',
  'unanalysable',
];

const tally = <K extends string>(names: readonly K[], found: Iterable<K>): { [name in K]: number } => {
  const counts = Object.fromEntries(names.map((name) => [name, 0])) as { [name in K]: number };
  for (const name of found) counts[name] += 1;
  return counts;
};

type Counted = {
  readonly publishers: number;
  readonly sources: readonly { readonly state: SourceState }[];
  readonly apis: readonly Pick<Api, 'state' | 'verdict'>[];
  readonly endpoints: readonly { readonly verdict: ProbeVerdict }[];
};

export function totalsOf({ publishers, sources, apis, endpoints }: Counted, computedAt: string): Totals {
  const published = apis.filter(isPublished);
  return {
    computedAt,
    publishers,
    sources: sources.filter(({ state }) => state !== 'withdrawn').length,
    sourceStates: tally(
      sourceStates,
      sources.map(({ state }) => state),
    ),
    apis: published.length,
    states: tally(
      sourceStates,
      apis.map(({ state }) => state),
    ),
    verdicts: tally(
      verdicts,
      published.map(({ verdict }) => verdict),
    ),
    endpoints: tally(
      probeVerdicts,
      endpoints.map(({ verdict }) => verdict),
    ),
  };
}

type Counts = { readonly [name: string]: number };

/** Whether two tallies are equal, in whatever order their names were stored. */
const sameCounts = (one: Counts, other: Counts): boolean =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([name, count]) => other[name] === count);

/** Whether the figures are the same, whenever they were computed. */
export const sameTotals = (one: Totals, other: Totals): boolean =>
  one.publishers === other.publishers &&
  one.sources === other.sources &&
  one.apis === other.apis &&
  sameCounts(one.sourceStates, other.sourceStates) &&
  sameCounts(one.states, other.states) &&
  sameCounts(one.verdicts, other.verdicts) &&
  sameCounts(one.endpoints, other.endpoints);
