/** The architecture's import rules hold in the whole tree; planted cases show that each kind of breach would be seen. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkImports } from './check-imports.ts';
import { importRules } from './import-rules.ts';
import type { SourceText } from './read-imports.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const notOurs = /^(node_modules|dist|coverage|cdk\.out)$|^\./;

/** Every source file, whatever its kind of JavaScript; what tools make and install is not ours. */
function sourceFiles(folder = ''): readonly string[] {
  return readdirSync(`${root}${folder}`, { withFileTypes: true }).flatMap((entry) => {
    if (notOurs.test(entry.name)) return [];
    const path = `${folder}${entry.name}`;
    if (entry.isDirectory()) return sourceFiles(`${path}/`);
    return /\.[cm]?[jt]sx?$/.test(entry.name) ? [path] : [];
  });
}

/** What is planted, where, and each breach it must give (after the path). */
type Planted = readonly [what: string, path: string, source: string, ...expected: readonly string[]];

const domainFile = 'shared/domain/catalogue/x.ts';
const computed = 'a computed import: nobody can tell what it names';
const noStore = 'shared/store/table.ts: shared/domain may not import it';

const breaches: readonly Planted[] = [
  ['a static import', domainFile, `import { a } from '../../store/table.ts';`, `:1 ${noStore}`],
  ['a type-only import', domainFile, `import type { A } from '../../store/table.ts';`, `:1 ${noStore}`],
  ['an import of types only by name', domainFile, `import { type A } from '../../store/table.ts';`, `:1 ${noStore}`],
  ['a namespace import', domainFile, `\n\nimport * as t from '../../store/table.ts';`, `:3 ${noStore}`],
  ['a type import within a type', domainFile, `type A = import('../../store/table.ts').A;`, `:1 ${noStore}`],
  ['a typeof import', domainFile, `let a: typeof import('../../store/table.ts');`, `:1 ${noStore}`],
  ['a side-effect import', domainFile, `import '../../store/table.ts';`, `:1 ${noStore}`],
  ['a dynamic import', domainFile, `const a = await import('../../store/table.ts');`, `:1 ${noStore}`],
  ['a dynamic import in a template', domainFile, `const a = \`\${import('../../store/table.ts')}\`;`, `:1 ${noStore}`],
  ['a dynamic import of a plain template', domainFile, 'await import(`../../store/table.ts`);', `:1 ${noStore}`],
  ['a re-export', domainFile, `export { a } from '../../store/table.ts';`, `:1 ${noStore}`],
  ['a star re-export', domainFile, `export * from '../../store/table.ts';`, `:1 ${noStore}`],
  ['a type re-export', domainFile, `export type { A } from '../../store/table.ts';`, `:1 ${noStore}`],
  ['an import assignment', domainFile, `import t = require('../../store/table.ts');`, `:1 ${noStore}`],
  ['a required module', domainFile, `const t = require('../../store/table.ts');`, `:1 ${noStore}`],
  ['a resolved module', domainFile, `import.meta.resolve('../../store/table.ts');`, `:1 ${noStore}`],
  ['a reference comment', domainFile, '/// <reference path="../../store/table.ts" />', `:1 ${noStore}`],
  ['a worker of another layer', domainFile, `new URL('../../store/table.ts', import.meta.url);`, `:1 ${noStore}`],
  [
    'an import after a regular expression',
    domainFile,
    `const r = /['"]/; import('../../store/table.ts');`,
    `:1 ${noStore}`,
  ],
  [
    'an import after a division',
    domainFile,
    `const a = (4) / 2; import('../../store/table.ts'); const b = 1 / 2;`,
    `:1 ${noStore}`,
  ],
  ['a computed import', domainFile, `await import(\`../\${name}.ts\`);`, `:1 ${computed}`],
  ['a computed require', domainFile, 'require(name);', `:1 ${computed}`],
  ['a loader made by hand', 'infra/local/x.ts', 'module.createRequire(import.meta.url);', `:1 ${computed}`],
  [
    'a builtin taken from the process',
    'functions/x.ts',
    `process.getBuiltinModule('node:fs');`,
    ':1 functions may not use the package node:fs',
  ],
  [
    'an unlisted package',
    'shared/usecases/x.ts',
    `import x from 'lodash';`,
    ':1 shared/usecases may not use the package lodash',
  ],
  [
    'a deep path of an unlisted package',
    'shared/adapters/aws/x.ts',
    `import type { X } from '@middy/core/types';`,
    ':1 shared/adapters/aws may not use the package @middy/core',
  ],
  [
    'a package where only a neighbouring folder may use it',
    'shared/domain/catalogue/x.ts',
    `import yaml from 'js-yaml';`,
    ':1 shared/domain may not use the package js-yaml',
  ],
  [
    'a builtin in the domain',
    domainFile,
    `import { readFileSync } from 'node:fs';`,
    ':1 shared/domain may not use the package node:fs',
  ],
  ['a builtin without node:', 'infra/aws/x.ts', `import fs from 'fs';`, ':1 infra/aws may not use the package fs'],
  ['an address', 'infra/aws/x.ts', `import 'https://a.example/x.ts';`, ':1 infra/aws may not use the package https:'],
  ['an alias', 'infra/aws/x.ts', `import '#x';`, ':1 infra/aws may not use the package #x'],
  [
    'a run-time import of what is there for its types',
    'functions/x.ts',
    `import type { A } from 'aws-lambda'; import { type B } from 'aws-lambda';`,
    ':1 aws-lambda only with "import type"',
  ],
  [
    'a run-time import in the ports',
    'shared/ports.ts',
    `import { text } from './domain/text.ts';`,
    ':1 shared/domain/text.ts: only with "import type"',
  ],
  [
    'a sibling adapter',
    'shared/adapters/aws/x.ts',
    `import '../embedded/y.ts';`,
    ':1 shared/adapters/embedded/y.ts: shared/adapters/aws may not import it',
  ],
  [
    'the network from a use case',
    'shared/usecases/x.ts',
    `import '../adapters/network/y.ts';`,
    ':1 shared/adapters/network/y.ts: shared/usecases may not import it',
  ],
  [
    'the settings from a repository',
    'shared/store/x.ts',
    `import '../config.ts';`,
    ':1 shared/config.ts: shared/store may not import it',
  ],
  [
    'a folder whose name only begins like an allowed one',
    'shared/usecases/x.ts',
    `import '../store-of-mine/y.ts';`,
    ':1 shared/store-of-mine/y.ts: shared/usecases may not import it',
  ],
  [
    'an adapter from a function',
    'functions/crawl.ts',
    `import '../shared/adapters/aws/y.ts';`,
    ':1 shared/adapters/aws/y.ts: functions may not import it',
  ],
  [
    'a function imported by the AWS app, not named by path',
    'infra/aws/x.ts',
    `import '../../functions/crawl.ts';`,
    ':1 functions/crawl.ts: infra/aws may not import it',
  ],
  [
    'build tools in the running service',
    'infra/local/main.ts',
    `import './build/pack.ts';`,
    ':1 infra/local/build/pack.ts: infra/local may not import it',
  ],
  ...(['shared/domain/x.ts', 'functions/app.ts', 'infra/local/x.ts', 'infra/local/build/x.ts'] as const).map(
    (path): Planted => {
      const up = '../'.repeat(path.split('/').length - 1);
      const place = path === 'functions/app.ts' ? path : path.slice(0, path.lastIndexOf('/'));
      return [
        `a test imported by ${path}`,
        path,
        `import '${up}test/unit/y.ts';`,
        `:1 test/unit/y.ts: ${place} may not import it`,
      ];
    },
  ),
  [
    'a way out of the repository',
    'test/unit/x.ts',
    `import '../../../other/y.ts';`,
    ':1 ../other/y.ts: test may not import it',
  ],
  ['an absolute path', 'test/unit/x.ts', `import '/etc/y.ts';`, ':1 /etc/y.ts: an absolute path'],
  ...['../y', '../y.js', '..', '../folder/', '../y.tsx'].map(
    (name): Planted => [
      `a name without .ts (${name})`,
      'shared/store/folder/x.ts',
      `import '${name}';`,
      `:1 ${`shared/store/${name.slice(3)}`.replace(/store\/$/, 'store')}: the name must end in .ts`,
    ],
  ),
  ['a folder nobody listed', 'shared/helpers/x.ts', '', ': no rule speaks for this place (import-rules.ts)'],
  ['an adapter nobody listed', 'shared/adapters/x/y.ts', '', ': no rule speaks for this place (import-rules.ts)'],
  ['a source file at the top', 'knip.config.mjs', '', ': no rule speaks for this place (import-rules.ts)'],
  ['a file that does not parse', domainFile, 'const a = {', `: '}' expected.`],
  ['the clock in the domain', domainFile, 'const a = Date.now();', ':1 shared/domain is pure: no Date.now'],
  ['the date of today in the domain', domainFile, 'const a = new Date();', ':1 shared/domain is pure: no new Date()'],
  ['chance in the store', 'shared/store/x.ts', 'Math.random();', ':1 shared/store is pure: no Math.random'],
  [
    'the environment in a use case',
    'shared/usecases/x.ts',
    'const a = process.env.A;',
    ':1 shared/usecases is pure: no process',
  ],
  ['a request in a view', 'shared/views/x.ts', `await fetch('/');`, ':1 shared/views is pure: no fetch'],
  [
    'several at once, each with its line',
    'shared/views/x.ts',
    `import './x.js';\nexport * from 'a';\nconst b = import('../store/y.ts');`,
    ':1 shared/views/x.js: the name must end in .ts',
    ':2 shared/views may not use the package a',
    ':3 shared/store/y.ts: shared/views may not import it',
  ],
];

