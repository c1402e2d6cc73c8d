import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCredentialName } from '../../../shared/domain/compliance/reading/credential-names.ts';
import { boundsLength } from '../../../shared/domain/compliance/reading/pattern-length.ts';
import { openapi3, type Rule, type Version } from '../../../shared/domain/compliance/rule.ts';
import { modiCredentialsInUrl } from '../../../shared/domain/compliance/rules/modi-credentials-in-url.ts';
import { secApikeysUrl } from '../../../shared/domain/compliance/rules/sec-apikeys-url.ts';
import { secArrayBoundaries } from '../../../shared/domain/compliance/rules/sec-array-boundaries.ts';
import { secAuthInsecureSchemes } from '../../../shared/domain/compliance/rules/sec-auth-insecure-schemes.ts';
import { secConstrainedAdditionalProperties } from '../../../shared/domain/compliance/rules/sec-constrained-additionalProperties.ts';
import { secCredentialsParameters } from '../../../shared/domain/compliance/rules/sec-credentials-parameters.ts';
import { secNoAdditionalProperties } from '../../../shared/domain/compliance/rules/sec-no-additionalProperties.ts';
import { secNoDefaultAdditionalProperties } from '../../../shared/domain/compliance/rules/sec-no-default-additionalProperties.ts';
import { secNumberBoundaries } from '../../../shared/domain/compliance/rules/sec-number-boundaries.ts';
import { secProtectionGlobalSafe } from '../../../shared/domain/compliance/rules/sec-protection-global-safe.ts';
import { secProtectionGlobalUnsafe } from '../../../shared/domain/compliance/rules/sec-protection-global-unsafe.ts';
import { secProtectionGlobalUnsafeStrict } from '../../../shared/domain/compliance/rules/sec-protection-global-unsafe-strict.ts';
import { secSecuritySchemesJwt } from '../../../shared/domain/compliance/rules/sec-securitySchemes-jwt.ts';
import { secSecuritySchemesOauth } from '../../../shared/domain/compliance/rules/sec-securitySchemes-oauth.ts';
import { secSecuritySchemesOauthAllowedFlows } from '../../../shared/domain/compliance/rules/sec-securitySchemes-oauth-allowed-flows.ts';
import { secSecuritySchemesOauthHttp } from '../../../shared/domain/compliance/rules/sec-securitySchemes-oauth-http.ts';
import { secStringMaxlength } from '../../../shared/domain/compliance/rules/sec-string-maxlength.ts';
import { secStringPatternOrFormatOrEnum } from '../../../shared/domain/compliance/rules/sec-string-pattern-or-format-or-enum.ts';
import { runRules } from '../../../shared/domain/compliance/run-rules.ts';
import type { Members } from '../../../shared/domain/description/specification.ts';

function run(rule: Rule, document: Members, version: Version = 'openapi-3.0') {
  const [result] = runRules(document, version, [rule], 1000);
  return result!;
}

/** `fault pointer` of each finding. */
const told = (rule: Rule, document: Members, version?: Version): readonly string[] =>
  run(rule, document, version).findings.map(({ fault, pointer }) => `${fault} ${pointer}`);

const withSchemas = (schemas: Members): Members => ({ components: { schemas } });
const withSchemes = (securitySchemes: Members): Members => ({ components: { securitySchemes } });

/** Faults of one schema. */
const faultsOf = (rule: Rule, schema: unknown, version?: Version): readonly (string | undefined)[] =>
  run(rule, withSchemas({ uno: schema }), version).findings.map(({ fault }) => fault);

const securityRules: readonly Rule[] = [
  ...[modiCredentialsInUrl, secApikeysUrl, secArrayBoundaries, secAuthInsecureSchemes, secCredentialsParameters],
  ...[secConstrainedAdditionalProperties, secNoAdditionalProperties, secNoDefaultAdditionalProperties],
  ...[secNumberBoundaries, secProtectionGlobalSafe, secProtectionGlobalUnsafe, secProtectionGlobalUnsafeStrict],
  ...[secSecuritySchemesJwt, secSecuritySchemesOauth, secSecuritySchemesOauthAllowedFlows],
  ...[secSecuritySchemesOauthHttp, secStringMaxlength, secStringPatternOrFormatOrEnum],
];

