import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RuleResult } from '../../../shared/domain/compliance/report.ts';
import { openapi3, type Version } from '../../../shared/domain/compliance/rule.ts';
import { instantOf } from '../../../shared/domain/compliance/rules/modi-lifecycle.ts';
import { titleWithout, versionInTitle } from '../../../shared/domain/compliance/rules/modi-no-version-in-title.ts';
import { verbOf } from '../../../shared/domain/compliance/rules/paths-http-method.ts';
import { isKebabSegment, toKebabPath } from '../../../shared/domain/compliance/rules/paths-kebab-case.ts';
import { isSemver, repairVersion } from '../../../shared/domain/compliance/rules/use-semver.ts';
import { ruleset } from '../../../shared/domain/compliance/ruleset.ts';
import { runRules } from '../../../shared/domain/compliance/run-rules.ts';
import type { Members } from '../../../shared/domain/description/specification.ts';

function run(id: string, root: Members, version: Version = 'openapi-3.0'): RuleResult {
  const rule = ruleset.find((each) => each.id === id);
  const [result] = rule === undefined ? [] : runRules(root, version, [rule], 100);
  if (result === undefined) throw new Error(`${id} was not run`);
  return result;
}

/** `fault pointer` of each finding. */
const told = (...given: Parameters<typeof run>): readonly string[] =>
  run(...given).findings.map(({ fault, pointer }) => `${fault} ${pointer}`);

const servers = (...urls: readonly string[]): Members => ({ servers: urls.map((url) => ({ url })) });

describe('versions of an API', () => {
  it.each([
    '0.0.0',
    '1.2.3',
    '10.20.30',
    '1.0.0-rc.1',
    '1.0.0--',
    '1.0.0-0a',
    '1.0.0+001',
    '1.0.0-a.b+c.d-e',
  ])('%s is a semantic version', (version) => expect(isSemver(version)).toBe(true));

  it.each([
    '',
    '1',
    '1.0',
    '1.0.0.0',
    'v1.0.0',
    ' 1.0.0',
    '1.0.0\n',
    '01.0.0',
    '1.0.0-',
    '1.0.0-01',
    '1.0.0-a..b',
    '1.0.0+',
    '1.0.0+a+b',
    '1.0.0-ù',
    '1-0-0',
    '1.0.0beta',
  ])('%j is not', (version) => expect(isSemver(version)).toBe(false));

  it('the repair it proposes is one, whatever was written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^v?[\d.-]{0,40}$/)), (text) =>
        isSemver(repairVersion(text)),
      ),
    );
    expect(['1.0', 'v2', 'v2.1-rc', '007.1', '{{version}}'].map(repairVersion)).toEqual([
      '1.0.0',
      '2.0.0',
      '2.1.0',
      '7.1.0',
      '1.0.0',
    ]);
  });

  it('that are numbers or nothing get a repair of their own', () => {
    expect(run('use-semver', { info: { version: 1.2 } }).findings).toMatchObject([
      { fault: 'number', values: { repaired: '1.2.0' } },
    ]);
    expect(told('use-semver', { info: { version: null } })).toEqual(['malformed /info/version']);
    expect(told('use-semver', {})).toEqual(['absent ']);
  });
});