const fine: readonly Planted[] = [
  ['an import in a comment', domainFile, `// import '../../store/table.ts'\n/* import('../../ports.ts') */`],
  ['an import in a string', domainFile, `const a = "import '../../store/table.ts'";`],
  ['an import in a template', domainFile, "const a = `import('../../store/table.ts')`;"],
  ['an import in a regular expression', domainFile, `const a = /import('..\\/x')/;`],
  ['a property called import', domainFile, `const a = b.import('../../store/table.ts');`],
  ['its own layer', domainFile, `export * from './y.ts'; import type { A } from '../text.ts';`],
  ['the parsers in description', 'shared/domain/description/x.ts', `import yaml from 'js-yaml';`],
  ['a generated validator', 'shared/domain/description/x.ts', `import v from './schemas.generated.js';`],
  ['types in the ports', 'shared/ports.ts', `import type { A } from './domain/text.ts';`],
  ['a deep path of a listed package', 'infra/aws/x.ts', `import { Bucket } from 'aws-cdk-lib/aws-s3';`],
  ['any package of a listed scope', 'shared/adapters/aws/x.ts', `import '@aws-sdk/client-s3';`],
  ['a builtin below a folder', 'shared/adapters/system/x.ts', `import { sleep } from 'node:timers/promises';`],
  ['a worker of its own layer', 'shared/adapters/system/x.ts', `new URL('./worker.ts', import.meta.url);`],
  ['a function by path', 'infra/aws/x.ts', `new URL('../../functions/crawl.ts', import.meta.url);`],
  ['a file by path that is no source', 'infra/aws/x.ts', `new URL('../../package.json', import.meta.url);`],
  ['adapters in the composition root', 'functions/app.ts', `import '../shared/adapters/aws/y.ts';`],
  ['functions on one machine', 'infra/local/x.ts', `import '../../functions/app.ts';`],
  ['build tools in the build', 'infra/local/build/x.ts', `import 'esbuild'; import '../main.ts';`],
  ['anything in a test', 'test/unit/x.ts', `import 'vitest'; import '../../shared/ports.ts'; await import(name);`],
  ['a date made of a number in the domain', domainFile, 'const a = new Date(now).toISOString();'],
  ['a property called like a global', domainFile, 'const a = b.process.env, c = d.fetch(e);'],
];

describe('import rules', () => {
  const planted = [...breaches, ...fine].map(([what, path, source, ...expected], index) => ({
    ...{ what, path, source, index },
    expected: expected.map((message) => `${path}${message}`),
  }));
  let found: readonly (readonly string[])[] = [];
  beforeAll(() => {
    found = checkImports(planted, importRules);
  });

  it.each(planted.slice(0, breaches.length))('refuse $what', ({ index, expected }) => {
    expect(expected).not.toEqual([]);
    expect(found[index]).toEqual(expected);
  });

  it.each(planted.slice(breaches.length))('allow $what', ({ index }) => {
    expect(found[index]).toEqual([]);
  });

  it('hold in every source file of the repository', () => {
    const files = sourceFiles().map((path): SourceText => ({ path, source: readFileSync(`${root}${path}`, 'utf8') }));
    expect(files.map(({ path }) => path)).toContain('test/unit/imports/import-rules.test.ts');
    expect(checkImports(files, importRules).flat()).toEqual([]);
  });

  it('name each place once', () => {
    const places = importRules.map(({ place }) => place);
    expect(places).toEqual([...new Set(places)]);
  });
});
