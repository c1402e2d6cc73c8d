import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validate } from '../../../functions/http/conditional.ts';

const eventOf = (method: string, headers: { [name: string]: string } = {}): APIGatewayProxyEventV2 =>
  ({ headers, requestContext: { http: { method } } }) as unknown as APIGatewayProxyEventV2;

const lastModified = 'Mon, 23 Nov 2026 08:00:00 GMT';
const found: APIGatewayProxyStructuredResultV2 = {
  statusCode: 200,
  headers: { 'Content-Type': 'application/json', 'Cache-Control': 'public, max-age=60', 'Last-Modified': lastModified },
  body: '{"a":"è"}',
};
const tagOf = (result: APIGatewayProxyStructuredResultV2): string =>
  String(validate(eventOf('GET'), result).headers?.ETag);
const tag = tagOf(found);
const statusWith = (headers: { [name: string]: string }, result = found): number | undefined =>
  validate(eventOf('GET', headers), result).statusCode;

describe('the ETag', () => {
  it('is strong, and of the bytes: the same for the same, another for others, also in another coding', () => {
    expect(tag).toMatch(/^"[^"\s]+"$/);
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(tagOf({ ...found, body: one }) === tagOf({ ...found, body: other })).toBe(one === other);
      }),
    );
    const coded = { ...found, body: Buffer.from('coded').toString('base64'), isBase64Encoded: true };
    expect(tagOf(coded)).not.toBe(tag);
  });

  it('is not given to a failure, nor to what must not be stored', () => {
    expect(validate(eventOf('GET'), { ...found, statusCode: 404 }).headers).not.toHaveProperty('ETag');
    const fresh = { ...found, headers: { 'cache-control': 'no-store' } };
    expect(validate(eventOf('GET'), fresh).headers).not.toHaveProperty('ETag');
  });
});

describe('If-None-Match', () => {
  it.each([
    tag,
    `W/${tag}`,
    `"other", ${tag}`,
    `"other",W/${tag} , "x"`,
    '*',
  ])('%s is answered with 304', (condition) => {
    expect(statusWith({ 'if-none-match': condition })).toBe(304);
  });

  it.each(['"other"', tag.slice(1, -1), '', 'W/', '"'])('%j is not', (condition) => {
    expect(statusWith({ 'if-none-match': condition })).toBe(200);
  });

  it('decides alone where it is sent', () => {
    expect(statusWith({ 'if-none-match': '"other"', 'if-modified-since': lastModified })).toBe(200);
    expect(statusWith({ 'if-none-match': tag, 'if-modified-since': 'Sun, 22 Nov 2026 08:00:00 GMT' })).toBe(304);
  });

  it('of any text is never more than a condition', () => {
    fc.assert(
      fc.property(fc.string(), (condition) => {
        expect([200, 304]).toContain(statusWith({ 'if-none-match': condition }));
      }),
    );
  });
});

describe('If-Modified-Since', () => {
  it.each([
    [lastModified, 304],
    ['Mon, 23 Nov 2026 08:00:01 GMT', 304],
    ['Mon, 23 Nov 2026 07:59:59 GMT', 200],
    ['yesterday', 200],
    ['', 200],
  ])('%j is answered with %i', (since, status) => {
    expect(statusWith({ 'if-modified-since': since })).toBe(status);
  });

  it('says nothing where we do not know when it changed', () => {
    const undated = { ...found, headers: { 'Cache-Control': 'public' } };
    expect(statusWith({ 'if-modified-since': 'Fri, 31 Dec 2100 00:00:00 GMT' }, undated)).toBe(200);
  });
});

describe('a 304', () => {
  it('has no body and no word of it, and keeps what a cache refreshes', () => {
    const { headers, ...rest } = validate(eventOf('GET', { 'if-none-match': tag }), {
      ...found,
      headers: { ...found.headers, 'Content-Encoding': 'br', 'Content-Disposition': 'attachment' },
      isBase64Encoded: false,
    });
    expect(rest).toEqual({ statusCode: 304 });
    expect(headers).toEqual({
      ETag: tag,
      Vary: 'Accept-Encoding',
      'Cache-Control': 'public, max-age=60',
      'Last-Modified': lastModified,
    });
  });
});

describe('HEAD', () => {
  it('is GET without the body, with its length in bytes', () => {
    const { body: _, headers, ...get } = validate(eventOf('GET'), found);
    const head = validate(eventOf('HEAD'), found);
    expect(head).toEqual({ ...get, headers: { ...headers, 'Content-Length': '10' } });
    const coded = { ...found, body: Buffer.from('12345').toString('base64'), isBase64Encoded: true };
    expect(validate(eventOf('HEAD'), coded).headers).toMatchObject({ 'Content-Length': '5' });
  });

  it('has no body either where nothing was found', () => {
    const missing = validate(eventOf('HEAD'), { statusCode: 404, headers: {}, body: 'xyz' });
    expect(missing).toEqual({ statusCode: 404, headers: { 'Content-Length': '3' } });
  });

  it('is conditional as GET is', () => {
    expect(validate(eventOf('HEAD', { 'if-none-match': tag }), found).statusCode).toBe(304);
  });
});

it('leaves other methods alone', () => {
  const refused = { statusCode: 405, headers: { Allow: 'GET' }, body: 'x' };
  expect(validate(eventOf('POST', { 'if-none-match': '*' }), refused)).toBe(refused);
});
