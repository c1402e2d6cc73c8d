/**
 * The middy stack that every function shares: what an event is, what a fault becomes, what every answer carries. Problems
 * are RFC 9457 documents; a fault of ours is logged once here, with its cause.
 */
import middy from '@middy/core';
import httpContentEncoding from '@middy/http-content-encoding';
import httpCors from '@middy/http-cors';
import httpHeaderNormalizer from '@middy/http-header-normalizer';
import httpRouter from '@middy/http-router';
import httpSecurityHeaders from '@middy/http-security-headers';
import httpUrlencodePathParser from '@middy/http-urlencode-path-parser';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { Run } from '../shared/usecases/world.ts';
import { config, isStopping, log, onProgress, readingWorld } from './app.ts';
import { accepts } from './http/accept.ts';
import { authorise } from './http/authorise.ts';
import { type HttpResult, validate } from './http/conditional.ts';
import { readJsonBody } from './http/json-body.ts';
import { readQuery, readValue } from './http/parameters.ts';
import { Problem, problemBody, problemTypes } from './http/problem.ts';
import type { Answer, Route } from './http/route.ts';
import { withoutTracking } from './http/tracking.ts';

type HttpEvent = APIGatewayProxyEventV2;
export type HttpHandler = (event: HttpEvent, context: Context) => Promise<HttpResult>;

/** What `@middy/http-router` found in the path. */
type RoutedEvent = HttpEvent & { readonly pathParameters?: { readonly [name: string]: string | undefined } };

function resultOf(answer: Answer, maxAgeSeconds: number): HttpResult {
  const { status = 200, contentType, body, headers, lastModified } = answer;
  const sent = {
    'Content-Type': contentType,
    'Cache-Control': `public, max-age=${maxAgeSeconds}`,
    ...(lastModified === undefined ? {} : { 'Last-Modified': new Date(lastModified).toUTCString() }),
    ...headers,
  };
  if (typeof body === 'string') return { statusCode: status, headers: sent, body, isBase64Encoded: false };
  if (body instanceof Uint8Array)
    return { statusCode: status, headers: sent, body: Buffer.from(body).toString('base64'), isBase64Encoded: true };
  const { size, tag, read } = body;
  return {
    statusCode: status,
    headers: { ...sent, 'Content-Length': String(size), ETag: `"${tag}"` },
    stream: read,
  };
}

/** Scheme and host from the platform, never from what the client claims. */
export const publicUrlOf = (event: HttpEvent): string =>
  config().publicUrl ||
  `${event.headers['x-forwarded-proto'] === 'http' ? 'http' : 'https'}://${event.requestContext.domainName}`;

const targetOf = ({ rawPath, rawQueryString }: HttpEvent): { readonly path: string; readonly query: string } => ({
  path: rawPath,
  query: rawQueryString === '' ? '' : `?${rawQueryString}`,
});

/** Nobody is sent what they said they do not take. */
function checkAccept({ contentType, askedAs }: Route, accept: string | undefined): void {
  if (accepts(accept, contentType, askedAs)) return;
  throw new Problem('not-acceptable', `There is ${contentType} here, which the Accept header excludes.`);
}

const answer =
  (route: Route, body: (event: HttpEvent) => unknown = () => undefined) =>
  async (asked: RoutedEvent): Promise<HttpResult> => {
    // People pass addresses on; what programs ask for is theirs to write as it is documented.
    const event = route.contentType === 'text/html' ? withoutTracking(asked) : asked;
    const names = Object.keys(route.pathParameters);
    const path = Object.fromEntries(
      names.map((name) => [name, readValue(name, route.pathParameters, event.pathParameters?.[name])]),
    );
    const query = readQuery(route.query, event.queryStringParameters ?? {}, event.rawQueryString);
    const given = body(event);
    checkAccept(route, event.headers.accept);
    const request = {
      world: await readingWorld(),
      path,
      query,
      publicUrl: publicUrlOf(event),
      method: event.requestContext.http.method,
      target: targetOf(event),
      headers: event.headers,
      body: given,
    };
    return resultOf(await route.handle(request), route.maxAgeSeconds);
  };

/** Whoever may not write learns nothing from how a body is refused. */
const takeBody = (event: HttpEvent): unknown => {
  authorise(event, config().adminTokenSha256);
  return readJsonBody(event);
};

/** On AWS nothing that writes comes to a function that reads, unless no issuer of tokens is set up. */
const onlyReads = (event: HttpEvent): never => {
  authorise(event, '');
  throw new Problem('writing-off', 'This function only reads.');
};

