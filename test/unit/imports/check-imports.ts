/** Holds the imports of source files against the rules and names every breach. */
import { posix } from 'node:path';
import type { ImportRule } from './import-rules.ts';
import { type FileImports, type Import, readImports, type SourceText } from './read-imports.ts';

const covers = (place: string, path: string): boolean =>
  place === '*' ? !path.startsWith('../') : path === place || path.startsWith(`${place}/`);

const matches = (pattern: string, name: string): boolean =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;

/** The rule that speaks for a file: the one with the longest place that holds it. */
const ruleOf = (path: string, rules: readonly ImportRule[]): ImportRule | undefined =>
  rules.filter(({ place }) => covers(place, path)).sort((a, b) => b.place.length - a.place.length)[0];

/** `@scope/name/deep` → `@scope/name`, `name/deep` → `name`; `node:fs/promises` stays whole. */
const packageOf = (specifier: string): string =>
  specifier.startsWith('node:')
    ? specifier
    : specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/');

function faultOfPackage(specifier: string, how: Import['how'], rule: ImportRule): string | undefined {
  const name = packageOf(specifier);
  if (!rule.packages.some((pattern) => matches(pattern, name))) return `${rule.place} may not use the package ${name}`;
  const typesOnly = rule.typesOnly?.some((pattern) => matches(pattern, name)) ?? false;
  return typesOnly && how !== 'type' ? `${name} only with "import type"` : undefined;
}

function faultOfFile(target: string, how: Import['how'], rule: ImportRule): string | undefined {
  if (!/\.(ts|mjs|json|generated\.js)$/.test(target)) return 'the name must end in .ts';
  if (how === 'path' && rule.byPath?.some((place) => covers(place, target))) return undefined;
  const allowed = [rule.place, ...rule.imports].some((place) => covers(place, target));
  const refused = rule.except?.some((place) => covers(place, target)) ?? false;
  if (!allowed || refused) return `${rule.place} may not import it`;
  const typesOnly = rule.typesOnly?.some((place) => covers(place, target)) ?? false;
  return typesOnly && how !== 'type' ? 'only with "import type"' : undefined;
}

function faultOf(path: string, { specifier, how }: Import, rule: ImportRule): string | undefined {
  if (specifier === undefined) {
    return rule.computed ? undefined : 'a computed import: nobody can tell what it names';
  }
  if (/^[./]/.test(specifier) || how === 'path') {
    if (specifier.startsWith('/')) return `${specifier}: an absolute path`;
    const target = posix.join(posix.dirname(path), specifier);
    const fault = faultOfFile(target, how, rule);
    return fault && `${target}: ${fault}`;
  }
  return faultOfPackage(specifier, how, rule);
}

function faultsOfFile(file: FileImports, rules: readonly ImportRule[]): readonly string[] {
  const rule = ruleOf(file.path, rules);
  if (rule === undefined) return [`${file.path}: no rule speaks for this place (import-rules.ts)`];
  const impure = rule.pure ? file.impure : [];
  return [
    ...file.syntaxErrors.map((message) => `${file.path}: ${message}`),
    ...file.imports.flatMap((found) => {
      const fault = faultOf(file.path, found, rule);
      return fault === undefined ? [] : [`${file.path}:${found.line} ${fault}`];
    }),
    ...impure.map(({ name, line }) => `${file.path}:${line} ${rule.place} is pure: no ${name}`),
  ];
}

/** The breaches of each file, in order, as `path:line what`. Paths are relative to the repository's root. */
export const checkImports = (
  files: readonly SourceText[],
  rules: readonly ImportRule[],
): readonly (readonly string[])[] => readImports(files).map((file) => faultsOfFile(file, rules));
