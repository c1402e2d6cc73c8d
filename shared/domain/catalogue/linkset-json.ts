/**
 * The JSON form of a linkset (RFC 9264 §4.2) and the shapes publishers give it: relations as objects or strings, flat
 * links, wrappers, `apis` arrays. Every quirk is noted; what can be meant as a link is read.
 */
import { formatPointer } from '../description/json-pointer.ts';
import { isApisJson, readApis, readIncludes } from './apis-json.ts';
import { isJsonObject, type JsonObject, memberOf } from './json-members.ts';
import { relations } from './link.ts';
import type { Anchor, LinkCollector } from './link-collector.ts';
import { looksLikeReference } from './resolve-reference.ts';

/** Members that hold links one level too deep. */
const wrappers: ReadonlySet<string> = new Set(['links', 'relations', '_links']);

/** Target attributes with their own rules (RFC 9264 §4.2.4.1, §4.2.4.2), and what a flat link adds to them. */
const knownAttributes: ReadonlySet<string> = new Set(['href', 'type', 'title', 'title*', 'media', 'rel', 'anchor']);

const isRelation = (name: string): boolean => relations.has(name.toLowerCase());

/** The `rel` of a flat link, several joined with blanks. */
function relOf(link: JsonObject): string | undefined {
  const rel = memberOf(link, 'rel');
  if (Array.isArray(rel)) return rel.filter((name) => typeof name === 'string').join(' ');
  return typeof rel === 'string' ? rel : undefined;
}

const isFlatLink = (value: JsonObject): boolean => relOf(value) !== undefined && memberOf(value, 'href') !== undefined;

function noteAttributes(collector: LinkCollector, target: JsonObject, pointer: string): void {
  for (const [name, value] of Object.entries(target)) {
    if (Array.isArray(value) || knownAttributes.has(name)) continue;
    const code = name === 'hreflang' ? 'HREFLANG_NOT_ARRAY' : 'EXT_ATTR_NOT_ARRAY';
    collector.note(code, { pointer: pointer + formatPointer([name]), sample: value });
  }
}

function readTarget(collector: LinkCollector, anchor: Anchor, rel: string, target: JsonObject, pointer: string): void {
  noteAttributes(collector, target, pointer);
  const [href, type, title] = ['href', 'type', 'title'].map((name) => memberOf(target, name));
  collector.add({ anchor, rel, href, type, title }, pointer);
}

function readFlatLink(collector: LinkCollector, link: JsonObject, context: Anchor | undefined, pointer: string): void {
  const own = memberOf(link, 'anchor');
  const anchor = own === undefined && context !== undefined ? context : collector.anchorOf(own, pointer);
  readTarget(collector, anchor, relOf(link) ?? '', link, pointer);
}

/** A bare string where a link belongs; only relations we know are believed, and only what can be an address. */
function readText(collector: LinkCollector, anchor: Anchor, rel: string, text: string, pointer: string): boolean {
  if (!isRelation(rel) || !looksLikeReference(text)) {
    collector.note('REL_VALUE_NOT_ARRAY', { pointer, sample: text });
    return false;
  }
  collector.note('TARGET_IS_STRING', { pointer, sample: text });
  collector.add({ anchor, rel, href: text }, pointer);
  return true;
}

/** One relation of a context. Answers whether it holds anything meant as a link, usable or not. */
function readRelation(collector: LinkCollector, anchor: Anchor, rel: string, value: unknown, pointer: string): boolean {
  if (typeof value === 'string') return readText(collector, anchor, rel, value, pointer);
  if (isJsonObject(value) && memberOf(value, 'href') !== undefined) {
    collector.note('TARGET_NOT_ARRAY', { pointer });
    readTarget(collector, anchor, rel, value, pointer);
    return true;
  }
  if (!Array.isArray(value)) {
    collector.note('REL_VALUE_NOT_ARRAY', { pointer, sample: value });
    return false;
  }
  let holdsLinks = false;
  for (const [index, target] of value.entries()) {
    const at = `${pointer}/${index}`;
    if (typeof target === 'string') {
      holdsLinks = readText(collector, anchor, rel, target, at) || holdsLinks;
    } else if (isJsonObject(target)) {
      readTarget(collector, anchor, rel, target, at);
      holdsLinks = true;
    } else {
      collector.note('HREF_MISSING', { pointer: at });
    }
  }
  return holdsLinks;
}

function readWrapper(collector: LinkCollector, anchor: Anchor, value: unknown, pointer: string): boolean {
  collector.note('REL_WRAPPED', { pointer });
  if (isJsonObject(value)) return readMembers(collector, anchor, value, pointer);
  if (!Array.isArray(value)) return false;
  let holdsLinks = false;
  for (const [index, entry] of value.entries()) {
    const at = `${pointer}/${index}`;
    if (!isJsonObject(entry)) {
      collector.note('CONTEXT_NOT_OBJECT', { pointer: at, sample: entry });
    } else if (isFlatLink(entry)) {
      readFlatLink(collector, entry, anchor, at);
      holdsLinks = true;
    } else {
      holdsLinks = readMembers(collector, anchor, entry, at) || holdsLinks;
    }
  }
  return holdsLinks;
}

