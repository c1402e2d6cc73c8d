/**
 * What an API shows over the wire, of which its description can only speak: from the answers of the probes, each fact with
 * the time it was seen. Guideline: problem details (RFC 9457), rate limits, Cache-Control of the status, HTTPS, HSTS
 * (RFC 6797), and the form of Deprecation (RFC 9745) and Sunset (RFC 8594).
 */

import { clipText } from '../catalogue/clip-text.ts';
import { readRateLimit } from '../compliance/reading/rate-limit.ts';
import type { Answer, FetchOutcome } from '../fetching/fetch-outcome.ts';
import { looksLikeFirewall } from '../fetching/firewall.ts';
import { dayMs } from './availability.ts';
import type { Endpoint } from './endpoint.ts';

export const wireChecks = [
  'problem-json',
  'rate-limit',
  'status-cache-control',
  'https-redirect',
  'hsts',
  'deprecation',
  'sunset',
] as const;
export type WireCheck = (typeof wireChecks)[number];

/** Absent: not seen yet, so nothing is known. `value`: what was found, bounded and printable. */
type WireFact = {
  readonly ok: boolean;
  /** When it was first seen to be so. */
  readonly seenAt: string;
  readonly value?: string;
};

export type WireFacts = { readonly [check in WireCheck]?: WireFact };

type Seen = Omit<WireFact, 'seenAt'>;

/** What one answer shows; checks it says nothing of are absent. */
export type WireSight = { readonly [check in WireCheck]?: Seen };

type Answered = Pick<Answer, 'url' | 'finalUrl' | 'status' | 'headers'>;

const longestValue = 120;

const seen = (ok: boolean, value = ''): Seen => {
  const clipped = clipText(value, longestValue);
  return clipped === '' ? { ok } : { ok, value: clipped };
};

const isError = ({ status }: Answered): boolean => status >= 400;
const isStatusAddress = (kind: Endpoint['kind']): boolean => kind !== 'server';

