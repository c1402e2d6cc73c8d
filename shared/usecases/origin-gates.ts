/**
 * Few looks at once at one origin, however many APIs are behind it. Where an origin can't be reached at all, or keeps as many
 * looks in a row waiting as may be under way, one speaks for the others that wait for their turn: it failed while they were
 * waiting, and theirs would be no different. Their further tries ask again.
 */
import pLimit from 'p-limit';
import type { Sight } from '../domain/uptime/sight.ts';

/** Codes of a failure before any address of the origin is asked for. */
const atTheDoor = /^(dns|connect|tls(?!-client-certificate))-|^(host|network)-unreachable$/;

const keptWaiting = /^timeout-/;

type Gate = {
  readonly limit: ReturnType<typeof pLimit>;
  /** Looks in a row that were kept waiting. */
  waited: number;
  shut?: { readonly moment: number; readonly sight: Sight };
};

/** Undefined: the run was over before its turn came, so that one slow origin holds nobody else up. */
export type OriginGates = (url: string, look: () => Promise<Sight>) => Promise<Sight | undefined>;

export function createOriginGates(atOnce: number, isOver: () => boolean): OriginGates {
  const gates = new Map<string, Gate>();
  let moments = 0;
  return (url, look) => {
    const { origin } = new URL(url);
    const gate: Gate = gates.get(origin) ?? { limit: pLimit(atOnce), waited: 0 };
    gates.set(origin, gate);
    moments += 1;
    const asked = moments;
    return gate.limit(async () => {
      if (isOver()) return undefined;
      if (gate.shut !== undefined && gate.shut.moment > asked) return gate.shut.sight;
      const sight = await look();
      moments += 1;
      gate.waited = keptWaiting.test(sight.code) ? gate.waited + 1 : 0;
      if (atTheDoor.test(sight.code) || gate.waited >= atOnce) gate.shut = { moment: moments, sight };
      else if (gate.waited === 0) delete gate.shut;
      return sight;
    });
  };
}
