import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findContradictions } from '../../../shared/domain/compliance/reading/contradict-schema.ts';
import {
  createStyleTally,
  styleOf,
  wordsOf,
  writeFieldName,
  writeName,
  writePascalCase,
} from '../../../shared/domain/compliance/reading/name-style.ts';
import { isDurationName, readDateName } from '../../../shared/domain/compliance/reading/time-names.ts';
import { createResolver } from '../../../shared/domain/compliance/resolve-local.ts';
import { everyVersion, type Rule, type Version } from '../../../shared/domain/compliance/rule.ts';
import { ruleset } from '../../../shared/domain/compliance/ruleset.ts';
import { runRules } from '../../../shared/domain/compliance/run-rules.ts';
import { formatPointer, listKeys } from '../../../shared/domain/description/json-pointer.ts';
import type { Members } from '../../../shared/domain/description/specification.ts';
import { explainFinding } from '../../../shared/views/explain-finding.ts';

const ids =
  `schema-camel-case use-recommended-names-in-parameters use-recommended-names-in-schemas integer-format number-format
  no-method-name-in-operationId allowed-integer-format allowed-number-format oas3-valid-media-example modi-property-style
  modi-no-null-values modi-query-parameter-names modi-date-format modi-duration-format modi-code-formats
  modi-plural-collections`.split(/\s+/);

const ruleOf = (id: string): Rule => {
  const rule = ruleset.find((each) => each.id === id);
  if (rule === undefined) throw new Error(id);
  return rule;
};

function judge(id: string, root: Members, version: Version = 'openapi-3.0') {
  const [result] = runRules(root, version, [ruleOf(id)], 1000);
  return result!;
}

/** Pointers of what a rule finds, without the way to the properties of the schema `S`. */
const told = (id: string, properties: Members, version?: Version): readonly string[] =>
  judge(
    id,
    version === 'swagger-2.0' ? { definitions: { S: { properties } } } : schemas({ S: { properties } }),
    version,
  ).findings.map(({ pointer }) => pointer.replace(/^.*\/S\/properties\//, ''));

const schemas = (all: Members): Members => ({ components: { schemas: all } });

const parameters = (...list: readonly Members[]): Members => ({ paths: { '/a': { get: { parameters: list } } } });

const text = { type: 'string' };

describe('names', () => {
  it.each([
    ['dataNascita', 'data nascita'],
    ['data_nascita', 'data nascita'],
    ['DATA-NASCITA', 'data nascita'],
    ['XMLHttpRequest', 'xml http request'],
    ['userID', 'user id'],
    ['line2Text', 'line2 text'],
    ['$orderBy', 'order by'],
    ['page[size]', 'page size'],
    ['città', 'citta'],
    ['', ''],
    ['日本', ''],
  ])('takes %s apart', (name, words) => {
    expect(wordsOf(name).join(' ')).toBe(words);
  });

  it('writes a schema’s name like a class, whatever it was', () => {
    const names = ['atto_di_nascita', 'it.gov.Ente', 'certificato', 'ERROR_CODE', 'ISODate', 'città-estera'];
    expect(names.map(writePascalCase)).toEqual([
      'AttoDiNascita',
      'ItGovEnte',
      'Certificato',
      'ErrorCode',
      'ISODate',
      'CittaEstera',
    ]);
    expect(writeFieldName(['tax', 'code'])).toBe('Tax-Code');
  });

  const word = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/);
  const words = fc.array(word, { minLength: 1, maxLength: 5 });
  const snakeNames = fc.array(
    words.map((each) => each.join('_')),
    { maxLength: 20 },
  );

  it('comes back from either style to the same words', () => {
    fc.assert(
      fc.property(words, (each) => {
        expect(wordsOf(writeName(each, 'snake_case'))).toEqual(each);
        const [first = '', ...others] = each;
        // A word of one letter joins the capitals beside it (`aBC`).
        const long = [first, ...others.map((other) => `x${other}`)];
        expect(wordsOf(writeName(long, 'camelCase'))).toEqual(long);
        expect(['snake_case', 'either']).toContain(styleOf(writeName(each, 'snake_case')));
        expect(['camelCase', 'either']).toContain(styleOf(writeName(each, 'camelCase')));
        expect(writePascalCase(each.join('-'))).toMatch(/^[A-Z][A-Za-z0-9]*$/);
      }),
    );
  });

  it('finds nothing in any mix of snake_case names, and tells every other name with one in the style', () => {
    fc.assert(
      fc.property(snakeNames, (names) => {
        const properties = Object.fromEntries(names.map((name) => [name, text]));
        expect(told('modi-property-style', properties)).toEqual([]);
        const clear = { a_b: text, c_d: text, ...properties };
        expect(told('modi-property-style', { ...clear, eF: text, Gh: text })).toEqual(['eF', 'Gh']);
      }),
    );
  });

  it('counts votes whatever their order, and takes snake_case of equals', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(['a_b', 'c_d', 'eF', 'gH', 'iJ', 'K'], { minLength: 6 }), (names) => {
        const tally = createStyleTally();
        for (const name of names) tally.add(name);
        expect(tally.style()).toBe('camelCase');
      }),
    );
    const tally = createStyleTally();
    for (const name of ['aB', 'c_d', 'ciao']) tally.add(name);
    expect(tally.style()).toBe('snake_case');
  });
});