function readMembers(collector: LinkCollector, anchor: Anchor, context: JsonObject, pointer: string): boolean {
  let holdsLinks = false;
  for (const [name, value] of Object.entries(context)) {
    if (name === 'anchor') continue;
    holdsLinks = readMember(collector, anchor, name, value, pointer + formatPointer([name])) || holdsLinks;
  }
  return holdsLinks;
}

function readMember(collector: LinkCollector, anchor: Anchor, name: string, value: unknown, pointer: string): boolean {
  if (wrappers.has(name)) return readWrapper(collector, anchor, value, pointer);
  if (name === 'apis' && Array.isArray(value)) {
    collector.note('APIS_MEMBER', { pointer });
    readApis(collector, value, anchor, pointer);
    return value.length > 0;
  }
  return readRelation(collector, anchor, name, value, pointer);
}

function readContext(collector: LinkCollector, context: unknown, pointer: string): void {
  if (!isJsonObject(context)) {
    collector.note('CONTEXT_NOT_OBJECT', { pointer, sample: context });
    return;
  }
  if (isFlatLink(context)) {
    collector.note('FLAT_LINK_OBJECT', { pointer });
    readFlatLink(collector, context, undefined, pointer);
    return;
  }
  const anchor = collector.anchorOf(memberOf(context, 'anchor'), pointer);
  if (!readMembers(collector, anchor, context, pointer)) collector.note('CONTEXT_WITHOUT_LINKS', { pointer });
}

function readContexts(collector: LinkCollector, contexts: readonly unknown[], pointer: string): boolean {
  for (const [index, context] of contexts.entries()) readContext(collector, context, `${pointer}/${index}`);
  return contexts.some(isJsonObject);
}

/** A root without `linkset` may still be one context, a wrapper of links, or a list of APIs. */
function readOtherRoot(collector: LinkCollector, root: JsonObject): void {
  collector.note('LINKSET_MISSING', { pointer: '' });
  const apis = memberOf(root, 'apis');
  if (Array.isArray(apis)) {
    collector.note(isApisJson(root) ? 'APIS_JSON' : 'APIS_MEMBER', { pointer: '/apis' });
    readApis(collector, apis, collector.here, '/apis');
    readIncludes(collector, root);
  }
  if (isFlatLink(root)) readFlatLink(collector, root, undefined, '');
  const anchor = collector.anchorOf(memberOf(root, 'anchor'), '');
  for (const [name, value] of Object.entries(root)) {
    const holdsTargets = isRelation(name) && typeof value === 'object' && value !== null;
    if (wrappers.has(name) || holdsTargets) readMember(collector, anchor, name, value, formatPointer([name]));
  }
}

/** What a root was: a linkset, another document that may hold links, or nothing that can be read. */
export type RootKind = 'linkset' | 'other' | 'unreadable';

/** Reads the root of a parsed document. `unreadable`: a linkset that has entries, and none is a link context. */
export function readLinksetRoot(collector: LinkCollector, root: unknown): RootKind {
  if (Array.isArray(root)) {
    collector.note('LINKSET_MISSING', { pointer: '' });
    readContexts(collector, root, '');
    return 'other';
  }
  if (!isJsonObject(root)) {
    collector.note('LINKSET_MISSING', { pointer: '' });
    return 'unreadable';
  }
  const linkset = memberOf(root, 'linkset');
  if (linkset === undefined) {
    readOtherRoot(collector, root);
    return 'other';
  }
  const extra = Object.keys(root).find((name) => name !== 'linkset');
  if (extra !== undefined) {
    collector.note('LINKSET_NOT_SOLE_MEMBER', { pointer: formatPointer([extra]), sample: extra });
    readSideApis(collector, root);
  }
  if (Array.isArray(linkset)) {
    if (linkset.length === 0) collector.note('CATALOG_EMPTY', { pointer: '/linkset' });
    return readContexts(collector, linkset, '/linkset') || linkset.length === 0 ? 'linkset' : 'unreadable';
  }
  collector.note('LINKSET_NOT_ARRAY', { pointer: '/linkset', sample: linkset });
  if (isJsonObject(linkset)) readContext(collector, linkset, '/linkset');
  return 'other';
}

/** An `apis` array beside the linkset is read too: publishers put there what they found no relation for. */
function readSideApis(collector: LinkCollector, root: JsonObject): void {
  const apis = memberOf(root, 'apis');
  if (!Array.isArray(apis)) return;
  collector.note('APIS_MEMBER', { pointer: '/apis' });
  readApis(collector, apis, collector.here, '/apis');
}