describe('segments of a path', () => {
  it.each([
    'pratiche',
    'tax-codes',
    'v1',
    'elenco.csv',
    '{taxCode}',
    '{id}.json',
    '{da}-{a}',
    'pratica-{Id}',
    '{id}:annulla',
    '.well-known',
  ])('%s is well', (segment) => expect(isKebabSegment(segment)).toBe(true));

  it.each([
    'taxCodes',
    'tax_codes',
    'PA',
    'a--b',
    '-a',
    'a-',
    'a..b',
    '.hidden',
    '_search',
    '{id}Pratica',
    'a_{id}',
    'città',
    'a b',
    'x({id})',
  ])('%s is not', (segment) => expect(isKebabSegment(segment)).toBe(false));

  it('are corrected to segments that are well, parameters kept', () => {
    const segment = fc.string({ unit: fc.constantFrom(...'aZ0-_.{}% èÉ:(), ') });
    fc.assert(
      fc.property(fc.oneof(segment, fc.string({ unit: 'grapheme' })), fc.string(), (one, other) => {
        const corrected = toKebabPath(`/${one}/${other}`);
        expect(
          corrected
            .split('/')
            .filter((each) => each !== '')
            .every(isKebabSegment),
        ).toBe(true);
        expect(toKebabPath(corrected)).toBe(corrected);
      }),
    );
    expect(
      [
        '/codiciFiscali/{codFisc}',
        '/IMU_2024/ALIQUOTE',
        '/getIVACode',
        '/a%20b/',
        '/Elenco.CSV',
        '/x({id})',
        '/città',
      ].map(toKebabPath),
    ).toEqual([
      '/codici-fiscali/{codFisc}',
      '/imu-2024/aliquote',
      '/get-iva-code',
      '/a-b',
      '/elenco.csv',
      '/x-{id}',
      '/citta',
    ]);
  });

  it('are told once for each path, the first wrong one', () => {
    const { findings, tested } = run('paths-kebab-case', {
      paths: { '/aB/cD': {}, '/{id}': {}, '/ok': {}, 'x-Y': {} },
    });
    expect(findings).toMatchObject([{ pointer: '/paths/~1aB~1cD', values: { segment: 'aB', corrected: '/a-b/c-d' } }]);
    expect(tested).toBe(2);
  });

  it.each([
    ['get', 'get'],
    ['getUser', 'get'],
    ['GetUser', 'get'],
    ['GET_USER', 'get'],
    ['delete-all', 'delete'],
    ['inserisciDomanda', 'inserisci'],
    ['update{Id}', 'update'],
  ])('%s says the action %s', (segment, verb) => expect(verbOf(segment)).toBe(verb));

  it.each([
    'getty',
    'posts',
    'address',
    'patches',
    'price-list',
    'listino',
    'add-ons',
    'postOffice',
    'post-laurea',
    'leggi',
    '{get}',
    'updates',
    'addetti',
    'putignano',
  ])('%s names a thing', (segment) => expect(verbOf(segment)).toBeUndefined());
});

describe('versions in a title', () => {
  it.each([
    ['Anagrafe v1', 'v1', 'Anagrafe'],
    ['Anagrafe V 2.0', 'V 2.0', 'Anagrafe'],
    ['Anagrafe API-v2', 'v2', 'Anagrafe API'],
    ['AnagrafeV3', 'V3', 'Anagrafe'],
    ['Anagrafe [ver. 1.1]', 'ver. 1.1', 'Anagrafe'],
    ['Anagrafe versione 2 per i comuni', 'versione 2', 'Anagrafe per i comuni'],
    ['Anagrafe 1.0.3', '1.0.3', 'Anagrafe'],
    ['OAuth 2.0 per Anagrafe v4', 'v4', 'OAuth 2.0 per Anagrafe'],
    ['Scuola v2', 'v2', 'Scuola'],
    ['v1', 'v1', ''],
  ])('%s holds %s', (title, version, rest) => {
    expect(versionInTitle(title)).toBe(version);
    expect(titleWithout(title, version)).toBe(rest);
  });

  it.each([
    'Bilancio 2024',
    'Tariffe dal 01.03.24',
    'Tariffe 31.12.2024',
    'Accesso OAuth 2.0',
    'Profilo HL7 v2',
    'FHIR R4',
    'FHIR 4.0.1',
    'Cartografia (WMS 1.3.0)',
    'ISO 20022',
    'Codici ATECO 2007 rev. 2',
    'PNRR Misura 1.4.1',
    'Fascicolo FSE 2.0',
    'Transizione 4.0',
    'IPv6',
    'COVID-19',
    'Veicoli V2G',
    'Rete 10.0.0.1',
    'Catasto 2.0',
    'Anagrafe versione 2024',
    'Conversioni 3',
    'Delibera 1.2.3',
    'Delibera n. 1.2.3',
    'D.Lgs. 1.2.3',
    'D. Lgs. 82.1.5',
    'Dlgs 82.1.5',
    'Atti del D.P.C.M. 1.2.3',
    'DPR 3.2.1',
    'Decreto 1.2.3',
    'Legge 7.8.9',
    'Regolamento 1.2.3',
  ])('%s holds none', (title) => expect(versionInTitle(title)).toBeUndefined());

  it('a bare number is one when the description has the same version', () => {
    expect(versionInTitle('Catasto 2.0', '2.0.4')).toBe('2.0');
    expect(versionInTitle('Catasto 2.0', '12.0.4')).toBeUndefined();
    expect(versionInTitle('Accesso OAuth 2.0', '2.0.0')).toBeUndefined();
    expect(versionInTitle('Sanità 4.0', '4.0.1')).toBeUndefined();
  });
});

