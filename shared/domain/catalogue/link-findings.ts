/** What the links of a catalogue, taken together, say about it: what must be followed, whose it is, what repeats. */
import { isSameOrigin } from './canonical-url.ts';
import { itemsToFollow } from './classify-links.ts';
import { isForHumans, type Link } from './link.ts';
import type { CollectedLink, LinkCollector } from './link-collector.ts';

/** The address without the ending that tells the formats of one description apart. */
const stemOf = (href: string): string => href.replace(/\.(json|ya?ml)$/, '');

const firsts = (found: readonly CollectedLink[], key: (link: Link) => string): readonly CollectedLink[] =>
  [...Map.groupBy(found, ({ link }) => key(link)).values()].flatMap((entries) => entries.slice(0, 1));

/** The first link of each group whose links give more than one different answer. */
const repeating = (
  found: readonly CollectedLink[],
  group: (link: Link) => string,
  answer: (link: Link) => string,
): readonly CollectedLink[] =>
  [...Map.groupBy(found, ({ link }) => group(link)).values()]
    .filter((entries) => new Set(entries.map(({ link }) => answer(link))).size > 1)
    .flatMap((entries) => entries.slice(0, 1));

/** Notes on the collector what its links say together. */
export function noteFindings(collector: LinkCollector): void {
  const { collected, url } = collector;
  const ofRelation = (rel: string): readonly CollectedLink[] => collected.filter(({ link }) => link.rel === rel);
  const followed = new Set(itemsToFollow(collected.map(({ link }) => link)));
  const catalogues = ofRelation('api-catalog');
  const descriptions = ofRelation('service-desc');
  const isElsewhere = (address: string): boolean => !isSameOrigin(address, url);

  const findings = {
    CATALOG_ITEMS_NEED_FOLLOW: ofRelation('item').filter(({ link }) => followed.has(link.href)),
    CATALOG_NESTED: catalogues,
    CATALOG_CROSS_ORIGIN: catalogues.filter(({ link }) => isElsewhere(link.href)),
    CATALOG_CYCLE: catalogues.filter(({ link }) => link.href === url),
    DESC_SHARED: repeating(
      descriptions,
      ({ href }) => href,
      ({ anchor }) => anchor,
    ),
    ANCHOR_CROSS_ORIGIN: firsts(collected, ({ anchor }) => anchor).filter(({ link }) => isElsewhere(link.anchor)),
    DESC_TYPE_MISSING: descriptions.filter(({ link }) => link.type === undefined),
    DESC_HUMAN_TYPE: descriptions.filter(({ link }) => isForHumans(link)),
    DESC_SEVERAL_UNDER_ONE_ANCHOR: repeating(
      descriptions,
      ({ anchor }) => anchor,
      ({ href }) => stemOf(href),
    ),
  } as const;
  for (const [code, entries] of Object.entries(findings) as [keyof typeof findings, readonly CollectedLink[]][]) {
    for (const { link, pointer } of entries) {
      collector.note(code, { pointer, sample: code === 'ANCHOR_CROSS_ORIGIN' ? link.anchor : link.href });
    }
  }
}