describe('bounds', () => {
  it('takes an exclusive bound for one by itself from 3.1 only', () => {
    const schema = { type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 10 };
    expect(faultsOf(secNumberBoundaries, schema, 'openapi-3.1')).toEqual([]);
    expect(faultsOf(secNumberBoundaries, schema, 'openapi-3.0')).toEqual(['both']);
    expect(faultsOf(secNumberBoundaries, { type: 'number', minimum: 0, exclusiveMinimum: true })).toEqual(['upper']);
  });

  it('does not take the size in memory for a bound', () => {
    expect(faultsOf(secNumberBoundaries, { type: 'integer', format: 'int32' })).toEqual(['both']);
  });

  it('takes fixed values for bounds, but no empty list of them', () => {
    for (const [rule, type] of [
      [secNumberBoundaries, 'integer'],
      [secArrayBoundaries, 'array'],
      [secStringMaxlength, 'string'],
      [secStringPatternOrFormatOrEnum, 'string'],
    ] as const) {
      expect(faultsOf(rule, { type, enum: ['a'] })).toEqual([]);
      expect(faultsOf(rule, { type, const: 'a' }, 'openapi-3.1')).toEqual([]);
      expect(faultsOf(rule, { type, enum: [] })).toHaveLength(1);
    }
  });

  it('sees the types of a list, and one rule for each of them', () => {
    const schema = { type: ['integer', 'string', 'null'] };
    expect(faultsOf(secNumberBoundaries, schema, 'openapi-3.1')).toEqual(['both']);
    expect(faultsOf(secStringMaxlength, schema, 'openapi-3.1')).toEqual(['absent']);
    expect(run(secArrayBoundaries, withSchemas({ uno: schema }), 'openapi-3.1').tested).toBe(0);
  });

  it('finds a bound in a part, in a reference beside it and in all alternatives', () => {
    expect(faultsOf(secStringMaxlength, { type: 'string', allOf: [{ maxLength: 5 }] })).toEqual([]);
    expect(faultsOf(secStringMaxlength, { type: 'string', oneOf: [{ format: 'date' }, { maxLength: 5 }] })).toEqual([]);
    expect(faultsOf(secStringMaxlength, { type: 'string', oneOf: [{ format: 'date' }, {}] })).toEqual(['absent']);
    const schemas = { breve: { maxLength: 5 }, uno: { type: 'string', $ref: '#/components/schemas/breve' } };
    expect(told(secStringMaxlength, withSchemas(schemas), 'openapi-3.1')).toEqual([]);
  });

  it('takes a closed tuple for a bounded list', () => {
    const tuple = { type: 'array', minItems: 2, prefixItems: [{}, {}] };
    expect(faultsOf(secArrayBoundaries, { ...tuple, items: false }, 'openapi-3.1')).toEqual([]);
    expect(faultsOf(secArrayBoundaries, tuple, 'openapi-3.1')).toEqual(['upper']);
  });

  it('never judges what an example or a default holds', () => {
    const example = { type: 'string', properties: { a: { type: 'array' } } };
    const schema = { type: 'object', example, default: example };
    for (const rule of [secStringMaxlength, secArrayBoundaries]) {
      expect(run(rule, withSchemas({ uno: schema })).tested).toBe(0);
    }
  });

  it('looks in 2.0 at parameters, headers and their items, and at the schema of a body once', () => {
    const document = {
      paths: {
        '/x': {
          get: {
            parameters: [
              { name: 'anni', in: 'query', type: 'array', items: { type: 'integer' } },
              { name: 'corpo', in: 'body', type: 'array', schema: { type: 'array' } },
            ],
            responses: { 200: { headers: { 'X-Pagine': { type: 'integer', minimum: 0 } } } },
          },
        },
      },
    };
    expect(told(secNumberBoundaries, document, 'swagger-2.0')).toEqual([
      'both /paths/~1x/get/parameters/0/items',
      'upper /paths/~1x/get/responses/200/headers/X-Pagine',
    ]);
    expect(told(secArrayBoundaries, document, 'swagger-2.0')).toEqual([
      'both /paths/~1x/get/parameters/0',
      'both /paths/~1x/get/parameters/1/schema',
    ]);
    const names = run(secNumberBoundaries, document, 'swagger-2.0').findings.map(({ values }) => values?.name);
    expect(names).toEqual(['anni', 'X-Pagine']);
  });

  it('says the parameter of a schema, and a shared schema once', () => {
    const parameter = { name: 'limit', in: 'query', schema: { type: 'integer' } };
    const shared = { name: 'mese', in: 'query', schema: { $ref: '#/components/schemas/mese' } };
    const document = {
      paths: { '/x': { get: { parameters: [parameter, shared] }, put: { parameters: [shared] } } },
      components: { schemas: { mese: { type: 'integer' } } },
    };
    const { findings } = run(secNumberBoundaries, document);
    expect(findings.map(({ values }) => values?.name)).toEqual(['limit', 'mese']);
  });

  it('tells exactly the bounds that are missing, whatever else a schema has', () => {
    const bound = fc.option(fc.integer(), { nil: undefined });
    const noise = fc.dictionary(
      fc.constantFrom('title', 'toString', 'constructor', 'x-nota', 'format'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(bound, bound, noise, fc.constantFrom(...openapi3), (low, high, others, version) => {
        const names = [
          [secNumberBoundaries, 'integer', 'minimum', 'maximum'],
          [secArrayBoundaries, 'array', 'minItems', 'maxItems'],
        ] as const;
        const missing = [low, high].map((each) => each === undefined);
        const expected = missing[0] ? (missing[1] ? ['both'] : ['lower']) : missing[1] ? ['upper'] : [];
        for (const [rule, type, lower, upper] of names) {
          const schema = { ...others, type, [lower]: low, [upper]: high };
          expect(faultsOf(rule, schema, version)).toEqual(expected);
        }
      }),
    );
  });
});

describe('texts', () => {
  it('takes formats of one length for bounds, and no others', () => {
    for (const format of ['date', 'date-time', 'uuid', 'ipv6']) {
      expect(faultsOf(secStringMaxlength, { type: 'string', format })).toEqual([]);
    }
    for (const format of ['email', 'uri', 'byte', 'binary', '', 'constructor', 7]) {
      expect(faultsOf(secStringMaxlength, { type: 'string', format })).toEqual(['absent']);
    }
  });

  it('leaves files alone that are answered, not those that are taken', () => {
    const content = { 'application/pdf': { schema: { type: 'string', format: 'binary' } } };
    const document = { paths: { '/x': { put: { requestBody: { content }, responses: { 200: { content } } } } } };
    const copy = JSON.parse(JSON.stringify(document)) as Members;
    expect(told(secStringMaxlength, copy)).toEqual([
      'absent /paths/~1x/put/requestBody/content/application~1pdf/schema',
    ]);
  });

  it('tells a pattern that limits nothing apart from no limit at all', () => {
    expect(faultsOf(secStringMaxlength, { type: 'string', pattern: '[0-9]{11}' })).toEqual(['loose']);
    expect(faultsOf(secStringMaxlength, { type: 'string', pattern: '^[0-9]{11}$' })).toEqual([]);
    expect(faultsOf(secStringMaxlength, { type: 'string', pattern: 7 })).toEqual(['absent']);
  });

  it.each([
    ['^[A-Z]{6}[0-9]{2}$', true],
    ['^(a|b){1,3}$', true],
    ['^[*+|]{2}\\+\\*$', true],
    ['^a{2,}$', false],
    ['^a*$', false],
    ['^.+$', false],
    ['^[A-Z]{16}|[0-9]{11}$', false],
    ['^a\\$', false],
    ['^[a$', false],
    ['[A-Z]{2}', false],
    ['^', false],
    ['', false],
  ])('reads of %s that it limits the length: %s', (pattern, expected) => {
    expect(boundsLength(pattern)).toBe(expected);
  });

  it('reads long patterns in linear time', () => {
    expect(boundsLength(`^${'('.repeat(500_000)}$`)).toBe(true);
    expect(boundsLength(`^${'{'.repeat(500_000)}$`)).toBe(true);
  });
});

describe('objects', () => {
  const open = { type: 'object', properties: { a: {} } };

  it('does not ask a part of a composition to close, however it is reached', () => {
    const schemas = {
      base: open,
      intero: { allOf: [{ $ref: '#/components/schemas/base' }, open] },
      scelta: { allOf: [{ oneOf: [{ $ref: '#/components/schemas/altra' }] }] },
      altra: { type: 'object', properties: { b: {} } },
      aperta: { type: 'object', properties: { c: {} } },
    };
    expect(told(secNoDefaultAdditionalProperties, withSchemas(JSON.parse(JSON.stringify(schemas))))).toEqual([
      'open /components/schemas/aperta',
    ]);
  });

  it('asks alternatives to close, unless the schema that offers them has properties too', () => {
    const choice = { oneOf: [open] };
    expect(faultsOf(secNoDefaultAdditionalProperties, choice)).toEqual(['open']);
    expect(faultsOf(secNoDefaultAdditionalProperties, { ...open, oneOf: [{ ...open }] })).toEqual([]);
  });

  it('accepts each way to close', () => {
    expect(faultsOf(secNoDefaultAdditionalProperties, { ...open, additionalProperties: false })).toEqual([]);
    expect(
      faultsOf(secNoDefaultAdditionalProperties, { ...open, unevaluatedProperties: false }, 'openapi-3.1'),
    ).toEqual([]);
  });

  it('tells an object without any property apart', () => {
    expect(faultsOf(secNoDefaultAdditionalProperties, { type: 'object' })).toEqual(['shapeless']);
    expect(faultsOf(secNoDefaultAdditionalProperties, { properties: {} })).toEqual(['open']);
    expect(faultsOf(secNoDefaultAdditionalProperties, {})).toEqual([]);
  });

  it('leaves each sense of additionalProperties to one rule', () => {
    const rules = [secNoAdditionalProperties, secNoDefaultAdditionalProperties, secConstrainedAdditionalProperties];
    const firing = (schema: Members) => rules.map((rule) => faultsOf(rule, schema).join());
    expect(firing({ ...open, additionalProperties: true })).toEqual(['open', '', '']);
    expect(firing(open)).toEqual(['', 'open', '']);
    expect(firing({ ...open, additionalProperties: {} })).toEqual(['', '', 'unlimited']);
    expect(firing({ ...open, additionalProperties: { enum: [1] }, maxProperties: 3 })).toEqual(['', '', '']);
    expect(firing({ ...open, additionalProperties: false })).toEqual(['', '', '']);
  });

  it('does not blame a part of a composition for being open in so many words', () => {
    const part = { ...open, additionalProperties: true };
    expect(faultsOf(secNoAdditionalProperties, { allOf: [part] })).toEqual([]);
  });

  it('ends on compositions that go round', () => {
    const schemas = {
      a: { properties: {}, allOf: [{ $ref: '#/components/schemas/b' }] },
      b: { properties: {}, oneOf: [{ $ref: '#/components/schemas/a' }] },
    };
    expect(told(secNoDefaultAdditionalProperties, withSchemas(schemas))).toEqual([]);
  });
});

describe('protection', () => {
  const requirement = fc.constantFrom<Members>({ voucher: [] }, { spid: [], cie: [] }, {});
  const list = fc.option(fc.array(requirement, { maxLength: 3 }), { nil: undefined });
  const withList = (security: readonly Members[] | undefined): Members => (security === undefined ? {} : { security });

  it('holds the own list against an operation, or else the global one', () => {
    fc.assert(
      fc.property(list, list, fc.constantFrom('get', 'head', 'post', 'put', 'patch', 'delete'), (all, own, method) => {
        const document = { ...withList(all), paths: { '/x': { [method]: withList(own) } } };
        const effective = own ?? all ?? [];
        const isProtected = effective.some((each) => Object.keys(each).length > 0);
        const isOptional = isProtected && effective.some((each) => Object.keys(each).length === 0);
        const isUnsafe = !['get', 'head'].includes(method);
        const pointer = `/paths/~1x/${method}${own === undefined ? '' : '/security'}`;
        const count = (rule: Rule) => run(rule, document).findings.map((finding) => finding.pointer);
        expect(count(secProtectionGlobalUnsafe)).toEqual(isUnsafe && !isProtected ? [pointer] : []);
        expect(count(secProtectionGlobalSafe)).toEqual(!isUnsafe && !isProtected ? [pointer] : []);
        expect(count(secProtectionGlobalUnsafeStrict)).toEqual(isUnsafe && isOptional ? [pointer] : []);
      }),
    );
  });

  it('lets anyone read the status of the service, and no other status', () => {
    const get = { get: {} };
    const paths = { '/status': get, '/v1/status': get, '/api/v1/status': get, '/pratiche/{id}/status': { get: {} } };
    expect(told(secProtectionGlobalSafe, { paths: JSON.parse(JSON.stringify(paths)) })).toEqual([
      'absent /paths/~1pratiche~1{id}~1status/get',
    ]);
  });

  it('lets anyone ask for credentials, though not for those of someone else', () => {
    const paths = {
      '/oauth2/token': { post: {} },
      '/token.oauth2': { post: {} },
      '/login': { post: {}, delete: {} },
      '/utenti/{id}/token': { post: {} },
    };
    expect(told(secProtectionGlobalUnsafe, { paths })).toEqual([
      'absent /paths/~1login/delete',
      'absent /paths/~1utenti~1{id}~1token/post',
    ]);
  });

  it('leaves webhooks and callbacks out, and tells a shared path item once, at its own place', () => {
    const document = {
      webhooks: { avviso: { post: {} } },
      paths: {
        '/a': { $ref: '#/components/pathItems/comune' },
        '/b': { $ref: '#/components/pathItems/comune' },
        '/c': { post: { security: [{ voucher: [] }], callbacks: { esito: { '{$request.body#/url}': { post: {} } } } } },
      },
      components: { pathItems: { comune: { put: {} } } },
    };
    expect(told(secProtectionGlobalUnsafe, document, 'openapi-3.1')).toEqual([
      'absent /components/pathItems/comune/put',
    ]);
  });

  it('takes `security:` without a list for none', () => {
    const document = { security: [{ voucher: [] }], paths: { '/x': { post: { security: null } } } };
    expect(told(secProtectionGlobalUnsafe, document)).toEqual([]);
  });

  it('judges `query` from 3.2 only', () => {
    const document = { paths: { '/x': { query: {} } } };
    expect(run(secProtectionGlobalSafe, document, 'openapi-3.1').tested).toBe(0);
    expect(told(secProtectionGlobalSafe, document, 'openapi-3.2')).toEqual(['absent /paths/~1x/query']);
  });
});

describe('security schemes', () => {
  it('holds every absolute address against https, and no relative one', () => {
    const flows = {
      deviceAuthorization: {
        deviceAuthorizationUrl: 'http://a.it/d',
        tokenUrl: '/token',
        refreshUrl: 'HTTPS://a.it/r',
      },
      authorizationCode: { authorizationUrl: '{base}/a', tokenUrl: 7, scopes: { redirectUrl: 'http://a.it' } },
    };
    const result = run(secSecuritySchemesOauthHttp, withSchemes({ uno: { type: 'oauth2', flows } }));
    expect(result.tested).toBe(2);
    expect(result.findings.map(({ pointer }) => pointer)).toEqual([
      '/components/securitySchemes/uno/flows/deviceAuthorization/deviceAuthorizationUrl',
    ]);
  });

  it('does not repeat credentials that stand in an address', () => {
    const flows = { clientCredentials: { tokenUrl: 'http://utente:segreta@login.it/token' } };
    const { findings } = run(secSecuritySchemesOauthHttp, withSchemes({ uno: { type: 'oauth2', flows } }));
    expect(findings[0]?.values).toEqual({ member: 'tokenUrl', rest: 'login.it/token' });
  });

  it('judges a scheme once, under whatever names', () => {
    const schemes = {
      uno: { type: 'apiKey', in: 'query', name: 'k' },
      due: { $ref: '#/components/securitySchemes/uno' },
    };
    expect(told(secApikeysUrl, withSchemes(schemes))).toEqual(['query /components/securitySchemes/uno/in']);
  });

  it('refuses flows by their place, not by a name elsewhere', () => {
    const scheme = { type: 'oauth2', flows: { clientCredentials: { scopes: { password: 'cambio' } }, implicit: null } };
    expect(told(secSecuritySchemesOauthAllowedFlows, withSchemes({ password: scheme }))).toEqual([]);
    const old = {
      securityDefinitions: { uno: { type: 'oauth2', flow: 'password' }, due: { type: 'oauth2', flow: {} } },
    };
    expect(told(secSecuritySchemesOauthAllowedFlows, old, 'swagger-2.0')).toEqual([
      'password /securityDefinitions/uno/flow',
    ]);
  });

  it.each([
    'RFC8725',
    'Vedi rfc 8725.',
    'https://www.rfc-editor.org/rfc/rfc8725',
    'BCP 225',
  ])('takes %s for a reference to the practices on tokens', (description) => {
    expect(told(secSecuritySchemesOauth, withSchemes({ uno: { type: 'oauth2', description } }))).toEqual([]);
  });

  it('asks one thing of a blank description', () => {
    expect(told(secSecuritySchemesOauth, withSchemes({ uno: { type: 'oauth2', description: ' ' } }))).toEqual([
      'absent /components/securitySchemes/uno',
    ]);
  });

  it('knows a token by its format, whatever the case, and asks nothing of others', () => {
    const bearer = (bearerFormat: unknown) => ({ type: 'http', scheme: 'Bearer', bearerFormat });
    const schemes = { a: bearer('jwt'), b: bearer('at+JWT'), c: bearer('opaque'), d: bearer(undefined), e: bearer(1) };
    expect(told(secSecuritySchemesJwt, withSchemes(schemes))).toEqual([
      'absent /components/securitySchemes/a',
      'absent /components/securitySchemes/b',
    ]);
  });

  it('refuses obsolete schemes in any case, not basic ones', () => {
    const schemes = ['NEGOTIATE', 'OAuth', 'ntlm', 'basic', 'digest', 'bearer'].map((scheme) => ({
      type: 'http',
      scheme,
    }));
    expect(run(secAuthInsecureSchemes, withSchemes({ ...schemes }))).toMatchObject({ tested: 6, count: 3 });
  });
});

describe('credentials in URLs', () => {
  it.each(
    `password userPassword new_pwd psw apikey api_key api-key X-API-Key APIKey userpassword client_secret token
    access_token accessToken idToken tokenUtente jwt auth authorization sessionId PIN codice_pin chiave_api password2
    subscription-key otp otp_code codiceSegreto codice_segreto`.split(/\s+/),
  )('knows %s for a credential', (name) => {
    expect(isCredentialName(name, 'query')).toBe(true);
  });

  it.each(
    `page_token nextToken continuation_token nextPageToken tokenPaginazione idempotencyToken author authority
    authorization_id tokenId token_type has_password passwordPolicy secretary pinCode_count spinner api key public_key
    max_tokens session parola_chiave keyword opinione csrf_token xsrfToken push_token deviceToken codice_ente compass constructor __proto__`.split(
      /\s+/,
    ),
  )('takes %s for none', (name) => {
    expect(isCredentialName(name, 'query')).toBe(false);
  });

  it('leaves permits and sessions in a path alone', () => {
    for (const name of ['authorization', 'session_id', 'sessionId']) expect(isCredentialName(name, 'path')).toBe(false);
  });

  it('takes a token in a path for access only where nothing says that it stands for something else', () => {
    for (const name of ['tokenIbi', 'iuv_token', 'token_pratica']) expect(isCredentialName(name, 'path')).toBe(false);
    for (const name of ['token', 'tokenUtente', 'access_token', 'authToken', 'sessionToken', 'iuv_password'])
      expect(isCredentialName(name, 'path')).toBe(true);
  });

  it('takes a yes or no for no credential', () => {
    const parameter = { name: 'password', in: 'query', schema: { type: 'boolean' } };
    expect(told(secCredentialsParameters, { paths: { '/x': { get: { parameters: [parameter] } } } })).toEqual([]);
    const old = { name: 'password', in: 'query', type: 'boolean' };
    expect(told(secCredentialsParameters, { parameters: { old } }, 'swagger-2.0')).toEqual([]);
  });

  it('leaves headers and bodies to other rules', () => {
    const parameters = ['header', 'cookie', 'body', 7].map((place) => ({ name: 'password', in: place }));
    expect(run(secCredentialsParameters, { components: { parameters: { ...parameters } } }).tested).toBe(0);
  });

  it('counts a path that takes a credential once: as parameter where it is declared, as path otherwise', () => {
    const document = {
      paths: {
        '/a/{token}': { parameters: [{ name: 'token', in: 'path' }], get: {} },
        '/b/{token}': { get: { parameters: [{ name: 'token', in: 'path' }] } },
        '/c/{token}': { get: {} },
        '/d?apikey={apikey}': { get: {} },
      },
    };
    expect(told(modiCredentialsInUrl, document)).toEqual([
      'template /paths/~1c~1{token}',
      'query /paths/~1d?apikey={apikey}',
    ]);
    expect(run(secCredentialsParameters, document).count).toBe(2);
  });

  it('finds users and passwords in every kind of URL, and never repeats them', () => {
    const url = 'https://utente:segreta@ente.it/a';
    const document = {
      info: { termsOfService: url, license: { url }, contact: { url } },
      externalDocs: { url },
      tags: [{ externalDocs: { url } }, 7],
      servers: [{ url }],
      paths: { '/x': { servers: [{ url }], get: { externalDocs: { url }, servers: [{ url }] } } },
      components: {
        schemas: { uno: { externalDocs: { url } } },
        securitySchemes: { uno: { type: 'openIdConnect', openIdConnectUrl: url } },
      },
    };
    const { findings } = run(modiCredentialsInUrl, document);
    expect(findings).toHaveLength(11);
    expect(JSON.stringify(findings)).not.toContain('segreta');
  });

  it('gives nothing for addresses that stand for others, and takes what they hold', () => {
    const tested = (document: Members) => run(modiCredentialsInUrl, document).tested;
    expect(tested({ servers: [{ url: 'https://example.org/' }, { url: 'http://localhost:8080' }] })).toBe(0);
    expect(tested({ info: { contact: { url: 'https://www.example.com' } } })).toBe(0);
    const filled = { url: 'https://{ente}.asl.esempio.it', variables: { ente: { default: 'api' } } };
    expect(tested({ servers: [filled, { url: '/v1' }, { url: 'https://example.org/?api_key=1f0a' }] })).toBe(3);
  });

  it('is not misled by other at signs and questions', () => {
    const urls = [
      'https://social.it/@ente',
      'mailto:info@ente.it',
      'https://ente.it/?pagina=2#token=x',
      'https://ente.it/?token=',
    ];
    expect(told(modiCredentialsInUrl, { servers: urls.map((url) => ({ url })) })).toEqual([]);
  });
});

it('survives members of any shape and name', () => {
  const name = fc.constantFrom(
    ...['type', 'properties', 'allOf', 'items', 'enum', 'pattern', 'security', 'paths', '/x', 'post', 'parameters'],
    ...['components', 'schemas', 'securitySchemes', 'flows', 'in', 'name', 'servers', 'url', 'variables', 'tags'],
    ...['externalDocs', 'securityDefinitions', '$ref', 'constructor', 'toString', 'headers', 'additionalProperties'],
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'medium' },
      fc.constantFrom('oauth2', 'string', 'object', 'array', '#/paths', '#/components/schemas', 'query', null, 7, true),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(name, tie('value'), { maxKeys: 6 }),
    ),
  }));
  const versions: readonly Version[] = ['swagger-2.0', ...openapi3];
  fc.assert(
    fc.property(fc.dictionary(name, value), (document) => {
      for (const version of versions) runRules(document as Members, version, securityRules, 100);
    }),
  );
});
