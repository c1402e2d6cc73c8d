/**
 * Bytes to a value, guarded (trust.md, "Documents"): JSON (RFC 8259) or YAML 1.2, told apart by the body, since types
 * lie; only an address or type that says JSON is held to it. Never throws for the document's fault.
 */
import type { Problem } from './analysis.ts';
import { checkTree, type ExactDigits } from './check-tree.ts';
import { decodeText } from './decode-text.ts';
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

function finish(text: string, format: DocumentFormat, parsed: { value: unknown; shared: boolean }, members?: number) {
  const tree = checkTree(parsed.value, { shared: parsed.shared, escapes: /\\[uUx0]/.test(text) });
  if (tree.problem !== undefined) return { ok: false, problem: tree.problem, text, format } as const;
  const repeated = members === undefined || members === tree.members ? [] : findDuplicates(text);
  const locate = repeated.length > 0 ? createLineIndex(text) : undefined;
  const duplicates = repeated.map(({ problem, offset }) => ({ ...problem, ...locate?.(offset) }));
  const { value, exact, warnings } = tree;
  return { ok: true, value, text, format, exact, warnings: [...duplicates, ...warnings] } as const;
}

const markDigits = (_: string, value: unknown, context: { readonly source?: string }): unknown =>
  typeof value === 'number' && losesDigits(context.source ?? '') ? new InexactNumber(context.source ?? '') : value;

function parseJson(text: string): ParsedDocument | RefusedDocument {
  const refuse = (problem: Problem, offset: number): RefusedDocument => {
    return { ok: false, problem: { ...problem, ...createLineIndex(text)(offset) }, text, format: 'json' };
  };
  const scan = scanJson(text);
  if (!scan.ok) return refuse(scan.problem, scan.offset);
  try {
    const value: unknown = scan.inexact
      ? JSON.parse(text, markDigits as Parameters<typeof JSON.parse>[1])
      : JSON.parse(text);
    return finish(text, 'json', { value, shared: false }, scan.members);
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    const { message, offset } = findJsonFault(text) ?? { message: 'The JSON is broken', offset: 0 };
    return refuse(createProblem('json-syntax', message), offset);
  }
}

function parseYamlText(text: string): ParsedDocument | RefusedDocument {
  const parsed = parseYaml(text);
  return parsed.ok ? finish(text, 'yaml', parsed) : { ok: false, problem: parsed.problem, text, format: 'yaml' };
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
  return {
    ok: false,
    problem: createProblem('json-expected', 'The address or type says JSON, the content is not JSON', '', {
      line: 1,
      column: 1,
    }),
    text,
    format: 'json',
  };
}
