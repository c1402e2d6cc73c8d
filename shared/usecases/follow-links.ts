/**
 * Links that a page or an API's own address gives to its description (RFC 8631): the Link header, and `<link rel>` in HTML.
 * Used for a publisher's site, for catalogue entries that are no description themselves, and for addresses to be checked.
 */
import { classifyLinks } from '../domain/catalogue/classify-links.ts';
import { readHtmlLinks } from '../domain/catalogue/html-links.ts';
import type { IsAllowed, Link } from '../domain/catalogue/link.ts';
import { parseLinkHeader } from '../domain/catalogue/link-header.ts';
import type { Source, SourceKind } from '../domain/catalogue/source.ts';
import { newSource } from '../domain/catalogue/source.ts';
import type { Fetched } from '../domain/fetching/fetch-outcome.ts';
import type { CrawlWorld } from './world.ts';
import { isoNow } from './world.ts';

const mostHtml = 512 * 1024;

export function linksIn({ body, headers, finalUrl }: Fetched, isAllowed: IsAllowed): readonly Link[] {
  const { link = '' } = headers;
  const html = new TextDecoder().decode(body.subarray(0, mostHtml));
  return [
    ...parseLinkHeader(link, finalUrl, isAllowed),
    ...(html.trimStart().startsWith('<') ? readHtmlLinks(html, finalUrl, isAllowed) : []),
  ];
}

/** Catalogues and descriptions that an answer links, as sources listed by `lister`. */
export function linkedSources(world: CrawlWorld, lister: Source, answer: Fetched): readonly Source[] {
  const { catalogues, descriptions } = classifyLinks(linksIn(answer, world.isAllowed), answer.finalUrl);
  const now = isoNow(world.clock);
  const child = (url: string, kind: SourceKind): Source =>
    newSource({ publisherId: lister.publisherId, url, kind, depth: lister.depth + 1 }, lister.id, {}, now);
  const found = [
    ...catalogues.map((url) => child(url, 'api-catalog')),
    ...descriptions.map(({ url }) => child(url, 'openapi')),
  ];
  return [...new Map(found.map((source) => [source.id, source])).values()];
}
