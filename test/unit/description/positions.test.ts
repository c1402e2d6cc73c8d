import fc from 'fast-check';
import { dump } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { formatPointer } from '../../../shared/domain/description/json-pointer.ts';
import { locate, locateAll } from '../../../shared/domain/description/positions.ts';

const at = (line: number, column: number) => ({ line, column });

type Places = { readonly [pointer: string]: { line: number; column: number } };

/** JSON as JSON.stringify(value, null, 2) writes it, and where each member's name and each item begins. */
function print(value: unknown): { text: string; places: Places } {
  const places: { [pointer: string]: { line: number; column: number } } = {};
  let text = '';
  const here = () => at(text.split('\n').length, text.length - text.lastIndexOf('\n'));
  const write = (node: unknown, keys: (string | number)[], indent: string): void => {
    if (typeof node !== 'object' || node === null || Object.keys(node).length === 0) {
      text += JSON.stringify(node);
      return;
    }
    const isList = Array.isArray(node);
    text += isList ? '[' : '{';
    for (const [index, key] of Object.keys(node).entries()) {
      text += `${index > 0 ? ',' : ''}\n${indent}  `;
      const path = [...keys, isList ? index : key];
      places[formatPointer(path)] = here();
      if (!isList) text += `${JSON.stringify(key)}: `;
      write((node as Record<string, unknown>)[key], path, `${indent}  `);
    }
    text += `\n${indent}${isList ? ']' : '}'}`;
  };
  places[''] = here();
  write(value, [], '');
  return { text, places };
}

const name = fc.string({ maxLength: 8 }).filter((found) => found !== '__proto__');
const tree = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<unknown>(1, -2.5e10, true, null, '', 'x', '"', '\\', '{', '[1,2]', 'a\nb', '€ 😀', '/', '~'),
    fc.array(tie('node'), { maxLength: 4 }),
    fc.dictionary(name, tie('node'), { maxKeys: 4 }),
  ),
})).node;

/** Every place of a value. */
function pointersOf(value: unknown, keys: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [keys];
  const inner = Object.entries(value).flatMap(([key, child]) =>
    pointersOf(child, [...keys, Array.isArray(value) ? Number(key) : key]),
  );
  return [keys, ...inner];
}

describe('the place of a pointer in JSON', () => {
  it('is that of the name, or of the item, for every place of every document', () => {
    fc.assert(
      fc.property(tree, (value) => {
        const { text, places } = print(value);
        expect(text).toBe(JSON.stringify(value, null, 2));
        expect(Object.fromEntries(locateAll(text, 'json', Object.keys(places)))).toEqual(places);
      }),
      { numRuns: 500 },
    );
  });

  it('counts lines as they are published: CR LF, LF, CR', () => {
    expect(locate('{\r\n"a":1,\r"b":2,\n"c":3}', 'json', '/c')).toEqual(at(4, 1));
    expect(locate('{\r\n"a":1,\r"b":2,\n"c":3}', 'json', '/b')).toEqual(at(3, 1));
  });

  it('is the last one of a repeated name, whose value counts', () => {
    expect(locate('{"a":{"b":1},\n"a":{"b":2}}', 'json', '/a/b')).toEqual(at(2, 6));
  });

  it('is that of the nearest ancestor when there is no such place', () => {
    const text = '{\n  "a": [\n    {"b": 1}\n  ]\n}';
    expect(locate(text, 'json', '/a/0/c/d')).toEqual(at(3, 5));
    expect(locate(text, 'json', '/z')).toEqual(at(1, 1));
    expect(locate(text, 'json', '/a/7')).toEqual(at(2, 3));
    expect(locate(text, 'json', 'not a pointer')).toEqual(at(1, 1));
    expect(locate('', 'json', '/a')).toBeUndefined();
  });

  it('finds the names JSON pointer escapes', () => {
    const text = '{"a/b":1,"a~b":2,"":3,"a~1b":4,"\\u00e0":5}';
    expect(['/a~1b', '/a~0b', '/', '/a~01b', '/à'].map((pointer) => locate(text, 'json', pointer)?.column)).toEqual([
      2, 10, 18, 23, 32,
    ]);
  });
});

