/** Rows of an administration as what lists hold of them. */
import { medianOf } from '../median.ts';
import type { TimeByVerdict } from '../uptime/availability.ts';
import { availabilityOf, timeOf } from '../uptime/availability.ts';
import type { ProbeVerdict } from '../uptime/sample.ts';
import { isPublished } from './api.ts';
import type { PublisherRows } from './dossier.ts';
import type { ListedApi, ListedPublisher, ServiceVerdict } from './listed.ts';
import { publishesOf } from './publishes.ts';
import { titleOf } from './title-of.ts';

/** From the gravest. */
export const byGravity: readonly ProbeVerdict[] = ['down', 'degraded', 'blocked', 'maintenance', 'unknown', 'up'];

export const serviceOf = (verdicts: readonly ProbeVerdict[]): ServiceVerdict =>
  byGravity.find((verdict) => verdicts.includes(verdict)) ?? 'none';

const sumOf = (times: readonly TimeByVerdict[]): TimeByVerdict =>
  timeOf((verdict) => times.reduce((sum, each) => sum + each[verdict], 0));

/** `ruleNumber`: the number of a rule's id in the list. `timeOfApi`: milliseconds of the last 30 days, where there are any. */
export type ListingMeans = {
  readonly ruleNumber: (rule: string) => number;
  readonly timeOfApi: (apiId: string) => TimeByVerdict | undefined;
};

const failingOf = (counts: { readonly [rule: string]: number }, ruleNumber: ListingMeans['ruleNumber']) =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([rule]) => ruleNumber(rule))
    .sort((one, other) => one - other);

export function listRows(
  { publisher, sources, apis, endpoints, compliance }: PublisherRows,
  { ruleNumber, timeOfApi }: ListingMeans,
): { readonly publisher: ListedPublisher; readonly apis: readonly ListedApi[] } {
  const held = new Map(compliance.map((row) => [row.apiId, row]));
  const watched = Map.groupBy(endpoints, ({ apiId }) => apiId);
  const listed = apis.map((api): ListedApi => {
    const row = held.get(api.id);
    const time = timeOfApi(api.id);
    return {
      id: api.id,
      title: titleOf(api),
      version: api.metadata?.version || null,
      publisherId: publisher.id,
      state: api.state,
      specification: api.specification ?? null,
      service: serviceOf((watched.get(api.id) ?? []).map(({ verdict }) => verdict)),
      availability: time === undefined ? null : availabilityOf(time),
      score: row?.score ?? null,
      grade: row?.grade ?? null,
      publishable: row?.publishable ?? null,
      errors: row?.errors ?? null,
      failing: failingOf(row?.rules ?? {}, ruleNumber),
      official: failingOf(row?.official ?? {}, ruleNumber),
      tags: api.metadata?.tags ?? [],
      deprecated: api.lifecycle?.deprecated !== undefined,
      changedAt: api.changedAt,
    };
  });
  const published = listed.filter(isPublished);
  const gate = (wanted: boolean | null): number => published.filter(({ publishable }) => publishable === wanted).length;
  return {
    publisher: {
      id: publisher.id,
      name: publisher.name,
      region: publisher.region ?? null,
      categories: publisher.categories ?? [],
      apis: published.length,
      publishes: publishesOf({ apis, sources }),
      publishable: { yes: gate(true), no: gate(false), unknown: gate(null) },
      median: medianOf(published.flatMap(({ score }) => score ?? [])),
      availability: availabilityOf(sumOf(published.flatMap(({ id }) => timeOfApi(id) ?? []))),
      apisDown: published.filter(({ service }) => service === 'down').length,
      down: endpoints.filter(({ verdict }) => verdict === 'down').length,
      troubled: sources.filter(
        ({ apiId, state }) => apiId === undefined && !['ok', 'pending', 'withdrawn'].includes(state),
      ).length,
    },
    apis: listed,
  };
}
