import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DocumentHint, parseDocument } from '../../../shared/domain/description/parse-document.ts';

const parse = (text: string, hint: DocumentHint = {}) => parseDocument(new TextEncoder().encode(text), hint);

const readValue = (text: string, hint: DocumentHint = {}): unknown => {
  const parsed = parse(text, hint);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.value;
};

const refusalOf = (text: string, hint: DocumentHint = {}): string => {
  const parsed = parse(text, hint);
  if (parsed.ok) return 'read';
  const { code, line, column } = parsed.problem;
  return line === undefined ? code : `${code} ${line}:${column}`;
};

const warningsOf = (text: string): readonly string[] => {
  const parsed = parse(text);
  return parsed.ok ? parsed.warnings.map(({ code, pointer }) => `${code} ${pointer}`) : [];
};

const json: DocumentHint = { url: 'https://ente.example/openapi.json' };
const yaml: DocumentHint = { url: 'https://ente.example/openapi.yaml' };

describe('the format', () => {
  it('is told by the body, not by the type', () => {
    expect(parse('{"a":1}', { contentType: 'text/plain' })).toMatchObject({ ok: true, format: 'json' });
    expect(parse('a: 1', { contentType: 'text/html' })).toMatchObject({ ok: true, format: 'yaml' });
    expect(parse('\ufeff  {"a":1}')).toMatchObject({ ok: true, format: 'json', value: { a: 1 } });
  });

  it('must be JSON when the address or the type says so', () => {
    expect(refusalOf('a: 1', json)).toBe('json-expected 1:1');
    expect(refusalOf('a: 1', { contentType: 'application/openapi+json' })).toBe('json-expected 1:1');
    expect(refusalOf('a: 1', { url: 'https://ente.example/OPENAPI.JSON?v=1#x' })).toBe('json-expected 1:1');
  });

  it('may be YAML under a name that says YAML, whatever the type', () => {
    expect(readValue('a: 1', { ...yaml, contentType: 'application/json' })).toEqual({ a: 1 });
  });

  it('gives one verdict on broken JSON by both ways, unless the name says YAML', () => {
    const trailing = '{"a":[1,2,],}';
    expect(refusalOf(trailing, json)).toBe('json-syntax 1:11');
    expect(refusalOf(trailing)).toBe('json-syntax 1:11');
    expect(readValue(trailing, yaml)).toEqual({ a: [1, 2] });
  });

  it('is none for an empty document', () => {
    expect(refusalOf('')).toBe('empty-document');
    expect(refusalOf(' \r\n\t')).toBe('empty-document');
    expect(refusalOf('# only a comment\n')).toBe('empty-document');
  });
});

describe('JSON', () => {
  it('tells line and column of a fault', () => {
    expect(refusalOf('{\n  "a": 1,\r\n  "b" 2\n}', json)).toBe('json-syntax 3:7');
  });

  it('is read to 100 levels and no deeper', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(refusalOf(nested(100))).toBe('read');
    expect(refusalOf(nested(101))).toBe('too-deep 1:101');
    expect(refusalOf(`${'['.repeat(100)}1${']'.repeat(100)}`)).toBe('too-deep 1:101');
    expect(refusalOf('['.repeat(100_000))).toBe('too-deep 1:101');
  });

  it('is refused over 2 million values, before it is parsed', () => {
    expect(refusalOf(`[${'1,'.repeat(1_999_998)}1]`)).toBe('read');
    expect(refusalOf(`[${'1,'.repeat(2_000_000)}1]`)).toMatch(/^too-many-nodes/);
  });

  it('is refused for a text over 1 MiB, a name over 1,024 characters, an object over 100,000 members', () => {
    const size = 1024 * 1024;
    expect(refusalOf(JSON.stringify({ a: 'x'.repeat(size) }))).toBe('read');
    expect(refusalOf(JSON.stringify({ a: 'x'.repeat(size + 1) }))).toBe('string-too-long');
    expect(refusalOf(JSON.stringify({ ['x'.repeat(1024)]: 1 }))).toBe('read');
    expect(refusalOf(JSON.stringify({ ['x'.repeat(1025)]: 1 }))).toBe('key-too-long');
    const many = Object.fromEntries(Array.from({ length: 100_001 }, (_, index) => [`k${index}`, 1]));
    expect(refusalOf(JSON.stringify(many))).toBe('too-many-nodes');
  });

  it('may not name a member __proto__ or with NUL, also when escaped', () => {
    expect(refusalOf('{"__proto__":{"polluted":true}}')).toBe('forbidden-key');
    expect(refusalOf('{"\\u005f_proto__":{"polluted":true}}')).toBe('forbidden-key');
    expect(refusalOf('{"a\\u0000b":1}')).toBe('forbidden-key');
    expect(readValue('{"constructor":{"prototype":1}}')).toEqual({ constructor: { prototype: 1 } });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('warns of a repeated name, of which the last counts', () => {
    const parsed = parse('{"a":{"b":1,\n"b":2},"c":[{"d":1,"d":1}],"\\u0061":3}');
    expect(parsed).toMatchObject({ ok: true, value: { a: 3, c: [{ d: 1 }] } });
    expect(
      parsed.ok && parsed.warnings.map(({ code, pointer, line, column }) => [code, pointer, line, column]),
    ).toEqual([
      ['json-duplicate-key', '/a/b', 2, 1],
      ['json-duplicate-key', '/c/0/d', 2, 20],
      ['json-duplicate-key', '/a', 2, 28],
    ]);
  });

  it('replaces half characters and says so, in names too', () => {
    const text = '{"t":"\\ud800x","\\udc00":["ok","\\ud83d\\ude00"]}';
    expect(readValue(text)).toEqual({ t: '\ufffdx', '\ufffd': ['ok', '😀'] });
    expect(warningsOf(text)).toEqual(['lone-surrogate /t', 'lone-surrogate /\ufffd']);
  });

  it('keeps the digits of numbers that lose some', () => {
    const text =
      '{"max":9223372036854775807,"list":[0.1,0.1000000000000000055511151231257827],"huge":1e400,"zero":1e-400}';
    const parsed = parse(text);
    if (!parsed.ok) throw new Error('refused');
    const value = parsed.value as { list: object };
    expect(value).toEqual({ max: 2 ** 63, list: [0.1, 0.1], huge: '1e400', zero: 0 });
    expect(parsed.exact.get(value)?.get('max')).toBe('9223372036854775807e0');
    expect(parsed.exact.get(value)?.get('huge')).toBe('1e400');
    expect([...(parsed.exact.get(value.list)?.keys() ?? [])]).toEqual(['1']);
    const places = ['/max', '/list/1', '/huge', '/zero'];
    expect(warningsOf(text)).toEqual(places.map((pointer) => `number-inexact ${pointer}`));
  });

  it('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json({ depthSize: 'medium' }), (text) => {
        const container = `[${text}]`;
        if (/__proto__|\\u0000|\\ud[89a-f]/i.test(container)) return;
        expect(readValue(container)).toEqual(JSON.parse(container));
      }),
    );
  });
});