describe('placeholders', () => {
  const unreal = [
    'https://api.example.com/v1',
    'https://localhost:8080/v1',
    'https://{host}/v1',
    'https://HOST/v1',
    'https://petstore.swagger.io/v2',
  ];

  it.each([
    'servers-use-https',
    'modi-version-in-server-path',
    'modi-institutional-host',
  ])('earn nothing from %s, nor do servers for trials', (id) => {
    expect(run(id, servers(...unreal))).toMatchObject({ tested: 0, count: 0 });
    expect(run(id, { servers: [{ url: 'http://1.2.3.4/', 'x-sandbox': 'yes' }] })).toMatchObject({
      tested: 0,
      count: 0,
    });
    expect(run(id, servers('https://api.comune.esempio.it/v1'))).toMatchObject({ tested: 1, count: 0 });
    const swagger = (host: string): Members => ({ host, basePath: '/v1', schemes: ['https'] });
    expect(run(id, swagger('localhost:8080'), 'swagger-2.0').tested).toBe(0);
    expect(run(id, swagger('api.comune.esempio.it:443'), 'swagger-2.0')).toMatchObject({ tested: 1, count: 0 });
  });

  it('earn nothing by a description either, and lose what they lack', () => {
    const described = unreal.map((url) => ({ url, description: 'Produzione' }));
    expect(run('servers-description', { servers: described })).toMatchObject({ tested: 0, count: 0 });
    const real = {
      url: 'https://{ente}.esempio.it',
      variables: { ente: { default: 'api' } },
      description: 'Produzione',
    };
    const mixed = [...described, real, { url: '/', description: 'Qui' }, { url: unreal[0] }];
    expect(run('servers-description', { servers: mixed })).toMatchObject({ tested: 3, count: 1 });
  });

  it('do not take from what the servers beside them earn', () => {
    const beside = servers('https://api.comune.esempio.it', 'http://api.comune.esempio.it');
    expect(run('servers-use-https', beside)).toMatchObject({ tested: 2, count: 1 });
    const swagger = { host: 'api.comune.esempio.it', schemes: ['https', 'http'] };
    expect(run('servers-use-https', swagger, 'swagger-2.0')).toMatchObject({ tested: 2, count: 1 });
  });

  it('in contacts and terms are faults of their own, unless there is a real way beside', () => {
    const contact = (given: unknown) => told('has-contact', { info: { contact: given } });
    expect(contact({ email: 'support@example.com', url: 'http://www.example.com/support' })).toEqual([
      'placeholder /info/contact/email',
    ]);
    expect(contact({ email: 'apiteam@swagger.io' })).toEqual(['placeholder /info/contact/email']);
    expect(contact({ email: 'x@example.com', url: 'https://www.comune.esempio.it' })).toEqual([]);
    expect(contact({ url: 'www.comune.esempio.it' })).toEqual(['malformed /info/contact/url']);
    expect(contact({ email: { toString: 1 } })).toEqual(['malformed /info/contact/email']);
    expect(contact('anagrafe@comune.esempio.it')).toEqual(['unreachable /info/contact']);
    const terms = (given: unknown) => told('has-termsOfService', { info: { termsOfService: given } });
    expect(terms('/note-legali')).toEqual([]);
    expect(terms('https://da-definire/')).toEqual(['placeholder /info/termsOfService']);
    expect(terms('urn:tos')).toEqual(['malformed /info/termsOfService']);
    expect(terms(null)).toEqual(['malformed /info/termsOfService']);
  });
});

