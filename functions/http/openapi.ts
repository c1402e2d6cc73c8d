/** Our own OpenAPI 3.1 document, made from the route table and the schemas of our JSON. */
import { writingScope } from './authorise.ts';
import { examplesOf, responseComponents, responsesOf } from './describe-responses.ts';
import type { Parameters } from './parameters.ts';
import { problemTypes } from './problem.ts';
import type { Route } from './route.ts';
import { schemas } from './schemas.ts';
import { version } from './version.ts';

type Json = { readonly [name: string]: unknown };

/** What a list of values or a default shows by itself. */
const exampleIn = (schema: Parameters[string]['schema']): unknown =>
  Array.isArray(schema.enum) ? schema.enum[0] : schema.default;

const parametersOf = (parameters: Parameters, where: 'path' | 'query'): readonly Json[] =>
  Object.entries(parameters).map(([name, { description, schema, example = exampleIn(schema), takesEmpty }]) => ({
    name,
    in: where,
    description,
    ...(where === 'path' ? { required: true } : {}),
    ...(takesEmpty === true ? { allowEmptyValue: true } : {}),
    schema,
    ...(example === undefined ? {} : { example }),
  }));

/** Name of the security scheme of what writes. */
const scheme = 'token';

const bodyOf = (schema: string): Json => ({
  required: true,
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` }, ...examplesOf(schema) } },
});

function operationOf(route: Route): Json {
  const { operationId, summary, tag, pathParameters, query, writes } = route;
  const parameters = [...parametersOf(pathParameters, 'path'), ...parametersOf(query, 'query')];
  return {
    operationId,
    summary,
    description: `${summary}.`,
    tags: [tag],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(writes === undefined ? {} : { security: [{ [scheme]: [] }], requestBody: bodyOf(writes.body) }),
    responses: responsesOf(route),
  };
}

const about = `What public administrations publish as API descriptions: which, whether they are valid, how far they follow the national guidelines, what changed, and whether they answer.

- Problems are RFC 9457 documents; their types are stable: ${Object.keys(problemTypes).join(', ')}.
- Every address takes GET, HEAD and OPTIONS, and what is said with it besides; other methods are answered 405 with Allow.
- Query parameters that an address does not know are refused by name. One with an empty value counts as not given, unless it is said to take that. One that is given twice, or is not percent-encoded UTF-8, is a \`bad-parameter\`.
- A query may have 4096 bytes, and a free text or a cursor the \`maxLength\` of its schema; what is longer is \`query-too-long\`.
- An Accept header that excludes what an address has is answered 406; what is made of JSON or XML is also taken by who takes \`application/json\`, or \`application/xml\` and \`text/xml\`.
- Times are RFC 3339 in UTC. New members and new problem types may come; none goes.`;

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
    description: about,
    license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
  },
  servers: [serverOf(publicUrl)],
  tags: [
    { name: 'catalogue', description: 'Administrations, APIs and their revisions' },
    { name: 'compliance', description: 'What the national guidelines ask, and how far it is met' },
    { name: 'figures', description: 'The figures of the nation: today, by the day, by the quarter' },
    { name: 'monitoring', description: 'Whether APIs answer, how fast, and when not' },
    { name: 'changes', description: 'What happened, as lists and feeds' },
    { name: 'open-data', description: 'Everything, for spreadsheets, programs and other catalogues' },
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
    ...responseComponents(routes),
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
