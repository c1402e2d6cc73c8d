/**
 * What a body is, whatever its type says (discovery.md: "Types lie"). Cheap: a bounded prefix for everything, and for
 * JSON and YAML one shallow pass over the names at the root, since `openapi` need not come first. It also recognises
 * what is meant to be a description but is broken.
 */
import { skipString } from './json-scan.ts';

export type BodyKind =
  | 'description'
  | 'linkset'
  | 'apis-json'
  | 'linkset-text'
  | 'html'
  | 'xml'
  | 'archive'
  | 'json'
  | 'text'
  | 'empty'
  | 'binary';

export const isCatalogue = (kind: BodyKind): boolean =>
  kind === 'linkset' || kind === 'apis-json' || kind === 'linkset-text';

const prefix = 4096;

/** First bytes of archives: zip, gzip, 7z, bzip2, xz, zstd, rar. */
const archives = ['504b0304', '504b0506', '1f8b', '377abcaf', '425a68', 'fd377a58', '28b52ffd', '52617221'];

const toHex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

function decode(bytes: Uint8Array): string {
  const start = toHex(bytes.subarray(0, 2));
  const encoding = { fffe: 'utf-16le', feff: 'utf-16be' }[start] ?? 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** NUL, or more than a tenth of the prefix not text. */
function isBinary(start: string): boolean {
  return start.includes('\0') || (start.match(/\ufffd|(?!\s)\p{Cc}/gu)?.length ?? 0) * 10 > start.length;
}

function sniffMarkup(start: string, contentType: string): BodyKind {
  if (/^<[^<>\s]+>\s*;/.test(start)) return 'linkset-text';
  if (/<(?:!doctype\s+html|html|head|body)\b/i.test(start)) return 'html';
  return /\bhtml\b/i.test(contentType) && !start.startsWith('<?xml') ? 'html' : 'xml';
}

/** Names of the members of the object that the text begins with. */
function rootNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  let depth = 0;
  for (let at = 0; at < text.length && names.size < 1000; ) {
    const unit = text.charCodeAt(at);
    if (unit === 34) {
      const end = skipString(text, at + 1);
      if (depth === 1 && end - at < 40 && /^\s*:/.test(text.slice(end, end + 40)))
        names.add(text.slice(at + 1, end - 1));
      at = end;
    } else {
      if (unit === 123 || unit === 91) depth += 1;
      if (unit === 125 || unit === 93) depth -= 1;
      at += 1;
    }
  }
  return names;
}

/** Root members that tell what an object is, the first that is there decides. */
const tellingNames: readonly (readonly [string, BodyKind])[] = [
  ['openapi', 'description'],
  ['swagger', 'description'],
  ['linkset', 'linkset'],
  ['apis', 'apis-json'],
  ['service-desc', 'linkset'],
  ['api-catalog', 'linkset'],
];

function sniffJson(text: string): BodyKind {
  if (/^\{\s*["']?(?:openapi|swagger)["']?\s*:/.test(text)) return 'description';
  if (text.startsWith('[')) return /"(?:anchor|linkset)"\s*:/.test(text.slice(0, prefix)) ? 'linkset' : 'json';
  const names = rootNames(text);
  return tellingNames.find(([name]) => names.has(name))?.[1] ?? 'json';
}

/** A root member of block YAML that is not an example inside a page of Markdown. */
function isYamlDescription(text: string): boolean {
  const at = text.search(/^(?:openapi|swagger|"openapi"|"swagger"|'openapi'|'swagger')[ \t]*:(?:[ \t\r]|$)/m);
  return at >= 0 && !/^```/m.test(text.slice(0, at));
}

export function sniffBody(bytes: Uint8Array, contentType = ''): BodyKind {
  const magic = toHex(bytes.subarray(0, 4));
  if (archives.some((archive) => magic.startsWith(archive))) return 'archive';
  const start = decode(bytes.subarray(0, prefix)).trimStart();
  if (isBinary(start) || start.startsWith('%PDF-')) return 'binary';
  if (start.startsWith('<')) return sniffMarkup(start, contentType);
  const text = decode(bytes).trimStart();
  if (text === '') return 'empty';
  if (/^[{[]/.test(text)) return sniffJson(text);
  if (isYamlDescription(text)) return 'description';
  const frontMatter = /^---\r?\n[\s\S]{0,2000}?\n---\s*(?=[{[])/.exec(text);
  return frontMatter === null ? 'text' : sniffJson(text.slice(frontMatter[0].length));
}
