import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HostResult, isOwnOutage } from '../../../shared/domain/uptime/own-outage.ts';

const hosts = (good: number, failing: number): HostResult[] => [
  ...Array.from({ length: good }, (_, index) => ({ host: `good-${index}`, wasGood: true, failed: false })),
  ...Array.from({ length: failing }, (_, index) => ({ host: `failing-${index}`, wasGood: true, failed: true })),
];

describe('isOwnOutage', () => {
  it('blames our network when more than a fifth of the hosts fail at once', () => {
    expect(isOwnOutage(hosts(8, 2))).toBe(false);
    expect(isOwnOutage(hosts(7, 3))).toBe(true);
  });

  it('needs five independent hosts to say anything', () => {
    expect(isOwnOutage(hosts(0, 4))).toBe(false);
    expect(isOwnOutage(hosts(0, 5))).toBe(true);
    expect(isOwnOutage([])).toBe(false);
  });

  it('counts a host once, however many endpoints it has, and as failing only when all of them fail', () => {
    const crowd = Array.from({ length: 50 }, () => ({ host: 'one', wasGood: true, failed: true }));
    expect(isOwnOutage([...hosts(9, 0), ...crowd])).toBe(false);
    const mixed = ['a', 'b', 'c'].flatMap((host) => [
      { host, wasGood: true, failed: true },
      { host, wasGood: true, failed: false },
    ]);
    expect(isOwnOutage([...hosts(7, 0), ...mixed])).toBe(false);
  });

  it('does not count hosts that were failing before', () => {
    const old = hosts(0, 50).map((host) => ({ ...host, host: `old-${host.host}`, wasGood: false }));
    expect(isOwnOutage([...hosts(8, 1), ...old])).toBe(false);
  });

  it('does not care for the order of the results', () => {
    const result = fc.record({ host: fc.constantFrom(...'abcdefgh'), wasGood: fc.boolean(), failed: fc.boolean() });
    fc.assert(
      fc.property(fc.array(result, { maxLength: 40 }), (results) => {
        expect(isOwnOutage(results.toReversed())).toBe(isOwnOutage(results));
      }),
    );
  });
});
