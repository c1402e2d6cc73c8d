/**
 * Gathers the links of one catalogue, whatever shape they were written in, and counts what was odd about them. At most
 * 5,000 targets are looked at: what comes after is counted and left out.
 */
import { canonicalAnchor, canonicalUrl } from './canonical-url.ts';
import { type Diagnostic, type DiagnosticCode, inTableOrder } from './catalogue-diagnostics.ts';
import { clipText } from './clip-text.ts';
import type { IsAllowed, Link } from './link.ts';
import { resolveReference } from './resolve-reference.ts';

export const mostLinks = 5000;
const longestPointer = 1024;
const longestRelation = 256;

const refusals = {
  missing: 'HREF_MISSING',
  template: 'HREF_TEMPLATE',
  invalid: 'HREF_INVALID',
  blocked: 'HREF_BLOCKED',
} as const;

type Place = { readonly pointer?: string | undefined; readonly sample?: unknown };

/** What links are about, and what was odd about how it was written: counted when a link of it is kept. */
export type Anchor = { readonly href: string; readonly quirk?: DiagnosticCode; readonly place?: Place };

/** A link as found: `rel` may hold several relations separated by blanks; `href`, `type` and `title` may be anything. */
export type RawLink = {
  readonly anchor: Anchor;
  readonly rel: string;
  readonly href: unknown;
  readonly type?: unknown;
  readonly title?: unknown;
};

export type CollectedLink = { readonly link: Link; readonly pointer: string | undefined };

const textOf = (value: unknown, limit: number): string | undefined =>
  typeof value === 'string' ? clipText(value, limit) || undefined : undefined;

const isHttp = (href: string): boolean => canonicalUrl(href) !== undefined;

/** Relation types compare without regard to case (RFC 8288 §2.1.2). `anchor` cannot be one (RFC 9264 §4.2.2). */
const relationsOf = (rel: string): readonly string[] =>
  rel.length > longestRelation
    ? []
    : rel
        .toLowerCase()
        .split(/\s+/)
        .filter((name) => name !== '' && name !== 'anchor');

export class LinkCollector {
  readonly collected: CollectedLink[] = [];
  /** The document's own address, canonical: the base of what is relative (RFC 9264 §4.2.2). */
  readonly url: string;
  /** The document as context, for links that name none. */
  readonly here: Anchor;
  readonly #isAllowed: IsAllowed;
  readonly #noted = new Map<DiagnosticCode, Diagnostic>();
  readonly #seen = new Set<string>();
  readonly #anchors = new Set<Anchor>();
  #targets = 0;

  constructor(url: string, isAllowed: IsAllowed) {
    this.url = canonicalUrl(url) ?? url;
    this.here = { href: canonicalAnchor(url) ?? url };
    this.#isAllowed = isAllowed;
  }

  /** False when links were left out because there are too many. */
  get isComplete(): boolean {
    return this.#targets <= mostLinks;
  }

  /** In the order of the table. */
  get diagnostics(): readonly Diagnostic[] {
    return inTableOrder([...this.#noted.values()]);
  }

  note(code: DiagnosticCode, { pointer, sample }: Place = {}): void {
    const known = this.#noted.get(code);
    if (known !== undefined) {
      this.#noted.set(code, { ...known, count: known.count + 1 });
      return;
    }
    const text = textOf(sample, 160);
    this.#noted.set(code, {
      code,
      count: 1,
      ...(pointer === undefined || clipText(pointer, longestPointer) !== pointer ? {} : { pointer }),
      ...(text === undefined ? {} : { sample: text }),
    });
  }

  /** Reads an anchor; the document itself stands in for one we may not use. */
  anchorOf(anchor: unknown, pointer?: string): Anchor {
    const place = { pointer, sample: anchor };
    const { href } = this.here;
    if (anchor === undefined) return { href, quirk: 'ANCHOR_MISSING', place };
    const resolved = resolveReference(anchor, this.url, isHttp);
    if (!resolved.ok) return { href, quirk: 'ANCHOR_INVALID', place };
    if (!this.#isAllowed(resolved.href)) return { href, quirk: 'ANCHOR_BLOCKED', place };
    const found = canonicalAnchor(resolved.href) ?? href;
    return resolved.relative ? { href: found, quirk: 'ANCHOR_RELATIVE', place } : { href: found };
  }

  /** Adds a link once per relation; a second link with the same anchor, relation and target adds nothing. */
  add(raw: RawLink, pointer?: string): void {
    const rels = relationsOf(raw.rel);
    if (rels.length === 0) return;
    this.#targets += rels.length;
    const place = { pointer, sample: raw.href };
    if (!this.isComplete) {
      this.note('CATALOG_TOO_MANY_LINKS', place);
      return;
    }
    const resolved = resolveReference(raw.href, this.url, this.#isAllowed);
    if (!resolved.ok) {
      this.note(refusals[resolved.problem], place);
      return;
    }
    if (resolved.relative) this.note('HREF_RELATIVE', place);
    if (resolved.encoded) this.note('HREF_NOT_ENCODED', place);
    this.#noteAnchor(raw.anchor);
    const type = textOf(raw.type, 200);
    const title = textOf(raw.title, 300);
    for (const rel of rels) {
      const anchor = raw.anchor.href;
      const key = `${rel} ${resolved.href} ${anchor}`;
      if (this.#seen.has(key)) continue;
      this.#seen.add(key);
      const link: Link = {
        anchor,
        rel,
        href: resolved.href,
        ...(type === undefined ? {} : { type }),
        ...(title === undefined ? {} : { title }),
      };
      this.collected.push({ link, pointer });
    }
  }

  #noteAnchor(anchor: Anchor): void {
    if (anchor.quirk === undefined || this.#anchors.has(anchor)) return;
    this.#anchors.add(anchor);
    this.note(anchor.quirk, anchor.place);
  }
}
