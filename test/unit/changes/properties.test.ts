/** What must hold of a comparison whatever the two descriptions are. */
import fc from 'fast-check';
import { dump } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import type { Change, Comparison } from '../../../shared/domain/changes/change.ts';
import { compare } from '../../../shared/domain/changes/compare.ts';
import { limits } from '../../../shared/domain/description/limits.ts';
import { parseDocument } from '../../../shared/domain/description/parse-document.ts';
import {
  type Model,
  models,
  reorder,
  type Version,
  type Writing,
  writeModel,
} from '../../fixtures/generated-descriptions.ts';

const today = '2026-11-23';

const everything = { hasBranches: true, hasNull: true, hasFailures: true };
const versions = fc.constantFrom<Version>('2.0', '3.0', '3.1');

/** As two documents of their own: they share no object, as two texts would not. */
const pairOf = (model: Model, version: Version, writing: Partial<Writing> = {}) => ({
  base: writeModel(model, { version, side: 'before', ...writing }),
  revision: writeModel(model, { version, side: 'after', ...writing }),
});

const tell = ({ id, level, operations, old, new: now, basePointer, revisionPointer }: Change): string =>
  `${level} ${id} ${operations.map(({ method, path }) => `${method} ${path}`).join(', ')} ${JSON.stringify(old)} ${JSON.stringify(now)} ${basePointer} ${revisionPointer}`;

const aboveEditorial = ({ changes }: Comparison): readonly string[] =>
  changes.filter(({ level }) => level !== 'editorial').map(tell);

/** What breaks for whom, whatever schema says it. */
const breaking = ({ changes }: Comparison): readonly string[] =>
  [
    ...new Set(
      changes
        .filter(({ level }) => level === 'breaking')
        .flatMap(({ id, operations }) =>
          operations.length === 0 ? [id] : operations.map(({ method, path }) => `${id} ${method} ${path}`),
        ),
    ),
  ].sort();

const parsed = (text: string): unknown => {
  const document = parseDocument(new TextEncoder().encode(text));
  if (!document.ok) throw new Error(document.problem.message);
  return document.value;
};

/** JSON knows nothing that YAML cannot say, except names that are refused in both. */
const isReadable = (value: unknown): boolean => !JSON.stringify(value).includes('__proto__');

const check = <Value>(arbitrary: fc.Arbitrary<Value>, predicate: (value: Value) => void, numRuns = 100): void =>
  fc.assert(fc.property(arbitrary, predicate), { numRuns });

describe('a description and itself', () => {
  it('have no change, as the same object or as a copy', () => {
    check(fc.tuple(models(everything), versions), ([model, version]) => {
      const { base } = pairOf(model, version);
      expect(compare(base, base, today).changes).toEqual([]);
      expect(compare(base, structuredClone(base), today).changes).toEqual([]);
    });
  });

  it('have none above editorial when names are in another order', () => {
    check(fc.tuple(models(everything), versions), ([model, version]) => {
      const { base } = pairOf(model, version);
      expect(aboveEditorial(compare(base, reorder(base), today))).toEqual([]);
    });
  });

  it('have none when one is YAML and the other JSON', () => {
    check(fc.tuple(models(everything), versions), ([model, version]) => {
      const { base } = pairOf(model, version);
      fc.pre(isReadable(base));
      expect(compare(parsed(dump(base, { noRefs: true })), parsed(JSON.stringify(base)), today).changes).toEqual([]);
    });
  });

  it('have none above editorial when every component has another name', () => {
    check(fc.tuple(models(everything), versions), ([model, version]) => {
      const renamed = pairOf(model, version, { nameComponent: (number) => `Renamed ${number}/x` });
      expect(aboveEditorial(compare(pairOf(model, version).base, renamed.base, today))).toEqual([]);
    });
  });

  it('have none above editorial when references are replaced by what they name, and back', () => {
    check(fc.tuple(models(everything), versions), ([model, version]) => {
      const [kept, inlined] = [pairOf(model, version).base, pairOf(model, version, { inlines: true }).base];
      expect(aboveEditorial(compare(kept, inlined, today))).toEqual([]);
      expect(aboveEditorial(compare(inlined, kept, today))).toEqual([]);
    });
  });

  it('have none above editorial when the words are others', () => {
    check(fc.tuple(models(everything), versions), ([model, version]) => {
      const reworded = pairOf(model, version, { describe: (text) => `${text}, in other words` });
      expect(aboveEditorial(compare(pairOf(model, version).base, reworded.base, today))).toEqual([]);
    });
  });

  it('have none above editorial when the same is said in OpenAPI 3.0 and in 3.1', () => {
    check(models(everything), (model) => {
      const [older, newer] = [pairOf(model, '3.0').base, pairOf(model, '3.1').base];
      expect(aboveEditorial(compare(older, newer, today))).toEqual([]);
      expect(aboveEditorial(compare(newer, older, today))).toEqual([]);
    });
  });

  it('have none above editorial when the same is said in Swagger 2.0 and in OpenAPI 3.0', () => {
    check(models({ hasBranches: false, hasNull: false, hasFailures: true }), (model) => {
      const [older, newer] = [pairOf(model, '2.0').base, pairOf(model, '3.0').base];
      expect(aboveEditorial(compare(older, newer, today))).toEqual([]);
    });
  });
});

