/** Counts over a publisher's APIs, or over all, each with the time it was computed. */
import type { Verdict } from '../description/analysis.ts';
import type { ProbeVerdict } from '../uptime/sample.ts';
import { probeVerdicts } from '../uptime/sample.ts';
import type { Api } from './api.ts';
import type { SourceState } from './source.ts';
import { sourceStates } from './source.ts';

export type Totals = {
  readonly computedAt: string;
  readonly publishers: number;
  readonly sources: number;
  readonly apis: number;
  /** APIs by what we know of their description now. */
  readonly states: { readonly [state in SourceState]: number };
  /** APIs by the verdict of their newest revision. */
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
  readonly sources: number;
  readonly apis: readonly Pick<Api, 'state' | 'verdict'>[];
  readonly endpoints: readonly { readonly verdict: ProbeVerdict }[];
};

export const totalsOf = ({ publishers, sources, apis, endpoints }: Counted, computedAt: string): Totals => ({
  computedAt,
  publishers,
  sources,
  apis: apis.length,
  states: tally(
    sourceStates,
    apis.map(({ state }) => state),
  ),
  verdicts: tally(
    verdicts,
    apis.map(({ verdict }) => verdict),
  ),
  endpoints: tally(
    probeVerdicts,
    endpoints.map(({ verdict }) => verdict),
  ),
});
