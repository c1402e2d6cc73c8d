/** Our own OpenAPI 3.1 document, made from the route table and the schemas of our JSON. */
import type { Parameters } from './parameters.ts';
import { problemTypes } from './problem.ts';
import type { Route } from './route.ts';
import { schemas } from './schemas.ts';
import { version } from './version.ts';

type Json = { readonly [name: string]: unknown };

const parametersOf = (parameters: Parameters, where: 'path' | 'query'): readonly Json[] =>
  Object.entries(parameters).map(([name, { description, schema }]) => ({
    name,
    in: where,
    description,
    ...(where === 'path' ? { required: true } : {}),
    schema,
  }));

const problem = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

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
    responses: {
      '200': {
        description: 'Found',
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
      '400': problem('A parameter is unknown or has a value that is not accepted'),
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
    { name: 'changes', description: 'What happened, as lists and feeds' },
    { name: 'about', description: 'This service itself' },
  ],
  paths: Object.fromEntries(routes.map((each) => [each.path, { get: operationOf(each) }])),
  components: { schemas },
});
