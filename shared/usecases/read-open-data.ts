/** Open data as readers ask for it: the newest files, and APIs as data services and as links, a part at a time. */
import { type Api, isPublished } from '../domain/catalogue/api.ts';
import type { Catalogue } from '../domain/catalogue/listed.ts';
import type { Publisher } from '../domain/catalogue/publisher.ts';
import { type ExportFormat, exportTypes } from '../domain/open-data/export-format.ts';
import { healthAddressesOf } from '../domain/uptime/endpoint.ts';
import type { Delivery } from '../ports.ts';
import type { ExportsPointer } from '../store/rollups.ts';
import type { HarvestedApi } from '../views/api-catalog.ts';
import type { ReadingWorld, World } from './world.ts';

export type ReadExport = {
  readonly pointer: ExportsPointer;
  readonly contentType: string;
  readonly fileName: string;
  readonly delivery: Delivery;
};

/** Undefined: no roll-up has made it yet, or it was kept long enough. */
export async function readExport(
  { store: { documents, rollUps } }: World,
  format: ExportFormat,
): Promise<ReadExport | undefined> {
  const pointer = await rollUps.exports();
  if (pointer === undefined) return undefined;
  const contentType = exportTypes[format];
  const fileName = `vedetta-${pointer.date}.${format}`;
  const delivery = await documents.deliverExport(pointer.date, pointer.digests[format], format, {
    contentType,
    fileName,
  });
  return delivery && { pointer, contentType, fileName, delivery };
}

/** Items of one part of a list in order of ids; `next`: the id after which the next part begins. */
export type Part<T> = { readonly items: readonly T[]; readonly next?: string };

const partOf = <T extends { readonly id: string }>(
  all: readonly T[],
  most: number,
  after: string | undefined,
): Part<T> => {
  const rest = after === undefined ? all : all.slice(all.findLastIndex(({ id }) => id <= after) + 1);
  const items = rest.slice(0, most);
  const last = items.at(-1);
  return rest.length > most && last !== undefined ? { items, next: last.id } : { items };
};

/** Administrations that publish anything. Undefined: the roll-up has not listed the catalogue yet. */
export async function readPublishing(
  { catalogue }: Pick<ReadingWorld, 'catalogue'>,
  most: number,
  after?: string,
): Promise<Part<Catalogue['publishers'][number]> | undefined> {
  const known = await catalogue();
  return (
    known &&
    partOf(
      known.publishers.filter(({ apis }) => apis > 0),
      most,
      after,
    )
  );
}

export type PublishedPart = Part<Api> & { readonly publisher: Publisher };

/** How many APIs of an administration are told at once: one batch of rows. */
const mostAtOnce = 100;

/**
 * APIs that an administration publishes. `not-yet`: the roll-up has not listed the catalogue yet. Undefined: there is no
 * such administration.
 */
export async function readPublished(
  { store, catalogue }: Pick<ReadingWorld, 'store' | 'catalogue'>,
  publisherId: string,
  after?: string,
): Promise<PublishedPart | 'not-yet' | undefined> {
  const [publisher, known] = await Promise.all([store.publishers.get(publisherId), catalogue()]);
  if (publisher === undefined) return undefined;
  if (known === undefined) return 'not-yet';
  const listed = known.apis.filter((api) => api.publisherId === publisherId && isPublished(api));
  const { items, ...rest } = partOf(listed, mostAtOnce, after);
  const rows = new Map((await store.apis.withIds(items.map(({ id }) => id))).map((api) => [api.id, api]));
  return { publisher, items: items.flatMap(({ id }) => rows.get(id) ?? []), ...rest };
}

/** With the addresses where each says how it is. */
export async function readHarvested(
  world: Pick<ReadingWorld, 'store' | 'catalogue'>,
  publisherId: string,
  after?: string,
): Promise<(Part<HarvestedApi> & { readonly publisher: Publisher }) | 'not-yet' | undefined> {
  const part = await readPublished(world, publisherId, after);
  if (part === undefined || part === 'not-yet') return part;
  const sources = await world.store.sources.getAll(part.items.map(({ sourceId }) => sourceId));
  const linked = new Map(sources.map(({ id, statusUrls }) => [id, statusUrls ?? []]));
  const items = part.items.map((api) => ({
    api,
    statusUrls: healthAddressesOf(api.metadata, linked.get(api.sourceId) ?? [])
      .filter(({ kind }) => kind !== 'server')
      .map(({ url }) => url),
  }));
  return { ...part, items };
}

/** One API with whoever publishes it. */
export async function readApiWithPublisher(
  { store }: Pick<World, 'store'>,
  id: string,
): Promise<{ readonly api: Api; readonly publisher: Publisher } | undefined> {
  const api = await store.apis.get(id);
  if (api === undefined) return undefined;
  const publisher = await store.publishers.get(api.publisherId);
  const { publisherId, publisherName: name } = api;
  return { api, publisher: publisher ?? { id: publisherId, name, domains: [], sources: [] } };
}
