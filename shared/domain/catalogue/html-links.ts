/**
 * The `<link rel href>` elements of a web page (HTML Living Standard §4.2.4) with its `<base href>` honoured: a second
 * place where RFC 9727 §3 and RFC 8631 let a site name its catalogue. One pass over a bounded start of the page; what a
 * browser would not run as markup (comments, scripts, styles) is passed over.
 */
import { canonicalAnchor } from './canonical-url.ts';
import type { IsAllowed, Link } from './link.ts';
import { LinkCollector } from './link-collector.ts';
import { resolveReference } from './resolve-reference.ts';

const longestPage = 512 * 1024;
const mostElements = 200;
const mostAttributes = 50;

/** Elements whose content is text, not markup. */
const rawText: ReadonlySet<string> = new Set(['script', 'style', 'textarea', 'title', 'template', 'noscript', 'xmp']);

type Element = { readonly name: string; readonly attributes: ReadonlyMap<string, string>; readonly end: number };

const isBlank = (character: string): boolean => /\s/.test(character);

const named: { readonly [name: string]: string } = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  sol: '/',
  colon: ':',
};

/** The character references that addresses are written with; any other is left as it is. */
const decodeReferences = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,5}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] ?? whole) : whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0x10_ffff ? whole : String.fromCodePoint(code);
  });

/** Reads one start tag whose name begins at `start`; its end is the index after `>`. */
function readElement(html: string, start: number): Element {
  let at = start;
  const take = (stops: string): string => {
    const from = at;
    while (at < html.length && !stops.includes(html.charAt(at))) at += 1;
    return html.slice(from, at);
  };
  const skipBlanks = (): void => {
    while (at < html.length && isBlank(html.charAt(at))) at += 1;
  };
  const name = take(' \t\r\n\f/>').toLowerCase();
  const attributes = new Map<string, string>();
  for (;;) {
    skipBlanks();
    if (at >= html.length || html[at] === '>') break;
    if (html[at] === '/') {
      at += 1;
      continue;
    }
    if (html[at] === '=') at += 1;
    const attribute = take(' \t\r\n\f/>=').toLowerCase();
    skipBlanks();
    let value = '';
    if (html[at] === '=') {
      at += 1;
      skipBlanks();
      const quote = html.charAt(at);
      if (quote === '"' || quote === "'") {
        at += 1;
        value = take(quote);
        at += 1;
      } else {
        value = take(' \t\r\n\f>');
      }
    }
    if (!attributes.has(attribute) && attributes.size < mostAttributes)
      attributes.set(attribute, decodeReferences(value));
  }
  return { name, attributes, end: at + 1 };
}

/** Where a comment, declaration or end tag that begins at `start` (a `<`) is over. */
function endOfOther(html: string, start: number): number {
  const isComment = html.startsWith('<!--', start);
  const end = isComment ? html.indexOf('-->', start + 4) : html.indexOf('>', start + 1);
  return end === -1 ? html.length : end + (isComment ? 3 : 1);
}

/** Calls `take` with every start tag, in order, until it answers false. */
function walkElements(html: string, take: (element: Element) => boolean): void {
  // Only ASCII: other letters may change the length, and with it every index.
  const lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at)) {
    if (/[!?/]/.test(html.charAt(at + 1))) {
      at = endOfOther(html, at);
    } else if (/[a-z]/i.test(html.charAt(at + 1))) {
      const element = readElement(html, at + 1);
      at = element.end;
      if (!take(element)) return;
      if (rawText.has(element.name)) {
        const end = lower.indexOf(`</${element.name}`, at);
        at = end === -1 ? html.length : end;
      }
    } else {
      at += 1;
    }
  }
}

/**
 * The links of the page at `url`, its final URL, in their order; links we may not fetch are left out. `isAllowed`: the
 * address policy.
 */
export function readHtmlLinks(html: string, url: string, isAllowed: IsAllowed): readonly Link[] {
  const elements: Element[] = [];
  let base: string | undefined;
  walkElements(html.slice(0, longestPage), (element) => {
    if (element.name === 'base') base ??= element.attributes.get('href');
    if (element.name === 'link') elements.push(element);
    return elements.length < mostElements;
  });
  const resolved = base === undefined ? undefined : resolveReference(base, url, () => true);
  const collector = new LinkCollector(resolved?.ok === true ? resolved.href : url, isAllowed);
  const page = { href: canonicalAnchor(url) ?? url };
  for (const { attributes } of elements) {
    const [rel = '', href, type, title] = ['rel', 'href', 'type', 'title'].map((name) => attributes.get(name));
    collector.add({ anchor: page, rel, href, type, title });
  }
  return collector.collected.map(({ link }) => link);
}
