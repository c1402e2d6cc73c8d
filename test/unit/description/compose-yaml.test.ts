/** Our composition of js-yaml's events beside js-yaml's own, which knows no positions and no expanded size. */
import fc from 'fast-check';
import { CORE_SCHEMA, dump, load, mergeTag, YAMLException } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../../shared/domain/description/parse-yaml.ts';

const schema = CORE_SCHEMA.withTags(mergeTag);

const plainName = fc.string({ maxLength: 12 }).filter((name) => name !== '__proto__' && !name.includes('\0'));
const value = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.string(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom('yes', '~', 'null', '0x1F', '1e3', '<<', '- a', 'a: b', '017', '2026-01-01', ' x ', '|', '#'),
    fc.array(tie('node'), { maxLength: 5 }),
    fc.dictionary(plainName, tie('node'), { maxKeys: 5 }),
  ),
})).node;

describe('composing YAML', () => {
  it('gives what was dumped, in block and in flow style', () => {
    fc.assert(
      fc.property(value, fc.constantFrom(-1, 0, 2), (tree, flowLevel) => {
        const wrapped = { tree };
        const composed = parseYaml(dump(wrapped, { flowLevel, noRefs: true }));
        expect(composed.problem).toBeUndefined();
        expect(composed.value).toEqual(load(dump(wrapped, { flowLevel, noRefs: true }), { schema }));
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with js-yaml on aliases, anchors, merges, tags and names', () => {
    const scalar = fc.constantFrom(
      '1',
      'x',
      '"q"',
      "'s'",
      '~',
      'true',
      '0x1F',
      '-1.5',
      '!!str 1',
      '!!int "2"',
      '*a',
      '*b',
      '*c',
    );
    const name = fc.constantFrom('a', 'b', 'c', '1', 'true', '~', '"<<"', '0x10', '! d');
    const anchor = fc.constantFrom('', '', '&a ', '&b ', '&c ');
    const node: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        scalar,
        fc
          .tuple(
            anchor,
            scalar.filter((text) => !text.startsWith('*')),
          )
          .map((parts) => parts.join('')),
        fc
          .tuple(anchor, fc.array(tie('node'), { maxLength: 4 }))
          .map(([mark, items]) => `${mark}[${items.join(', ')}]`),
        fc
          .tuple(anchor, fc.array(fc.tuple(fc.oneof(name, fc.constant('<<')), tie('node')), { maxLength: 4 }))
          .map(([mark, pairs]) => `${mark}{${pairs.map(([key, item]) => `${key}: ${item}`).join(', ')}}`),
      ),
    })).node;
    let agreed = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('k', 'l', 'm', 'n', '<<'), node), { minLength: 1, maxLength: 4 }),
        (pairs) => {
          const text = pairs.map(([key, item]) => `${key}: ${item}\n`).join('');
          let expected: unknown;
          try {
            expected = load(text, { schema, maxTotalMergeKeys: 1000 });
          } catch (fault) {
            expect(fault).toBeInstanceOf(YAMLException);
            // js-yaml takes a number or null that replaces a merged name for a duplicate, a text not: we take neither.
            const isMerged = /duplicated mapping key/.test(String(fault)) && text.includes('<<');
            if (!isMerged) expect(parseYaml(text).problem, text).toBeDefined();
            return;
          }
          const { problem, value: found } = parseYaml(text);
          if (problem !== undefined) expect(problem.message, text).toMatch(/leads back/);
          else expect(found, text).toEqual(expected);
          agreed += 1;
        },
      ),
      { numRuns: 1500 },
    );
    expect(agreed).toBeGreaterThan(100);
  });
});