describe('modi-property-style', () => {
  const id = 'modi-property-style';

  it('does not apply where no name has a style', () => {
    const { tested, count } = judge(id, schemas({ S: { properties: { nome: text, _links: text, '@id': text } } }));
    expect([tested, count]).toEqual([0, 0]);
  });

  it('leaves names of other specifications alone', () => {
    const properties = { taxCode: text, access_token: text, 'x5t#S256': text, 'dc:title': text, 'x-note': text };
    expect(told(id, { ...properties, $count: text, 2024: text, key_ops: text, _embedded: text })).toEqual([]);
  });

  it('takes the nearest style where every name is in PascalCase', () => {
    const { findings } = judge(id, schemas({ S: { properties: { TaxCode: text, Nome: text } } }));
    expect(findings.map(({ fault, values }) => [fault, values?.suggested])).toEqual([
      ['neither', 'taxCode'],
      ['neither', 'nome'],
    ]);
  });

  it('says nothing of names it could not write better', () => {
    expect(told(id, { a_b: text, c_d: text, 日本: text })).toEqual([]);
  });

  it('judges each place of a name, once for a shared schema', () => {
    const S = { properties: { a_b: text, c_d: text, e_f: text } };
    const root = schemas({
      S,
      T: { properties: { gH: text, s: { $ref: '#/components/schemas/U' } } },
      U: { properties: { gH: text } },
    });
    expect(judge(id, root).findings.map(({ pointer }) => pointer)).toEqual([
      '/components/schemas/T/properties/gH',
      '/components/schemas/U/properties/gH',
    ]);
  });
});

describe('names of the national vocabularies', () => {
  it('takes `name` for a person’s only beside a family name', () => {
    const id = 'use-recommended-names-in-schemas';
    expect(told(id, { name: text, size: text })).toEqual([]);
    expect(told(id, { name: text, surname: text })).toEqual(['name', 'surname']);
    expect(told(id, { nome: text, family_name: text })).toEqual(['nome']);
  });

  it('proposes the name in the style of the document', () => {
    const suggest = (properties: Members) =>
      judge('use-recommended-names-in-schemas', schemas({ S: { properties } })).findings.map(
        ({ values }) => values?.recommended,
      );
    expect(suggest({ cf: text, dataNascita: text })).toEqual(['taxCode']);
    expect(suggest({ cf: text, data_nascita: text })).toEqual(['tax_code']);
    expect(suggest({ cf: text })).toEqual(['tax_code']);
  });

  it('proposes parameters in their own style, headers with hyphens', () => {
    const id = 'use-recommended-names-in-parameters';
    const found = judge(
      id,
      parameters(
        { name: 'fiscalCode', in: 'query' },
        { name: 'codice-fiscale', in: 'path' },
        { name: 'X', in: 'header' },
        { name: 'cf', in: 'header' },
        { name: 'cf', in: 'body' },
        { name: 'name', in: 'query' },
      ),
    );
    expect(found.findings.map(({ values }) => values?.recommended)).toEqual(['taxCode', 'tax-code', 'Tax-Code']);
  });

  it('sees a shared parameter once, at its own place', () => {
    const reference = { $ref: '#/components/parameters/Cf' };
    const root = {
      paths: { '/a': { get: { parameters: [reference] }, put: { parameters: [reference] } } },
      components: { parameters: { Cf: { name: 'cf', in: 'query' } } },
    };
    const { findings } = judge('use-recommended-names-in-parameters', root);
    expect(findings.map(({ pointer }) => pointer)).toEqual(['/components/parameters/Cf/name']);
  });
});

