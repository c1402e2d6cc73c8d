import { describe, expect, it } from 'vitest';
import { readQuestion, readSight } from '../../../shared/domain/uptime/read-sight.ts';
import type { Question, Sight } from '../../../shared/domain/uptime/sight.ts';

const question: Question = {
  url: 'https://api.example/status',
  kind: 'status-link',
  declaresSecurity: true,
  everUp: true,
  timeoutMs: 10_000,
  slowMs: 800,
  showCertificate: true,
};
const sight: Sight = { verdict: 'up', code: 'http-200', at: '2026-11-23T08:00:00.000Z', phases: { total: 12 } };

describe('a question', () => {
  it('comes through as it is, also without a bound', () => {
    const { slowMs: _, ...unbounded } = question;
    expect(readQuestion(question)).toEqual(question);
    expect(readQuestion(unbounded)).toEqual(unbounded);
  });

  it.each([
    ['url', 'file:///etc/passwd'],
    ['url', `https://api.example/${'a'.repeat(2048)}`],
    ['kind', 'sandbox'],
    ['declaresSecurity', 'no'],
    ['everUp', undefined],
    ['timeoutMs', 60_001],
    ['timeoutMs', Number.NaN],
    ['slowMs', -1],
    ['showCertificate', 1],
  ])('is refused by name with %s = %s', (name, value) => {
    expect(() => readQuestion({ ...question, [name]: value })).toThrow(new RegExp(`${name} must be`));
  });

  it('is an object', () => {
    for (const value of [null, undefined, 'text', [question], 7])
      expect(() => readQuestion(value)).toThrow(/must be an object/);
  });

  it('has no further fields', () => {
    expect(() => readQuestion({ ...question, method: 'POST' })).toThrow(/method is not known/);
  });

  it('is told every fault at once', () => {
    expect(() => readQuestion({})).toThrow(/url must be[\s\S]*kind must be[\s\S]*showCertificate must be/);
  });
});

describe('a sight', () => {
  it('comes through as it is', () => {
    expect(readSight(sight)).toEqual(sight);
  });

  it.each([
    ['verdict', 'fine'],
    ['code', 7],
    ['at', 'soon'],
    ['phases', { dns: 3 }],
    ['phases', { total: -1 }],
    ['retryAfterSeconds', 'later'],
    ['tls', 'TLSv1.3'],
    ['wire', []],
  ])('is refused by name with a malformed %s', (name, value) => {
    expect(() => readSight({ ...sight, [name]: value })).toThrow(new RegExp(`${name} must be`));
  });
});