describe('what breaks between two revisions', () => {
  it('is the same when names are in another order in either', () => {
    check(fc.tuple(models(everything), versions), ([model, version]) => {
      const { base, revision } = pairOf(model, version);
      const expected = breaking(compare(base, revision, today));
      expect(breaking(compare(reorder(base), revision, today))).toEqual(expected);
      expect(breaking(compare(base, reorder(revision), today))).toEqual(expected);
    });
  });

  it('is the same from YAML as from JSON', () => {
    check(fc.tuple(models(everything), versions), ([model, version]) => {
      const { base, revision } = pairOf(model, version);
      fc.pre(isReadable([base, revision]));
      const read = compare(parsed(dump(base, { noRefs: true })), parsed(JSON.stringify(revision)), today);
      expect(read.changes).toEqual(compare(base, revision, today).changes);
    });
  });

  it('is the same when components have other names in both', () => {
    check(fc.tuple(models(everything), versions), ([model, version]) => {
      const { base, revision } = pairOf(model, version);
      const renamed = pairOf(model, version, { nameComponent: (number) => `Z${9 - number}` });
      expect(breaking(compare(renamed.base, renamed.revision, today))).toEqual(
        breaking(compare(base, revision, today)),
      );
    });
  });

  it('is the same when components get other names in the newer, where no list of branches goes by them', () => {
    check(fc.tuple(models({ hasBranches: false, hasNull: true, hasFailures: true }), versions), ([model, version]) => {
      const { base, revision } = pairOf(model, version);
      const renamed = pairOf(model, version, { nameComponent: (number) => `Z${9 - number}` });
      expect(breaking(compare(base, renamed.revision, today))).toEqual(breaking(compare(base, revision, today)));
    });
  });

  it('is the same when references are replaced by what they name, in either or both', () => {
    check(fc.tuple(models(everything), versions), ([model, version]) => {
      const { base, revision } = pairOf(model, version);
      const inlined = pairOf(model, version, { inlines: true });
      const expected = breaking(compare(base, revision, today));
      expect(breaking(compare(inlined.base, inlined.revision, today))).toEqual(expected);
      expect(breaking(compare(base, inlined.revision, today))).toEqual(expected);
      expect(breaking(compare(inlined.base, revision, today))).toEqual(expected);
    });
  });

  it('is the same whatever version the newer is written in', () => {
    check(models(everything), (model) => {
      const [older, newer] = [pairOf(model, '3.0'), pairOf(model, '3.1')];
      const expected = breaking(compare(older.base, older.revision, today));
      expect(breaking(compare(older.base, newer.revision, today))).toEqual(expected);
      expect(breaking(compare(newer.base, older.revision, today))).toEqual(expected);
      expect(breaking(compare(newer.base, newer.revision, today))).toEqual(expected);
    });
  });
});

type Opposites = { readonly added: readonly string[]; readonly removed: readonly string[] };

/** What is told of a thing that came, and of one that went. */
const opposites: { readonly [thing: string]: Opposites } = {
  endpoint: {
    added: ['endpoint-added'],
    removed: ['api-removed-without-deprecation', 'api-path-removed-without-deprecation'],
  },
  'request parameter': {
    added: ['new-optional-request-parameter', 'new-required-request-parameter', 'new-request-path-parameter'],
    removed: ['request-parameter-removed'],
  },
  'request body': {
    added: ['request-body-added-optional', 'request-body-added-required'],
    removed: ['request-body-removed'],
  },
  'request property': {
    added: ['new-optional-request-property', 'new-required-request-property'],
    removed: ['request-property-removed'],
  },
  'optional response property': {
    added: ['response-optional-property-added'],
    removed: ['response-optional-property-removed'],
  },
  'required response property': {
    added: ['response-required-property-added'],
    removed: ['response-required-property-removed'],
  },
  'success status': { added: ['response-success-status-added'], removed: ['response-success-status-removed'] },
  'other status': { added: ['response-non-success-status-added'], removed: ['response-non-success-status-removed'] },
  'response header': {
    added: ['response-header-added'],
    removed: ['optional-response-header-removed', 'required-response-header-removed'],
  },
  'duty to send a parameter': {
    added: ['request-parameter-became-required'],
    removed: ['request-parameter-became-optional'],
  },
  'duty to send a body': { added: ['request-body-became-required'], removed: ['request-body-became-optional'] },
  'duty to send a property': {
    added: ['request-property-became-required'],
    removed: ['request-property-became-optional'],
  },
  'duty to answer a property': {
    added: ['response-property-became-required'],
    removed: ['response-property-became-optional'],
  },
  'null in a request': {
    added: ['request-property-became-nullable', 'request-body-became-nullable'],
    removed: ['request-property-became-not-nullable', 'request-body-became-not-nullable'],
  },
  'null in a response': {
    added: ['response-property-became-nullable', 'response-body-became-nullable'],
    removed: ['response-property-became-not-nullable', 'response-body-became-not-nullable'],
  },
  'security of an operation': { added: ['api-security-added'], removed: ['api-security-removed'] },
  'security of all': { added: ['api-global-security-added'], removed: ['api-global-security-removed'] },
};

