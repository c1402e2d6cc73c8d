import fc from 'fast-check';
import { CORE_SCHEMA, load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { describeApi } from '../../../functions/http/openapi.ts';
import { routes } from '../../../functions/http/routes.ts';
import { renderYaml } from '../../../shared/views/yaml.ts';

describe('a value as YAML', () => {
  it('is in blocks that people can read', () => {
    const value = { openapi: '3.1.0', info: { title: 'Vedetta', tags: [] }, paths: [{ a: 1, b: null }, [true, 'x y']] };
    expect(renderYaml(value)).toBe(
      [
        'openapi: "3.1.0"',
        'info:',
        '  title: Vedetta',
        '  tags: []',
        'paths:',
        '  -',
        '    a: 1',
        '    b: null',
        '  -',
        '    - true',
        '    - x y',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ...['', ' ', 'yes', 'No', 'null', '~', 'true', '1', '1.5', '0x1F', '1e3', '.inf', '.NaN', '2026-11-26', '12:30:45'],
    ...['- a', 'a: b', 'a #b', '# a', '&a', '*a', '!a', '|', '>', '@a', '`a', '%a', '[a', '{a', '? a', '"a"', "'a'"],
    ...[
      '---',
      '...',
      '=',
      '<<',
      'a\nb',
      'a\tb',
      '\u0000',
      '\u0085',
      '\u2028',
      '\ufeff',
      '\u007f',
      'è',
      '😀',
      'on',
      'y',
    ],
  ])('reads %j as the same text, as a value and as a name', (text) => {
    for (const value of [text, { [text]: text }, [text], { a: [{ [text]: [text] }] }])
      expect(load(renderYaml(value), { schema: CORE_SCHEMA })).toEqual(value);
  });

  it('reads as the same value, whatever it is', () => {
    const odd = fc.constantFrom(...' :#-?[]{}&*!|>%@`\'"\\\n\r\t\u0000\u0085\u2028\ufeff\ud83dè😀0~');
    const unit = fc.oneof(odd, fc.string({ minLength: 1, maxLength: 1 }));
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: unit }), (value) => {
        const plain = JSON.parse(JSON.stringify(value));
        // Readers guard themselves against that name.
        fc.pre(!JSON.stringify(value).includes('__proto__'));
        expect(load(renderYaml(plain), { schema: CORE_SCHEMA })).toEqual(plain);
      }),
    );
  });

  it('reads names that are too long for a line', () => {
    for (const length of [990, 1000, 1024, 5000]) {
      const value = { ['x '.repeat(length / 2)]: { inner: [1] } };
      expect(load(renderYaml(value))).toEqual(value);
    }
  });

  it('tells our own description as its JSON does', () => {
    const document = describeApi(routes, 'https://vedetta.example', { contact: '', infoUrl: '' });
    expect(load(renderYaml(document))).toEqual(JSON.parse(JSON.stringify(document)));
  });
});
