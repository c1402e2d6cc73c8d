/** The operator's sources file becomes publishers and sources. Registered again only when the file changed. */
import { canonicalUrl } from '../domain/catalogue/canonical-url.ts';
import type { Publisher } from '../domain/catalogue/publisher.ts';
import type { Source } from '../domain/catalogue/source.ts';
import { newSource } from '../domain/catalogue/source.ts';
import { readSourcesFile } from '../domain/catalogue/sources-file.ts';
import { sha256 } from '../domain/digest.ts';
import { relist } from './relist.ts';
import type { World } from './world.ts';
import { isoNow } from './world.ts';

/** The lister of what the operator registered. */
const sourcesFile = 'sources-file';

/** True when there was something new to register. Throws when the stored file can't be read: it was checked when stored. */
export async function registerPublishers(world: World): Promise<boolean> {
  const { store, clock } = world;
  const bytes = await store.documents.getSources();
  if (bytes === undefined) return false;
  const digest = sha256(bytes);
  if ((await store.publishers.registeredDigest()) === digest) return false;
  const read = readSourcesFile(new TextDecoder().decode(bytes), 'sources');
  if (!read.ok) {
    const problems = read.problems.map(({ line, message }) =>
      line === undefined ? message : `line ${line}: ${message}`,
    );
    throw new Error(`The stored sources file can't be read: ${problems.join('; ')}`);
  }
  const now = isoNow(clock);
  const removed = new Map((await store.publishers.all()).map((publisher) => [publisher.id, publisher]));
  for (const publisher of read.publishers) {
    removed.delete(publisher.id);
    await relist(world, sourcesFile, seedsOf(publisher, now), await store.sources.ofPublisher(publisher.id));
  }
  for (const publisher of removed.values()) {
    await relist(world, sourcesFile, [], await store.sources.ofPublisher(publisher.id));
  }
  await store.publishers.putAll(read.publishers);
  await store.publishers.putRegisteredDigest(digest, now);
  return true;
}

/** What is registered for a publisher: its URLs, or its hosts to be searched when it gives none. */
function seedsOf(publisher: Publisher, now: string): readonly Source[] {
  const seed = { publisherId: publisher.id, depth: 0, registered: true, listedBy: [sourcesFile] };
  if (publisher.sources.length > 0) {
    return publisher.sources.map(({ url, kind }) =>
      newSource({ ...seed, url: canonicalUrl(url) ?? url, kind: kind ?? 'unknown' }, now),
    );
  }
  return hostsOf(publisher).map((url) => newSource({ ...seed, url, kind: 'host' }, now));
}

/** The homepage stands for its own host, so that its scheme and port are kept; every other domain is asked over HTTPS. */
function hostsOf({ homepage, domains }: Publisher): readonly string[] {
  const home = homepage === undefined ? undefined : new URL('/', homepage);
  const others = domains.filter((domain) => domain !== home?.hostname && domain !== home?.host);
  return [...(home === undefined ? [] : [home.href]), ...others.map((domain) => `https://${domain}/`)];
}
