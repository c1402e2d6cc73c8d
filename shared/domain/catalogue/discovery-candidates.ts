/**
 * Where to look for the APIs of a publisher that gave only its host, in order (RFC 9727 §2, §3; RFC 8631), and the address
 * that tells a real answer from a host that answers 200 to everything.
 */
import { deriveId } from '../digest.ts';
import { canonicalUrl } from './canonical-url.ts';

export type DiscoveryCandidate = {
  readonly url: string;
  /** `catalogue`: read it; `links`: read its Link header and HTML links; `guess`: tried once, recorded as a guess. */
  readonly look: 'catalogue' | 'links' | 'guess';
};

const places = [
  ['/.well-known/api-catalog', 'catalogue'],
  ['/', 'links'],
  ['/openapi.json', 'guess'],
  ['/openapi.yaml', 'guess'],
  ['/.well-known/openapi.json', 'guess'],
  ['/.well-known/openapi.yaml', 'guess'],
] as const;

/** The places of one site, first to last. `site`: any http(s) URL of it. Empty when it is none. */
export function discoveryCandidates(site: string): readonly DiscoveryCandidate[] {
  const origin = canonicalUrl(site);
  return origin === undefined ? [] : places.map(([path, look]) => ({ url: new URL(path, origin).href, look }));
}

/**
 * An address beside `url` that nobody publishes: same directory, same ending, a name drawn from the seed. A host that
 * answers it like the real one answers everything. `seed`: any text; a new one for each run.
 */
export function siblingOf(url: string, seed: string): string | undefined {
  const sibling = URL.parse(url);
  if (sibling === null || canonicalUrl(url) === undefined) return undefined;
  const path = sibling.pathname;
  const [ending = ''] = /\.[a-z0-9]{1,8}$/i.exec(path) ?? [];
  sibling.pathname = `${path.slice(0, path.lastIndexOf('/') + 1)}${deriveId('sibling', seed, url)}${ending}`;
  sibling.search = '';
  sibling.hash = '';
  return sibling.href;
}
