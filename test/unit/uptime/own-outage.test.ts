import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fetchCodes } from '../../../shared/domain/fetching/fetch-codes.ts';
import {
  canaryWordOf,
  type HostResult,
  isOurSilence,
  isOwnOutage,
  isSilence,
  networkAnswers,
} from '../../../shared/domain/uptime/own-outage.ts';

const hosts = (good: number, failing: number): HostResult[] => [
  ...Array.from({ length: good }, (_, index) => ({ host: `good-${index}`, wasGood: true, silent: false })),
  ...Array.from({ length: failing }, (_, index) => ({ host: `failing-${index}`, wasGood: true, silent: true })),
];

describe('isOwnOutage', () => {
  it('blames our network when more than a fifth of the hosts fail at once', () => {
    expect(isOwnOutage(hosts(8, 2))).toBe(false);
    expect(isOwnOutage(hosts(7, 3))).toBe(true);
  });

  it('takes the silence of a few hosts for ours only when all of them are silent, three at least', () => {
    expect(isOwnOutage(hosts(0, 2))).toBe(false);
    expect(isOwnOutage(hosts(0, 3))).toBe(true);
    expect(isOwnOutage(hosts(1, 3))).toBe(false);
    expect(isOwnOutage(hosts(3, 2))).toBe(true);
    expect(isOwnOutage([])).toBe(false);
  });

  it('counts a host once, however many endpoints it has, and as failing only when all of them fail', () => {
    const crowd = Array.from({ length: 50 }, () => ({ host: 'one', wasGood: true, silent: true }));
    expect(isOwnOutage([...hosts(9, 0), ...crowd])).toBe(false);
    const mixed = ['a', 'b', 'c'].flatMap((host) => [
      { host, wasGood: true, silent: true },
      { host, wasGood: true, silent: false },
    ]);
    expect(isOwnOutage([...hosts(7, 0), ...mixed])).toBe(false);
  });

  it('does not count hosts that were failing before', () => {
    const old = hosts(0, 50).map((host) => ({ ...host, host: `old-${host.host}`, wasGood: false }));
    expect(isOwnOutage([...hosts(8, 1), ...old])).toBe(false);
  });

  it('does not care for the order of the results', () => {
    const result = fc.record({ host: fc.constantFrom(...'abcdefgh'), wasGood: fc.boolean(), silent: fc.boolean() });
    fc.assert(
      fc.property(fc.array(result, { maxLength: 40 }), (results) => {
        expect(isOwnOutage(results.toReversed())).toBe(isOwnOutage(results));
      }),
    );
  });
});

describe('canaryWordOf', () => {
  it('takes the word of most of several canaries, and never that of one', () => {
    expect(canaryWordOf([])).toBe('none');
    expect(canaryWordOf([true])).toBe('none');
    expect(canaryWordOf([true, true])).toBe('silent');
    expect(canaryWordOf([true, false])).toBe('none');
    expect(canaryWordOf([true, true, false])).toBe('silent');
    expect(canaryWordOf([false, false, true])).toBe('heard');
  });
});

describe('isOurSilence', () => {
  const named = (results: readonly HostResult[]) => results.map((each) => ({ ...each, endpointId: each.host }));
  const none = new Set<string>();

  it('is what canaries say that are silent', () => {
    expect(isOurSilence(named(hosts(30, 1)), none, 'silent')).toBe(true);
  });

  it('is not what a few hosts have in common while canaries are heard, but what many have', () => {
    expect(isOurSilence(named(hosts(4, 3)), none, 'none')).toBe(true);
    expect(isOurSilence(named(hosts(4, 3)), none, 'heard')).toBe(false);
    expect(isOurSilence(named(hosts(20, 10)), none, 'heard')).toBe(true);
  });

  it('ends when it lasts while somebody answers: other hosts, or canaries', () => {
    const many = named(hosts(20, 10));
    const lasting = new Set(many.filter(({ silent }) => silent).map(({ endpointId }) => endpointId));
    expect(isOurSilence(many, lasting, 'none')).toBe(false);
    const nearlyAll = named(hosts(1, 30));
    const all = new Set(nearlyAll.filter(({ silent }) => silent).map(({ endpointId }) => endpointId));
    expect(isOurSilence(nearlyAll, all, 'none')).toBe(true);
    expect(isOurSilence(nearlyAll, all, 'heard')).toBe(false);
  });
});

describe('isSilence', () => {
  it.each([
    'connect-refused',
    'connect-timeout',
    'dns-nxdomain',
    'dns-unavailable',
    'timeout-headers',
    'host-unreachable',
    'network-unreachable',
    'tls-expired',
    'tls-untrusted',
    'truncated',
    'protocol',
  ])('is %s: no answer of the server’s own came', (code) => {
    expect(fetchCodes).toHaveProperty(code);
    expect(isSilence(code)).toBe(true);
  });

  it.each([
    'http-503',
    'http-200',
    'blocked',
    'needs-credentials',
    'tls-client-certificate',
    'stopped',
  ])('is not %s: the host was reached, or nobody tried', (code) => {
    expect(isSilence(code)).toBe(false);
  });
});

describe('networkAnswers', () => {
  it('takes three hosts that answer, and a fifth of all', () => {
    expect(networkAnswers(hosts(2, 3))).toBe(false);
    expect(networkAnswers(hosts(3, 3))).toBe(true);
    expect(networkAnswers(hosts(3, 20))).toBe(false);
    expect(networkAnswers(hosts(5, 20))).toBe(true);
  });

  it('believes a host that was failing before, too: its answer came through', () => {
    const back = { host: 'back', wasGood: false, silent: false };
    expect(networkAnswers([...hosts(2, 3), back])).toBe(true);
  });
});
