import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accepts } from '../../../functions/http/accept.ts';

const json = 'application/json';

describe('accepts', () => {
  it.each([
    undefined,
    '',
    ' ',
    ',',
    '*/*',
    '*/*;q=0.1',
    'text/html, */*',
    'application/*',
    json,
    'Application/JSON',
  ])('takes JSON for the header "%s"', (accept) => {
    expect(accepts(accept, json)).toBe(true);
  });

  it.each([
    'text/html',
    'text/*',
    'application/xml, text/xml;q=0.9',
    'application/json;q=0',
    'application/json; q=0.0, text/html',
    'application/*;q=0',
    '*/*;q=0',
    '*/*, application/json;q=0',
    'application/*, application/json;q=0',
    '*/*, application/*;q=0.000',
  ])('does not take JSON for the header "%s"', (accept) => {
    expect(accepts(accept, json)).toBe(false);
  });

  it('lets the most specific range decide, wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(['*/*;q=0', 'application/*;q=0', 'application/json', 'text/html;q=0'], { minLength: 4 }),
        (ranges) => {
          expect(accepts(ranges.join(', '), json)).toBe(true);
          expect(accepts(ranges.join(', '), 'application/pdf')).toBe(false);
        },
      ),
    );
  });

  it('takes what is made of JSON or XML for its family, unless it is refused by its own name', () => {
    expect(accepts(json, 'application/problem+json')).toBe(true);
    expect(accepts('application/xml', 'application/rss+xml')).toBe(true);
    expect(accepts('text/xml', 'application/atom+xml')).toBe(true);
    expect(accepts('application/problem+json;q=0, application/json', 'application/problem+json')).toBe(false);
    expect(accepts('application/problem+json', json)).toBe(false);
    expect(accepts(json, 'application/rss+xml')).toBe(false);
  });

  it('takes what may be asked for by other names, by them and by their kind', () => {
    const names = ['application/yaml', 'text/plain'];
    expect(accepts('application/yaml', 'application/octet-stream', names)).toBe(true);
    expect(accepts('text/*', 'application/octet-stream', names)).toBe(true);
    expect(accepts('image/png', 'application/octet-stream', names)).toBe(false);
    expect(accepts('*/*, application/octet-stream;q=0', 'application/octet-stream', names)).toBe(false);
  });

  it('passes over what is no media range, and takes everything where nothing else is left', () => {
    expect(accepts('text/html, image/gif, *; q=.2, */*; q=.2', json)).toBe(true);
    for (const odd of ['json', '*', '*/json', 'application/', 'a b/c', ';q=0', '<script>']) {
      expect(accepts(odd, json)).toBe(true);
      expect(accepts(`${odd}, text/html`, json)).toBe(false);
    }
  });

  it('reads parameters other than the weight over, and weights that are none as 1', () => {
    expect(accepts('application/json;charset=utf-8;q=0', json)).toBe(false);
    for (const weight of ['1', '1.000', '0.001', '.5', 'x', '.', '', '-1', '0x0'])
      expect(accepts(`application/json;q=${weight}`, json)).toBe(true);
  });

  it('never fails, whatever is sent, nor does it read without end', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (accept) => {
        expect(accepts(accept, json)).toBeTypeOf('boolean');
      }),
    );
    expect(accepts(`${'text/html,'.repeat(100_000)}application/json`, json)).toBe(false);
  });
});
