/** Examples of ids that are not about a schema alone: where the fragments stand, before and after. */
import type { ChangeId } from '../catalogue.ts';
import type { Members, WrapperName } from './wrappers.ts';

export type OtherPair = readonly [where: WrapperName, before: Members, after: Members];

const text: Members = { type: 'string' };
const ok: Members = { responses: { '200': { description: 'Done' } } };
const list: Members = { get: ok };
const filter: Members = { name: 'filter', in: 'query', schema: text };
const required = { ...filter, required: true };

const object = (detail: Members, isRequired = false): Members => ({
  type: 'object',
  ...(isRequired ? { required: ['detail'] } : {}),
  properties: { detail },
});
const nothing: Members = { type: 'object' };

/** Three ways for an operation to go, alone or with its path. */
const removals = (marks: Members): readonly [OtherPair, OtherPair] => [
  ['paths', { '/residents': { get: ok }, '/old': { get: { ...ok, ...marks } } }, { '/residents': { get: ok } }],
  ['paths', { '/residents': { get: ok, put: { ...ok, ...marks } } }, { '/residents': { get: ok } }],
];
const [pathUnannounced, unannounced] = removals({});
const [pathDeprecated, deprecated] = removals({ deprecated: true });
const [pathEarly, early] = removals({ deprecated: true, 'x-sunset': '2027-06-30' });

const key: Members = { type: 'apiKey', in: 'header', name: 'X-Key' };
const flow = (more: Members): Members => ({
  type: 'oauth2',
  flows: {
    authorizationCode: {
      authorizationUrl: 'https://sso.example/authorize',
      tokenUrl: 'https://sso.example/token',
      scopes: { read: 'Read' },
      ...more,
    },
  },
});

const secured = (security: unknown): Members => ({ security });

const info = (more: Members): Members => ({ info: { title: 'Residents', version: '1.0.0', ...more } });

const hook: Members = { post: ok };
const callbacks = { done: { '{$request.body#/url}': hook } };

const header = (more: Members): Members => ({ headers: { 'X-Total': { schema: { type: 'integer' }, ...more } } });
const answers = (...names: readonly string[]): Members => ({
  responses: Object.fromEntries(names.map((name) => [name, { description: 'Answer' }])),
});
const content = (...names: readonly string[]): Members => ({
  content: Object.fromEntries(names.map((name) => [name, { schema: text }])),
});
const body = { requestBody: content('application/json') };

const deprecatedFilter = { ...filter, deprecated: true };

/** In a request or a response: `required` says in which state the property ends. */
const marked = (direction: 'request' | 'response', isRequired: boolean, before: Members, after: Members): OtherPair => [
  `${direction}-body`,
  object({ ...text, ...before }, isRequired),
  object({ ...text, ...after }, isRequired),
];

function markPairs(direction: 'request' | 'response'): { readonly [id: string]: OtherPair } {
  const pairs: { [id: string]: OtherPair } = {};
  for (const isRequired of [true, false]) {
    for (const [name, mark] of [
      ['read-only', { readOnly: true }],
      ['write-only', { writeOnly: true }],
    ] as const) {
      const prefix = `${direction}-${isRequired ? 'required' : 'optional'}-property-became`;
      pairs[`${prefix}-${name}`] = marked(direction, isRequired, {}, mark);
      pairs[`${prefix}-not-${name}`] = marked(direction, isRequired, mark, {});
    }
  }
  return pairs;
}

function propertyMarks(direction: 'request' | 'response'): { readonly [id: string]: OtherPair } {
  const of = (before: Members, after: Members): OtherPair => [
    `${direction}-body`,
    object({ ...text, ...before }),
    object({ ...text, ...after }),
  ];
  const prefix = `${direction}-property`;
  return {
    [`${prefix}-deprecated`]: of({}, { deprecated: true }),
    [`${prefix}-deprecated-with-sunset`]: of({}, { deprecated: true, 'x-sunset': '2027-06-30' }),
    [`${prefix}-reactivated`]: of({ deprecated: true }, {}),
    [`${prefix}-stability-decreased`]: of({ 'x-stability-level': 'stable' }, { 'x-stability-level': 'beta' }),
    [`${prefix}-stability-increased`]: of({ 'x-stability-level': 'beta' }, { 'x-stability-level': 'stable' }),
    [`${prefix}-became-required`]: [`${direction}-body`, object(text), object(text, true)],
    [`${prefix}-became-optional`]: [`${direction}-body`, object(text, true), object(text)],
  };
}