/** The operations reached: a change that sweeps over many of them may be told at once in one direction only. */
const told = ({ changes }: Comparison, ids: readonly string[]): readonly string[] =>
  changes
    .filter(({ id }) => ids.includes(id))
    .flatMap(({ operations }) =>
      operations.length === 0 ? ['all'] : operations.map(({ method, path }) => `${method} ${path}`),
    )
    .sort();

const toldOf = (comparison: Comparison, things: readonly string[], way: keyof Opposites) =>
  Object.fromEntries(things.map((thing) => [thing, told(comparison, opposites[thing]?.[way] ?? [])]));

describe('two revisions the other way round', () => {
  const ofFailures = ['other status'];
  const each = it.each([
    [
      'without failures',
      { ...everything, hasFailures: false },
      Object.keys(opposites).filter((thing) => !ofFailures.includes(thing)),
    ],
    ['of failures', everything, ofFailures],
  ]);

  each('turn what was added into what was removed, and back, for the same operations: %s', (_, traits, things) => {
    check(fc.tuple(models(traits), versions), ([model, version]) => {
      const { base, revision } = pairOf(model, version);
      const [there, back] = [compare(base, revision, today), compare(revision, base, today)];
      expect(toldOf(back, things, 'removed')).toEqual(toldOf(there, things, 'added'));
      expect(toldOf(back, things, 'added')).toEqual(toldOf(there, things, 'removed'));
    });
  });

  /** What the test above says is said of something: always the same pairs, as a rare change is not in every hundred. */
  each('have each of these changes among them, or nothing was said of it: %s', (_, traits, things) => {
    const pairs = fc.sample(fc.tuple(models(traits), versions), { seed: 20261126, numRuns: 300 });
    const seen = new Set<string>(
      pairs.flatMap(([model, version]) => {
        const { base, revision } = pairOf(model, version);
        return compare(base, revision, today).changes.map(({ id }) => id);
      }),
    );
    const expected = things.flatMap((thing) => [opposites[thing]?.added[0], opposites[thing]?.removed[0]]);
    expect(expected.filter((id) => !seen.has(id ?? ''))).toEqual([]);
  });
});

/** Each refers to the next two by its properties, in a circle. */
const circle = (size: number, ofLink: (number: number) => object = () => ({})) => ({
  openapi: '3.1.1',
  info: { title: 'A circle', version: '1' },
  paths: {
    '/links': {
      post: {
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Link0' } } } },
        responses: {
          200: {
            description: 'The same.',
            content: { 'application/json': { schema: { $ref: `#/components/schemas/Link${1 % size}` } } },
          },
        },
      },
    },
  },
  components: {
    schemas: Object.fromEntries(
      Array.from({ length: size }, (_, number) => [
        `Link${number}`,
        {
          type: 'object',
          properties: {
            next: { $ref: `#/components/schemas/Link${(number + 1) % size}` },
            others: { type: 'array', items: { $ref: `#/components/schemas/Link${(number * 7 + 3) % size}` } },
            ...ofLink(number),
          },
        },
      ]),
    ),
  },
});