describe('no-method-name-in-operationId', () => {
  it.each([
    ['get', 'getUser', true],
    ['get', 'GetUser', true],
    ['post', 'get_user', true],
    ['get', 'get', true],
    ['post', 'postOrder', true],
    ['get', 'postOffices', false],
    ['get', 'headOfOffice', false],
    ['get', 'postalCodes', false],
    ['get', 'gettoni', false],
    ['get', 'putativeFather', false],
    ['get', 'listUsers', false],
  ])('in %s, %s: %s', (method, operationId, expected) => {
    const { count } = judge('no-method-name-in-operationId', { paths: { '/a': { [method]: { operationId } } } });
    expect(count > 0).toBe(expected);
  });
});

describe('formats of numbers', () => {
  it('and bounds of numbers call a thing by the same name', () => {
    const parameter = (name: string) => ({ name, in: 'query', schema: { type: 'integer' } });
    const root = {
      paths: { '/a': { get: { parameters: [parameter('anno')] } } },
      components: {
        parameters: { Pagina: parameter('page') },
        schemas: { Elenco: { type: 'object', properties: { numeri: { items: { type: 'integer' } } } } },
      },
    };
    const names = (id: string) => judge(id, root).findings.map(({ values }) => values?.name);
    expect(names('integer-format')).toEqual(['anno', 'page', 'numeri']);
    expect(names('sec-number-boundaries')).toEqual(names('integer-format'));
  });

  it('looks at Swagger 2.0 parameters, their items, and headers', () => {
    const root = {
      paths: {
        '/a': {
          get: {
            parameters: [
              { name: 'eta', in: 'query', type: 'integer' },
              { name: 'ids', in: 'query', type: 'array', items: { type: 'integer' } },
              { name: 'ok', in: 'query', type: 'integer', format: 'int32' },
            ],
            responses: { 200: { headers: { 'X-Count': { type: 'integer' } } } },
          },
        },
      },
    };
    const { findings, tested } = judge('integer-format', root, 'swagger-2.0');
    expect(tested).toBe(4);
    expect(findings.map(({ values, pointer }) => [values?.name, pointer])).toEqual([
      ['eta', '/paths/~1a/get/parameters/0'],
      ['ids', '/paths/~1a/get/parameters/1/items'],
      ['X-Count', '/paths/~1a/get/responses/200/headers/X-Count'],
    ]);
  });

  it('names a parameter by its name in OpenAPI 3 too', () => {
    const root = parameters({ name: 'eta', in: 'query', schema: { type: 'array', items: { type: 'number' } } });
    expect(judge('number-format', root).findings.map(({ values }) => values?.name)).toEqual(['eta']);
  });

  it('judges a format only where it can belong to nothing else', () => {
    const id = 'allowed-integer-format';
    expect(told(id, { a: { type: ['integer', 'string'], format: 'date-time' } }, 'openapi-3.1')).toEqual([]);
    expect(told(id, { a: { type: ['integer', 'null'], format: 'int16' } }, 'openapi-3.1')).toEqual(['a/format']);
    expect(told('allowed-number-format', { a: { type: 'number' } })).toEqual([]);
    expect(told('allowed-number-format', { a: { type: 'number', format: { toString: 1 } } })).toEqual(['a/format']);
  });
});