/** What an address takes: every one is read, some are written. */
const methodsOf = (routes: readonly Route[]): readonly string[] => [
  'GET',
  'HEAD',
  ...routes.flatMap(({ writes }) => writes?.method ?? []),
  'OPTIONS',
];

/**
 * Also for pages of others (CORS): a browser asks before it sends what is not simple, such as the conditions under which it
 * asks again for what it has.
 */
const tellOptions = (allowed: string, isWritten: boolean) => async (): Promise<HttpResult> => ({
  statusCode: 204,
  headers: {
    Allow: allowed,
    'Access-Control-Allow-Methods': allowed,
    'Access-Control-Allow-Headers': `If-None-Match, If-Modified-Since${isWritten ? ', Authorization, Content-Type' : ''}`,
  },
});

type Entry = {
  readonly method: 'GET' | 'HEAD' | 'OPTIONS' | 'PUT';
  readonly path: string;
  readonly handler: (event: RoutedEvent) => Promise<HttpResult>;
};

/** All routes of one path. */
function entriesOf(path: string, routes: readonly Route[], mayWrite: boolean): readonly Entry[] {
  const isWritten = routes.some(({ writes }) => writes !== undefined);
  const own = routes.flatMap((route): readonly Omit<Entry, 'path'>[] =>
    route.writes === undefined
      ? [
          { method: 'GET', handler: answer(route) },
          { method: 'HEAD', handler: answer(route) },
        ]
      : [{ method: route.writes.method, handler: answer(route, mayWrite ? takeBody : onlyReads) }],
  );
  const options = tellOptions(methodsOf(routes).join(', '), isWritten);
  return [...own, { method: 'OPTIONS', handler: options } as const].map((entry) => ({ ...entry, path }));
}

/** Whether a path is one of a route's: `/v1/apis/{id}`. */
const isAt = (path: string, of: string): boolean =>
  new RegExp(`^${of.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}/?$`).test(path);

/** Each event to its route. What an address does not take, whatever the method, is refused with what it takes. */
function routerOf(routes: readonly Route[], mayWrite: boolean, whatThereIs: string) {
  const byPath = [...Map.groupBy(routes, ({ path }) => path)];
  return httpRouter<HttpEvent, HttpResult>({
    routes: byPath.flatMap(([path, its]) => entriesOf(path, its, mayWrite)),
    notFoundResponse: ({ method, path }) => {
      const [, its] = byPath.find(([of]) => isAt(path, of)) ?? [];
      if (its === undefined)
        throw new Problem('not-found', `No such address: ${path.slice(0, 200)}. What there is: ${whatThereIs}.`);
      const allowed = methodsOf(its).join(', ');
      const detail = `${method.slice(0, 40)} is not for this address; it takes ${allowed}.`;
      throw new Problem('method-not-allowed', detail, {}, { Allow: allowed });
    },
  });
}

/** A client's mistake as it is; anything else is ours, is logged with its cause and told without detail. */
function problemOf(fault: unknown): Problem {
  if (fault instanceof Problem) return fault;
  // What the stack itself refuses, such as a path that can't be decoded.
  const { statusCode, message } = (fault ?? {}) as { statusCode?: number; message?: string };
  if (statusCode !== undefined && statusCode < 500)
    return new Problem('bad-parameter', message ?? 'The request is malformed.');
  log().error('a request failed through our own fault', { fault });
  return new Problem('internal-error', 'The request failed through our own fault; it has been logged.');
}

/** How a problem is told: its media type and its body. */
export type TellProblem = (
  problem: Problem,
  event: HttpEvent,
) => { readonly contentType: string; readonly body: string };

const asJson: TellProblem = (problem) => ({ contentType: 'application/problem+json', body: problemBody(problem) });

const problemDetails = (tell: TellProblem) => ({
  onError: (request: { error: Error | null; event: HttpEvent; response?: unknown }): void => {
    const problem = problemOf(request.error);
    const { contentType, body } = tell(problem, request.event);
    request.response = {
      statusCode: problemTypes[problem.type].status,
      headers: { 'Content-Type': contentType, 'Cache-Control': 'no-store', ...problem.headers },
      body,
    } satisfies HttpResult;
  },
});

const conditionalAnswer = (request: { event: HttpEvent; response: HttpResult | null }): void => {
  request.response = validate(request.event, request.response ?? {});
};
const conditional = { after: conditionalAnswer, onError: conditionalAnswer };