describe('YAML', () => {
  it('is the core schema: no dates, no yes and no, octal only as 0o', () => {
    expect(
      readValue('a: 2026-03-29\nb: yes\nc: 017\nd: 0o17\ne: 1:30\nf: ~\ng: 0x1F\nh: 1_000\ni: .5\nj: True\n'),
    ).toEqual({
      a: '2026-03-29',
      b: 'yes',
      c: 17,
      d: 15,
      e: '1:30',
      f: null,
      g: 31,
      h: '1_000',
      i: 0.5,
      j: true,
    });
  });

  it('merges, names of the object itself first, wherever they stand', () => {
    const text = 'b: &b {x: 1, y: 2}\nc: &c {y: 3, z: 4}\nm:\n  y: 0\n  <<: [*b, *c]\n  x: 9\n';
    expect(readValue(text)).toMatchObject({ m: { x: 9, y: 0, z: 4 } });
    expect(readValue('a: {"<<": 1}')).toEqual({ a: { '<<': 1 } });
  });

  it.each([
    ['a: 1\nb: 2\na: 3\n', 'yaml-duplicate-key 3:1'],
    ['a: {b: 1, b: 2}\n', 'yaml-duplicate-key 1:11'],
    ['a: 1\n---\nb: 2\n', 'yaml-many-documents'],
    ['a: !!binary R0lG\n', 'yaml-tag 1:4'],
    ['a: !!timestamp 2026-01-01\n', 'yaml-tag 1:4'],
    ['a: !!js/function x\n', 'yaml-tag 1:4'],
    ['a: !!omap\n- b: 1\n', 'yaml-tag 1:4'],
    ['a: !!set {b}\n', 'yaml-tag 1:4'],
    ['%TAG !! tag:evil.example,2000:\n---\na: !!str x\n', 'yaml-tag'],
    ['? [a, b]\n: 1\n', 'yaml-complex-key 1:3'],
    ['a: .nan\n', 'number-not-finite 1:4'],
    ['a: [-.inf]\n', 'number-not-finite 1:5'],
    ['__proto__: {a: 1}\n', 'forbidden-key 1:1'],
    ['x: {<<: {__proto__: {a: 1}}}\n', 'forbidden-key 1:10'],
    ['"a\\0b": 1\n', 'forbidden-key 1:1'],
    ['a:\n\tb: 1\n', 'yaml-syntax 2:1'],
    ['a: *b\n', 'yaml-syntax 1:4'],
    ['a: {<<: 1}\n', 'yaml-syntax 1:9'],
    ['a: &x {b: *x}\n', 'too-deep 1:11'],
  ])('refuses %j', (text, refusal) => {
    expect(refusalOf(text)).toBe(refusal);
    expect(({} as { a?: number }).a).toBeUndefined();
  });

  it.each([
    'a: !!str 1\n',
    'a: !!int "1"\n',
    'a: !!map {b: 1}\n',
    'a: !!seq [1]\n',
    'a: ! 1\n',
    'a: !<tag:yaml.org,2002:str> x\n',
    '%YAML 1.1\n---\na: yes\n',
  ])('reads the tags and versions of the core schema: %j', (text) => expect(refusalOf(text)).toBe('read'));

  it('is read to 100 levels, aliases included', () => {
    expect(refusalOf('['.repeat(99) + ']'.repeat(99))).toBe('read');
    expect(refusalOf('a: ['.repeat(100))).toMatch(/^too-deep/);
    const half = (name: string, inner: string): string => `${name} ${'['.repeat(60)}${inner}${']'.repeat(60)}\n`;
    expect(refusalOf(half('a:', '1') + half('b:', '2'), yaml)).toBe('read');
    expect(refusalOf(half('a: &a', '1') + half('b:', '*a'), yaml)).toMatch(/^too-deep/);
  });

  it('counts an alias as often as it is used', () => {
    const bomb = (levels: number): string => {
      const list = Array.from({ length: 9 }, (_, index) => index);
      let text = 'a0: &a0 [1,1,1,1,1,1,1,1,1]\n';
      for (let level = 1; level <= levels; level += 1)
        text += `a${level}: &a${level} [${list.map(() => `*a${level - 1}`).join(',')}]\n`;
      return text;
    };
    expect(refusalOf(bomb(5))).toBe('read');
    expect(refusalOf(bomb(7))).toMatch(/^too-many-nodes 7:/);
    expect(refusalOf(bomb(20))).toMatch(/^too-many-nodes 7:/);
  });

  it('counts the text an alias repeats', () => {
    const text = `a: &a "${'x'.repeat(1_000_000)}"\nb: [${'*a,'.repeat(99)}1]\n`;
    expect(refusalOf(text)).toMatch(/^too-many-nodes/);
  });

  it('has at most 100 aliases and 1,000 merged members', () => {
    expect(refusalOf(`a: &a 1\nb: [${'*a,'.repeat(100)}]\n`)).toBe('read');
    expect(refusalOf(`a: &a 1\nb: [${'*a,'.repeat(101)}]\n`)).toMatch(/^too-many-aliases/);
    const base = `b: &b {${Array.from({ length: 300 }, (_, index) => `k${index}: 1`).join(', ')}}\n`;
    expect(refusalOf(`${base}c: {<<: *b}\nd: {<<: *b}\ne: {<<: *b}\n`)).toBe('read');
    expect(refusalOf(`${base}c: {<<: *b}\nd: {<<: *b}\ne: {<<: *b}\nf: {<<: *b}\n`)).toMatch(/^too-many-aliases/);
  });

  it('keeps the digits of numbers that lose some, also as names and through merges', () => {
    const parsed = parse(
      'a: &a {x: 12345678901234567890123}\nb: {<<: *a}\nc: [0xFFFFFFFFFFFFFFFF, 1e400]\n12345678901234567890123: n\n',
    );
    if (!parsed.ok) throw new Error(parsed.problem.message);
    const value = parsed.value as { a: object; b: object; c: unknown[] };
    expect(Object.keys(value)).toContain('12345678901234567890123');
    expect(parsed.exact.get(value.a)?.get('x')).toBe('12345678901234567890123e0');
    expect(parsed.exact.get(value.b)?.get('x')).toBe('12345678901234567890123e0');
    expect(parsed.exact.get(value.c)?.get('0')).toBe('18446744073709551615e0');
    expect(value.c[1]).toBe('1e400');
  });

  it('replaces half characters and says where', () => {
    const parsed = parse('a: "\\ud800"\n"\\udc00": [1, "x\\ud800"]\n');
    expect(parsed).toMatchObject({ ok: true, value: { a: '\ufffd', '\ufffd': [1, 'x\ufffd'] } });
    expect(parsed.ok && parsed.warnings.map(({ code, line, column }) => [code, line, column])).toEqual([
      ['lone-surrogate', 1, 4],
      ['lone-surrogate', 2, 1],
      ['lone-surrogate', 2, 15],
    ]);
  });

  it('never throws', () => {
    const pieces = [
      'a',
      ': ',
      '- ',
      '\n',
      '  ',
      '[',
      ']',
      '{',
      '}',
      ', ',
      '&x ',
      '*x',
      '<<',
      '|',
      '>',
      '"',
      "'",
      '#',
      '!',
      '!!int ',
      '? ',
      '---\n',
      '%',
      '1',
      '.nan',
      '__proto__',
      '\t',
    ];
    const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((found) => found.join(''));
    fc.assert(
      fc.property(fc.oneof(soup, fc.string()), (text) => {
        expect(parse(text, yaml)).toHaveProperty('ok');
      }),
      { numRuns: 1500 },
    );
  });
});