describe('modi-no-null-values', () => {
  const id = 'modi-no-null-values';

  it('reads null as each version writes it', () => {
    const flag = { type: 'boolean', nullable: true };
    expect(told(id, { a: flag }, 'openapi-3.0')).toEqual(['a']);
    expect(told(id, { a: flag }, 'openapi-3.1')).toEqual([]);
    expect(told(id, { a: { type: 'boolean', 'x-nullable': true } }, 'swagger-2.0')).toEqual(['a']);
    expect(told(id, { a: { type: ['boolean', 'null'] } }, 'openapi-3.2')).toEqual(['a']);
    expect(told(id, { a: { anyOf: [{ type: 'null' }, { type: 'array' }] } }, 'openapi-3.1')).toEqual(['a']);
    expect(told(id, { a: { anyOf: [{ type: 'null' }, { type: 'string' }] } }, 'openapi-3.1')).toEqual([]);
  });

  it('allows null strings, constants of booleans and empty enumerations', () => {
    const properties = {
      a: { type: 'string', nullable: true },
      b: { type: 'boolean', enum: [true] },
      c: { type: 'integer', enum: [] },
    };
    expect(told(id, properties)).toEqual([]);
  });

  it('tells an enumeration once for null and once for values that are not strings', () => {
    const { findings } = judge(id, schemas({ S: { enum: [1, null] } }));
    expect(findings.map(({ fault }) => fault)).toEqual(['null-enum', 'other-enum']);
  });
});

describe('modi-query-parameter-names', () => {
  const recommend = (name: unknown, schema: Members = text, place = 'query') =>
    judge('modi-query-parameter-names', parameters({ name, in: place, schema } as Members)).findings.map(
      ({ fault, values }) => values?.recommended ?? fault,
    );

  it.each([
    ['pageSize', 'limit'],
    ['PAGE_SIZE', 'limit'],
    ['page[size]', 'limit'],
    ['$orderby', 'sort'],
    ['pageToken', 'cursor'],
    ['search', 'q'],
    ['$select', 'fields'],
    ['expand', 'embed'],
    ['pagina', 'page'],
  ])('knows %s as %s', (name, recommended) => {
    expect(recommend(name)).toEqual([recommended]);
  });

  it('joins what would be two parameters of one name, however they meet', () => {
    const told = (root: Members) =>
      judge('modi-query-parameter-names', root).findings.map(({ fault, values }) => [
        fault,
        values?.name,
        values?.others,
        values?.recommended,
      ]);
    const query = (name: string) => ({ name, in: 'query', schema: text });
    expect(told(parameters(query('sortBy'), query('sortDirection'), query('pageSize')))).toEqual([
      ['sorts', 'sortBy', 'sortDirection', 'sort'],
      ['sorts', 'sortDirection', 'sortBy', 'sort'],
      ['other', 'pageSize', undefined, 'limit'],
    ]);
    expect(told(parameters(query('q'), query('filter'), query('search')))).toEqual([
      ['together', 'filter', 'q, search', 'q'],
      ['together', 'search', 'q, filter', 'q'],
    ]);
    expect(told(parameters(query('page'), query('offset')))).toEqual([['together', 'page', 'offset', 'offset']]);
    const shared = {
      paths: {
        '/a': { parameters: [{ $ref: '#/components/parameters/O' }], get: {}, put: { parameters: [query('sortdir')] } },
        '/b': { get: { parameters: [query('sortdir')] } },
      },
      components: { parameters: { O: query('orderBy') } },
    };
    expect(told(shared).toSorted()).toEqual([
      ['other', 'sortdir', undefined, 'sort'],
      ['sorts', 'orderBy', 'sortdir', 'sort'],
      ['sorts', 'sortdir', 'orderBy', 'sort'],
    ]);
    // One name in two places is one parameter, which the operation gives another form.
    const again = { paths: { '/a': { parameters: [query('orderBy')], get: { parameters: [query('orderBy')] } } } };
    expect(told(again).map(([fault]) => fault)).toEqual(['other', 'other']);
  });

  it('takes `start`, `size` and `max` for paging only where they are numbers', () => {
    expect(recommend('start', { type: 'string', format: 'date' })).toEqual([]);
    expect(recommend('start', { type: 'integer' })).toEqual(['offset']);
    expect(recommend('size', { $ref: '#/nowhere' })).toEqual([]);
  });

  it('looks at queries only, and leaves other names and SPARQL alone', () => {
    expect(recommend('page', text, 'path')).toEqual([]);
    expect(recommend('comune')).toEqual([]);
    expect(recommend('constructor')).toEqual([]);
    expect(recommend(7)).toEqual([]);
    const root = { paths: { '/sparql': { get: { parameters: [{ name: 'query', in: 'query' }] } } } };
    expect(judge('modi-query-parameter-names', root).count).toBe(0);
  });
});

