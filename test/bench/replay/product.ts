/**
 * The same histories through the product itself: the use case that probes, over a store, with time that passes as it is
 * slept through. Slower than the rule alone, and what the rule must agree with.
 */
import type { FetchOutcome, HttpRequest } from '../../../shared/domain/fetching/fetch-outcome.ts';
import { probeShard } from '../../../shared/usecases/probe.ts';
import { PassingClock } from '../../fixtures/passing-clock.ts';
import { answered, failed } from '../../fixtures/plain-outcomes.ts';
import { sampleApi } from '../../fixtures/sample-records.ts';
import { createPorts, worldOver } from '../../fixtures/small-world.ts';
import type { History } from './history.ts';
import { endpointOf, startMs, type Told } from './rules.ts';

const slotMs = 300_000;
/** A failing try keeps us waiting for so long. */
const silenceMs = 5000;

export async function runProduct(history: History): Promise<readonly Told[]> {
  const clock = new PassingClock(startMs);
  const secondsNow = (): number => Math.floor((clock.at - startMs) / 1000);
  const places = new Map(history.endpoints.map((_, index) => [endpointOf(index).url, index]));
  const request = async ({ url }: HttpRequest): Promise<FetchOutcome> => {
    const fails = history.fails(places.get(url) ?? 0, secondsNow());
    if (fails) await clock.sleep(silenceMs);
    return fails ? failed(url, 'connect-timeout', silenceMs) : answered(url, 50);
  };
  const world = worldOver(createPorts({ request }, clock), { PROBE_RETRY_DELAYS_MS: '1000,3000,6000' });
  for (const index of history.endpoints.keys()) {
    const endpoint = endpointOf(index);
    await world.store.apis.put({ ...sampleApi(`${endpoint.url}.json`), id: endpoint.apiId });
    await world.store.endpoints.add(endpoint);
  }
  for (let slot = 0; slot * slotMs < history.seconds * 1000; slot += 1) {
    clock.at = Math.max(clock.at, startMs + slot * slotMs);
    const deadline = clock.at + 290_000;
    await probeShard(world, 0, { deadline, everything: false, isOver: () => clock.at > deadline - 20_000 });
  }
  const told: Told[] = [];
  for (const endpoint of history.endpoints.keys()) {
    const { apiId } = endpointOf(endpoint);
    const scope = { of: 'api', id: apiId } as const;
    const { items } = await world.store.events.page({ scope, kind: 'incident.opened' }, 1000);
    for (const { at, facts } of items)
      told.push({ endpoint, id: String(facts.incident), at: (Date.parse(at) - startMs) / 1000 });
  }
  return told.sort((one, other) => one.at - other.at);
}
