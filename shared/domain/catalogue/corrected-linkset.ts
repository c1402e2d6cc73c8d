/**
 * The linkset a publisher may copy (RFC 9264 §4.2, RFC 9727 §4.2): the same links in the standard's shape, with absolute
 * addresses, missing types told from the address, pages for people under `service-doc`, and no link to itself.
 */
import { canonicalUrl } from './canonical-url.ts';
import { isForHumans, type Link, looksLikeDescription } from './link.ts';

/** RFC 8259, RFC 9512. */
export const typeOfEnding = (href: string): string | undefined => {
  const path = URL.parse(href)?.pathname ?? '';
  if (/\.json$/i.test(path)) return 'application/json';
  return /\.ya?ml$/i.test(path) ? 'application/yaml' : undefined;
};

/** The link as it should have been published. */
function correctLink(link: Link): Link {
  const { type, ...rest } = link;
  if (link.rel !== 'service-desc') return link;
  const isLie = isForHumans(link);
  if (isLie && !looksLikeDescription(link.href)) return { ...link, rel: 'service-doc' };
  const told = (isLie ? undefined : type) ?? typeOfEnding(link.href);
  return told === undefined ? rest : { ...rest, type: told };
}

function targetsOf(links: readonly Link[]): readonly Omit<Link, 'anchor' | 'rel'>[] {
  const unique = new Map(links.toReversed().map((link) => [link.href, link]));
  return [...unique.values()].toReversed().map(({ anchor: _anchor, rel: _rel, ...target }) => target);
}

/** JSON text, indented, ending in a line feed. `url`: the catalogue's own address. */
export function correctLinkset(links: readonly Link[], url: string): string {
  const itself = canonicalUrl(url);
  const kept = links.filter(({ rel, href }) => rel !== 'api-catalog' || href !== itself).map(correctLink);
  const linkset = [...Map.groupBy(kept, ({ anchor }) => anchor)].map(([anchor, ofAnchor]) => {
    const relations = [...Map.groupBy(ofAnchor, ({ rel }) => rel)];
    // Object.fromEntries defines members, so that a relation named __proto__ is one like any other.
    return Object.fromEntries([['anchor', anchor], ...relations.map(([rel, same]) => [rel, targetsOf(same)])]);
  });
  return `${JSON.stringify({ linkset }, null, 2)}\n`;
}