describe('schemas in circles', () => {
  it.each([1, 2, 600])('end: %i that refer to one another, one of which has a new property', (size) => {
    const grown = circle(size, (number) => (number === size - 1 ? { added: { type: 'string' } } : {}));
    const { changes } = compare(circle(size), grown, today);
    expect(changes.map(({ id, operations }) => [id, operations]).sort()).toEqual([
      ['new-optional-request-property', [{ method: 'POST', path: '/links' }]],
      ['response-optional-property-added', [{ method: 'POST', path: '/links' }]],
    ]);
  });

  it('tell each place of 600 once in each direction', () => {
    const { changes } = compare(
      circle(600),
      circle(600, () => ({ added: { type: 'string' } })),
      today,
    );
    expect(changes).toHaveLength(1200);
    expect(new Set(changes.map(({ id, revisionPointer }) => `${id} ${revisionPointer}`)).size).toBe(1200);
  });

  it.each(['allOf', 'oneOf', 'anyOf'])('end when a schema is a branch of its own %s', (keyword) => {
    const knot = (type: string) => ({
      ...circle(1),
      components: { schemas: { Link0: { [keyword]: [{ $ref: '#/components/schemas/Link0' }, { type }] } } },
    });
    expect(compare(knot('string'), knot('string'), today).changes).toEqual([]);
    expect(compare(knot('string'), knot('integer'), today).breaking).toBeGreaterThan(0);
  });

  it('end when references lead only to one another', () => {
    const loop = (...targets: readonly string[]) => ({
      ...circle(1),
      components: {
        schemas: Object.fromEntries(
          targets.map((target, number) => [`Link${number}`, { $ref: `#/components/schemas/${target}` }]),
        ),
      },
    });
    expect(aboveEditorial(compare(loop('Link1', 'Link0'), loop('Link0', 'Link1'), today))).toEqual([]);
  });
});

describe('a hostile description', () => {
  const withProperties = (properties: unknown) => circle(1, () => properties as object);

  it.each([
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'toString',
    'valueOf',
  ])('has a property named %s like any other', (name) => {
    const named = withProperties({});
    const link = named.components.schemas.Link0 as { properties: object };
    link.properties = Object.fromEntries([...Object.entries(link.properties), [name, { type: 'string' }]]);
    const added = compare(withProperties({}), named, today);
    expect(added.changes.map(({ id, subject }) => [id, subject.property]).sort()).toEqual([
      ['new-optional-request-property', name],
      ['response-optional-property-added', name],
    ]);
    expect(compare(named, withProperties({}), today).warning).toBe(2);
    expect(compare(named, structuredClone(named), today).changes).toEqual([]);
  });

  it.each([
    ['properties', (inner: object) => ({ type: 'object', properties: { inner } })],
    ['items', (inner: object) => ({ type: 'array', items: inner })],
    ['allOf', (inner: object) => ({ allOf: [inner, { type: 'object' }] })],
    ['oneOf', (inner: object) => ({ oneOf: [inner, { type: 'object' }] })],
    ['not', (inner: object) => ({ not: inner })],
    ['additionalProperties', (inner: object) => ({ type: 'object', additionalProperties: inner })],
  ])('may be as deep as a document that is read can be: %s in %s', (_, wrap) => {
    const deep = (type: string) => {
      let schema: object = { type };
      for (let depth = 0; depth < limits.depth; depth += 1) schema = wrap(schema);
      return withProperties({ deep: schema });
    };
    expect(compare(deep('string'), deep('string'), today).changes).toEqual([]);
    expect(compare(deep('string'), deep('integer'), today).changes).not.toEqual([]);
  });

  it('may be anything at all', () => {
    check(fc.tuple(fc.anything(), fc.anything()), ([base, revision]) => {
      const { breaking: ofBreaking, warning, info, editorial, changes } = compare(base, revision, today);
      expect(ofBreaking + warning + info + editorial).toBe(changes.length);
    });
  });

  it('may have anything in any place', () => {
    const holes = fc.record({
      at: fc.nat(),
      value: fc.oneof(fc.jsonValue(), fc.constantFrom({ $ref: '#' }, { $ref: '#/paths' }, [[]], { $ref: 5 })),
    });
    check(
      fc.tuple(models(everything), versions, fc.array(holes, { maxLength: 4 }), fc.array(holes, { maxLength: 4 })),
      ([model, version, before, after]) => {
        const { base, revision } = pairOf(model, version);
        const [broken, other] = [before.reduce(dig, base), after.reduce(dig, revision)];
        const { changes, ...counts } = compare(broken, other, today);
        expect(counts.breaking + counts.warning + counts.info + counts.editorial).toBe(changes.length);
        expect(compare(broken, structuredClone(broken), today).changes).toEqual([]);
      },
      200,
    );
  });
});

/** Puts a value in the place of another, somewhere. */
function dig(document: unknown, hole: { readonly at: number; readonly value: unknown }): unknown {
  let left = hole.at % Math.max(count(document), 1);
  const replace = (value: unknown): unknown => {
    left -= 1;
    if (left < 0) {
      left = Number.POSITIVE_INFINITY;
      return hole.value;
    }
    if (Array.isArray(value)) return value.map(replace);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replace(item)]));
  };
  return replace(document);
}

function count(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((total: number, item) => total + count(item), 1);
}
