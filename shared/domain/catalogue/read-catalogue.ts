/**
 * Reads a published catalogue of APIs tolerantly and reports strictly: RFC 9264 linksets in JSON and text, APIs.json and
 * the shapes found in the wild. Pure, bounded, never throws: whatever the bytes, the answer is links and diagnostics.
 */
import { findDuplicates } from '../description/json-duplicates.ts';
import { findJsonFault } from '../description/json-fault.ts';
import { parsePointer } from '../description/json-pointer.ts';
import { scanJson } from '../description/json-scan.ts';
import { createLineIndex } from '../description/line-index.ts';
import type { Diagnostic, DiagnosticCode } from './catalogue-diagnostics.ts';
import { type IsAllowed, type Link, relations } from './link.ts';
import { LinkCollector } from './link-collector.ts';
import { noteFindings } from './link-findings.ts';
import { collectWrittenLinks, parseWrittenLinks } from './link-header.ts';
import { readLinksetRoot } from './linkset-json.ts';

const mostCatalogueBytes = 5 * 1024 * 1024;
const sniffed = 4096;

export type CatalogueRequest = {
  readonly body: Uint8Array;
  readonly contentType?: string | undefined;
  /** Final URL of the document: what relative anchors and links are resolved against. */
  readonly url: string;
  /** The address policy: whether a canonical absolute URL may be fetched. Refused ones give no link. */
  readonly isAllowed: IsAllowed;
};

export type Catalogue = {
  readonly links: readonly Link[];
  readonly diagnostics: readonly Diagnostic[];
  /** False for a broken catalogue: what it listed before stays listed. */
  readonly readable: boolean;
  /** False when there were too many links: those left out are not missing. */
  readonly complete: boolean;
};

const jsonType = 'application/linkset+json';
const textType = 'application/linkset';
const profile = 'rfc9727';

const mediaTypeOf = (contentType: string | undefined): string =>
  (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

/** RFC 9264 §5: the profile parameter may list several URIs. */
const namesProfile = (contentType: string | undefined): boolean => {
  const text = (contentType ?? '').toLowerCase();
  const parameter = text.indexOf('profile');
  return parameter !== -1 && text.includes(profile, parameter);
};

function decode(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}

function parse(text: string): { readonly root: unknown } | undefined {
  try {
    return { root: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** Where JSON breaks and how, in words of ours. */
function faultOf(text: string): string | undefined {
  const fault = findJsonFault(text);
  if (fault === undefined) return undefined;
  const { line, column } = createLineIndex(text)(fault.offset);
  return `line ${line}, column ${column}: ${fault.message}`;
}

const startOfHtml = /^<(!--|(!doctype\s+html|html|head|body|title|meta|script|div|p|h1|center)\b)/i;
const startOfTextLinkset = /^<[^<>\s]*>\s*;/;
const descriptionMember = /^\s*("(openapi|swagger)"|(openapi|swagger))\s*:\s*["']?\d/;

/** Whether a text that is no catalogue begins as an OpenAPI description does, in JSON or YAML. */
const isDescription = (text: string): boolean =>
  text
    .slice(0, sniffed)
    .split(/[\n{,]/)
    .some((line) => descriptionMember.test(line));

/** What a text that cannot be read as a catalogue is instead. */
function nameUnreadable(whole: string, contentType: string | undefined): DiagnosticCode {
  const text = whole.trimStart().slice(0, sniffed);
  if (startOfHtml.test(text) || (text.startsWith('<') && mediaTypeOf(contentType).includes('html'))) {
    return 'HTML_INSTEAD_OF_LINKSET';
  }
  return isDescription(text) ? 'DESCRIPTION_INSTEAD_OF_LINKSET' : 'NOT_JSON';
}

function noteContentType(collector: LinkCollector, contentType: string | undefined, expected: string): void {
  if (mediaTypeOf(contentType) !== expected) {
    collector.note('CONTENT_TYPE_WRONG', { sample: contentType });
  } else if (expected === jsonType && !namesProfile(contentType)) {
    collector.note('PROFILE_MISSING', { sample: contentType });
  }
}

/** Whether there is a link that only a catalogue has: outside a linkset, what makes a document one. */
const listsApis = ({ collected }: LinkCollector): boolean => collected.some(({ link }) => relations.has(link.rel));

function readText(collector: LinkCollector, text: string, contentType: string | undefined): boolean {
  collector.note('LINKSET_TEXT_FORMAT');
  noteContentType(collector, contentType, textType);
  collectWrittenLinks(collector, parseWrittenLinks(text), (anchor) => collector.anchorOf(anchor));
  return listsApis(collector);
}

function readJson(collector: LinkCollector, text: string, contentType: string | undefined): boolean {
  const scan = scanJson(text);
  if (!scan.ok) {
    collector.note('JSON_TOO_COMPLEX', { sample: scan.problem.message });
    return false;
  }
  const parsed = parse(text);
  if (parsed === undefined) {
    const code = nameUnreadable(text, contentType);
    collector.note(code, code === 'NOT_JSON' ? { sample: faultOf(text) } : {});
    return false;
  }
  for (const { problem } of findDuplicates(text)) {
    const { pointer } = problem;
    collector.note('DUPLICATE_KEY_UNDETECTED', { pointer, sample: parsePointer(pointer)?.at(-1) });
  }
  const kind = readLinksetRoot(collector, parsed.root);
  if (kind === 'linkset') noteContentType(collector, contentType, jsonType);
  if (kind !== 'other') return kind === 'linkset';
  if (listsApis(collector)) return true;
  if (isDescription(text)) collector.note('DESCRIPTION_INSTEAD_OF_LINKSET');
  return false;
}

function readBody(collector: LinkCollector, { body, contentType }: CatalogueRequest): boolean {
  if (body.byteLength > mostCatalogueBytes) {
    const isOther = isDescription(new TextDecoder().decode(body.subarray(0, sniffed)));
    const code = isOther ? 'DESCRIPTION_INSTEAD_OF_LINKSET' : 'CATALOG_TOO_LARGE';
    collector.note(code, { sample: `${body.byteLength} bytes` });
    return false;
  }
  const decoded = decode(body);
  if (decoded === undefined) {
    collector.note('NOT_UTF8');
    return false;
  }
  const hasMark = decoded.startsWith('\ufeff');
  if (hasMark) collector.note('BOM');
  const text = decoded.slice(hasMark ? 1 : 0);
  if (startOfTextLinkset.test(text.trimStart().slice(0, sniffed))) return readText(collector, text, contentType);
  return readJson(collector, text, contentType);
}

/** Reads one catalogue document. */
export function readCatalogue(request: CatalogueRequest): Catalogue {
  const collector = new LinkCollector(request.url, request.isAllowed);
  const readable = readBody(collector, request);
  noteFindings(collector);
  return {
    links: collector.collected.map(({ link }) => link),
    diagnostics: collector.diagnostics,
    readable,
    complete: collector.isComplete,
  };
}
