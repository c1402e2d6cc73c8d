/**
 * Few looks at once at one origin, however many APIs are behind it. Where an origin can't be reached at all, one look speaks
 * for the others that wait for their turn: it failed while they were waiting, and theirs would be no different.
 */
import pLimit from 'p-limit';
import type { Sight } from '../domain/uptime/sight.ts';

/** Codes of a failure before any address of the origin is asked for. */
const atTheDoor = /^(dns|connect|tls)-|^(host|network)-unreachable$/;

type Gate = { readonly limit: ReturnType<typeof pLimit>; shut?: { readonly moment: number; readonly sight: Sight } };

export type OriginGates = (url: string, look: () => Promise<Sight>) => Promise<Sight>;

export function createOriginGates(atOnce: number): OriginGates {
  const gates = new Map<string, Gate>();
  let moments = 0;
  return (url, look) => {
    const { origin } = new URL(url);
    const gate = gates.get(origin) ?? { limit: pLimit(atOnce) };
    gates.set(origin, gate);
    moments += 1;
    const asked = moments;
    return gate.limit(async () => {
      if (gate.shut !== undefined && gate.shut.moment > asked) return gate.shut.sight;
      const sight = await look();
      moments += 1;
      if (atTheDoor.test(sight.code)) gate.shut = { moment: moments, sight };
      return sight;
    });
  };
}
