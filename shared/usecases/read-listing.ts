/**
 * A catalogue's body becomes sources (RFC 9727). What it lists is added or kept; what it no longer lists starts its grace
 * period. A catalogue that can't be read withdraws nothing.
 */
import { classifyLinks } from '../domain/catalogue/classify-links.ts';
import { correctLinkset } from '../domain/catalogue/corrected-linkset.ts';
import { readCatalogue } from '../domain/catalogue/read-catalogue.ts';
import type { Listing, Source, SourceKind } from '../domain/catalogue/source.ts';
import { newSource } from '../domain/catalogue/source.ts';
import type { Fetched } from '../domain/fetching/fetch-outcome.ts';
import { admitSources, catalogueLimitReached, deepest } from './admit-sources.ts';
import type { Finding, VisitContext } from './finding.ts';
import { relist } from './relist.ts';
import { isoNow } from './world.ts';

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
  const known = await world.store.sources.ofPublisher(source.publisherId);
  const isNew =
    source.kind !== 'api-catalog' && !known.some(({ id, kind }) => id === source.id && kind === 'api-catalog');
  // However it was linked: a catalogue too deep, or one too many, lists nothing.
  const refused = source.depth > deepest || (isNew && catalogueLimitReached(known));
  const admitted = admitSources(
    source,
    refused ? [] : childrenOf(source, classifyLinks(links, fetched.finalUrl), isoNow(world.clock)),
    known,
  );
  const limits = refused
    ? [{ code: source.depth > deepest ? 'CATALOG_TOO_DEEP' : 'CATALOG_TOO_MANY', count: 1 }]
    : admitted.limits;
  if (diagnostics.length > 0)
    await world.store.documents.putCorrection(source.id, correctLinkset(links, fetched.finalUrl));
  await relist(world, source.id, admitted.children, known, complete && admitted.complete && !refused);
  return {
    outcome: 'changed',
    state: 'ok',
    source: {
      kind: 'api-catalog',
      digest,
      diagnostics: [...diagnostics, ...limits],
      listed: admitted.children.length,
      ...(fetched.validators === undefined ? {} : { validators: fetched.validators }),
    },
  };
}

function childrenOf(source: Source, found: ReturnType<typeof classifyLinks>, now: string): readonly Source[] {
  const child = (url: string, kind: SourceKind, listing: Listing = {}): Source =>
    newSource({ publisherId: source.publisherId, url, kind, depth: source.depth + 1 }, source.id, listing, now);
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
  return [
    ...found.catalogues.map((url) => child(url, 'api-catalog')),
    ...descriptions,
    ...found.items.map((url) => child(url, 'unknown')),
  ];
}
