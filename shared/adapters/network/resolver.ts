/**
 * Names to addresses with c-ares: asks the DNS only, never the hosts file nor a search list, and never blocks other
 * look-ups (getaddrinfo does, for 20 s, when four names are silent). A and AAAA are asked at once.
 */
import { promises as dns } from 'node:dns';
import type { FetchCode } from '../../domain/fetching/fetch-codes.ts';

export type Resolution =
  /** Every address of every answer, in textual form, not judged yet. Never empty. */
  | { readonly ok: true; readonly addresses: readonly string[] }
  | { readonly ok: false; readonly code: FetchCode; readonly detail: string };

/** Never rejects. */
export interface Resolver {
  resolve(host: string): Promise<Resolution>;
  close(): void;
}

type ResolverOptions = {
  /** `address:port` of DNS servers; absent: those of the system. */
  readonly servers?: readonly string[];
  /** Time one name may take. */
  readonly timeoutMs: number;
};

/** From the least to the most telling: when A and AAAA both fail, the later of the two codes is told. */
const codes: readonly (readonly [cares: string, code: FetchCode])[] = [
  ['ENODATA', 'dns-nxdomain'],
  ['EBADRESP', 'dns-failure'],
  ['EFORMERR', 'dns-failure'],
  ['ENOTIMP', 'dns-failure'],
  ['EREFUSED', 'dns-failure'],
  ['ESERVFAIL', 'dns-failure'],
  ['ETIMEOUT', 'dns-timeout'],
  ['ECONNREFUSED', 'dns-unavailable'],
  ['ECANCELLED', 'stopped'],
  ['EBADNAME', 'dns-nxdomain'],
  ['ENOTFOUND', 'dns-nxdomain'],
];

/** How long a name with addresses of one family waits for the other: some servers never answer AAAA. */
const graceMs = 500;

function explain(host: string, reasons: readonly unknown[]): Resolution {
  const names = reasons.map((reason) => String((reason as NodeJS.ErrnoException).code));
  if (names.length === 0) names.push('ETIMEOUT');
  const rank = (name: string): number => codes.findIndex(([cares]) => cares === name);
  const worst = names.reduce((one, other) => (rank(other) > rank(one) ? other : one));
  const code = codes.find(([cares]) => cares === worst)?.[1] ?? 'dns-failure';
  return { ok: false, code, detail: `DNS of ${host}: ${worst}` };
}

export function createResolver({ servers, timeoutMs }: ResolverOptions): Resolver {
  // Two tries fit in the time: one lost packet is no failure.
  const resolver = new dns.Resolver({ timeout: Math.ceil(timeoutMs / 3), tries: 2 });
  if (servers !== undefined) resolver.setServers(servers);
  return {
    resolve: (host) =>
      new Promise((settle) => {
        const addresses: string[] = [];
        const reasons: unknown[] = [];
        let pending = 2;
        const finish = (): void => {
          clearTimeout(timer);
          settle(addresses.length > 0 ? { ok: true, addresses } : explain(host, reasons));
        };
        let timer = setTimeout(finish, timeoutMs);
        const noteEnd = (): void => {
          pending -= 1;
          if (pending === 0) finish();
          else if (addresses.length > 0) {
            clearTimeout(timer);
            timer = setTimeout(finish, graceMs);
          }
        };
        for (const answer of [resolver.resolve4(host), resolver.resolve6(host)]) {
          answer
            .then(
              (found) => addresses.push(...found),
              (reason) => reasons.push(reason),
            )
            .then(noteEnd);
        }
      }),
    close: () => resolver.cancel(),
  };
}