describe('names of dates and durations', () => {
  it.each([
    ['date', 'date'],
    ['birth_date', 'date'],
    ['dateOfBirth', 'date'],
    ['startdate', 'date'],
    ['due_date_from', 'date'],
    ['data_nascita', 'date'],
    ['dataAggiornamento', 'date'],
    ['paziente_data_nascita', 'date'],
    ['data_di_nascita', 'date'],
    ['createdAt', 'date-time'],
    ['sent_at', 'date-time'],
    ['timestamp', 'date-time'],
    ['dataOra', 'date-time'],
    ['creationTime', 'date-time'],
    ['data', undefined],
    ['data_type', undefined],
    ['dataSource', undefined],
    ['user_data', undefined],
    ['metadata', undefined],
    ['update', undefined],
    ['candidate', undefined],
    ['validate', undefined],
    ['date_format', undefined],
    ['dateRange', undefined],
    ['at', undefined],
    ['dataContatto', undefined],
    ['upToDate', undefined],
    ['is_out_of_date', undefined],
    ['to_date', 'date'],
    ['feedAt', undefined],
    ['seed_at', undefined],
    ['agreedAt', 'date-time'],
    ['looksAt', undefined],
    ['startTime', undefined],
  ])('%s: %s', (name, expected) => {
    expect(readDateName(wordsOf(name))).toBe(expected);
  });

  it.each([
    ['durata', true],
    ['durataConcessione', true],
    ['visit_duration', true],
    ['ttl', true],
    ['duration_unit', false],
    ['tipoDurata', false],
    ['duratura', false],
    ['interval', false],
    ['timeout', true],
    ['timeoutAction', false],
    ['ttl_policy', false],
    ['duration_in_seconds', true],
    ['timeoutInMs', true],
    ['timeout_in', false],
  ])('%s as a duration: %s', (name, expected) => {
    expect(isDurationName(wordsOf(name))).toBe(expected);
  });
});

describe('modi-date-format and modi-duration-format', () => {
  it('follow references, and judge texts only', () => {
    const root = schemas({
      S: {
        properties: {
          birthDate: { $ref: '#/components/schemas/Day' },
          endDate: { $ref: '#/components/schemas/Text' },
          startDate: { type: 'object' },
          issueDate: { type: 'integer' },
          dueDate: { type: 'string', enum: ['TODAY'] },
          deathDate: {},
        },
      },
      Day: { type: 'string', format: 'date' },
      Text: text,
    });
    const { findings, tested } = judge('modi-date-format', root);
    expect(tested).toBe(3);
    expect(findings.map(({ pointer }) => pointer)).toEqual(['/components/schemas/S/properties/endDate']);
  });

  it('proposes an instant where the format or the example has an hour', () => {
    const suggest = (schema: Members) =>
      judge('modi-date-format', schemas({ S: { properties: { data_fine: schema } } })).findings[0]?.values?.format;
    expect(suggest({ type: 'string', format: 'datetime' })).toBe('date-time');
    expect(suggest({ type: 'string', example: '2025-01-01T10:00:00Z' })).toBe('date-time');
    expect(suggest({ type: 'string', example: '01/02/2025' })).toBe('date');
  });

  it('reads the pattern of a date without running it', () => {
    const dates = [
      '^\\d{4}-\\d{2}-\\d{2}$',
      '[0-9]{4}-[0-9]{2}-[0-9]{2}',
      '^([12]\\d{3})\\-(0[1-9]|1[0-2])\\-(0[1-9]|[12]\\d|3[01])$',
      '^(?:19|20)\\d{2}-(?:0[1-9]|1[012])-(?:[0-2][0-9]|3[01])$',
      '^(?<anno>\\d\\d\\d\\d)-\\d\\d-\\d\\d$',
      '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$',
    ];
    const others = ['^\\d{2}/\\d{2}/\\d{4}$', '^\\d{4}-\\d{2}$', '^\\d{8}$', '^(a+)+$', '', '[', '\\', '^.{4}-.*$', 7];
    const found = (patterns: readonly unknown[]) =>
      patterns.filter(
        (pattern) => told('modi-date-format', { data_nascita: { type: 'string', pattern } }, 'openapi-3.1').length > 0,
      );
    expect(found(dates)).toEqual([]);
    expect(found(others)).toEqual(others);
    expect(
      judge('modi-date-format', schemas({ S: { properties: { endDate: { ...text, pattern: dates[0] } } } })),
    ).toMatchObject({ tested: 1, count: 0 });
    expect(told('modi-date-format', { endDate: { ...text, pattern: '[0-9]'.repeat(100_000) } })).toEqual(['endDate']);
  });

  it('reads the pattern of a duration without running it', () => {
    const id = 'modi-duration-format';
    expect(told(id, { durata: { type: 'string', pattern: '^P(a+)+$' } })).toEqual([]);
    expect(told(id, { durata: { type: 'string', pattern: '^[0-9]+$' } })).toEqual(['durata']);
    expect(told(id, { durata: { type: 'string', examples: ['PT5M'] } }, 'openapi-3.1')).toEqual([]);
    expect(told(id, { durata: { type: 'string', example: 'Prova' } })).toEqual(['durata']);
  });
});

