import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crawlDelaySeconds, isAllowed, parseRobots } from '../../../shared/domain/fetching/robots.ts';

const allowed = (text: string, path: string, token = 'vedetta'): boolean => isAllowed(parseRobots(text), token, path);
const everybody = (...rules: readonly string[]): string => ['User-agent: *', ...rules].join('\n');

describe('robots.txt', () => {
  it.each([
    '',
    '<!doctype html><title>Not found</title><p>Disallow me',
    'nonsense',
    '\0\0',
    'Disallow: /',
  ])('allows everything when %j gives no rule', (text) => {
    expect(allowed(text, '/x')).toBe(true);
  });

  it('forbids what is disallowed and nothing else', () => {
    const text = everybody('Disallow: /private/');
    expect(allowed(text, '/private/x')).toBe(false);
    expect(allowed(text, '/private')).toBe(true);
  });

  it('always allows itself', () => {
    expect(allowed(everybody('Disallow: /'), '/robots.txt')).toBe(true);
  });

  it('lets the longest match decide', () => {
    const text = everybody('Disallow: /', 'Allow: /.well-known/');
    expect(allowed(text, '/.well-known/api-catalog')).toBe(true);
    expect(allowed(text, '/openapi.json')).toBe(false);
  });

  it('lets Allow win a tie, in either order', () => {
    expect(allowed(everybody('Disallow: /a', 'Allow: /a'), '/a')).toBe(true);
    expect(allowed(everybody('Allow: /a', 'Disallow: /a'), '/a')).toBe(true);
  });

  it('treats an empty Disallow as no rule', () => {
    expect(allowed(everybody('Disallow:'), '/x')).toBe(true);
  });

  it.each([
    ['/*.yaml', '/a/b.yaml', true],
    ['/*.yaml', '/a/b.yamlx', true],
    ['/*.yaml$', '/a/b.yaml', true],
    ['/*.yaml$', '/a/b.yaml?x', false],
    ['/*.yaml$', '/.yaml.yaml', true],
    ['/a$', '/a', true],
    ['/a$', '/ab', false],
    ['/a*b*c', '/a-b-c-d', true],
    ['/a*b*c', '/a-c-b', false],
    ['/a*a$', '/a', false],
    ['/a*', '/a', true],
    ['*', '/anything', true],
    ['*/x', '/a/x', true],
    ['/a$b', '/a$b', true],
    ['/a$b', '/a', false],
    ['/a%2a', '/a*', true],
    ['/a%24', '/a$', true],
    ['x', '/x', false],
    ['/A', '/a', false],
  ])('matches %s against %s: %s', (pattern, path, matches) => {
    expect(allowed(everybody(`Disallow: ${pattern}`), path)).toBe(!matches);
  });

  it.each([
    ['/caf%C3%A9', '/café'],
    ['/café', '/caf%c3%a9'],
    ['/%7Euser', '/~user'],
    ['/a{b}', '/a%7Bb%7D'],
    ['/a b', '/a%20b'],
  ])('compares %s and %s as the same octets', (pattern, path) => {
    expect(allowed(everybody(`Disallow: ${pattern}`), path)).toBe(false);
  });

  it('keeps an encoded slash apart from a slash', () => {
    expect(allowed(everybody('Disallow: /a%2Fb'), '/a/b')).toBe(true);
  });

  it('prefers the groups that name us, all of them, to those for everybody', () => {
    const text = [
      'User-agent: *',
      'Disallow: /',
      '',
      'User-agent: Vedetta/1.0 (bot)',
      'Disallow: /one',
      'User-agent: other',
      'Disallow: /three',
      'User-agent: VEDETTA',
      'Disallow: /two',
    ].join('\r\n');
    expect(['/zero', '/one', '/two', '/three'].map((path) => allowed(text, path))).toEqual([true, false, false, true]);
    expect(allowed(text, '/zero', 'somebody')).toBe(false);
  });

  it('shares the rules of several agents named one after the other', () => {
    const text = 'User-agent: a\nUser-agent: vedetta\nDisallow: /x';
    expect(allowed(text, '/x')).toBe(false);
  });

  it('does not take a longer or shorter product name for ours', () => {
    expect(allowed('User-agent: vedettabot\nDisallow: /', '/x')).toBe(true);
    expect(allowed('User-agent: vedet\nDisallow: /', '/x')).toBe(true);
  });

  it('reads odd but common writing: byte order mark, comments, blanks, case, lone carriage returns', () => {
    const text = '\ufeffUSER-AGENT : * # all\rdisallow:/x # no\r Allow : /x/y ';
    expect(allowed(text, '/x')).toBe(false);
    expect(allowed(text, '/x/y')).toBe(true);
  });

  it('reads only the first 512 Ki characters', () => {
    const text = `${everybody('Disallow: /a')}\n${'#'.padEnd(512 * 1024, 'x')}\nDisallow: /b`;
    expect(allowed(text, '/a')).toBe(false);
    expect(allowed(text, '/b')).toBe(true);
  });

  it('gives the longest crawl delay asked of us, at most 300 seconds', () => {
    const delay = (text: string): number | undefined => crawlDelaySeconds(parseRobots(text), 'vedetta');
    expect(delay(everybody('Crawl-delay: 2.5'))).toBe(2.5);
    expect(delay(everybody('Crawl-delay: 86400'))).toBe(300);
    expect(delay(`${everybody('Crawl-delay: 9')}\nUser-agent: vedetta\nCrawl-delay: 3`)).toBe(3);
    expect(delay(everybody('Crawl-delay: -1'))).toBeUndefined();
    expect(delay(everybody('Disallow: /'))).toBeUndefined();
  });

  it('agrees with a plain definition of wildcards on small alphabets', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 8 });
    const pattern = fc.tuple(fc.array(letters, { minLength: 1, maxLength: 4 }), fc.boolean());
    fc.assert(
      fc.property(pattern, letters, ([parts, anchored], rest) => {
        const path = `/${rest}`;
        const rule = `/${parts.join('*')}`;
        const expected = new RegExp(`^/${parts.join('[^]*')}${anchored ? '$' : ''}`).test(path);
        expect(allowed(everybody(`Disallow: ${rule}${anchored ? '$' : ''}`), path)).toBe(!expected);
      }),
    );
  });

  it('never throws, whatever the file and the path', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, path) => {
        allowed(everybody(`Disallow: ${text}`, text), path);
      }),
    );
  });

  it('answers for a file of many hostile patterns', () => {
    const hostile = everybody(...Array.from({ length: 400 }, () => `Disallow: /${'a*'.repeat(600)}b`));
    expect(allowed(hostile, `/${'a'.repeat(2000)}`)).toBe(true);
  });
});
