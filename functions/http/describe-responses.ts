/** What a route may answer, as our OpenAPI tells it: every status with its problem types, its headers and an example. */
import examples from './examples.json' with { type: 'json' };
import { problemBody, problemTypes, type RouteProblem } from './problem.ts';
import { problemExamples } from './problem-examples.ts';
import type { AnswerHeader, Route } from './route.ts';

type Json = { readonly [name: string]: unknown };

const text = { type: 'string' };

const headerTexts: { readonly [name: string]: string } = {
  ETag: 'Validator of this answer, strong: of its very bytes',
  'Cache-Control': 'How long it may be kept: `max-age` in seconds, or `no-store`',
  Vary: 'Which headers of the request decide about it',
  'Last-Modified': 'When what is shown last changed; absent where nothing happened yet',
  'Content-Disposition': 'The name that the file is saved under',
  Link: 'What belongs to this answer (RFC 8288)',
  Allow: 'Methods that this address takes',
  'WWW-Authenticate': 'How to show that one may write (RFC 6750)',
  Location: 'Where to ask',
  'Retry-After': 'Seconds after which it is worth asking again',
} satisfies { readonly [name in AnswerHeader]: string } & { readonly [name: string]: string };

const headersOf = (names: readonly string[]): Json =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

export const exampleNameOf = ({ example, schema, operationId }: Route): string => example ?? schema ?? operationId;

/** Of every route there is one; a test names those of which there is none. */
export const examplesOf = (name: string): Json =>
  name in examples ? { examples: { [name]: { $ref: `#/components/examples/${name}` } } } : {};

/** Every problem that a route may answer with. */
function problemsOf({ pathParameters, query, writes, mayBeAbsent, problems = [] }: Route): readonly RouteProblem[] {
  const names = [...Object.keys(pathParameters), ...Object.keys(query)];
  return [
    'unknown-parameter',
    ...(names.length > 0 ? ['bad-parameter' as const] : []),
    ...('cursor' in query ? ['bad-cursor' as const] : []),
    ...((mayBeAbsent ?? Object.keys(pathParameters).length > 0) ? ['not-found' as const] : []),
    'method-not-allowed',
    'not-acceptable',
    'query-too-long',
    ...(writes === undefined
      ? []
      : (['no-token', 'no-right', 'writing-off', 'too-large', 'media-type', 'bad-body'] as const)),
    ...problems,
    'internal-error',
  ];
}

const nameOf = (types: readonly RouteProblem[]): string => types.join('.');

/** By status: the problems of it. */
const byStatus = (route: Route): ReadonlyMap<number, readonly RouteProblem[]> =>
  Map.groupBy(new Set(problemsOf(route)), (type) => problemTypes[type].status);

function problemResponse(types: readonly RouteProblem[]): Json {
  // `Accept` of an answer (RFC 9110 §12.5.1) is among the names that the official ruleset wants nowhere.
  const headers = types
    .flatMap((type) => Object.keys(problemExamples[type].headers))
    .filter((name) => name in headerTexts);
  return {
    description: types.map((type) => problemTypes[type].title).join('; or: '),
    headers: headersOf([...new Set(['Cache-Control', ...headers])]),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [{ $ref: '#/components/schemas/Problem' }],
          properties: { type: { ...text, enum: types.map((type) => `urn:vedetta:problem:${type}`) } },
        },
        examples: Object.fromEntries(types.map((type) => [type, { $ref: `#/components/examples/problem-${type}` }])),
      },
    },
  };
}

export function responsesOf(route: Route): Json {
  const { contentType, schema, maxAgeSeconds, mayRedirect, writes, headers = [] } = route;
  // What is not to be kept has no validators.
  const isKept = maxAgeSeconds > 0;
  const always = isKept ? ['ETag', 'Cache-Control', 'Vary'] : ['Cache-Control'];
  const bodySchema = schema === undefined ? text : { $ref: `#/components/schemas/${schema}` };
  const problems = [...byStatus(route)].map(([status, types]) => [
    String(status),
    { $ref: `#/components/responses/${nameOf(types)}` },
  ]);
  return {
    '200': {
      description: writes === undefined ? 'Found' : 'Stored',
      headers: headersOf([...always, ...headers]),
      content: { [contentType]: { schema: bodySchema, ...examplesOf(exampleNameOf(route)) } },
    },
    ...(isKept ? { '304': { $ref: '#/components/responses/not-modified' } } : {}),
    ...(mayRedirect === undefined
      ? {}
      : {
          '307': {
            description: mayRedirect,
            headers: headersOf(['Cache-Control', 'Location']),
            content: { 'text/plain': { schema: text, example: 'https://bucket.example/exports/2026-11-26.csv' } },
          },
        }),
    ...Object.fromEntries(problems),
  };
}

/** What the responses of these routes refer to. */
export function responseComponents(routes: readonly Route[]): Json {
  const sets = routes.flatMap((route) => [...byStatus(route).values()]);
  const used = new Set(sets.flat());
  return {
    headers: Object.fromEntries(
      Object.entries(headerTexts).map(([name, description]) => [name, { description, schema: text }]),
    ),
    responses: {
      'not-modified': {
        description: 'Not modified since the validators sent',
        headers: headersOf(['ETag', 'Cache-Control', 'Vary', 'Last-Modified', 'Link']),
      },
      ...Object.fromEntries(sets.map((types) => [nameOf(types), problemResponse(types)])),
    },
    examples: {
      ...Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
      ...Object.fromEntries(
        [...used].map((type) => [`problem-${type}`, { value: JSON.parse(problemBody(problemExamples[type])) }]),
      ),
    },
  };
}