describe('modi-code-formats', () => {
  it('knows the subject among words that do not change it', () => {
    const names = ['country', 'countryCode', 'codice_nazione', 'birth_country', 'lingua', 'currency'];
    const others = ['country_name', 'data_valuta', 'denominazione', 'destinazione', 'languages', 'paese_lingua'];
    const properties = Object.fromEntries([...names, ...others].map((name) => [name, text]));
    expect(told('modi-code-formats', properties)).toEqual(names);
  });

  it('says and shows one and the same mending, which it is content with', () => {
    const properties = { country: text, lingua: text, valuta: text };
    const patterns = judge('modi-code-formats', schemas({ S: { properties } })).findings.map((finding) => {
      const { fix, snippet = '' } = explainFinding('modi-code-formats', finding, 'json');
      const mended = JSON.parse(snippet) as Members;
      expect(told('modi-code-formats', { country: mended })).toEqual([]);
      for (const words of [fix.en, fix.it]) {
        expect(words).toContain(`\`format: ${mended.format}\``);
        expect(words).toContain(`\`pattern: ${mended.pattern}\``);
        expect(words).not.toMatch(/Length/);
      }
      expect(Object.keys(mended)).toEqual(['type', 'format', 'pattern']);
      return mended.pattern;
    });
    expect(patterns).toEqual(['^[A-Z]{2}$', '^[a-z]{2}$', '^[A-Z]{3}$']);
  });

  it('is content with anything that shows the codes', () => {
    const shown = [{ enum: ['IT'] }, { pattern: '^..$' }, { maxLength: 2 }, { format: 'iso-3166-1-alpha-2' }];
    for (const each of shown) expect(told('modi-code-formats', { country: { ...text, ...each } })).toEqual([]);
    expect(told('modi-code-formats', { country: { ...text, maxLength: 3 } })).toEqual(['country']);
    expect(told('modi-code-formats', { currency: { ...text, maxLength: 3 } })).toEqual([]);
  });
});

describe('modi-plural-collections', () => {
  const judged = (name: string, more: Members = {}) =>
    judge('modi-plural-collections', { paths: { [`/${name}`]: { get: {} }, [`/${name}/{id}`]: {}, ...more } });

  it.each([
    'user',
    'certificato',
    'fattura',
    'prenotazione',
    'address',
    'local-user',
    'category',
  ])('tells %s', (name) => {
    expect(judged(name).count).toBe(1);
  });

  it.each([
    'users',
    'certificati',
    'fatture',
    'prenotazioni',
    'citta',
    'unita-locali',
    'file',
    'people',
    'tax-codes',
    'pec',
  ])('lets %s be', (name) => {
    expect(judged(name)).toMatchObject({ count: 0, tested: 1 });
  });

  it('sees only what is read as a list and continues with an identifier', () => {
    const rule = 'modi-plural-collections';
    expect(judge(rule, { paths: { '/user': { get: {} }, '/user/{id}/file': {} } }).tested).toBe(0);
    expect(judge(rule, { paths: { '/user': { post: {} }, '/user/{id}': {} } }).tested).toBe(0);
    expect(judge(rule, { paths: { '/{id}': { get: {} }, '/{id}/{other}': {} } }).tested).toBe(0);
    expect(judge(rule, { paths: { '/user/': { get: {} }, '/user/{id}/': {} } }).count).toBe(1);
  });
});