describe('servers', () => {
  it('are https in any case of letters, relative ones are not judged', () => {
    expect(run('servers-use-https', servers('HTTPS://a.esempio.it', '/v1', '//a.esempio.it'))).toMatchObject({
      tested: 1,
      count: 0,
    });
    expect(told('servers-use-https', servers('http://a.esempio.it', 'ftp://a.esempio.it'))).toEqual([
      'plain /servers/0/url',
      'plain /servers/1/url',
    ]);
    expect(told('servers-use-https', { host: 'a.esempio.it', schemes: ['HTTPS', 'ws'] }, 'swagger-2.0')).toEqual([
      'scheme /schemes/1',
    ]);
  });

  it('are read with the defaults of their variables', () => {
    const server = {
      url: '{base}/{area}',
      variables: { base: { default: 'http://1.2.3.4' }, area: { default: 'v2.1.0' } },
    };
    expect(told('servers-use-https', { servers: [server] })).toEqual(['plain /servers/0/url']);
    expect(told('modi-version-in-server-path', { servers: [server] })).toEqual([]);
    expect(told('modi-institutional-host', { servers: [server] })).toEqual(['address /servers/0/url']);
    expect(told('modi-upload-risk', { servers: [server] })).toEqual([]);
    const open = { url: 'https://a.esempio.it/{constructor}', variables: {} };
    expect(run('modi-version-in-server-path', { servers: [open] }).tested).toBe(0);
    expect(told('modi-upload-risk', { servers: [open] })).toEqual(['variable /servers/0/url']);
  });

  it('need no version when every path has one', () => {
    const versioned = { '/status': {}, '/v1/pratiche': {}, '/anagrafe/v2/comuni': {} };
    expect(run('modi-version-in-server-path', { ...servers('/'), paths: versioned })).toMatchObject({
      tested: 1,
      count: 0,
    });
    expect(run('modi-version-in-server-path', { ...servers('/'), paths: { ...versioned, '/altro': {} } }).count).toBe(
      1,
    );
  });

  it('on a platform are told of no more than is looked at', () => {
    const { title } = ruleset.find(({ id }) => id === 'modi-institutional-host')!;
    for (const text of [title.en, title.it]) {
      expect(text).toMatch(/platform|piattaforma/);
      expect(text).toMatch(/IP/);
      expect(text).not.toMatch(/administration|amministrazione/);
    }
  });

  it('on a platform are told by the platform, also deep below it, never by a like ending', () => {
    expect(run('modi-institutional-host', servers('https://a.eu-south-1.elb.amazonaws.com/v1')).findings).toMatchObject(
      [{ fault: 'shared', values: { domain: 'amazonaws.com' } }],
    );
    expect(
      told('modi-institutional-host', servers('https://api.notamazonaws.com', 'https://[2001:db8::1]:8443/')),
    ).toEqual(['address /servers/1/url']);
  });

  it('are checked by a call that can be made', () => {
    const check = (given: unknown) => told('modi-health-check', { servers: [{ url: '/v1', 'x-healthCheck': given }] });
    const at = '/servers/0/x-healthCheck';
    expect(check({ url: '/status', interval: '300', timeout: 10 })).toEqual([]);
    expect(check({ url: 'ftp://a.esempio.it', interval: 0, timeout: true })).toEqual([
      `url ${at}/url`,
      `seconds ${at}/interval`,
      `seconds ${at}/timeout`,
    ]);
    expect(check({ url: 'https://u:p@a.esempio.it' })).toEqual([`url ${at}/url`]);
    expect(check({ url: 'https://foo/status', interval: 10, timeout: 10 })).toEqual([
      `placeholder ${at}/url`,
      `order ${at}/timeout`,
    ]);
    expect(run('modi-health-check', servers('/v1')).tested).toBe(0);
  });
});

