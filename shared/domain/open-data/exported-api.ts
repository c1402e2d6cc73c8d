/** What open data says of one API: its row with what belongs to it. Only what is published is told. */
import { type Api, isPublished } from '../catalogue/api.ts';
import type { PublisherRows } from '../catalogue/dossier.ts';
import type { Publisher } from '../catalogue/publisher.ts';
import { type Publishes, publishesOf } from '../catalogue/publishes.ts';
import type { Compliance } from '../compliance/compliance.ts';
import type { TimeByVerdict } from '../uptime/availability.ts';
import { availabilityOf } from '../uptime/availability.ts';
import type { Endpoint } from '../uptime/endpoint.ts';

export type ExportedApi = {
  readonly publisher: Publisher;
  readonly api: Api;
  /** What is looked at. */
  readonly endpoints: readonly Endpoint[];
  /** Absent: not assessed yet. */
  readonly compliance?: Compliance;
  /** Of the last 30 days that are over; null: nothing is known. */
  readonly availability: number | null;
};

export type ExportedPublisher = {
  readonly publisher: Publisher;
  readonly apis: number;
  readonly publishes: Publishes;
};

/** `timeOfApi`: as of the last 30 days, where there are any. */
export function exportedApisOf(
  { publisher, apis, endpoints, compliance }: PublisherRows,
  timeOfApi: (apiId: string) => TimeByVerdict | undefined,
): readonly ExportedApi[] {
  const held = new Map(compliance.map((row) => [row.apiId, row]));
  const watched = Map.groupBy(endpoints, ({ apiId }) => apiId);
  return apis.filter(isPublished).map((api) => {
    const row = held.get(api.id);
    const time = timeOfApi(api.id);
    return {
      publisher,
      api,
      endpoints: watched.get(api.id) ?? [],
      ...(row === undefined ? {} : { compliance: row }),
      availability: time === undefined ? null : availabilityOf(time),
    };
  });
}

export const exportedPublisherOf = ({ publisher, sources, apis }: PublisherRows): ExportedPublisher => ({
  publisher,
  apis: apis.filter(isPublished).length,
  publishes: publishesOf({ apis, sources }),
});
