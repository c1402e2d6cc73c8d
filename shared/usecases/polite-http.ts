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
  askedAt: number;
  silent: number;
  closed?: Failed;
};

export type PoliteOutcome = FetchOutcome & { readonly notTried?: boolean };
export type PoliteHttp = {
  request(request: HttpRequest): Promise<PoliteOutcome>;
  /** The origin asked for longer pauses (Crawl-delay); a shorter one than ours is not taken. */
  slowDown(url: string, pauseMs: number): void;
};

/** The pause that an origin is owed is longer than the run: its sources stay due, and the next run asks. */
export class Postponed extends Error {
  override name = 'Postponed';
}

/** `latest`: milliseconds since 1970 after which nothing is asked for which a pause would have to be kept first. */
export function createPoliteHttp(http: Http, clock: Clock, delayMs: number, latest: number): PoliteHttp {
  const origins = new Map<string, OriginState>();

  const stateOf = (url: string): OriginState => {
    const origin = URL.canParse(url) ? new URL(url).origin : url;
    const known = origins.get(origin) ?? {
      limit: pLimit(1),
      pauseMs: delayMs,
      askedAt: Number.NEGATIVE_INFINITY,
      silent: 0,
    };
    origins.set(origin, known);
    return known;
  };

  const learn = (state: OriginState, outcome: FetchOutcome): void => {
    const silent = outcome.outcome === 'failed' && silence.test(outcome.code);
    state.silent = silent ? state.silent + 1 : 0;
    if (outcome.outcome !== 'failed') return;
    if (state.silent >= mostSilent || (outcome.retryAfterSeconds ?? 0) > 0) state.closed = outcome;
  };

  const ask = async (state: OriginState, request: HttpRequest): Promise<PoliteOutcome> => {
    if (state.closed !== undefined) return inferred(state.closed, request.url);
    const wait = state.askedAt + state.pauseMs - clock.now();
    if (wait > 0) {
      if (clock.now() + wait > latest) throw new Postponed();
      await clock.sleep(wait);
    }
    const outcome = await http.request(request);
    state.askedAt = clock.now();
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
  detail: `not asked again: this origin failed with ${failed.code} before in this run`,
  notTried: true,
});
