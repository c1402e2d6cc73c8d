import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { examineCompliance } from '../../../shared/domain/compliance/examine.ts';
import type { Report } from '../../../shared/domain/compliance/report.ts';
import type { Members } from '../../../shared/domain/description/specification.ts';

const name = fc.constantFrom(
  'nome',
  'codice_fiscale',
  'codiceFiscale',
  'Data',
  'createdAt',
  'constructor',
  'stato',
  'a b',
);
const schema = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(
      { type: 'string' },
      { type: 'integer' },
      { type: 'number', format: 'float' },
      { type: 'boolean', nullable: true },
    ),
    fc
      .constantFrom('#/components/schemas/Uno', '#/components/schemas/due', '#/components/schemas/Nessuno')
      .map(($ref) => ({ $ref })),
    fc.record({ type: fc.constant('array'), items: tie('node') }),
    fc.record({ type: fc.constant('object'), properties: fc.dictionary(name, tie('node'), { maxKeys: 3 }) }),
  ),
})).node;
const content = fc.dictionary(
  fc.constantFrom('application/json', 'application/problem+json', 'text/plain'),
  fc.record({ schema }),
  { maxKeys: 2 },
);
const response = fc.record(
  {
    description: fc.string(),
    content,
    headers: fc.dictionary(fc.constantFrom('X-Foo', 'Cache-Control', 'x'), fc.record({ schema }), { maxKeys: 2 }),
  },
  { requiredKeys: ['description'] },
);
const operation = fc.record(
  {
    operationId: fc.constantFrom('getUno', 'leggiDue', 'constructor'),
    parameters: fc.array(fc.record({ name, in: fc.constantFrom('query', 'header', 'path'), schema }), { maxLength: 2 }),
    requestBody: fc.record({ content }),
    responses: fc.dictionary(fc.constantFrom('200', '204', '404', '429', '503', 'default'), response, { maxKeys: 3 }),
    security: fc.constantFrom([], [{}], [{ chiave: [] }]),
  },
  { requiredKeys: ['responses'] },
);
const item = fc.dictionary(fc.constantFrom('get', 'post', 'delete', 'patch'), operation, { minKeys: 1, maxKeys: 2 });
const description = fc.record({
  openapi: fc.constantFrom('3.0.3', '3.1.0', '3.2.0'),
  info: fc.record({ title: fc.constantFrom('Anagrafe', 'Anagrafe v1'), version: fc.constantFrom('1.0.0', '1') }),
  servers: fc.array(fc.record({ url: fc.constantFrom('https://api.comune.esempio.it/v1', 'http://localhost') }), {
    maxLength: 2,
  }),
  paths: fc.dictionary(fc.constantFrom('/uno', '/Due_tre/{id}', '/status', '/getUno'), item, {
    minKeys: 1,
    maxKeys: 3,
  }),
  components: fc.record({ schemas: fc.record({ Uno: schema, due: schema }) }),
});

const header = (example: unknown) => ({
  description: 'Limite di richieste',
  schema: { type: 'integer', format: 'int32', minimum: 0, maximum: 1000, example },
});

/** What no rule has anything to say of. */
const unrelated = {
  '/altro-servizio': {
    head: {
      operationId: 'provaAltroServizio',
      responses: {
        '204': {
          description: 'Raggiungibile',
          headers: {
            'Cache-Control': {
              description: 'no-store',
              schema: { type: 'string', maxLength: 20, pattern: '^no-store$' },
            },
            'RateLimit-Limit': header(100),
            'RateLimit-Remaining': header(99),
            'RateLimit-Reset': header(1),
          },
        },
      },
    },
  },
};

const examine = (document: Members): Report => {
  const text = JSON.stringify(document);
  const report = examineCompliance({ value: JSON.parse(text), text, format: 'json' }, 10_000);
  if (report === undefined) throw new Error('not examined');
  return report;
};

/** Findings by rule and place, without their lines: those move. */
const findingsOf = (report: Report): readonly string[] =>
  [report.guideline, report.security, report.official]
    .flatMap((results, profile) =>
      results.flatMap(({ rule, findings }) =>
        findings
          .filter(({ pointer }) => !pointer.startsWith('/paths/~1altro-servizio'))
          .map(({ pointer, fault, values }) => JSON.stringify([profile, rule, pointer, fault, values])),
      ),
    )
    .toSorted();

describe('an unrelated valid path', () => {
  it('neither adds nor removes a finding elsewhere, before or after the other paths', () => {
    fc.assert(
      fc.property(description, (document) => {
        const before = findingsOf(examine(document));
        const after = { ...document, paths: { ...document.paths, ...unrelated } };
        const first = { ...document, paths: { ...unrelated, ...document.paths } };
        expect(findingsOf(examine(after))).toEqual(before);
        expect(findingsOf(examine(first))).toEqual(before);
      }),
      { numRuns: 100 },
    );
  });
});

describe('any document', () => {
  const key = fc.oneof(
    fc.constantFrom(
      'paths',
      'get',
      'responses',
      '200',
      'content',
      'schema',
      'type',
      'properties',
      'constructor',
      'toString',
      'hasOwnProperty',
      '$ref',
      'parameters',
      'in',
      'name',
      'servers',
      'url',
      'security',
      'components',
      'schemas',
      'info',
      'version',
      'examples',
      'enum',
      'headers',
      'allOf',
    ),
    fc.string().filter((text) => text !== '__proto__'),
  );
  const value = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'medium' },
      fc.constantFrom(
        null,
        true,
        0,
        -1,
        '',
        'object',
        'array',
        'string',
        '#/paths',
        '#',
        '#/components/schemas/x',
        'https://[',
        '/{',
        'header',
      ),
      fc.string(),
      fc.array(tie('node'), { maxLength: 4 }),
      fc.dictionary(key, tie('node'), { maxKeys: 5 }),
    ),
  })).node;

  it('is examined without a throw, whatever its keys and values', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<unknown>('2.0', '3.0.0', '3.1.0', '3.2.0', 3.1, null, { toString: 1 }),
        fc.dictionary(key, value, { maxKeys: 6 }),
        (version, members) => {
          const document = version === '2.0' ? { swagger: version, ...members } : { openapi: version, ...members };
          const text = JSON.stringify(document);
          expect(() => examineCompliance({ value: document, text, format: 'json' })).not.toThrow();
        },
      ),
      { numRuns: 300 },
    );
  });

  it('gives the same report each time', () => {
    fc.assert(
      fc.property(description, (document) => {
        expect(examine(document)).toEqual(examine(document));
      }),
      { numRuns: 30 },
    );
  });
});
