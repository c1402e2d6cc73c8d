import { describe, expect, it } from 'vitest';
import { type BodyKind, sniffBody } from '../../../shared/domain/description/sniff-body.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

const long = JSON.stringify(
  Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`/a${index}`, { get: { summary: 'openapi' } }])),
);

const texts: readonly (readonly [string, string, BodyKind])[] = [
  ['JSON', '{"openapi":"3.0.3"}', 'description'],
  ['Swagger', '{"swagger":"2.0"}', 'description'],
  [
    'JSON whose version comes last',
    `{"info":{"title":"\\"openapi\\":"},"paths":${long},"openapi":"3.1.0"}`,
    'description',
  ],
  ['JSON that is broken', '{"openapi":"3.0.3","paths":{', 'description'],
  ['YAML', 'openapi: 3.0.3\n', 'description'],
  ['YAML with comments and a directive', '%YAML 1.2\n---\n# info\ninfo:\n  title: x\nswagger: "2.0"\n', 'description'],
  ['YAML with quoted names', "info: {}\n'openapi': 3.0.3\n", 'description'],
  ['YAML with CR LF', 'info: {}\r\nopenapi: 3.0.3\r\n', 'description'],
  ['YAML that is broken', 'openapi: 3.0.3\n\tinfo: [\n', 'description'],
  ['YAML in flow style', '{openapi: 3.0.3, info: {}}', 'description'],
  ['a byte order mark', '\ufeffopenapi: 3.0.3\n', 'description'],
  ['a linkset', '{"_comment":"x","linkset":[]}', 'linkset'],
  ['a linkset that links to an openapi member', '{"linkset":[{"openapi":"x"}]}', 'linkset'],
  ['a linkset without its wrapper', '[{"anchor":"https://a.example"}]', 'linkset'],
  ['a bare context', '{"anchor":"https://a.example","service-desc":[]}', 'linkset'],
  ['a linkset behind front matter', '---\nlayout: null\n---\n{"linkset":[]}', 'linkset'],
  ['APIs.json', '{"name":"x","apis":[]}', 'apis-json'],
  ['a linkset as text', '<https://a.example/openapi.yaml>\n ; rel="service-desc"', 'linkset-text'],
  ['HTML', '<!doctype html><title>x</title>', 'html'],
  ['HTML after a comment', '<!-- blocked --><HTML><body>', 'html'],
  ['WSDL', '<?xml version="1.0"?><wsdl:definitions/>', 'xml'],
  ['other JSON', '{"a":{"openapi":"3.0.3"}}', 'json'],
  ['a list', '[1,2]', 'json'],
  ['llms.txt', '# Ente\n> API\n- [x](https://a.example/openapi.json)\n', 'text'],
  ['a page of Markdown with an example', '# How to\n\n```yaml\nopenapi: 3.0.3\n```\n', 'text'],
  ['YAML that is something else', 'title: x\n  openapi: 3.0.3\n', 'text'],
  ['nothing', '', 'empty'],
  ['blanks', ' \r\n\t', 'empty'],
];

describe('sniffing a body', () => {
  it.each(texts)('%s', (_what, text, kind) => {
    expect(sniffBody(utf8(text))).toBe(kind);
  });

  it.each(
    texts.filter(([, , kind]) => kind === 'description' || kind === 'linkset'),
  )('%s, whatever its type', (_what, text, kind) => {
    for (const type of ['text/html', 'application/json', 'application/octet-stream'])
      expect(sniffBody(utf8(text), type)).toBe(kind);
  });

  it('believes a type only where the body does not tell', () => {
    expect(sniffBody(utf8('<p>blocked</p>'), 'text/html; charset=utf-8')).toBe('html');
    expect(sniffBody(utf8('<p>blocked</p>'))).toBe('xml');
  });

  it.each([
    ['zip', bytes(0x50, 0x4b, 3, 4, 20), 'archive'],
    ['gzip', bytes(0x1f, 0x8b, 8, 0), 'archive'],
    ['PDF', utf8('%PDF-1.7\n'), 'binary'],
    ['PNG', bytes(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13), 'binary'],
    ['bytes', bytes(0xff, 0x80, 0x81, 0x82, 0x83, 0x84), 'binary'],
    ['UTF-16', Buffer.from('\ufeff{"openapi":"3.0.3"}', 'utf16le'), 'description'],
    ['Latin-1', Buffer.from('info:\n  title: Città di Forlì\nopenapi: 3.0.3\n', 'latin1'), 'description'],
  ] as const)('%s', (_what, body, kind) => {
    expect(sniffBody(body)).toBe(kind);
  });
});
