import { describe, expect, it } from 'vitest';
import { collectHeaders } from '../../../shared/adapters/network/collect-headers.ts';

describe('collectHeaders', () => {
  it('joins repeated fields and drops cookies', () => {
    const { headers, cut } = collectHeaders({ link: ['<a>', '<b>'], 'set-cookie': ['a=1', 'b=2'], server: 'x' });
    expect(headers).toEqual({ link: '<a>, <b>', server: 'x' });
    expect(cut).toBe(false);
  });

  it('keeps 200 fields and says when there were more', () => {
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`x${index}`, 'y']));
    const { headers, cut } = collectHeaders(many);
    expect(Object.keys(headers)).toHaveLength(200);
    expect(cut).toBe(true);
    expect(collectHeaders({ a: Array.from({ length: 201 }, () => 'y') })).toEqual({ headers: {}, cut: true });
  });

  it('bounds values, product names more tightly, and never a Location into another valid URL', () => {
    const long = 'x'.repeat(9000);
    const { headers } = collectHeaders({ server: long, etag: long, location: long, link: long });
    expect(headers.server).toHaveLength(200);
    expect(headers.etag).toHaveLength(2048);
    expect(headers.location?.length).toBeGreaterThan(2048);
    expect(headers.link).toHaveLength(9000);
  });

  it('is not confused by names that objects know', () => {
    const parsed = JSON.parse('{"__proto__":"x","constructor":"y"}');
    const { headers } = collectHeaders(parsed);
    expect(Object.entries(headers)).toEqual([['constructor', 'y']]);
    expect(Object.getPrototypeOf(headers)).toBe(Object.prototype);
  });
});