describe('the place of a pointer in YAML', () => {
  const text = [
    '# a comment',
    'openapi: 3.0.3',
    'paths:',
    "  '/a':",
    '    get: {tags: [one, "two"], responses: {200: &ok {description: >-',
    '            x}}}',
    '  /b: &b',
    '    - plain',
    '    - |',
    '      text',
    '    - !!str tagged',
    '    - ? complex',
    '      : yes',
    '  /c: *b',
    '  <<: {merged: 1}',
    '  0x10: hexadecimal',
    '  ? |',
    '    long',
    '  : 1',
  ].join('\n');

  it.each([
    ['', 2, 1],
    ['/openapi', 2, 1],
    ['/paths/~1a', 4, 3],
    ['/paths/~1a/get', 5, 5],
    ['/paths/~1b', 7, 3],
    ['/paths/~1b/0', 8, 7],
    ['/paths/~1b/2', 11, 7],
    ['/paths/~1b/3/complex', 12, 9],
    ['/paths/16', 16, 3],
  ])('%s', (pointer, line, column) => {
    expect(locate(text.replace('>-\n            x', 'x'), 'yaml', pointer)).toEqual(
      at(line > 5 ? line - 1 : line, column),
    );
  });

  it('is in flow style that of the name or item', () => {
    const flow = 'a: {b: [1, "two", {c: x}], "d": y}\n';
    expect(['/a/b', '/a/b/1', '/a/b/2/c', '/a/d'].map((pointer) => locate(flow, 'yaml', pointer)?.column)).toEqual([
      5, 12, 20, 28,
    ]);
  });

  it('of what came by an alias or a merge is where it was used', () => {
    const shared = 'a: &a\n  x: 1\nb: *a\nc:\n  <<: *a\n  y: 2\n';
    expect(locate(shared, 'yaml', '/b/x')).toEqual(at(3, 1));
    expect(locate(shared, 'yaml', '/c/x')).toEqual(at(4, 1));
    expect(locate(shared, 'yaml', '/c/y')).toEqual(at(6, 3));
    expect(locate(shared, 'yaml', '/a/x')).toEqual(at(2, 3));
  });

  it('is unknown in a text that cannot be read', () => {
    expect(locate('a: [1', 'yaml', '/a')).toBeUndefined();
  });

  it('begins with the name, or shows an ancestor, for every place of what js-yaml writes', () => {
    fc.assert(
      fc.property(tree, fc.constantFrom(-1, 1), (value, flowLevel) => {
        const wrapped = { root: value };
        const written = dump(wrapped, { flowLevel, noRefs: true, lineWidth: -1 });
        const lines = written.split('\n');
        const pointers = pointersOf(wrapped);
        const places = locateAll(written, 'yaml', pointers.map(formatPointer));
        for (const keys of pointers) {
          const place = places.get(formatPointer(keys));
          expect(place, written).toBeDefined();
          const key = keys.at(-1);
          if (typeof key !== 'string' || !/^\w+$/.test(key)) continue;
          const rest = lines[place!.line - 1]!.slice(place!.column - 1);
          expect(rest.replace(/^['"]/, ''), written).toMatch(new RegExp(`^${key}`));
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('a large document', () => {
  it('of 12 MB is read once for all pointers', () => {
    const paths = Object.fromEntries(
      Array.from({ length: 40_000 }, (_, index) => [`/a${index}`, { get: { summary: 'x'.repeat(260) } }]),
    );
    const json = JSON.stringify({ paths }, null, 1);
    const yaml = dump({ paths });
    expect(json.length).toBeGreaterThan(12_000_000);
    const pointers = Array.from({ length: 1000 }, (_, index) => `/paths/~1a${index * 40}/get`);
    expect(locateAll(json, 'json', pointers).get('/paths/~1a39960/get')).toEqual(at(3 + 39960 * 5 + 1, 4));
    expect(locateAll(yaml, 'yaml', pointers).get('/paths/~1a39960/get')).toEqual(at(2 + 39960 * 3 + 1, 5));
  });
});
