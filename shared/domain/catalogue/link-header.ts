/**
 * Web links in text: the Link header (RFC 8288 §3, read as its appendix B advises) and the text form of linksets, which
 * is the same with line breaks (RFC 9264 §4.1). One pass, bounded, and a malformed part costs only itself.
 */
import type { IsAllowed, Link } from './link.ts';
import { type Anchor, LinkCollector, mostLinks } from './link-collector.ts';

/** One link as written; the names of parameters in lower case, the first of each kept. */
export type WrittenLink = { readonly target: string; readonly parameters: ReadonlyMap<string, string> };

const longestHeader = 65_536;
const mostParameters = 50;
const blank = /\s/;

class Cursor {
  at = 0;
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  peek(): string {
    return this.text[this.at] ?? '';
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  skip(isSkipped: (character: string) => boolean): void {
    while (!this.isAtEnd && isSkipped(this.peek())) this.at += 1;
  }

  take(isTaken: (character: string) => boolean): string {
    const start = this.at;
    this.skip(isTaken);
    return this.text.slice(start, this.at);
  }

  skipBlanks(): void {
    this.skip((character) => blank.test(character));
  }

  /** A quoted string (RFC 9110 §5.6.4) from its opening quote; one that never closes ends with the text. */
  takeQuoted(): string {
    const parts: string[] = [];
    this.at += 1;
    while (!this.isAtEnd && this.peek() !== '"') {
      if (this.peek() === '\\') this.at += 1;
      parts.push(this.peek());
      this.at += 1;
    }
    this.at += 1;
    return parts.join('');
  }
}

const isNotOf =
  (characters: string) =>
  (character: string): boolean =>
    !characters.includes(character);

function takeParameters(cursor: Cursor): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (;;) {
    cursor.skipBlanks();
    if (cursor.peek() !== ';') return parameters;
    cursor.at += 1;
    cursor.skipBlanks();
    const name = cursor.take(isNotOf('=;,"< \t\r\n')).toLowerCase();
    cursor.skipBlanks();
    let value = '';
    if (cursor.peek() === '=') {
      cursor.at += 1;
      cursor.skipBlanks();
      value = cursor.peek() === '"' ? cursor.takeQuoted() : cursor.take(isNotOf(';, \t\r\n'));
    }
    // Whatever follows the value up to the next separator is not ours to understand.
    cursor.skip(isNotOf(';,'));
    if (name !== '' && !parameters.has(name) && parameters.size < mostParameters) parameters.set(name, value);
  }
}

/** The links of a Link field value or of an application/linkset document, at most one more than are read. */
export function parseWrittenLinks(text: string): readonly WrittenLink[] {
  const cursor = new Cursor(text);
  const links: WrittenLink[] = [];
  while (links.length <= mostLinks) {
    cursor.skip((character) => character === ',' || blank.test(character));
    if (cursor.isAtEnd) break;
    if (cursor.peek() !== '<') {
      cursor.skip(isNotOf(','));
      continue;
    }
    cursor.at += 1;
    const target = cursor.take(isNotOf('>'));
    if (cursor.isAtEnd) break;
    cursor.at += 1;
    const parameters = takeParameters(cursor);
    links.push({ target, parameters });
    cursor.skip(isNotOf(','));
  }
  return links;
}

/** RFC 8187 extended values (`title*=UTF-8''citt%C3%A0`); undefined when it is not one. */
function decodeExtended(value: string | undefined): string | undefined {
  const encoded = value === undefined ? null : /^utf-8'[^']*'(.*)$/is.exec(value);
  if (encoded === null) return undefined;
  try {
    return decodeURIComponent(encoded[1] ?? '');
  } catch {
    return undefined;
  }
}

/** Adds written links to a collector; each may name its own anchor, else it is about `context`. */
export function collectWrittenLinks(
  collector: LinkCollector,
  links: readonly WrittenLink[],
  contextOf: (anchor: string | undefined) => Anchor,
): void {
  for (const { target, parameters } of links) {
    const title = decodeExtended(parameters.get('title*')) ?? parameters.get('title');
    collector.add({
      anchor: contextOf(parameters.get('anchor')),
      rel: parameters.get('rel') ?? '',
      href: target,
      type: parameters.get('type'),
      title,
    });
  }
}

/**
 * The links of a Link header (several field lines joined with commas) of the answer from `base`, its final URL. Links we
 * may not fetch are left out. `isAllowed`: the address policy.
 */
export function parseLinkHeader(value: string, base: string, isAllowed: IsAllowed): readonly Link[] {
  const collector = new LinkCollector(base, isAllowed);
  collectWrittenLinks(collector, parseWrittenLinks(value.slice(0, longestHeader)), (anchor) =>
    anchor === undefined ? collector.here : collector.anchorOf(anchor),
  );
  return collector.collected.map(({ link }) => link);
}
