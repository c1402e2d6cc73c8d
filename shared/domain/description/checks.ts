/**
 * What the schemas cannot see and a reader stumbles over: operationIds that are the same, paths that collide, patterns
 * that are no regular expressions. Warnings: the verdict is that of the schemas and the references.
 */
import type { Problem } from './analysis.ts';
import { formatPointer, listKeys, type Path } from './json-pointer.ts';
import { createProblem, quote } from './problem.ts';
import type { ProblemCode } from './problem-codes.ts';
import type { Observe } from './references.ts';
import type { Members } from './specification.ts';

const compiles = (pattern: string, flags: string): boolean => {
  try {
    return new RegExp(pattern, flags) instanceof RegExp;
  } catch {
    return false;
  }
};

/** ECMA-262, as OpenAPI asks: with Unicode (JSON Schema 2020-12 §6.4) or without, where `\-` is a hyphen. Never run. */
const isPattern = (pattern: string): boolean => compiles(pattern, 'u') || compiles(pattern, '');

const longestPattern = 10_000;

/** Watches a walk over a description; `problems` fills on the way. */
export function createChecks(): { readonly observe: Observe; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const operationIds = new Map<string, string>();
  const patterns = new Map<string, boolean>();
  const tell = (code: ProblemCode, message: string, path: Path, ...keys: string[]): void => {
    problems.push(createProblem(code, message, formatPointer([...listKeys(path), ...keys])));
  };

  /** Equal after NFKC: people and file names do not tell them apart. */
  function checkOperation({ operationId }: Members, path: Path): void {
    if (typeof operationId !== 'string') return;
    const name = operationId.slice(0, 1000).normalize('NFKC');
    const first = operationIds.get(name);
    if (first === undefined) operationIds.set(name, listKeys(path).join('.'));
    else
      tell(
        'duplicate-operation-id',
        `The operationId ${quote(operationId)} is also that of ${quote(first)}`,
        path,
        'operationId',
      );
  }

  function checkPaths(paths: Members, path: Path): void {
    const templates = new Map<string, string>();
    for (const name of Object.keys(paths)) {
      if (!name.startsWith('/')) continue;
      const template = name.replace(/\{[^{}]*\}/g, '{}');
      const first = templates.get(template);
      if (first === undefined) templates.set(template, name);
      else tell('path-collision', `The path ${quote(name)} is the same as ${quote(first)}`, path, name);
    }
  }

  function checkPattern({ pattern }: Members, path: Path): void {
    if (typeof pattern !== 'string' || pattern.length > longestPattern) return;
    const isValid = patterns.get(pattern) ?? isPattern(pattern);
    patterns.set(pattern, isValid);
    if (!isValid) tell('invalid-pattern', `${quote(pattern)} is not a regular expression`, path, 'pattern');
  }

  const checks: { readonly [kind: string]: (value: Members, path: Path) => void } = {
    operation: checkOperation,
    paths: checkPaths,
    parameter: checkPattern,
    schema: checkPattern,
  };
  return { problems, observe: (kind, value, path) => checks[kind]?.(value, path) };
}