describe('texts of the catalogue', () => {
  it('`info.summary` counts from OpenAPI 3.1 on', () => {
    const root = { info: { summary: 'Consulta le residenze' } };
    expect(openapi3.map((version) => run('has-x-summary', root, version).count)).toEqual([1, 0, 0]);
    const both = { info: { summary: 'Consulta le residenze', 'x-summary': ' ' } };
    expect(openapi3.map((version) => run('has-x-summary', both, version).count)).toEqual([1, 0, 0]);
  });

  it('words of a template are none', () => {
    for (const text of ['TODO', 'an x-summary', `\${service}`, '{{summary}}', 'xxx', '<sommario>']) {
      expect(told('has-x-summary', { info: { 'x-summary': text } })).toEqual(['template /info/x-summary']);
    }
    expect(told('has-x-summary', { info: { 'x-summary': 'Testo unico degli enti locali' } })).toEqual([]);
  });

  it('dates of the lifecycle are real ones in their order', () => {
    expect(
      ['2024-02-29', '2024-02-29T10:00:00Z', '2024-02-29T10:00:00.5+01:00'].map((text) => typeof instantOf(text)),
    ).toEqual(['number', 'number', 'number']);
    for (const text of [
      '2023-02-29',
      '2024-13-01',
      '2024-2-9',
      '2024-02-29T25:00:00Z',
      '2024-02-29T10:00:00',
      '29/02/2024',
      '',
      20240229,
      null,
    ]) {
      expect(instantOf(text)).toBeUndefined();
    }
    const lifecycle = (given: unknown) => told('modi-lifecycle', { info: { 'x-lifecycle': given } });
    expect(lifecycle({ published: '2026-01-01', deprecated: '2026-01-01', retired: '2025-12-31' })).toEqual([
      'order /info/x-lifecycle/retired',
    ]);
    expect(lifecycle(null)).toEqual(['shape /info/x-lifecycle']);
    expect(run('modi-lifecycle', { info: {} }).tested).toBe(0);
  });
});

describe('/status', () => {
  const problem = 'application/problem+json';
  const get = (responses: Members, more: Members = {}): Members => ({
    paths: { '/status': { get: { responses } } },
    ...more,
  });

  it('is looked for where there are paths, and where a prefix hides it', () => {
    expect(run('paths-status', { components: {} }).tested).toBe(0);
    expect(run('paths-status', { paths: {} }).tested).toBe(0);
    expect(run('paths-status', { paths: { '/status': { $ref: 'https://a.esempio.it/status.yaml' } } }).tested).toBe(0);
    expect(told('paths-status', { paths: { '/pratiche/{id}/status': {} } })).toEqual(['absent /paths']);
    expect(told('paths-status', { paths: { '/api/v1/status': {} } })).toEqual(['misplaced /paths/~1api~1v1~1status']);
    const shared = {
      paths: { '/status': { $ref: '#/components/pathItems/Status' } },
      components: { pathItems: { Status: { get: {} } } },
    };
    expect(run('paths-status', shared)).toMatchObject({ tested: 1, count: 0 });
  });

  it('answers JSON, whatever the parameters of the media type', () => {
    expect(
      told('paths-status-return-json', get({ 200: { content: { 'Application/JSON; charset=utf-8': {} } } })),
    ).toEqual([]);
    expect(told('paths-status-return-json', get({ '2XX': { content: { 'text/plain': {} } } }))).toEqual([
      'media-type /paths/~1status/get/responses/2XX/content/text~1plain',
    ]);
    expect(told('paths-status-return-json', get({ 200: { $ref: 'https://a.esempio.it/r.yaml' } }))).toEqual([]);
    expect(run('paths-status-return-json', { paths: { '/altro': {} } }).tested).toBe(0);
  });

  it('errs with a schema that is looked through, and not judged where it leads outside', () => {
    const judge = (schema: unknown, more: Members = {}) =>
      run('paths-status-problem-schema', get({ default: { content: { [problem]: { schema } } } }, more));
    const base = { properties: { status: {}, title: {} } };
    expect(judge({ allOf: [base, { properties: { detail: {} } }] })).toMatchObject({ tested: 1, count: 0 });
    expect(judge({ oneOf: [base, { properties: { ...base.properties, detail: {} } }] }).findings).toMatchObject([
      { values: { missing: 'detail' } },
    ]);
    expect(
      judge({ anyOf: [{ ...base, allOf: [{ properties: { detail: {} } }] }, { oneOf: [] }] }).findings,
    ).toMatchObject([{ values: { missing: 'status, title, detail' } }]);
    expect(judge({ allOf: [base, { $ref: 'https://a.esempio.it/d.yaml#/Problem' }] })).toMatchObject({
      tested: 0,
      count: 0,
    });
    const circle = { components: { schemas: { A: { allOf: [{ $ref: '#/components/schemas/A' }] } } } };
    expect(judge({ $ref: '#/components/schemas/A' }, circle).findings).toMatchObject([
      { pointer: '/components/schemas/A', values: { missing: 'status, title, detail' } },
    ]);
  });
});

