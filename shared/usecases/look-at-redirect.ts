/** Whether the plain HTTP side of an https endpoint leads to https: one more request to its host, at first and once a week. */
import type { Endpoint } from '../domain/uptime/endpoint.ts';
import { isTurn } from '../domain/uptime/schedule.ts';
import { sightOfRedirect, type WireSight } from '../domain/uptime/wire.ts';
import type { OutboundWorld } from './world.ts';

const weekMs = 7 * 24 * 60 * 60_000;

/** For the endpoints of one slot; a host is asked once, however many APIs it has. Only where https is on its own port. */
export function createRedirectLook({ http, config }: OutboundWorld, slot: string, slotMs: number) {
  const asked = new Map<string, Promise<WireSight | undefined>>();
  const ask = async (host: string): Promise<WireSight | undefined> =>
    sightOfRedirect(
      await http.request({
        url: `http://${host}/`,
        purpose: 'probe',
        anyStatus: true,
        sameOrigin: true,
        maxBodyBytes: 1024,
        cutBody: true,
        timeoutMs: config.probeTimeoutMs,
        fresh: true,
      }),
    );
  return async ({ url, wire }: Endpoint): Promise<WireSight | undefined> => {
    const { protocol, port, host } = new URL(url);
    const isDue = wire === undefined || isTurn(host, Date.parse(slot), slotMs, weekMs);
    if (protocol !== 'https:' || port !== '' || !isDue) return undefined;
    const known = asked.get(host) ?? ask(host);
    asked.set(host, known);
    return known;
  };
}