describe('examples against their schema', () => {
  function contradict(
    value: unknown,
    schema: unknown,
    version: Version = 'openapi-3.0',
    all: Members = {},
    left = 10_000,
  ) {
    const root = schemas(all);
    const description = { root, version, resolve: createResolver(root) };
    return findContradictions(value, undefined, { value: schema, path: undefined }, description, { left }).map(
      ({ path, ...rest }) => [formatPointer(listKeys(path)), rest.kind],
    );
  }

  const object = (properties: Members, required: readonly string[] = []) => ({ type: 'object', properties, required });

  it('tells another type, a missing member and a value not listed, each at its place', () => {
    const schema = object({ a: { type: 'integer' }, b: { type: 'string', enum: ['x'] } }, ['a', 'c']);
    expect(contradict({ a: 1.5, b: 'y' }, schema)).toEqual([
      ['', 'required'],
      ['/a', 'type'],
      ['/b', 'enum'],
    ]);
    expect(contradict([1, 'a'], { type: 'array', items: { type: 'number' } })).toEqual([['/1', 'type']]);
    expect(contradict('a', { type: 'object' })).toEqual([['', 'type']]);
  });

  it('looks through references and allOf', () => {
    const all = { A: object({ a: { type: 'string' } }, ['a']), B: { allOf: [{ $ref: '#/components/schemas/A' }] } };
    expect(contradict({}, { $ref: '#/components/schemas/B' }, 'openapi-3.0', all)).toEqual([['', 'required']]);
    expect(contradict({ a: 1 }, { $ref: '#/components/schemas/B' }, 'openapi-3.0', all)).toEqual([['/a', 'type']]);
  });

  it('gives up on alternatives, negations, conditions, patterns and types it does not know', () => {
    for (const schema of [
      { oneOf: [{ type: 'string' }] },
      { anyOf: [{ type: 'string' }] },
      { not: { type: 'integer' } },
      { if: {}, else: { type: 'string' } },
      { type: 'file' },
      { type: 7 },
      { $ref: 'elsewhere.yaml' },
      { enum: [{ a: 1 }], type: 'integer' },
      true,
      null,
    ]) {
      const found = contradict(7, schema, 'openapi-3.1');
      expect(found, JSON.stringify(schema)).toEqual(
        typeof schema === 'object' && schema !== null && 'enum' in schema ? [['', 'enum']] : [],
      );
    }
    expect(contradict('aaaa!', { type: 'string', pattern: '^(a+)+$' })).toEqual([]);
  });

  it('lets members of the other direction be missing', () => {
    const all = { Id: { type: 'string', readOnly: true } };
    const properties = { id: { $ref: '#/components/schemas/Id' }, key: { type: 'string', writeOnly: true } };
    expect(contradict({}, object(properties, ['id', 'key']), 'openapi-3.0', all)).toEqual([]);
  });

  it('reads null as each version allows it', () => {
    expect(contradict(null, { type: 'string' })).toEqual([['', 'type']]);
    expect(contradict(null, { type: 'string', nullable: true, enum: ['a'] })).toEqual([]);
    expect(contradict(null, { nullable: true, allOf: [{ type: 'string' }] })).toEqual([]);
    expect(contradict(null, { type: ['string', 'null'] }, 'openapi-3.1')).toEqual([]);
  });

  it('counts what stands beside a reference from 3.1 on only', () => {
    const all = { A: {} };
    const schema = { $ref: '#/components/schemas/A', type: 'string' };
    expect(contradict(1, schema, 'openapi-3.0', all)).toEqual([]);
    expect(contradict(1, schema, 'openapi-3.1', all)).toEqual([['', 'type']]);
  });

  it('ends on circles, and when its budget is spent', () => {
    const all: Members = {
      A: { allOf: [{ $ref: '#/components/schemas/A' }], properties: { a: { $ref: '#/components/schemas/A' } } },
    };
    let deep: unknown = 1;
    for (let depth = 0; depth < 5000; depth += 1) deep = { a: deep };
    expect(contradict(deep, { $ref: '#/components/schemas/A' }, 'openapi-3.0', all)).toEqual([]);
    const many = Array.from({ length: 1000 }, () => 1);
    expect(contradict([...many, 'a'], { items: { type: 'integer' } }, 'openapi-3.0', {}, 500)).toEqual([]);
    expect(contradict(many, { items: { type: 'string' } })).toHaveLength(10);
  });

  it('never takes an inherited member for one of the value', () => {
    expect(contradict({}, object({}, ['constructor', 'toString']))).toHaveLength(2);
    expect(contradict({ constructor: 1 }, object({}))).toEqual([]);
  });

  /** A schema, and a value made by it. */
  const pair = fc.letrec<{ node: readonly [Members, unknown] }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.string().map((value) => [{ type: 'string' }, value] as const),
      fc.integer().map((value) => [{ type: 'integer' }, value] as const),
      fc.boolean().map((value) => [{ type: 'boolean' }, value] as const),
      fc.constant([{ type: 'string', nullable: true }, null] as const),
      fc.array(fc.string(), { minLength: 1 }).map((all) => [{ type: 'string', enum: all }, all.at(-1)] as const),
      tie('node').map(([items, value]) => [{ type: 'array', items }, [value, value]] as const),
      fc
        .dictionary(
          fc.string({ maxLength: 5 }).filter((name) => name !== '__proto__'),
          tie('node'),
          { maxKeys: 4 },
        )
        .map((members) => {
          const of = (index: 0 | 1) => Object.fromEntries(Object.entries(members).map(([k, v]) => [k, v[index]]));
          return [{ type: 'object', required: Object.keys(members), properties: of(0) }, of(1)] as const;
        }),
      tie('node').map(([schema, value]) => [{ allOf: [schema, {}] }, value] as const),
    ),
  })).node;

  it('never contradicts a value made by its schema', () => {
    fc.assert(
      fc.property(pair, ([schema, value]) => {
        expect(contradict(value, schema)).toEqual([]);
      }),
    );
  });

  it('lets parameters and headers be written as text, and other media types than JSON', () => {
    const rule = 'oas3-valid-media-example';
    const integer = { type: 'integer' };
    expect(judge(rule, parameters({ name: 'a', in: 'query', schema: integer, example: '7' })).count).toBe(0);
    expect(judge(rule, parameters({ name: 'a', in: 'query', schema: text, example: 7 })).count).toBe(0);
    expect(judge(rule, parameters({ name: 'a', in: 'query', schema: text, example: [7] })).count).toBe(1);
    const media = (mediaType: string, schema: Members, example: unknown) =>
      judge(rule, { components: { requestBodies: { B: { content: { [mediaType]: { schema, example } } } } } }).count;
    expect(media('application/xml', { type: 'object' }, '<a/>')).toBe(0);
    expect(media('*/*', { type: 'object' }, '<a/>')).toBe(0);
    expect(media('application/json', { type: 'object' }, '{}')).toBe(1);
    expect(media('application/problem+json', text, 7)).toBe(1);
  });
});