describe('what the national platform refuses', () => {
  it('typographic quotes are told in names, once each, and never in prose', () => {
    const root = {
      info: { title: 'L’anagrafe', description: 'L’anagrafe dell’ente' },
      tags: [{ name: 'Stato dell’arte', description: '“Prova”' }],
      paths: {
        '/l’ente': { get: { operationId: 'l’ente', summary: 'l’ente', tags: ['Stato dell’arte', 'Un’altra'] } },
        '/b': { get: { tags: ['Un’altra'] } },
      },
    };
    expect(told('modi-upload-risk', root)).toEqual([
      'quotes /info/title',
      'quotes /tags/0/name',
      'quotes /paths/~1l’ente',
      'quotes /paths/~1l’ente/get/operationId',
      'quotes /paths/~1l’ente/get/tags/1',
    ]);
  });

  it('typographic quotes are looked for in every name and in the summary, each counted', () => {
    const root = {
      info: { title: 'Anagrafe', 'x-summary': 'L’anagrafe', description: 'L’anagrafe' },
      tags: [{ name: 'Atti' }],
      paths: { '/a': { get: { operationId: 'leggi', tags: ['Atti'] } } },
    };
    // Title, summary, description, tag, path and operation.
    expect(run('modi-upload-risk', root)).toMatchObject({ tested: 6, count: 1 });
    expect(told('modi-upload-risk', root)).toEqual(['quotes /info/x-summary']);
  });

  it('long descriptions are only said to be a risk', () => {
    const [finding] = run('modi-upload-risk', { info: { description: 'a'.repeat(6000) } }).findings;
    expect(finding?.values).toEqual({ length: 6000, most: 5000 });
    const { message } = ruleset.find(({ id }) => id === 'modi-upload-risk')!.faults.long!;
    expect(message.en).toMatch(/may be/);
    expect(message.it).toMatch(/potrebbe/);
  });

  it('long descriptions and local servers, those for trials too', () => {
    expect(told('modi-upload-risk', { info: { description: 'a'.repeat(5000) } })).toEqual([]);
    expect(told('modi-upload-risk', { info: { description: 'a'.repeat(5001) } })).toEqual(['long /info/description']);
    expect(told('modi-upload-risk', { servers: [{ url: 'http://127.0.0.1:80', 'x-sandbox': true }] })).toEqual([
      'loopback /servers/0/url',
    ]);
  });
});

it('never throws, whatever stands where', () => {
  const ids = new Set(
    'servers-use-https has-x-summary has-termsOfService has-contact has-x-api-id use-semver no-swagger-2 paths-kebab-case paths-http-method paths-status paths-status-return-json paths-status-return-problem paths-status-problem-schema modi-no-version-in-title modi-version-in-server-path modi-institutional-host modi-lifecycle modi-health-check modi-upload-risk'.split(
      ' ',
    ),
  );
  const rules = ruleset.filter(({ id }) => ids.has(id));
  expect(rules).toHaveLength(ids.size);
  const key = fc.constantFrom(
    ...'info servers paths /status get responses 200 default content application/problem+json schema allOf $ref properties title version contact email url termsOfService x-summary x-api-id x-lifecycle published x-healthCheck interval x-sandbox variables host basePath schemes tags toString constructor'.split(
      ' ',
    ),
  );
  const leaf = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom('#/paths/~1status', 'https://{a}/', 'http://a.it'),
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 7 },
      leaf,
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 5 }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(key, tree), fc.constantFrom<Version>('swagger-2.0', ...openapi3), (root, version) => {
      expect(() => runRules(root, version, rules, 100)).not.toThrow();
    }),
    { numRuns: 500 },
  );
});
