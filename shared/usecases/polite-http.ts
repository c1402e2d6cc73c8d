/**
 * Politeness to each origin (discovery.md): one request in flight, a pause between two, and no more requests in this run
 * to an origin that asked for rest (Retry-After, 429) or did not answer three times in a row. What is not asked then ends
 * with the outcome of what was. A redirect to another origin is a request to that origin like any other: it waits its
 * turn there, after having left the first one's, and asks its robots.txt. So do references.
 */
import pLimit from 'p-limit';
import type { FetchCode } from '../domain/fetching/fetch-codes.ts';
import type { Failed, FetchOutcome, HttpRequest } from '../domain/fetching/fetch-outcome.ts';
import type { Clock, Http } from '../ports.ts';
import type { Origins } from '../store/origins.ts';

const mostSilent = 3;
const silence = /^(connect-|timeout-|dns-|tls-)/;
/** The rest of an origin that answers 429 without saying how long. */
const defaultRestSeconds = 10 * 60;

type OriginState = {
  readonly origin: string;
  readonly limit: ReturnType<typeof pLimit>;
  pauseMs: number;
  askedAt: number;
  /** From an earlier run: not to be asked before. */
  freeAt: number;
  silent: number;
  /** Why the last request got no answer at all. */
  trouble?: FetchCode;
  closed?: Failed;
  restUntil?: number;
  recalled?: Promise<void>;
};

export type PoliteOutcome = FetchOutcome & { readonly notTried?: boolean };
export type PoliteHttp = {
  request(request: HttpRequest): Promise<PoliteOutcome>;
  /** The origin asked for longer pauses (Crawl-delay); a shorter one than ours is not taken. */
  slowDown(url: string, pauseMs: number): void;
  /** Milliseconds until this URL's origin may be asked again. */
  pauseLeft(url: string): Promise<number>;
};

export type PoliteOptions = {
  readonly http: Http;
  readonly clock: Clock;
  readonly delayMs: number;
  /** Milliseconds since 1970 after which nothing is asked for which a pause would have to be kept first. */
  readonly latest: number;
  /** Where the rest that an origin asked for is kept between runs. */
  readonly origins: Pick<Origins, 'getRest' | 'putRest'>;
  /** A person asked: an origin that rests is tried all the same, once. */
  readonly insist: boolean;
  readonly askRobots: (url: string) => Promise<'allowed' | 'disallowed' | 'unavailable'>;
};

/** The pause that an origin is owed is longer than the run: its sources stay due, and the next run asks. */
export class Postponed extends Error {
  override name = 'Postponed';
}

