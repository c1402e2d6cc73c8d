import fc from 'fast-check';
import { dump } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../../shared/domain/description/canonical-text.ts';
import { distinctItems } from '../../../shared/domain/description/distinct-items.ts';
import { parseDocument } from '../../../shared/domain/description/parse-document.ts';

const canonical = (text: string): string => {
  const parsed = parseDocument(new TextEncoder().encode(text));
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return canonicalText(parsed.value, parsed.exact);
};

const tree = fc
  .jsonValue({ depthSize: 'small', noUnicodeString: false })
  .filter((value) => !/__proto__|\\u0000/.test(JSON.stringify(value)));

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, child]) => [name, shuffled(child)]),
  );
};

describe('the canonical text', () => {
  it('sorts names by UTF-16 units and writes no blanks', () => {
    expect(canonicalText({ b: [1, { d: null, c: 'x' }], a: true, '\ufb01': 1, '😀': 2, Z: -0 })).toBe(
      '{"Z":0,"a":true,"b":[1,{"c":"x","d":null}],"😀":2,"ﬁ":1}',
    );
    expect(canonicalText({ a: {}, b: [] })).toBe('{"a":{},"b":[]}');
  });

  it('is the same for a YAML and a JSON form, for any order of names and any layout', () => {
    fc.assert(
      fc.property(tree, (value) => {
        const document = { value };
        const expected = canonicalText(document);
        expect(canonical(JSON.stringify(shuffled(document), null, 3))).toBe(expected);
        expect(canonical(dump(document, { noRefs: true }))).toBe(expected);
      }),
    );
  });

  it('is the same for CR LF and LF, for aliases and what they stand for', () => {
    expect(canonical('a:\r\n  - 1\r\nb: >\r\n  x\r\n  y\r\n')).toBe(canonical('a:\n  - 1\nb: >\n  x\n  y\n'));
    expect(canonical('a: &a {x: 1}\nb: *a\nc: {<<: *a}\n')).toBe(canonical('{"a":{"x":1},"b":{"x":1},"c":{"x":1}}'));
  });

  it('tells numbers apart that JavaScript does not, in JSON and YAML alike', () => {
    expect(canonical('{"a":9007199254740993}')).toBe('{"a":9007199254740993e0}');
    expect(canonical('{"a":9007199254740993}')).not.toBe(canonical('{"a":9007199254740992}'));
    expect(canonical('a: [9007199254740993, 1e400]\n')).toBe(canonical('{"a":[9007199254740993.0,1e400]}'));
  });
});

describe('distinct items', () => {
  it.each([
    [[], true],
    [[1, '1', true, null, [], {}], true],
    [['a', 'b', 'a'], false],
    [
      [
        { a: 1, b: [2] },
        { b: [2], a: 1 },
      ],
      false,
    ],
    [[{ a: 1 }, { a: 1, b: undefined }], true],
    [[[1], { 0: 1 }], true],
  ])('%j: %s', (items, expected) => {
    expect(distinctItems(items)).toBe(expected);
  });

  it('are told apart in long lists as in short ones', () => {
    const many = Array.from({ length: 8000 }, (_, index) => ({ name: `q${index}`, in: 'query' }));
    expect(distinctItems(many)).toBe(true);
    expect(distinctItems([...many, { in: 'query', name: 'q7' }])).toBe(false);
  });
});
