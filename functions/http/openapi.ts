/** Our own OpenAPI 3.1 document, made from the route table and the schemas of our JSON. */
import { writingScope } from './authorise.ts';
import type { Parameters } from './parameters.ts';
import { problemTypes } from './problem.ts';
import type { Route } from './route.ts';
import { schemas } from './schemas.ts';
import { version } from './version.ts';

type Json = { readonly [name: string]: unknown };

const parametersOf = (parameters: Parameters, where: 'path' | 'query'): readonly Json[] =>
  Object.entries(parameters).map(([name, { description, schema, takesEmpty }]) => ({
    name,
    in: where,
    description,
    ...(where === 'path' ? { required: true } : {}),
    ...(takesEmpty === true ? { allowEmptyValue: true } : {}),
    schema,
  }));

const problem = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** Name of the security scheme of what writes. */
const scheme = 'token';

const bodyOf = (schema: string): Json => ({
  required: true,
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
});

const refusals: Json = {
  '401': problem('No token, or not one that may write'),
  '403': problem('The token may not write here, or nobody may'),
  '413': problem('The body is too large'),
  '415': problem('The body is not of a type that is accepted'),
};

function operationOf({
  operationId,
  summary,
  tag,
  pathParameters,
  query,
  contentType,
  schema,
  mayBeAbsent = Object.keys(pathParameters).length > 0,
  maxAgeSeconds,
  writes,
}: Route): Json {
  // What is not to be kept has no validators.
  const isKept = maxAgeSeconds > 0;
  const parameters = [...parametersOf(pathParameters, 'path'), ...parametersOf(query, 'query')];
  const body = schema === undefined ? { type: ['string', 'object'] } : { $ref: `#/components/schemas/${schema}` };
  return {
    operationId,
    summary,
    description: `${summary}.`,
    tags: [tag],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(writes === undefined ? {} : { security: [{ [scheme]: [] }], requestBody: bodyOf(writes.body) }),
    responses: {
      '200': {
        description: writes === undefined ? 'Found' : 'Stored',
        headers: {
          ...(isKept ? { ETag: { description: 'Validator of this answer', schema: { type: 'string' } } } : {}),
          'Cache-Control': {
            description: 'How long it may be kept: `max-age` in seconds, or `no-store`',
            schema: { type: 'string' },
          },
        },
        content: { [contentType]: { schema: body } },
      },
      ...(isKept ? { '304': { description: 'Not modified since the validators sent' } } : {}),
      '400': problem('A parameter is unknown, or a value is not accepted'),
      ...(writes === undefined ? {} : refusals),
      ...(mayBeAbsent ? { '404': problem('There is nothing here') } : {}),
      default: problem('Another problem'),
    },
  };
}

const summary = 'The lookout on the APIs that public administrations publish';

/** Who answers for this service, as its operator has set it. */
export type Operator = { readonly contact: string; readonly infoUrl: string };

function contactOf({ contact, infoUrl }: Operator): Json {
  const isAddress = /^[^@\s]+@[^@\s]+$/.test(contact);
  // Until the operator says who answers, the service's own status is all there is.
  return { name: 'Vedetta', url: infoUrl || '/status', ...(isAddress ? { email: contact } : {}) };
}

/** On one machine the service is tried out, without TLS. */
const serverOf = (publicUrl: string): Json => ({
  url: publicUrl,
  description: 'This service',
  ...(publicUrl.startsWith('https:') ? {} : { 'x-sandbox': true }),
});

export const describeApi = (routes: readonly Route[], publicUrl: string, operator: Operator): Json => ({
  openapi: '3.1.0',
  info: {
    title: 'Vedetta',
    version,
    summary,
    'x-summary': summary,
    'x-api-id': 'vedetta',
    contact: contactOf(operator),
    ...(operator.infoUrl === '' ? {} : { termsOfService: operator.infoUrl }),
    description: `What public administrations publish as API descriptions: which, whether they are valid, how far they follow the national guidelines, what changed, and whether they answer. Problems are RFC 9457 documents of these types: ${Object.keys(problemTypes).join(', ')}.`,
    license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
  },
  servers: [serverOf(publicUrl)],
  tags: [
    { name: 'catalogue', description: 'Administrations, APIs and their revisions' },
    { name: 'compliance', description: 'What the national guidelines ask, and how far it is met' },
    { name: 'monitoring', description: 'Whether APIs answer, how fast, and when not' },
    { name: 'changes', description: 'What happened, as lists and feeds' },
    { name: 'about', description: 'This service itself' },
  ],
  paths: Object.fromEntries(
    [...Map.groupBy(routes, ({ path }) => path)].map(([path, its]) => [
      path,
      Object.fromEntries(its.map((each) => [each.writes?.method.toLowerCase() ?? 'get', operationOf(each)])),
    ]),
  ),
  components: {
    schemas,
    securitySchemes: {
      [scheme]: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: `Who operates this service gives it: a JWT (RFC 7519) with the scope ${writingScope}, or on one machine a text of 1 to 4096 letters, digits and \`-._~+/\`, with \`=\` at its end or not (RFC 6750 §2.1).`,
      },
    },
  },
});
