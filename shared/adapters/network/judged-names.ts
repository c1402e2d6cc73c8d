/** The addresses of a name, all judged before any is connected to (trust.md, "Addresses"). */
import { isIP } from 'node:net';
import type { AddressPolicy } from '../../domain/fetching/address-policy.ts';
import { FetchRefusal } from './fetch-fault.ts';
import type { Resolution, Resolver } from './resolver.ts';

export type Pinned = { readonly address: string; readonly family: number };

/** `dnsMs`: how long the DNS was waited for; absent when it was not asked. */
type JudgedHost = { readonly pinned: readonly Pinned[]; readonly dnsMs?: number };

const mostAddresses = 8;
const keptMs = 30_000;
const mostNames = 10_000;

type Kept = { readonly at: number; readonly pinned: Promise<readonly Pinned[]>; known: boolean };

/** All answers are judged, and one refused address refuses the name; the first eight are kept. */
function judge(resolution: Resolution, policy: AddressPolicy): readonly Pinned[] {
  if (!resolution.ok) throw new FetchRefusal(resolution);
  const judged = resolution.addresses.map((ip) => {
    const verdict = policy(ip);
    if (!verdict.ok) throw new FetchRefusal(verdict);
    return { address: verdict.address, family: isIP(verdict.address) };
  });
  return judged.slice(0, mostAddresses);
}

/** Judged addresses of a host, those of a name kept for half a minute. Failures are not kept. Rejects with FetchRefusal. */
export function createJudgedNames(resolver: Resolver, policy: AddressPolicy): (host: string) => Promise<JudgedHost> {
  const names = new Map<string, Kept>();

  function ask(host: string, at: number): Kept {
    if (names.size >= mostNames) names.clear();
    const pinned = resolver.resolve(host).then((resolution) => judge(resolution, policy));
    const kept: Kept = { at, pinned, known: false };
    names.set(host, kept);
    pinned.then(
      () => {
        kept.known = true;
      },
      () => names.delete(host),
    );
    return kept;
  }

  return async (host) => {
    if (isIP(host) !== 0) return { pinned: judge({ ok: true, addresses: [host] }, policy) };
    const now = performance.now();
    const last = names.get(host);
    const kept = last !== undefined && now - last.at < keptMs ? last : ask(host, now);
    if (kept.known) return { pinned: await kept.pinned };
    return { pinned: await kept.pinned, dnsMs: performance.now() - now };
  };
}
