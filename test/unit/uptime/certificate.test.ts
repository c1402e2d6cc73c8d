import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TlsFacts } from '../../../shared/domain/fetching/fetch-outcome.ts';
import {
  type CertificateNotice,
  type CertificateState,
  observeCertificate,
} from '../../../shared/domain/uptime/certificate.ts';

const start = Date.UTC(2026, 0, 1);
const dayMs = 86_400_000;
/** Of a day after the start, or a part of one. */
const at = (day: number): string => new Date(start + day * dayMs).toISOString();

const tlsOf = (name: string, endDay: number, more: Partial<TlsFacts> = {}): TlsFacts => ({
  protocol: 'TLSv1.3',
  subject: 'CN=api.example',
  issuer: 'CN=CA Uno',
  validFrom: at(-1),
  validTo: at(endDay),
  fingerprint: name.repeat(64).slice(0, 64),
  chain: 'c'.repeat(64),
  names: ['api.example'],
  ...more,
});

type Look = { readonly tls?: TlsFacts; readonly day: number };

/** Looks in turn, each with what the one before it left; the state that is left, what was told, how often it was written. */
function follow(looks: readonly Look[], known?: CertificateState) {
  let state = known;
  let writes = 0;
  const notices: CertificateNotice[] = [];
  for (const { tls, day } of looks) {
    const observed = observeCertificate(state, tls, at(day));
    notices.push(...observed.notices);
    if (observed.state !== undefined) writes += 1;
    state = observed.state ?? state;
  }
  return { state, notices, writes };
}

const thresholdsOf = (notices: readonly CertificateNotice[]): readonly number[] =>
  notices.flatMap((notice) => (notice.kind === 'certificate.expiring' ? [notice.threshold] : []));
const replacementsOf = (notices: readonly CertificateNotice[]) =>
  notices.flatMap((notice) => (notice.kind === 'certificate.replaced' ? [notice] : []));

const everyDay = (tls: TlsFacts, from: number, until: number): readonly Look[] =>
  Array.from({ length: until - from + 1 }, (_, index) => ({ tls, day: from + index }));

describe('a certificate that comes to its end', () => {
  it('is told at 60, 30, 14, 7, 3 and 1 days and when it is over, once each', () => {
    const { notices, writes } = follow(everyDay(tlsOf('a', 90), 0, 120));
    expect(thresholdsOf(notices)).toEqual([60, 30, 14, 7, 3, 1, 0]);
    expect(notices.map((notice) => notice.at)).toEqual([30, 60, 76, 83, 87, 89, 90].map(at));
    expect(writes).toBe(8);
  });

  it.each([
    [90, []],
    [60, [60]],
    [59.5, [60]],
    [20, [30]],
    [1, [1]],
    [0.5, [1]],
    [0, [0]],
    [-3, [0]],
  ])('with %d days left at first sight is told by the nearest threshold alone', (left, told) => {
    expect(thresholdsOf(follow([{ tls: tlsOf('a', 100 + left), day: 100 }]).notices)).toEqual(told);
  });

  it('ends when the first of its chain ends', () => {
    const { state, notices } = follow([{ tls: tlsOf('a', 300, { chainValidTo: at(10) }), day: 0 }]);
    expect(thresholdsOf(notices)).toEqual([14]);
    expect(state?.current.validTo).toBe(at(10));
  });

  it('says how many whole days are left', () => {
    const daysAt = (day: number) =>
      follow([{ tls: tlsOf('a', 10), day }]).notices.map((notice) => 'days' in notice && notice.days);
    expect(daysAt(3.5)).toEqual([6]);
    expect(daysAt(9.5)).toEqual([0]);
    expect(daysAt(12)).toEqual([-2]);
  });

  it('is told anew of the one that renews it', () => {
    const looks = [...everyDay(tlsOf('a', 90), 0, 80), ...everyDay(tlsOf('b', 180), 81, 170)];
    expect(thresholdsOf(follow(looks).notices)).toEqual([60, 30, 14, 60, 30, 14]);
  });

  it('that one machine still shows is told although another machine shows the renewed one', () => {
    const [old, renewed] = [tlsOf('a', 90), tlsOf('b', 400)];
    const looks = everyDay(old, 0, 91).flatMap((look) => [look, { tls: renewed, day: look.day }]);
    const { notices } = follow(looks);
    expect(thresholdsOf(notices)).toEqual([60, 30, 14, 7, 3, 1, 0]);
    // Of each way once: events are told by what replaces what.
    const ways = replacementsOf(notices).map(({ from, to }) => `${from.fingerprint} ${to.fingerprint}`);
    expect(new Set(ways).size).toBe(2);
    expect(ways.length).toBeLessThanOrEqual(13);
  });
});

