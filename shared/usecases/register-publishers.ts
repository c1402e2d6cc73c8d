/**
 * The operator's sources file becomes publishers and sources. Registered again only when the file changed. A publisher that
 * was taken out of it is forgotten when the grace of its last source is over; its APIs stay, withdrawn.
 */
import { canonicalUrl } from '../domain/catalogue/canonical-url.ts';
import { isOwned } from '../domain/catalogue/ownership.ts';
import type { Publisher } from '../domain/catalogue/publisher.ts';
import type { Source, SourceKind } from '../domain/catalogue/source.ts';
import { newSource, sourcesFile } from '../domain/catalogue/source.ts';
import { readSourcesFile } from '../domain/catalogue/sources-file.ts';
import { sha256 } from '../domain/digest.ts';
import type { Registered } from '../store/publishers.ts';
import { relist } from './relist.ts';
import type { World } from './world.ts';
import { isoNow } from './world.ts';

/** The registry names no more of those that left: a row has an end. */
const mostNamed = 1000;

/** True when there was something new to register. */
export async function registerPublishers(world: World): Promise<boolean> {
  const { store, clock, log, metrics } = world;
  const bytes = await store.documents.getSources();
  if (bytes === undefined) return false;
  const digest = sha256(bytes);
  const registered = await store.publishers.registered();
  if (registered?.digest === digest) {
    if (registered.left?.length !== 0) await forgetPublishers(world, registered);
    return false;
  }
  const read = readSourcesFile(new TextDecoder().decode(bytes), 'sources');
  if (!read.ok) {
    // Whoever put it there did not have it checked; what is registered already goes on being watched.
    const problems = read.problems.map(({ line, message }) =>
      line === undefined ? message : `line ${line}: ${message}`,
    );
    log.error('the stored sources file can not be read: nothing new is registered', { problems });
    metrics.count('sources-file-fault');
    return false;
  }
  const now = isoNow(clock);
  const removed = new Map((await store.publishers.all()).map((publisher) => [publisher.id, publisher]));
  for (const { id } of read.publishers) removed.delete(id);
  // Publishers first: whoever crawls their sources meanwhile finds their names and domains, and who was taken out.
  await store.publishers.putAll([
    ...read.publishers,
    ...Array.from(removed.values(), (publisher) => ({ removedAt: now, ...publisher })),
  ]);
  for (const publisher of read.publishers) {
    await relist(world, sourcesFile, seedsOf(publisher, now), await store.sources.ofPublisher(publisher.id));
    await renameApis(world, publisher);
  }
  for (const publisher of removed.values()) {
    await relist(world, sourcesFile, [], await store.sources.ofPublisher(publisher.id));
  }
  await store.publishers.putRegistered({
    digest,
    at: now,
    ...(removed.size > mostNamed ? {} : { left: [...removed.keys()] }),
  });
  return true;
}

/** Those that were taken out, once nothing of theirs is visited any more. */
async function forgetPublishers(world: World, { digest, at, left }: Registered): Promise<void> {
  const { store, log } = world;
  const there = await (left === undefined ? store.publishers.all() : store.publishers.withIds(left));
  const waiting: string[] = [];
  for (const { id, removedAt } of there) {
    if (removedAt === undefined) continue;
    const sources = await store.sources.ofPublisher(id);
    // What its catalogues listed since then has a grace too, which nobody else starts.
    await relist(world, sourcesFile, [], sources);
    if (sources.every(({ state }) => state === 'withdrawn')) {
      await store.publishers.delete(id);
      log.info('an administration that was taken out of the sources is forgotten', { publisher: id });
    } else waiting.push(id);
  }
  if (waiting.length <= mostNamed && waiting.length !== left?.length)
    await store.publishers.putRegistered({ digest, at, left: waiting });
}

/** The name and the domains of a publisher are also in the rows of its APIs. */
async function renameApis({ store }: World, { id, name, domains }: Publisher): Promise<void> {
  for (const api of await store.apis.ofPublisher(id)) {
    const owned = isOwned(api.url, domains);
    if (api.publisherName !== name || api.owned !== owned) await store.apis.put({ ...api, publisherName: name, owned });
  }
}

/** What is registered for a publisher: its URLs, or its hosts to be searched when it gives none. */
function seedsOf(publisher: Publisher, now: string): readonly Source[] {
  const seed = (url: string, kind: SourceKind): Source =>
    newSource({ publisherId: publisher.id, url, kind, depth: 0 }, sourcesFile, {}, now);
  if (publisher.sources.length > 0)
    return publisher.sources.map(({ url, kind }) => seed(canonicalUrl(url) ?? url, kind ?? 'unknown'));
  return hostsOf(publisher).map((url) => seed(url, 'host'));
}

/** The homepage stands for its own host, so that its scheme and port are kept; every other domain is asked over HTTPS. */
function hostsOf({ homepage, domains }: Publisher): readonly string[] {
  const home = homepage === undefined ? undefined : new URL('/', homepage);
  const others = domains.filter((domain) => domain !== home?.hostname && domain !== home?.host);
  return [...(home === undefined ? [] : [home.href]), ...others.map((domain) => `https://${domain}/`)];
}
