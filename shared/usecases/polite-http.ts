/**
 * Politeness to each origin (discovery.md): one request in flight, a pause between two, and no more requests in this run
 * to an origin that asked for rest (Retry-After) or did not answer three times in a row. What is not asked then ends with
 * the outcome of what was.
 */
import pLimit from 'p-limit';
import type { Failed, FetchOutcome, HttpRequest } from '../domain/fetching/fetch-outcome.ts';
import type { Clock, Http } from '../ports.ts';

const mostSilent = 3;
const silence = /^(connect-|timeout-|dns-|tls-)/;

type OriginState = {
  readonly limit: ReturnType<typeof pLimit>;
  pauseMs: number;
  freeAt: number;
  silent: number;
  closed?: Failed;
};

export type PoliteOutcome = FetchOutcome & { readonly notTried?: boolean };
export type PoliteHttp = {
  request(request: HttpRequest): Promise<PoliteOutcome>;
  /** The origin asked for longer pauses (Crawl-delay); a shorter one than ours is not taken. */
  slowDown(url: string, pauseMs: number): void;
};

export function createPoliteHttp(http: Http, clock: Clock, delayMs: number): PoliteHttp {
  const origins = new Map<string, OriginState>();

  const stateOf = (url: string): OriginState => {
    const origin = URL.canParse(url) ? new URL(url).origin : url;
    const known = origins.get(origin) ?? { limit: pLimit(1), pauseMs: delayMs, freeAt: 0, silent: 0 };
    origins.set(origin, known);
    return known;
  };

  const learn = (state: OriginState, outcome: FetchOutcome): void => {
    const silent = outcome.outcome === 'failed' && silence.test(outcome.code);
    state.silent = silent ? state.silent + 1 : 0;
    if (outcome.outcome !== 'failed') return;
    if (state.silent >= mostSilent || outcome.retryAfterSeconds !== undefined) state.closed = outcome;
  };

  const ask = async (state: OriginState, request: HttpRequest): Promise<PoliteOutcome> => {
    if (state.closed !== undefined) return inferred(state.closed, request.url);
    const wait = state.freeAt - clock.now();
    if (wait > 0) await clock.sleep(wait);
    const outcome = await http.request(request);
    state.freeAt = clock.now() + state.pauseMs;
    learn(state, outcome);
    return outcome;
  };

  return {
    request: (request) => {
      const state = stateOf(request.url);
      return state.limit(() => ask(state, request));
    },
    slowDown: (url, pauseMs) => {
      const state = stateOf(url);
      state.pauseMs = Math.max(state.pauseMs, pauseMs);
    },
  };
}

const inferred = ({ bodyStart: _, ...failed }: Failed, url: string): PoliteOutcome => ({
  ...failed,
  url,
  detail: `not asked: ${failed.url} on the same origin failed with ${failed.code} in this run`,
  notTried: true,
});
