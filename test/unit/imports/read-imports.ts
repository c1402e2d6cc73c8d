/**
 * Every way a source file names another module, read from TypeScript's own syntax tree (comments, strings, templates and
 * regular expressions are then no question). The API of TypeScript 7 is marked unstable; the planted cases would fail
 * first if an update changed it.
 */
import { posix } from 'node:path';
import {
  isCallExpression,
  isExportDeclaration,
  isExternalModuleReference,
  isIdentifier,
  isImportDeclaration,
  isImportEqualsDeclaration,
  isImportTypeNode,
  isLiteralTypeNode,
  isMetaProperty,
  isNewExpression,
  isNoSubstitutionTemplateLiteral,
  isPropertyAccessExpression,
  isStringLiteral,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { createVirtualFileSystem } from 'typescript/unstable/fs';
import { API } from 'typescript/unstable/sync';

export type SourceText = { readonly path: string; readonly source: string };

/**
 * `type` leaves no trace at run time (`import { type X }` does: an empty import); `path` is `new URL('./x.ts',
 * import.meta.url)`, for workers and bundles. Without a specifier it is computed: nobody can tell what it names.
 */
export type Import = {
  readonly how: 'import' | 'type' | 'path';
  readonly specifier?: string;
  readonly line: number;
};

type Use = { readonly name: string; readonly line: number };

export type FileImports = {
  readonly path: string;
  readonly imports: readonly Import[];
  /** Globals of the platform that are not pure: clock, environment, randomness, I/O. */
  readonly impure: readonly Use[];
  readonly syntaxErrors: readonly string[];
};

type Named = Omit<Import, 'line'>;

const impureNames = new Set([
  'Date()',
  'new Date()',
  'Date.now',
  'Math.random',
  'Temporal.Now',
  ...['process', 'globalThis', 'console', 'crypto', 'performance', 'fetch', 'WebSocket'],
  ...['setTimeout', 'setInterval', 'setImmediate'],
]);

const named = (how: Import['how'], node: Node | undefined): Named =>
  node !== undefined && (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node))
    ? { how, specifier: node.text }
    : { how };

const isImportMeta = (node: Node | undefined, property: string): boolean =>
  node !== undefined &&
  isPropertyAccessExpression(node) &&
  isMetaProperty(node.expression) &&
  node.name.text === property;

/** A call that loads or names a module: `import()`, `require()`, `import.meta.resolve()`, `process.getBuiltinModule()`. */
function ofCall(node: Node): Named | undefined {
  if (!isCallExpression(node)) return undefined;
  const { expression: callee, arguments: given } = node;
  if (callee.kind === SyntaxKind.ImportKeyword || isImportMeta(callee, 'resolve')) return named('import', given[0]);
  const name = isPropertyAccessExpression(callee) ? callee.name : callee;
  if (!isIdentifier(name)) return undefined;
  if (name.text === 'require' || name.text === 'getBuiltinModule') return named('import', given[0]);
  return name.text === 'createRequire' ? { how: 'import' } : undefined;
}

/** `new URL('./x.ts', import.meta.url)`; an address of anything but source names no module. */
function ofUrl(node: Node): Named | undefined {
  if (!isNewExpression(node) || !isIdentifier(node.expression) || node.expression.text !== 'URL') return undefined;
  const [target, base] = node.arguments ?? [];
  if (!isImportMeta(base, 'url')) return undefined;
  const found = named('path', target);
  return /\.[cm]?[jt]sx?$/.test(found.specifier ?? '') ? found : undefined;
}

function ofDeclaration(node: Node): Named | undefined {
  if (isImportDeclaration(node)) {
    const erased = node.importClause?.phaseModifier === SyntaxKind.TypeKeyword;
    return named(erased ? 'type' : 'import', node.moduleSpecifier);
  }
  if (isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    return named(node.isTypeOnly ? 'type' : 'import', node.moduleSpecifier);
  }
  if (isImportEqualsDeclaration(node) && isExternalModuleReference(node.moduleReference)) {
    return named('import', node.moduleReference.expression);
  }
  if (isImportTypeNode(node)) {
    return named('type', isLiteralTypeNode(node.argument) ? node.argument.literal : undefined);
  }
  return undefined;
}

/** The impure global that this node uses, as the names above write it. */
function impureUse(node: Node): string | undefined {
  const names: string[] = [];
  if (isPropertyAccessExpression(node) && isIdentifier(node.expression)) {
    names.push(node.expression.text, `${node.expression.text}.${node.name.text}`);
  } else if (isCallExpression(node) && isIdentifier(node.expression)) {
    names.push(node.expression.text, `${node.expression.text}()`);
  } else if (isNewExpression(node) && isIdentifier(node.expression)) {
    names.push(node.expression.text);
    if ((node.arguments ?? []).length === 0) names.push(`new ${node.expression.text}()`);
  }
  return names.find((name) => impureNames.has(name));
}

function readTree(tree: SourceFile): Pick<FileImports, 'imports' | 'impure'> {
  const lineOf = (position: number): number => tree.getLineAndCharacterOfPosition(position).line + 1;
  const imports: Import[] = tree.referencedFiles.map(({ fileName, pos }) => ({
    how: 'type',
    specifier: fileName,
    line: lineOf(pos),
  }));
  const impure: Use[] = [];
  const visit = (node: Node): void => {
    const found = ofDeclaration(node) ?? ofCall(node) ?? ofUrl(node);
    if (found !== undefined) imports.push({ ...found, line: lineOf(node.getStart(tree)) });
    const used = impureUse(node);
    if (used !== undefined) impure.push({ name: used, line: lineOf(node.getStart(tree)) });
    node.forEachChild(visit);
  };
  visit(tree);
  return { imports, impure };
}

/** Reads all files in one go, in their order; nothing is taken from disk. A path may come twice (planted cases do). */
export function readImports(files: readonly SourceText[]): readonly FileImports[] {
  const names = files.map(({ path }, index) => `/${index}${posix.extname(path)}`);
  const compilerOptions = { noResolve: true, noLib: true, allowJs: true, noEmit: true, types: [], module: 'nodenext' };
  const api = new API({
    cwd: '/',
    fs: createVirtualFileSystem({
      '/tsconfig.json': JSON.stringify({ compilerOptions, files: names }),
      ...Object.fromEntries(files.map(({ source }, index) => [names[index], source])),
    }),
  });
  try {
    const project = api.updateSnapshot({ openProjects: ['/tsconfig.json'] }).getProjects()[0];
    return files.map(({ path }, index) => {
      const name = names[index] ?? '';
      const tree = project?.program.getSourceFile(name);
      if (project === undefined || tree === undefined) throw new Error(`TypeScript did not read ${path}`);
      const syntaxErrors = project.program.getSyntacticDiagnostics(name).map(({ text }) => text);
      return { path, syntaxErrors, ...readTree(tree) };
    });
  } finally {
    api.close();
  }
}
