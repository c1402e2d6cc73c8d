/** Whether the plain HTTP side of an https endpoint leads to https: one more request to its host, at first and once a week. */
import { dayMs } from '../domain/uptime/availability.ts';
import type { Endpoint } from '../domain/uptime/endpoint.ts';
import { isTurn, paceOf } from '../domain/uptime/schedule.ts';
import { sightOfRedirect, type WireSight } from '../domain/uptime/wire.ts';
import { probeRequest } from './look.ts';
import type { OutboundWorld } from './world.ts';

const weekMs = 7 * dayMs;

/** For the endpoints of one slot; a host is asked once, however many APIs it has. Only where https is on its own port. */
export function createRedirectLook({ http, config }: OutboundWorld, slot: string, slotMs: number) {
  const asked = new Map<string, Promise<WireSight | undefined>>();
  const ask = async (host: string): Promise<WireSight | undefined> =>
    sightOfRedirect(
      await http.request({ ...probeRequest(`http://${host}/`, config.probeTimeoutMs, 1024), sameOrigin: true }),
    );
  return async (endpoint: Endpoint): Promise<WireSight | undefined> => {
    const { url, wire } = endpoint;
    const { protocol, port, host } = new URL(url);
    if (protocol !== 'https:' || port !== '') return undefined;
    // In its own pace, so that the turn falls on one of its looks; once a day while nothing could be told.
    const paceMs = Math.max(paceOf(endpoint, slotMs), slotMs);
    const everyMs = wire?.['https-redirect'] === undefined ? dayMs : weekMs;
    const isDue = wire === undefined || isTurn(host, Date.parse(slot), paceMs, everyMs);
    if (!isDue) return undefined;
    const known = asked.get(host) ?? ask(host);
    asked.set(host, known);
    return known;
  };
}
