/**
 * From the links of one catalogue to what the crawl visits next (RFC 9727 §4, RFC 8631): descriptions with the places
 * they are deployed at, items to follow once, nested catalogues. Links back to the catalogue itself are dropped.
 */
import { canonicalAnchor, canonicalUrl } from './canonical-url.ts';
import { isForHumans, type Link, looksLikeDescription } from './link.ts';

/** One place an API runs at, and what its context links beside the description. */
type Deployment = {
  /** The API's address; absent when the catalogue does not tell it apart from itself. */
  readonly anchor?: string;
  readonly status?: string;
  readonly documentation?: string;
  readonly metadata?: string;
  readonly deprecation?: string;
  readonly sunset?: string;
};

type DescriptionLink = {
  readonly url: string;
  readonly type?: string;
  readonly title?: string;
  /** At least one, in the order of the catalogue; several for one description deployed more than once. */
  readonly deployments: readonly Deployment[];
};

export type CatalogueChildren = {
  readonly descriptions: readonly DescriptionLink[];
  /** Entries without a description in this catalogue: each is visited once, to be one or to link one. */
  readonly items: readonly string[];
  readonly catalogues: readonly string[];
};

const aspects = {
  status: 'status',
  'service-doc': 'documentation',
  'service-meta': 'metadata',
  deprecation: 'deprecation',
  sunset: 'sunset',
} as const satisfies { readonly [relation: string]: keyof Deployment };

const isAspect = (rel: string): rel is keyof typeof aspects => Object.hasOwn(aspects, rel);

/** A link the crawl follows as a description: pages for people are not, unless their address ends as descriptions do. */
const isDescription = (link: Link): boolean =>
  link.rel === 'service-desc' && (!isForHumans(link) || looksLikeDescription(link.href));

const hrefsOf = (links: readonly Link[], rel: string): readonly string[] => [
  ...new Set(links.filter((link) => link.rel === rel).map(({ href }) => href)),
];

/** Items that no description of the same catalogue covers, by being it or by having the item as its context. */
export function itemsToFollow(links: readonly Link[]): readonly string[] {
  const covered = new Set<string | undefined>(hrefsOf(links, 'api-catalog'));
  for (const link of links.filter(isDescription)) {
    covered.add(link.href);
    covered.add(canonicalUrl(link.anchor));
  }
  return hrefsOf(links, 'item').filter((href) => !covered.has(href));
}

function deploymentsByAnchor(links: readonly Link[], here: string): ReadonlyMap<string, Deployment> {
  const found = new Map<string, Deployment>();
  for (const { anchor, rel, href } of links) {
    const known = found.get(anchor) ?? (anchor === here ? {} : { anchor });
    const aspect = isAspect(rel) ? aspects[rel] : undefined;
    // The first link of a kind stands; others are alternatives nobody asked for.
    found.set(anchor, aspect === undefined ? known : { [aspect]: href, ...known });
  }
  return found;
}

/** `url`: the final address of the catalogue the links were read from. */
export function classifyLinks(links: readonly Link[], url: string): CatalogueChildren {
  const itself = canonicalUrl(url);
  const others = links.filter(({ href }) => href !== itself);
  const deployments = deploymentsByAnchor(others, canonicalAnchor(url) ?? url);
  const descriptions = Map.groupBy(others.filter(isDescription), ({ href }) => href);
  return {
    descriptions: [...descriptions].map(([href, listed]) => {
      const type = listed.find((link) => link.type !== undefined)?.type;
      const title = listed.find((link) => link.title !== undefined)?.title;
      return {
        url: href,
        ...(type === undefined ? {} : { type }),
        ...(title === undefined ? {} : { title }),
        deployments: [...new Set(listed.map(({ anchor }) => anchor))].map((anchor) => deployments.get(anchor) ?? {}),
      };
    }),
    items: itemsToFollow(others),
    catalogues: hrefsOf(others, 'api-catalog'),
  };
}