/** Codings we offer that the client takes (RFC 9110 §12.5.3), best first. */
const negotiation = {
  before: (request: { event: HttpEvent; context: object }): void => {
    const accepted = (request.event.headers['accept-encoding'] ?? '')
      .split(',')
      .filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part))
      .map((part) => part.split(';', 1)[0]?.trim().toLowerCase());
    const preferredEncodings = ['br', 'gzip'].filter((coding) => accepted.includes(coding));
    Object.assign(request.context, { preferredEncodings, preferredEncoding: preferredEncodings[0] });
  },
};

/** What the middleware would add by itself and does not fit: null takes it out. */
const contentSecurityPolicy = {
  'default-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
  'img-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  sandbox: null,
  'report-to': null,
  'upgrade-insecure-requests': null,
};

/** Of pages for people: what they are made of comes from here, and nothing is written into them but markup. */
export const pagePolicy = {
  ...contentSecurityPolicy,
  'img-src': "'self' data:",
  'style-src': "'self'",
  'script-src': "'self'",
  'font-src': "'self' data:",
  'connect-src': "'self'",
};

const securityHeaders = (policy: object) =>
  ({
    contentSecurityPolicy: policy,
    crossOriginEmbedderPolicy: false,
    // The data is open: pages of others may read it.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    permissionsPolicy: false,
    // The hosts below ours are not ours to decide for, so browsers' own lists would not take it either.
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false, preload: false },
  }) as unknown as Parameters<typeof httpSecurityHeaders>[0];

type HttpFunctionOptions = {
  /** Routes that write answer only where this is true. */
  readonly mayWrite?: boolean;
  /** Default: the strict one of data. */
  readonly policy?: object;
  /** Default: problem details (RFC 9457). */
  readonly tellProblem?: TellProblem;
  /** Where addresses are listed, for whoever asks for one that is not there. */
  readonly whatThereIs?: string;
};

/** A function behind the HTTP API: the routes of a table. */
export const httpFunction = (
  routes: readonly Route[],
  {
    mayWrite = false,
    policy = contentSecurityPolicy,
    tellProblem = asJson,
    whatThereIs = '/openapi.json',
  }: HttpFunctionOptions = {},
): HttpHandler =>
  middy<HttpEvent, HttpResult>()
    .use(httpHeaderNormalizer())
    .use(httpUrlencodePathParser())
    .use(negotiation)
    .use(conditional)
    .use(httpContentEncoding({ br: { params: { 1: 5 } }, gzip: { level: 6 } }))
    .use(httpSecurityHeaders(securityHeaders(policy)))
    .use(
      httpCors({
        origin: '*',
        exposeHeaders: 'ETag, Last-Modified, Allow, Content-Disposition, Link, Retry-After, WWW-Authenticate',
        disableBeforePreflightResponse: true,
      }),
    )
    .use(problemDetails(tellProblem))
    .handler(routerOf(routes, mayWrite, whatThereIs)) as unknown as HttpHandler;

export type ShardEvent = { readonly shard: number; readonly everything?: boolean };

function readShard(event: unknown): ShardEvent {
  const { shard, everything } = (event ?? {}) as { shard?: unknown; everything?: unknown };
  if (typeof shard !== 'number' || !Number.isInteger(shard) || shard < 0 || shard > 255) {
    throw new Error(`The event must be {"shard": 0…255}, not ${JSON.stringify(event)?.slice(0, 200)}`);
  }
  return { shard, everything: everything === true };
}

/** Kept free before the function's own time limit, for storing what is under way; a function may need less. */
const defaultMarginMs = 45_000;
const longestMs = 15 * 60_000;

/** A function behind a schedule: one shard's work. A fault is logged once and thrown, so that the run is tried again. */
export const shardFunction = <T>(work: (shard: number, run: Run) => Promise<T>, marginMs = defaultMarginMs) =>
  middy()
    .use({ onError: ({ error }: { error: Error | null }) => log().error('a scheduled run failed', { fault: error }) })
    .handler(async (event: unknown, context: Partial<Context> = {}): Promise<T> => {
      const deadline = Date.now() + (context.getRemainingTimeInMillis?.() ?? longestMs);
      const { shard, everything = false } = readShard(event);
      const isOver = (): boolean => isStopping() || Date.now() > deadline - marginMs;
      return work(shard, { deadline, everything, isOver, onProgress });
    }) as unknown as (event: unknown, context: Partial<Context>) => Promise<T>;