const hidden = { ...text, writeOnly: true };
const withDefault = { ...text, default: 'IT' };
const headerObject = (schema: Members): Members => ({ name: 'X-Options', in: 'header', schema });

const pairs: { readonly [id in ChangeId]?: OtherPair } = {
  'api-contact-changed': ['document', info({ contact: { name: 'Help' } }), info({ contact: { name: 'Desk' } })],
  'api-description-changed': [
    'document',
    info({ description: 'Who lives here.' }),
    info({ description: 'Residents.' }),
  ],
  'api-license-changed': ['document', info({ license: { name: 'MIT' } }), info({ license: { name: 'EUPL-1.2' } })],
  'api-terms-changed': [
    'document',
    info({ termsOfService: 'https://a.example/terms' }),
    info({ termsOfService: 'https://a.example/terms-2' }),
  ],
  'api-title-changed': ['document', info({}), info({ title: 'Register of residents' })],
  'openapi-version-changed': ['document', { openapi: '3.1.0' }, { openapi: '3.1.1' }],
  'api-global-security-added': ['global-security', secured([]), secured([{ key: [] }])],
  'api-global-security-removed': ['global-security', secured([{ key: [] }]), secured([])],
  'api-global-security-scope-added': [
    'global-security',
    secured([{ key: ['read'] }]),
    secured([{ key: ['read', 'write'] }]),
  ],
  'api-global-security-scope-removed': [
    'global-security',
    secured([{ key: ['read', 'write'] }]),
    secured([{ key: ['read'] }]),
  ],
  'api-security-added': ['operation', {}, { security: [{ key: [] }] }],
  'api-security-removed': ['operation', { security: [{ key: [] }, {}] }, { security: [{}] }],
  'api-security-scope-added': [
    'operation',
    { security: [{ key: ['read'] }] },
    { security: [{ key: ['read', 'write'] }] },
  ],
  'api-security-scope-removed': [
    'operation',
    { security: [{ key: ['read', 'write'] }] },
    { security: [{ key: ['read'] }] },
  ],
  'api-operation-id-added': ['operation', {}, { operationId: 'listResidents' }],
  'api-operation-id-removed': ['operation', { operationId: 'listResidents' }, { operationId: 'findResidents' }],
  'api-path-removed-before-sunset': pathEarly,
  'api-path-removed-with-deprecation': pathDeprecated,
  'api-path-removed-without-deprecation': pathUnannounced,
  'api-removed-before-sunset': early,
  'api-removed-with-deprecation': deprecated,
  'api-removed-without-deprecation': unannounced,
  'api-schema-removed': ['document', { components: { schemas: { Card: text } } }, { components: { schemas: {} } }],
  'api-security-component-added': ['document', { components: {} }, { components: { securitySchemes: { key } } }],
  'api-security-component-removed': ['document', { components: { securitySchemes: { key } } }, { components: {} }],
  'api-security-component-in-changed': ['security', key, { ...key, in: 'query' }],
  'api-security-component-name-changed': ['security', key, { ...key, name: 'X-Api-Key' }],
  'api-security-component-scheme-changed': [
    'security',
    { type: 'http', scheme: 'basic' },
    { type: 'http', scheme: 'bearer' },
  ],
  'api-security-component-type-changed': ['security', key, { type: 'http', scheme: 'bearer' }],
  'api-security-component-oauth-scope-added': [
    'security',
    flow({}),
    flow({ scopes: { read: 'Read', write: 'Write' } }),
  ],
  'api-security-component-oauth-scope-changed': ['security', flow({}), flow({ scopes: { read: 'Read residents' } })],
  'api-security-component-oauth-scope-removed': [
    'security',
    flow({ scopes: { read: 'Read', write: 'Write' } }),
    flow({}),
  ],
  'api-security-component-oauth-token-url-changed': [
    'security',
    flow({}),
    flow({ tokenUrl: 'https://sso.example/v2/token' }),
  ],
  'api-security-component-oauth-url-changed': [
    'security',
    flow({}),
    flow({ authorizationUrl: 'https://sso.example/v2/authorize' }),
  ],
  'api-security-component-openid-connect-url-changed': [
    'security',
    { type: 'openIdConnect', openIdConnectUrl: 'https://sso.example/.well-known/openid-configuration' },
    { type: 'openIdConnect', openIdConnectUrl: 'https://id.example/.well-known/openid-configuration' },
  ],
  'api-stability-decreased': ['operation', { 'x-stability-level': 'stable' }, { 'x-stability-level': 'beta' }],
  'api-stability-increased': ['operation', { 'x-stability-level': 'beta' }, { 'x-stability-level': 'stable' }],
  'api-sunset-date-changed-too-small': [
    'operation',
    { deprecated: true, 'x-sunset': '2027-06-30' },
    { deprecated: true, 'x-sunset': '2027-01-31' },
  ],
  'sunset-deleted': ['operation', { deprecated: true, 'x-sunset': '2027-06-30' }, { deprecated: true }],
  'api-tag-added': ['operation', { tags: [] }, { tags: ['people'] }],
  'api-tag-removed': ['operation', { tags: ['people'] }, { tags: [] }],
  'callback-added': ['write', {}, { callbacks }],
  'callback-removed': ['write', { callbacks }, {}],
  'endpoint-added': ['paths', { '/residents': list }, { '/residents': list, '/homes': list }],
  'endpoint-deprecated': ['operation', {}, { deprecated: true }],
  'endpoint-deprecated-with-sunset': ['operation', {}, { deprecated: true, 'x-sunset': '2027-06-30' }],
  'endpoint-description-changed': ['operation', { summary: 'Residents' }, { summary: 'List of residents' }],
  'endpoint-path-changed': [
    'paths',
    { '/v1/residents': { get: { operationId: 'listResidents', ...ok } } },
    { '/v2/residents': { get: { operationId: 'listResidents', ...ok } } },
  ],
  'endpoint-reactivated': ['operation', { deprecated: true }, {}],
  'example-changed': ['response-property', { ...text, example: 'A' }, { ...text, example: 'B' }],
  'schema-description-changed': ['response-property', { ...text, description: 'A' }, { ...text, description: 'B' }],
  'new-optional-request-default-parameter-to-existing-path': [
    'paths',
    { '/residents': { get: ok } },
    { '/residents': { parameters: [filter], get: ok } },
  ],
  'new-required-request-default-parameter-to-existing-path': [
    'paths',
    { '/residents': { get: ok } },
    { '/residents': { parameters: [required], get: ok } },
  ],
  'new-optional-request-parameter': ['operation', { parameters: [] }, { parameters: [filter] }],
  'new-required-request-parameter': ['operation', { parameters: [] }, { parameters: [required] }],
  'new-request-path-parameter': [
    'operation',
    { parameters: [] },
    { parameters: [{ name: 'town', in: 'path', required: true, schema: text }] },
  ],
  'new-optional-request-property': ['request-body', nothing, object(text)],
  'new-required-request-property': ['request-body', nothing, object(text, true)],
  'new-required-request-property-with-default': ['request-body', nothing, object(withDefault, true)],
  'request-property-became-required-with-default': ['request-body', object(withDefault), object(withDefault, true)],
  'request-property-removed': ['request-body', object(text), nothing],
  'new-required-request-header-property': ['parameter', headerObject(nothing), headerObject(object(text, true))],
  'request-header-property-became-required': [
    'parameter',
    headerObject(object(text)),
    headerObject(object(text, true)),
  ],
  'request-header-property-became-enum': [
    'parameter',
    headerObject(object(text)),
    headerObject(object({ ...text, enum: ['card', 'cash'] })),
  ],
  'request-body-added-optional': ['write', {}, body],
  'request-body-added-required': ['write', {}, { requestBody: { required: true, ...content('application/json') } }],
  'request-body-removed': ['write', body, {}],
  'request-body-became-required': ['write', body, { requestBody: { required: true, ...content('application/json') } }],
  'request-body-became-optional': ['write', { requestBody: { required: true, ...content('application/json') } }, body],
  'request-body-media-type-added': ['write', body, { requestBody: content('application/json', 'application/xml') }],
  'request-body-media-type-removed': ['write', { requestBody: content('application/json', 'application/xml') }, body],
  'request-body-media-type-schema-added': ['write', { requestBody: { content: { 'application/json': {} } } }, body],
  'request-body-media-type-schema-removed': ['write', body, { requestBody: { content: { 'application/json': {} } } }],
  'response-body-media-type-schema-added': [
    'response',
    { content: { 'application/json': {} } },
    content('application/json'),
  ],
  'response-body-media-type-schema-removed': [
    'response',
    content('application/json'),
    { content: { 'application/json': {} } },
  ],
  'response-media-type-added': [
    'response',
    content('application/json'),
    content('application/json', 'application/xml'),
  ],
  'response-media-type-removed': [
    'response',
    content('application/json', 'application/xml'),
    content('application/json'),
  ],
  'response-media-type-name-generalized': [
    'response',
    content('application/problem+json'),
    content('application/json'),
  ],
  'response-media-type-name-specialized': [
    'response',
    content('application/json'),
    content('application/problem+json'),
  ],
  'response-media-type-name-changed': [
    'response',
    content('application/json; charset=utf-8'),
    content('application/json'),
  ],
  'response-mediatype-enum-value-removed': [
    'response-body',
    { type: 'string', enum: ['card', 'cash'] },
    { type: 'string', enum: ['card'] },
  ],
  'request-parameter-became-required': ['parameter', filter, required],
  'request-parameter-became-optional': ['parameter', required, filter],
  'request-parameter-removed': ['operation', { parameters: [filter] }, { parameters: [] }],
  'request-parameter-removed-with-deprecation': ['operation', { parameters: [deprecatedFilter] }, { parameters: [] }],
  'request-parameter-removed-before-sunset': [
    'operation',
    { parameters: [{ ...deprecatedFilter, 'x-sunset': '2027-06-30' }] },
    { parameters: [] },
  ],
  'request-parameter-deprecated': ['parameter', filter, deprecatedFilter],
  'request-parameter-reactivated': ['parameter', deprecatedFilter, filter],
  'request-parameter-sunset-date-changed-too-small': [
    'parameter',
    { ...deprecatedFilter, 'x-sunset': '2027-06-30' },
    { ...deprecatedFilter, 'x-sunset': '2027-01-31' },
  ],
  'request-parameter-sunset-deleted': [
    'parameter',
    { ...deprecatedFilter, 'x-sunset': '2027-06-30' },
    deprecatedFilter,
  ],
  'request-parameter-location-changed': ['parameter', filter, { ...filter, in: 'header' }],
  'request-parameter-serialization-changed': [
    'parameter',
    { ...filter, schema: { type: 'array', items: text } },
    { ...filter, schema: { type: 'array', items: text }, explode: false },
  ],
  'response-header-added': ['response', {}, header({})],
  'response-header-became-optional': ['response', header({ required: true }), header({})],
  'optional-response-header-removed': ['response', header({}), {}],
  'required-response-header-removed': ['response', header({ required: true }), {}],
  'response-success-status-added': ['operation', answers('200'), answers('200', '202')],
  'response-success-status-removed': ['operation', answers('200', '202'), answers('200')],
  'response-non-success-status-added': ['operation', answers('200'), answers('200', '404')],
  'response-non-success-status-removed': ['operation', answers('200', '404'), answers('200')],
  'response-optional-property-added': ['response-body', nothing, object(text)],
  'response-optional-property-removed': ['response-body', object(text), nothing],
  'response-required-property-added': ['response-body', nothing, object(text, true)],
  'response-required-property-removed': ['response-body', object(text, true), nothing],
  'response-optional-write-only-property-added': ['response-body', nothing, object(hidden)],
  'response-optional-write-only-property-removed': ['response-body', object(hidden), nothing],
  'response-required-write-only-property-added': ['response-body', nothing, object(hidden, true)],
  'response-required-write-only-property-removed': ['response-body', object(hidden, true), nothing],
  'response-write-only-property-became-optional': ['response-body', object(hidden, true), object(hidden)],
  'response-write-only-property-became-required': ['response-body', object(hidden), object(hidden, true)],
  'server-added': [
    'document',
    { servers: [{ url: 'https://a.example' }] },
    { servers: [{ url: 'https://a.example' }, { url: 'https://b.example' }] },
  ],
  'server-removed': [
    'document',
    { servers: [{ url: 'https://a.example' }, { url: 'https://b.example' }] },
    { servers: [{ url: 'https://a.example' }] },
  ],
  'webhook-added': ['document', { webhooks: {} }, { webhooks: { paid: hook } }],
  'webhook-removed': ['document', { webhooks: { paid: hook } }, { webhooks: {} }],
  'request-property-type-compatible': ['request-form', { type: 'integer' }, text],
  'response-property-type-compatible': ['response-form', text, { type: 'integer' }],
  'request-body-type-compatible': ['request-text', { type: 'integer' }, text],
  'response-body-type-compatible': ['response-text', text, { type: 'integer' }],
};

const more: { readonly [id: string]: OtherPair } = {
  ...markPairs('request'),
  ...markPairs('response'),
  ...propertyMarks('request'),
  ...propertyMarks('response'),
};

/** Undefined: the id is a schema's effect. */
export const findOtherPair = (id: ChangeId): OtherPair | undefined =>
  pairs[id] ?? (Object.hasOwn(more, id) ? more[id] : undefined);
