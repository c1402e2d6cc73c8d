/**
 * A catalogue's body becomes sources (RFC 9727). What it lists is added or kept; what it no longer lists starts its grace
 * period. A catalogue that can't be read withdraws nothing.
 */
import { classifyLinks } from '../domain/catalogue/classify-links.ts';
import { correctLinkset } from '../domain/catalogue/corrected-linkset.ts';
import { readCatalogue } from '../domain/catalogue/read-catalogue.ts';
import type { DiagnosticFact, Source, SourceKind } from '../domain/catalogue/source.ts';
import { newSource, sourceIdOf } from '../domain/catalogue/source.ts';
import type { Fetched } from '../domain/fetching/fetch-outcome.ts';
import type { Finding, VisitContext } from './finding.ts';
import { relist } from './relist.ts';
import { isoNow } from './world.ts';

const deepest = 3;
const mostCatalogues = 200;
const mostLinks = 5000;

export async function readListing(
  context: VisitContext,
  source: Source,
  fetched: Fetched,
  digest: string,
): Promise<Finding> {
  const { world } = context;
  const { links, diagnostics, readable, complete } = readCatalogue({
    body: fetched.body,
    url: fetched.finalUrl,
    isAllowed: world.isAllowed,
    contentType: fetched.headers['content-type'],
  });
  if (!readable) {
    const code = diagnostics[0]?.code ?? 'NOT_JSON';
    return {
      outcome: 'failed',
      state: 'not-a-description',
      code,
      detail: `not a catalogue that can be read: ${code}`,
      source: { diagnostics },
    };
  }
  if (diagnostics.length > 0)
    await world.store.documents.putCorrection(source.id, correctLinkset(links, fetched.finalUrl));
  const known = await world.store.sources.ofPublisher(source.publisherId);
  const { children, limits } = childrenOf(source, classifyLinks(links, fetched.finalUrl), known, isoNow(world.clock));
  await relist(
    world,
    source.id,
    children,
    complete ? known : known.filter(({ id }) => children.some((child) => child.id === id)),
  );
  return {
    outcome: 'changed',
    state: 'ok',
    source: {
      kind: 'api-catalog',
      digest,
      diagnostics: [...diagnostics, ...limits],
      listed: children.length,
      ...(fetched.validators === undefined ? {} : { validators: fetched.validators }),
    },
  };
}

type Children = { readonly children: readonly Source[]; readonly limits: readonly DiagnosticFact[] };

function childrenOf(
  source: Source,
  found: ReturnType<typeof classifyLinks>,
  known: readonly Source[],
  now: string,
): Children {
  const limits: DiagnosticFact[] = [];
  const child = (url: string, kind: SourceKind, more: Partial<Source> = {}): Source =>
    newSource(
      {
        publisherId: source.publisherId,
        url,
        kind,
        depth: source.depth + 1,
        registered: false,
        listedBy: [source.id],
        ...more,
      },
      now,
    );
  const descriptions = found.descriptions.map(({ url, deployments }) => {
    const anchors = deployments.flatMap(({ anchor }) => (anchor === undefined ? [] : [anchor]));
    const statusUrls = [...new Set(deployments.flatMap(({ status }) => (status === undefined ? [] : [status])))];
    const docUrl = deployments.find(({ documentation }) => documentation !== undefined)?.documentation;
    return child(url, 'openapi', {
      ...(anchors.length === 0 ? {} : { anchors }),
      ...(statusUrls.length === 0 ? {} : { statusUrls }),
      ...(docUrl === undefined ? {} : { docUrl }),
    });
  });
  const items = source.depth + 1 > deepest ? [] : found.items.map((url) => child(url, 'unknown'));
  const catalogues = nestedCatalogues(source, found.catalogues, known, limits).map((url) => child(url, 'api-catalog'));
  const children = [...new Map([...catalogues, ...descriptions, ...items].map((each) => [each.id, each])).values()];
  const others = known.filter(
    ({ listedBy, registered }) => !registered && listedBy.some((id) => id !== source.id),
  ).length;
  const room = Math.max(mostLinks - others, 0);
  if (children.length > room) limits.push({ code: 'CATALOG_TOO_MANY_LINKS', count: children.length - room });
  return { children: children.slice(0, room), limits };
}

function nestedCatalogues(
  source: Source,
  urls: readonly string[],
  known: readonly Source[],
  limits: DiagnosticFact[],
): readonly string[] {
  if (source.depth + 1 > deepest && urls.length > 0) {
    limits.push({ code: 'CATALOG_TOO_DEEP', count: urls.length });
    return [];
  }
  const catalogues = known.filter(({ kind }) => kind === 'api-catalog');
  const room = mostCatalogues - catalogues.length;
  const knownIds = new Set(catalogues.map(({ id }) => id));
  const fresh = urls.filter((url) => !knownIds.has(sourceIdOf(source.publisherId, url)));
  if (fresh.length > room) limits.push({ code: 'CATALOG_TOO_MANY', count: fresh.length - room });
  const refused = new Set(fresh.slice(Math.max(room, 0)));
  return urls.filter((url) => !refused.has(url));
}
