/** A typed link of a catalogue (RFC 8288 §2) as the crawl uses it, and the relations it understands. */

export type Link = {
  /** What the link is about: canonical, absolute. The document's own URL when it names no usable context. */
  readonly anchor: string;
  /** Lower case. */
  readonly rel: string;
  /** Canonical, absolute, http(s), accepted by the address policy. */
  readonly href: string;
  /** As published, at most 200 characters. */
  readonly type?: string;
  /** As published, at most 300 characters. */
  readonly title?: string;
};

/** Whether an absolute, canonical URL may be fetched at all; the address policy, injected. Must not throw. */
export type IsAllowed = (href: string) => boolean;

/** RFC 9727 §3, RFC 8631, RFC 9745, RFC 8594. */
export const relations: ReadonlySet<string> = new Set([
  'item',
  'api-catalog',
  'service-desc',
  'service-doc',
  'service-meta',
  'status',
  'deprecation',
  'sunset',
]);

const humanTypes = /^\s*(text\/html|application\/xhtml\+xml|text\/markdown|application\/pdf)\s*(;|$)/i;
const agentText = /\/llms(-full)?\.txt$/;

const pathOf = (href: string): string => URL.parse(href)?.pathname ?? '';

/** Offers a page for people (or a text for language models) as if it were a description. */
export const isForHumans = ({ href, type }: Link): boolean =>
  (type !== undefined && humanTypes.test(type)) || agentText.test(pathOf(href).toLowerCase());

/** A path that ends as descriptions do is worth fetching whatever type its link claims. */
export const looksLikeDescription = (href: string): boolean => /\.(json|ya?ml)$/i.test(pathOf(href));
