import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceStates } from '../../../shared/domain/catalogue/source.ts';
import { sameTotals, totalsOf } from '../../../shared/domain/catalogue/totals.ts';
import { probeVerdicts } from '../../../shared/domain/uptime/sample.ts';

const now = '2026-11-23T08:00:00.000Z';
const verdicts = ['valid', 'invalid', 'unresolvable-ref', 'not-a-description', 'too-large', 'unanalysable'] as const;
const sum = (counts: { readonly [name: string]: number }): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);

describe('totalsOf', () => {
  it('counts nothing as zeros, with every name there', () => {
    const totals = totalsOf({ publishers: 0, sources: [], apis: [], endpoints: [] }, now);
    expect(totals).toMatchObject({ computedAt: now, publishers: 0, sources: 0, apis: 0 });
    expect(Object.keys(totals.states)).toEqual([...sourceStates]);
    expect(Object.keys(totals.verdicts)).toEqual([...verdicts]);
    expect(Object.keys(totals.endpoints)).toEqual([...probeVerdicts]);
    expect(sum(totals.states) + sum(totals.verdicts) + sum(totals.endpoints)).toBe(0);
  });

  it('counts each API once by state, by verdict those that are not withdrawn, each endpoint once', () => {
    const api = fc.record({ state: fc.constantFrom(...sourceStates), verdict: fc.constantFrom(...verdicts) });
    const source = fc.record({ state: fc.constantFrom(...sourceStates) });
    const endpoint = fc.record({ verdict: fc.constantFrom(...probeVerdicts) });
    fc.assert(
      fc.property(fc.array(source), fc.array(api), fc.array(endpoint), (sources, apis, endpoints) => {
        const totals = totalsOf({ publishers: 1, sources, apis, endpoints }, now);
        expect(sum(totals.sourceStates)).toBe(sources.length);
        expect(totals.sources).toBe(sources.filter(({ state }) => state !== 'withdrawn').length);
        const published = apis.filter(({ state }) => state !== 'withdrawn');
        expect(sum(totals.states)).toBe(apis.length);
        expect([totals.apis, sum(totals.verdicts)]).toEqual([published.length, published.length]);
        expect(totals.verdicts.valid).toBe(published.filter(({ verdict }) => verdict === 'valid').length);
        expect(sum(totals.endpoints)).toBe(endpoints.length);
        expect(totals.states.invalid).toBe(apis.filter(({ state }) => state === 'invalid').length);
      }),
    );
  });
});

describe('sameTotals', () => {
  const api = { state: 'ok', verdict: 'valid' } as const;
  const source = { state: 'ok' } as const;
  const counted = { publishers: 1, sources: [source], apis: [api], endpoints: [{ verdict: 'up' }] } as const;
  const totals = totalsOf(counted, now);

  it('cares neither for the time nor for the order of names', () => {
    const shuffled = { ...totals, states: Object.fromEntries(Object.entries(totals.states).toReversed()) };
    expect(sameTotals(totals, { ...shuffled, computedAt: 'later' } as typeof totals)).toBe(true);
  });

  it.each([
    ['a source', { sources: [source, source] }],
    ['the state of a source', { sources: [{ state: 'blocked' }] }],
    ['a publisher', { publishers: 2 }],
    ['an API', { apis: [api, api] }],
    ['a state', { apis: [{ ...api, state: 'blocked' }] }],
    ['a verdict', { apis: [{ ...api, verdict: 'invalid' }] }],
    ['an endpoint', { endpoints: [{ verdict: 'down' }] }],
  ] as const)('sees the difference of %s', (_, more) => {
    expect(sameTotals(totals, totalsOf({ ...counted, ...more }, now))).toBe(false);
  });
});
