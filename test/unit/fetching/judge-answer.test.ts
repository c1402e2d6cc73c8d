import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../shared/domain/fetching/fetch-outcome.ts';
import { type Asked, judgeAnswer } from '../../../shared/domain/fetching/judge-answer.ts';

const url = 'https://ente.gov.it/openapi.json';
const now = Date.UTC(2026, 10, 23);

const judge = (status: number, headers: { readonly [name: string]: string } = {}, body = '{}', asked: Asked = {}) => {
  const answer: Answer = { url, finalUrl: url, redirects: [], status, headers, timings: { totalMs: 1 } };
  return judgeAnswer({ answer, body: new TextEncoder().encode(body), bodyCut: false, warnings: [] }, asked, now);
};
const codeOf = (outcome: ReturnType<typeof judgeAnswer>): string =>
  outcome.outcome === 'failed' ? outcome.code : outcome.outcome;

describe('judgeAnswer', () => {
  it.each([
    [200, 'fetched'],
    [203, 'fetched'],
    [206, 'http-206'],
    [304, 'http-304'],
    [300, 'http-300'],
    [404, 'http-404'],
    [503, 'http-503'],
  ])('judges a %i with a body to be %s', (status, code) => {
    expect(codeOf(judge(status))).toBe(code);
  });

  it.each([200, 204, 205])('judges a %i without a body to be empty', (status) => {
    expect(codeOf(judge(status, {}, ''))).toBe('empty');
  });

  it('accepts an empty body where none is expected', () => {
    expect(codeOf(judge(200, {}, '', { method: 'HEAD' }))).toBe('fetched');
    expect(codeOf(judge(204, {}, '', { anyStatus: true }))).toBe('fetched');
  });

  it('accepts every status when any is asked for', () => {
    for (const status of [206, 304, 403, 404, 503])
      expect(codeOf(judge(status, {}, '', { anyStatus: true }))).toBe('fetched');
  });

  it('gives the validators of a fetched document with its origin', () => {
    const outcome = judge(200, { etag: 'W/"1"', 'last-modified': 'Wed, 21 Oct 2150 07:28:00 GMT' });
    expect(outcome).toMatchObject({
      validators: { etag: 'W/"1"', lastModified: 'Wed, 21 Oct 2150 07:28:00 GMT', origin: 'https://ente.gov.it' },
      warnings: [],
    });
  });

  it('gives none for an error asked for as an answer', () => {
    expect(judge(404, { etag: '"1"' }, '{}', { anyStatus: true })).not.toHaveProperty('validators');
  });

  it('warns of a validator that cannot be sent back', () => {
    const outcome = judge(200, { etag: `"${'x'.repeat(1024)}"` });
    expect(outcome).toMatchObject({ outcome: 'fetched', warnings: ['validators-unusable'] });
    expect(outcome).not.toHaveProperty('validators');
  });

  it('reads a 304 as unchanged only when a condition was sent, and warns when its ETag is another', () => {
    const sentValidators = { etag: '"1"', origin: 'https://ente.gov.it' };
    expect(judge(304, { etag: 'W/"1"' }, '', { sentValidators })).toMatchObject({ outcome: 'unchanged', warnings: [] });
    expect(judge(304, {}, '', { sentValidators })).toMatchObject({ outcome: 'unchanged', warnings: [] });
    expect(judge(304, { etag: '"2"' }, '', { sentValidators })).toMatchObject({ warnings: ['etag-differs'] });
  });

  it('gives the start of a refused body and when to return', () => {
    const outcome = judge(503, { 'retry-after': '120' }, 'x'.repeat(5000));
    expect(outcome).toMatchObject({ outcome: 'failed', code: 'http-503', status: 503, retryAfterSeconds: 120 });
    expect(outcome.outcome === 'failed' && outcome.bodyStart?.length).toBe(4096);
  });

  it('tells a firewall from an answer, under a refusal and under a 200', () => {
    const page = '<!doctype html><p>Request blocked by the web application firewall.';
    const type = { 'content-type': 'text/html' };
    expect(judge(403, type, page)).toMatchObject({ outcome: 'failed', code: 'blocked', status: 403 });
    expect(judge(200, type, page)).toMatchObject({ outcome: 'failed', code: 'blocked', status: 200 });
    expect(codeOf(judge(403, {}, '{"status":403}'))).toBe('http-403');
    expect(codeOf(judge(200, type, page, { anyStatus: true }))).toBe('fetched');
  });
});
