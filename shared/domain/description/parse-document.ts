/**
 * Bytes to a value, guarded (trust.md, "Documents"): JSON (RFC 8259) or YAML 1.2, told apart by the body, since types
 * lie; only an address or type that says JSON is held to it. Never throws for the document's fault.
 */
import type { Event } from 'js-yaml';
import type { Problem } from './analysis.ts';
import { checkTree } from './check-tree.ts';
import { decodeText } from './decode-text.ts';
import type { ExactDigits } from './exact-digits.ts';
import { InexactNumber, losesDigits } from './inexact-number.ts';
import { findDuplicates } from './json-duplicates.ts';
import { findJsonFault } from './json-fault.ts';
import { scanJson } from './json-scan.ts';
import { createLineIndex } from './line-index.ts';
import { parseYaml } from './parse-yaml.ts';
import { createProblem } from './problem.ts';

export type DocumentFormat = 'json' | 'yaml';

/** What the document was said to be. */
export type DocumentHint = { readonly url?: string; readonly contentType?: string };

export type ParsedDocument = {
  readonly ok: true;
  /** Plain objects and arrays; with YAML aliases, the same object may be in several places (never in itself). */
  readonly value: unknown;
  readonly text: string;
  readonly format: DocumentFormat;
  /** Numbers in `value` are rounded as JavaScript does; these are the digits of those that lost some. */
  readonly exact: ExactDigits;
  readonly warnings: readonly Problem[];
  /** Of a YAML text: what it was read as, so that `locateAll` need not read it again. As large as the value. */
  readonly events?: readonly Event[];
};

export type RefusedDocument = {
  readonly ok: false;
  readonly problem: Problem;
  readonly text?: string;
  readonly format?: DocumentFormat;
};

/** The name decides when it says something, else the type: `.yaml` served as application/json is common. */
function hintedFormat({ url = '', contentType = '' }: DocumentHint): DocumentFormat | undefined {
  const path = url.replace(/[?#].*$/s, '');
  if (/\.json$/i.test(path)) return 'json';
  if (/\.ya?ml$/i.test(path)) return 'yaml';
  if (/\bjson\b/i.test(contentType)) return 'json';
  return /\byaml\b/i.test(contentType) ? 'yaml' : undefined;
}

const markDigits = (_: string, value: unknown, context: { readonly source?: string }): unknown =>
  typeof value === 'number' && losesDigits(context.source ?? '') ? new InexactNumber(context.source ?? '') : value;

function readJson(text: string, inexact: boolean): { readonly value: unknown } | undefined {
  try {
    return { value: inexact ? JSON.parse(text, markDigits as Parameters<typeof JSON.parse>[1]) : JSON.parse(text) };
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}

function findJsonDuplicates(text: string): readonly Problem[] {
  const positionAt = createLineIndex(text);
  return findDuplicates(text).map(({ problem, offset }) => ({ ...problem, ...positionAt(offset) }));
}

function parseJson(text: string): ParsedDocument | RefusedDocument {
  const refuse = (problem: Problem, offset: number): RefusedDocument => {
    return { ok: false, problem: { ...problem, ...createLineIndex(text)(offset) }, text, format: 'json' };
  };
  const scan = scanJson(text);
  if (!scan.ok) return refuse(scan.problem, scan.offset);
  const parsed = readJson(text, scan.inexact);
  if (parsed === undefined) {
    const { message, offset } = findJsonFault(text) ?? { message: 'The JSON is broken', offset: 0 };
    return refuse(createProblem('json-syntax', message), offset);
  }
  const { value, exact, warnings, members, problem } = checkTree(parsed.value, text.includes('\\u'));
  if (problem !== undefined) return { ok: false, problem, text, format: 'json' };
  const duplicates = members === scan.members ? [] : findJsonDuplicates(text);
  return { ok: true, value, text, format: 'json', exact, warnings: [...duplicates, ...warnings] };
}

function parseYamlText(text: string): ParsedDocument | RefusedDocument {
  const { value, exact, warnings, problem, events } = parseYaml(text);
  if (problem !== undefined) return { ok: false, problem, text, format: 'yaml' };
  if (value === undefined)
    return { ok: false, problem: createProblem('empty-document', 'The document has no content'), text };
  return { ok: true, value, text, format: 'yaml', exact, warnings, ...(events === undefined ? {} : { events }) };
}

/** `{` or `[` begins JSON; YAML written that way is read as YAML only under a name or type that says YAML. */
export function parseDocument(bytes: Uint8Array, hint: DocumentHint = {}): ParsedDocument | RefusedDocument {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  const { text } = decoded;
  const first = /\S/.exec(text)?.[0];
  if (first === undefined)
    return { ok: false, problem: createProblem('empty-document', 'The document has no content'), text };
  const hinted = hintedFormat(hint);
  if (first === '{' || first === '[') {
    const parsed = parseJson(text);
    return !parsed.ok && parsed.problem.code === 'json-syntax' && hinted === 'yaml' ? parseYamlText(text) : parsed;
  }
  if (hinted !== 'json') return parseYamlText(text);
  const { message, offset } = findJsonFault(text) ?? { message: 'The content is not JSON', offset: 0 };
  const problem = createProblem('json-expected', `The address or type says JSON: ${message}`);
  return { ok: false, problem: { ...problem, ...createLineIndex(text)(offset) }, text, format: 'json' };
}