const essenceOf = (contentType: string | undefined): string =>
  (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

/** RFC 9457 §6: problem details, in JSON or XML. */
function problem({ headers }: Answered): Seen {
  const essence = essenceOf(headers['content-type']);
  return seen(/^application\/problem\+(json|xml)$/.test(essence), essence);
}

/** Which headers are there, not what they say: the figures differ from answer to answer. */
function rateLimit({ headers }: Answered): Seen {
  const names = Object.keys(headers).filter((name) => /^(x-)?ratelimit\b/.test(name));
  const { sufficient } = readRateLimit({ headers: Object.fromEntries(names.map((name) => [name, {}])) });
  return seen(sufficient || names.includes('ratelimit-policy'), names.sort().join(', '));
}

/** A status may be kept for so many seconds at most: longer, and whoever asks sees what was. */
const longestStatusSeconds = 60;

/** RFC 9111 §5.2.2. */
function cacheControl({ headers }: Answered): Seen {
  const value = headers['cache-control'] ?? '';
  const [, seconds] = /(?:^|[\s,])max-age\s*=\s*"?(\d+)/i.exec(value) ?? [];
  const isShort = seconds !== undefined && Number(seconds) <= longestStatusSeconds;
  return seen(/(?:^|[\s,])no-(?:store|cache)\b/i.test(value) || isShort, value);
}

/** RFC 6797 §6.1.1: `max-age=0` takes it back. */
function hsts({ headers }: Answered): Seen {
  const value = headers['strict-transport-security'] ?? '';
  return seen(/(?:^|[\s;])max-age\s*=\s*"?0*[1-9]/i.test(value), value);
}

/** RFC 9745 §2.1: a date of a structured field, `@1735689599`. None at all is as it should be. */
function deprecation({ headers: { deprecation: value = '' } }: Answered): Seen {
  return seen(value === '' || /^@-?\d{1,15}(?=$|\s*;)/.test(value.trim()), value);
}

/** RFC 8594 §3: an HTTP date (RFC 9110 §5.6.7). */
const httpDate = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

function sunset({ headers: { sunset: value = '' } }: Answered): Seen {
  return seen(value === '' || (httpDate.test(value.trim()) && !Number.isNaN(Date.parse(value))), value);
}

type Check = {
  /** Whether the answer says something of it. */
  readonly applies: (answer: Answered, kind: Endpoint['kind']) => boolean;
  readonly look: (answer: Answered) => Seen;
};

const isGood = ({ status }: Answered): boolean => status >= 200 && status < 400;

/** What any answer may show; `https-redirect` takes a request of its own. */
const checks: { readonly [check in Exclude<WireCheck, 'https-redirect'>]: Check } = {
  'problem-json': { applies: isError, look: problem },
  // Of 5xx no limits are asked (RAC_ROBUSTEZZA_001); a redirect is no answer of an operation.
  'rate-limit': {
    applies: ({ status }) => (status >= 200 && status < 300) || (status >= 400 && status < 500),
    look: rateLimit,
  },
  'status-cache-control': { applies: (answer, kind) => isStatusAddress(kind) && isGood(answer), look: cacheControl },
  hsts: { applies: ({ finalUrl, status }) => finalUrl.startsWith('https:') && status < 500, look: hsts },
  deprecation: { applies: isGood, look: deprecation },
  sunset: { applies: isGood, look: sunset },
};

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : url);

const bodyOf = (outcome: FetchOutcome): Uint8Array =>
  outcome.outcome === 'fetched' ? outcome.body.subarray(0, 4096) : new Uint8Array();

/** Undefined: no answer, one of a firewall, or of another host, to which it was sent on. */
export function sightOfWire(outcome: FetchOutcome, kind: Endpoint['kind']): WireSight | undefined {
  if (outcome.outcome === 'failed' || hostOf(outcome.finalUrl) !== hostOf(outcome.url)) return undefined;
  if (looksLikeFirewall({ ...outcome, bodyStart: bodyOf(outcome) }).blocked) return undefined;
  const found = Object.entries(checks)
    .filter(([, { applies }]) => applies(outcome, kind))
    .map(([check, { look }]) => [check, look(outcome)] as const);
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

/**
 * Of `GET http://host/` with `sameOrigin`: well when it is sent on to https, or when nothing listens there, so that nothing
 * goes in clear; not when it is served in clear. Undefined: it cannot be told.
 */
export function sightOfRedirect(outcome: FetchOutcome): WireSight | undefined {
  const toHttps = outcome.redirects?.find(({ to }) => to.startsWith('https:'));
  if (toHttps !== undefined) return { 'https-redirect': seen(true, `${toHttps.status} ${toHttps.to}`) };
  if (outcome.outcome === 'failed')
    return outcome.code === 'connect-refused' ? { 'https-redirect': seen(true, outcome.code) } : undefined;
  const isServed = outcome.status >= 200 && outcome.status < 300 && outcome.finalUrl.startsWith('http:');
  if (!isServed || looksLikeFirewall({ ...outcome, bodyStart: bodyOf(outcome) }).blocked) return undefined;
  return { 'https-redirect': seen(false, `${outcome.status} ${outcome.finalUrl}`) };
}

/** A day at least since any of them was written, by a clock that may have been set back. */
const isSettled = (known: WireFacts, at: string): boolean =>
  Object.values(known).every(({ seenAt }) => Math.abs(Date.parse(at) - Date.parse(seenAt)) >= dayMs);

/**
 * As it is to be stored, with what a look has shown; undefined when there is nothing to write. What is seen for the first
 * time is written at once. What is otherwise than before is written once a day at most, so that machines which answer
 * differently in turn cost no more; what is as before keeps its time: since when it has been so.
 */
export function observeWire(
  known: WireFacts | undefined,
  sight: WireSight | undefined,
  at: string,
): WireFacts | undefined {
  if (sight === undefined) return undefined;
  const isQuiet = known !== undefined && !isSettled(known, at);
  const news = wireChecks.flatMap((check) => {
    const [fact, now] = [known?.[check], sight[check]];
    const isOld = fact !== undefined && (isQuiet || (fact.ok === now?.ok && fact.value === now.value));
    return now === undefined || isOld ? [] : [[check, { ...now, seenAt: at }] as const];
  });
  return news.length === 0 ? undefined : { ...known, ...Object.fromEntries(news) };
}