describe('every one of these rules', () => {
  const odd = fc.oneof(
    fc.constantFrom(
      'type',
      'properties',
      'enum',
      'format',
      'name',
      'integer',
      'null',
      'query',
      'constructor',
      'toString',
    ),
    fc.constantFrom('required', 'items', 'allOf', 'example', '$ref', '#/components/schemas/S', 'createdAt', 'country'),
    fc.string({ maxLength: 4 }).filter((name) => name !== '__proto__'),
  );
  const junk = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      odd,
      fc.constantFrom(null, true, 0, -1.5),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(odd, tie('node'), { maxKeys: 5 }),
    ),
  })).node;
  const rules = ids.map(ruleOf);

  it('bears any shape at any place, in every version', () => {
    fc.assert(
      fc.property(junk, junk, fc.constantFrom(...everyVersion), (one, other, version) => {
        const root = {
          paths: { '/user': { get: one, parameters: [one, other] }, '/user/{id}': other, '/odd': one },
          components: {
            schemas: { S: one, T: { properties: other } },
            parameters: { P: one },
            responses: { R: other },
          },
          definitions: { S: one, T: { properties: other } },
          parameters: { P: other },
          responses: { R: { headers: one, content: { 'application/json': one } } },
        };
        for (const result of runRules(root as Members, version, rules, 100)) {
          expect(result.tested).toBeGreaterThanOrEqual(result.count);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('says the same of the same document', () => {
    fc.assert(
      fc.property(junk, (value) => {
        const root = schemas({ S: value });
        expect(runRules(root, 'openapi-3.1', rules, 100)).toEqual(
          runRules(structuredClone(root), 'openapi-3.1', rules, 100),
        );
      }),
    );
  });
});
