/**
 * Where an address that is no description itself leads to some (RFC 8631, RFC 9727): by its links, by the catalogue that it
 * is or links, or by that of its origin. Nothing is stored.
 */
import { classifyLinks } from '../domain/catalogue/classify-links.ts';
import { discoveryCandidates } from '../domain/catalogue/discovery-candidates.ts';
import { type IsAllowed, looksLikeDescription } from '../domain/catalogue/link.ts';
import { readCatalogue } from '../domain/catalogue/read-catalogue.ts';
import { isCatalogue, sniffBody } from '../domain/description/sniff-body.ts';
import type { Fetched } from '../domain/fetching/fetch-outcome.ts';
import type { Http } from '../ports.ts';
import { linksIn } from './follow-links.ts';

export type Lead = {
  /** Descriptions, then entries that may be one or link one. At least one. */
  readonly urls: readonly string[];
  /** What lists them; absent: the address links them itself. */
  readonly catalogue?: string;
};

type Way = { readonly http: Http; readonly isAllowed: IsAllowed };

/** Catalogues that one answer links, and that are asked. */
const mostCatalogues = 5;

function readLeads({ isAllowed }: Way, answer: Fetched) {
  const { body, headers, finalUrl: url } = answer;
  const contentType = headers['content-type'];
  const kind = sniffBody(body, contentType);
  if (kind === 'description') return { urls: [url], catalogues: [], isList: false };
  const isList = isCatalogue(kind);
  const links = isList ? readCatalogue({ body, contentType, url, isAllowed }).links : linksIn(answer, isAllowed);
  const { descriptions, items, catalogues } = classifyLinks(links, url);
  return { urls: [...descriptions.map((each) => each.url), ...(isList ? items : [])], catalogues, isList };
}

/** Of an answer to `asked` that is no description. `isEntry`: something led to it already, so that only its links count. */
export async function findDescriptions(
  way: Way,
  asked: string,
  answer: Fetched,
  isEntry: boolean,
): Promise<Lead | undefined> {
  const { urls, catalogues, isList } = readLeads(way, answer);
  if (urls.length > 0) return { urls, ...(isList ? { catalogue: answer.finalUrl } : {}) };
  if (isEntry) return undefined;
  // Whoever names a document means that one, not another of its origin.
  const places = looksLikeDescription(asked) ? [] : discoveryCandidates(asked);
  const wellKnown = places.filter(({ look }) => look === 'catalogue').map(({ url }) => url);
  for (const catalogue of new Set([...catalogues.slice(0, mostCatalogues), ...wellKnown])) {
    const outcome = await way.http.request({ url: catalogue, purpose: 'discovery' });
    const listed = outcome.outcome === 'fetched' ? readLeads(way, outcome).urls : [];
    if (listed.length > 0) return { urls: listed, catalogue };
  }
  return undefined;
}