export function createPoliteHttp(options: PoliteOptions): PoliteHttp {
  const { http, clock, delayMs, latest, origins, insist, askRobots } = options;
  const states = new Map<string, OriginState>();

  const stateOf = (url: string): OriginState => {
    const origin = URL.canParse(url) ? new URL(url).origin : 'null';
    const known = states.get(origin) ?? {
      origin,
      limit: pLimit(1),
      pauseMs: delayMs,
      askedAt: Number.NEGATIVE_INFINITY,
      freeAt: Number.NEGATIVE_INFINITY,
      silent: 0,
    };
    states.set(origin, known);
    return known;
  };

  const recall = async (state: OriginState): Promise<void> => {
    const { restUntil, code } = (await origins.getRest(state.origin)) ?? {};
    const until = restUntil === undefined ? 0 : Date.parse(restUntil);
    if (until <= clock.now()) return;
    if (code === undefined) state.freeAt = until;
    else if (!insist) {
      state.restUntil = until;
      state.closed = { outcome: 'failed', url: state.origin, code, detail: '', timings: { totalMs: 0 } };
    }
  };

  const rest = (state: OriginState, restMs: number, code?: FetchCode): Promise<boolean> =>
    origins.putRest(state.origin, {
      restUntil: new Date(clock.now() + restMs).toISOString(),
      ...(code === undefined ? {} : { code }),
    });

  const learn = async (state: OriginState, outcome: FetchOutcome): Promise<FetchOutcome> => {
    const { outcome: word, status } = outcome;
    const silent = word === 'failed' && silence.test(outcome.code);
    state.silent = silent ? state.silent + 1 : 0;
    delete state.trouble;
    if (word === 'failed' && status === undefined) state.trouble = outcome.code;
    const seconds = word === 'failed' ? restSeconds(outcome) : 0;
    // A pause that outlasts this run is kept by the next one.
    if (seconds === 0 && state.pauseMs > delayMs) await rest(state, state.pauseMs);
    if (word !== 'failed') return outcome;
    const told = seconds === 0 ? outcome : { ...outcome, retryAfterSeconds: seconds };
    if (state.silent >= mostSilent || seconds > 0) state.closed = told;
    if (seconds > 0) {
      state.restUntil = clock.now() + seconds * 1000;
      await rest(state, seconds * 1000, outcome.code);
    }
    return told;
  };

  const inferred = ({ closed, restUntil }: OriginState & { closed: Failed }, url: string): PoliteOutcome => {
    const { bodyStart: _, retryAfterSeconds: __, ...failed } = closed;
    const left = restUntil === undefined ? 0 : Math.max(Math.ceil((restUntil - clock.now()) / 1000), 0);
    const detail = `not asked: this origin failed with ${closed.code} before${left > 0 ? ' and asked for rest' : ' in this run'}`;
    return { ...failed, url, detail, notTried: true, ...(left > 0 ? { retryAfterSeconds: left } : {}) };
  };

  const waitOf = ({ askedAt, pauseMs, freeAt }: OriginState): number =>
    Math.max(askedAt + pauseMs, freeAt) - clock.now();

  const recallOnce = (state: OriginState): Promise<void> => {
    state.recalled ??= recall(state);
    return state.recalled;
  };

  const ask = async (state: OriginState, request: HttpRequest): Promise<PoliteOutcome> => {
    await recallOnce(state);
    if (state.closed !== undefined) return inferred({ ...state, closed: state.closed }, request.url);
    const wait = waitOf(state);
    if (wait > 0) {
      if (clock.now() + wait > latest) throw new Postponed();
      await clock.sleep(wait);
    }
    const outcome = await http.request(request);
    state.askedAt = clock.now();
    return learn(state, outcome);
  };

  /** An origin that does not answer is told as that, not as one without robots.txt. */
  const refusal = async (url: string): Promise<Pick<Failed, 'code' | 'detail'> | undefined> => {
    const word = URL.canParse(url) ? await askRobots(url) : 'allowed';
    if (word === 'allowed') return undefined;
    if (word === 'disallowed') return { code: 'robots-disallowed', detail: 'robots.txt of that origin forbids it' };
    return { code: stateOf(url).trouble ?? 'robots-unavailable', detail: 'robots.txt of that origin can not be read' };
  };

  return {
    async request(asked) {
      let request: HttpRequest = { ...asked, sameOrigin: true };
      let mustAsk = asked.purpose === 'reference';
      for (;;) {
        const next = request;
        const refused = mustAsk ? await refusal(next.url) : undefined;
        if (refused !== undefined) return notAllowed(asked.url, next, refused);
        const state = stateOf(next.url);
        const outcome = await state.limit(() => ask(state, next));
        if (outcome.outcome !== 'failed' || outcome.crossesTo === undefined) return { ...outcome, url: asked.url };
        const trail = { redirects: outcome.redirects ?? [], spentMs: outcome.timings.totalMs };
        request = { ...asked, sameOrigin: true, url: outcome.crossesTo, trail };
        // robots.txt itself may move (RFC 9309 §2.3.1.2).
        mustAsk = asked.purpose !== 'robots';
      }
    },
    slowDown: (url, pauseMs) => {
      const state = stateOf(url);
      state.pauseMs = Math.max(state.pauseMs, pauseMs);
    },
    async pauseLeft(url) {
      const state = stateOf(url);
      await recallOnce(state);
      return state.closed === undefined ? Math.max(waitOf(state), 0) : 0;
    },
  };
}

/** How long an answer asks us to stay away; 0: it does not. */
function restSeconds({ code, status, retryAfterSeconds = 0 }: Failed): number {
  const isTooMany = code === 'http-429' || status === 429;
  return retryAfterSeconds === 0 && isTooMany ? defaultRestSeconds : retryAfterSeconds;
}

const notAllowed = (
  url: string,
  { url: finalUrl, trail }: HttpRequest,
  refused: Pick<Failed, 'code' | 'detail'>,
): PoliteOutcome => ({
  outcome: 'failed',
  url,
  finalUrl,
  ...(trail === undefined ? {} : { redirects: trail.redirects }),
  ...refused,
  timings: { totalMs: trail?.spentMs ?? 0 },
  notTried: true,
});