describe('a certificate that takes the place of another', () => {
  it('is told with both and with what differs', () => {
    const renewed = tlsOf('b', 400, { issuer: 'CN=CA Due', chain: 'd', key: 'k2' });
    const { notices, state } = follow([
      { tls: tlsOf('a', 200, { key: 'k1' }), day: 0 },
      { tls: renewed, day: 5 },
    ]);
    expect(notices).toEqual([
      {
        kind: 'certificate.replaced',
        at: at(5),
        from: expect.objectContaining({ fingerprint: 'a'.repeat(64), issuer: 'CN=CA Uno', validTo: at(200) }),
        to: expect.objectContaining({ fingerprint: 'b'.repeat(64), issuer: 'CN=CA Due', validTo: at(400) }),
        changed: ['issuer', 'chain', 'key'],
      },
    ]);
    expect(state).toMatchObject({ current: { fingerprint: 'b'.repeat(64) }, since: at(5) });
  });

  it('is told of another chain under the same certificate, and of another certificate that differs in nothing else', () => {
    const chain = follow([
      { tls: tlsOf('a', 200), day: 0 },
      { tls: tlsOf('a', 200, { chain: '' }), day: 1 },
    ]);
    expect(replacementsOf(chain.notices).map(({ changed }) => changed)).toEqual([['chain']]);
    const renewal = follow([
      { tls: tlsOf('a', 200), day: 0 },
      { tls: tlsOf('b', 300), day: 1 },
    ]);
    expect(replacementsOf(renewal.notices).map(({ changed }) => changed)).toEqual([[]]);
  });

  it('is none at first sight, nor without a handshake that shows one', () => {
    expect(follow([{ tls: tlsOf('a', 200), day: 0 }]).notices).toEqual([]);
    expect(observeCertificate(undefined, undefined, at(0))).toEqual({ notices: [] });
    const { state } = follow([{ tls: tlsOf('a', 20), day: 0 }]);
    expect(observeCertificate(state, undefined, at(300))).toEqual({ notices: [] });
  });

  it('is told once of machines that show theirs in turn, and costs no more rows', () => {
    const [one, two, three, four] = ['a', 'b', 'c', 'd'].map((name) => tlsOf(name, 400));
    const turn = [one!, two!, three!, four!];
    const looks = Array.from({ length: 150 }, (_, index) => ({ tls: turn[index % 4]!, day: index / 24 }));
    const { notices, writes } = follow(looks);
    expect(replacementsOf(notices)).toHaveLength(3);
    expect(writes).toBe(4);
  });

  it('is told no sooner than an hour after the one before, however many are shown in turn', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const minute = 1 / 1440;
    const looks = Array.from({ length: 120 }, (_, index) => ({
      tls: tlsOf(names[index % 6]!, 400),
      day: index * minute,
    }));
    expect(replacementsOf(follow(looks).notices)).toHaveLength(1);
  });

  it('is told as well when it is taken back, once the newer one was there for a week', () => {
    const looks = [
      { tls: tlsOf('a', 400), day: 0 },
      { tls: tlsOf('b', 400), day: 1 },
      ...everyDay(tlsOf('a', 400), 2, 10),
    ];
    const { notices, state } = follow(looks);
    expect(replacementsOf(notices).map(({ at: told, to }) => [told, to.fingerprint[0]])).toEqual([
      [at(1), 'b'],
      [at(8), 'a'],
    ]);
    expect(state?.current.fingerprint[0]).toBe('a');
  });
});

describe('whatever the looks', () => {
  const looks = fc.array(
    fc.record({
      tls: fc.option(
        fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('', 'x')).map(([name, chain]) =>
          // Four at most: another chain goes with another certificate.
          tlsOf(name, { a: 20, b: 70, c: 100, d: -5 }[name] ?? 0, { chain: name === 'a' ? chain : '' }),
        ),
        { nil: undefined },
      ),
      // Any order: the clock may be set back.
      day: fc.double({ min: -10, max: 120, noNaN: true }),
    }),
    { maxLength: 60 },
  );
  const isFour = (all: readonly { readonly tls: TlsFacts | undefined }[]): boolean =>
    new Set(all.flatMap(({ tls }) => (tls === undefined ? [] : [tls.fingerprint + tls.chain]))).size <= 4;
  const lookList = looks
    .filter(isFour)
    .map((all): readonly Look[] => all.map(({ tls, day }) => (tls === undefined ? { day } : { tls, day })));

  it('each threshold of a certificate is told once at most, and each nearer than the one before', () => {
    fc.assert(
      fc.property(lookList, (all) => {
        const told = new Map<string, number>();
        for (const notice of follow(all).notices) {
          if (notice.kind !== 'certificate.expiring') continue;
          const name = `${notice.certificate.fingerprint} ${notice.certificate.chain}`;
          expect(notice.threshold).toBeLessThan(told.get(name) ?? Number.POSITIVE_INFINITY);
          told.set(name, notice.threshold);
        }
      }),
    );
  });

  it('a certificate replaces one that was current for an hour at least, and the first none', () => {
    fc.assert(
      fc.property(lookList, (all) => {
        let state: CertificateState | undefined;
        for (const { tls, day } of all) {
          const { notices, state: next } = observeCertificate(state, tls, at(day));
          for (const { at: told, from } of replacementsOf(notices)) {
            expect(from.fingerprint).toBe(state?.current.fingerprint);
            expect(Date.parse(told) - Date.parse(state?.since ?? '')).toBeGreaterThanOrEqual(3_600_000);
          }
          state = next ?? state;
        }
      }),
    );
  });

  it('a look that is repeated says nothing and changes nothing', () => {
    fc.assert(
      fc.property(lookList, (all) => {
        const { state } = follow(all);
        const last = all.at(-1);
        expect(observeCertificate(state, last?.tls, at(last?.day ?? 0))).toEqual({ notices: [] });
      }),
    );
  });

  it('the state changes where something is told or the first is seen, and only there', () => {
    fc.assert(
      fc.property(lookList, (all) => {
        let state: CertificateState | undefined;
        for (const { tls, day } of all) {
          const observed = observeCertificate(state, tls, at(day));
          const isFirst = state === undefined && tls !== undefined;
          expect(observed.state !== undefined).toBe(isFirst || observed.notices.length > 0);
          state = observed.state ?? state;
          expect(state?.others?.length ?? 0).toBeLessThanOrEqual(3);
        }
      }),
    );
  });
});
