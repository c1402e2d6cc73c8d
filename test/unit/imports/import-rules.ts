/**
 * Who may import whom, as data (the table of the architecture: CONTRIBUTING.md, "Where does my line go?"). It is an
 * allow-list: a folder that is not here may not hold source, and what a row does not name it may not import. A place may
 * always import itself and, for a folder, what is below it.
 */
export type ImportRule = {
  /** A folder or a file; the longest that holds a file is the one that speaks for it. */
  readonly place: string;
  /** Folders (with all below them) and files; `*` is everything in the repository. */
  readonly imports: readonly string[];
  /** Names; `@scope/*`, `node:*` and `*` stand for many. */
  readonly packages: readonly string[];
  /** Of the above, what may be named by `import type` only. */
  readonly typesOnly?: readonly string[];
  /** Places below an allowed one that are refused all the same. */
  readonly except?: readonly string[];
  /** Source that may be named by path, `new URL('./x.ts', import.meta.url)`, without importing it. */
  readonly byPath?: readonly string[];
  /** May import what is computed at run time, which nobody can check. */
  readonly computed?: boolean;
  /** No clock, environment, randomness or I/O of the platform's globals either. */
  readonly pure?: boolean;
};

const domain = 'shared/domain';
const ports = 'shared/ports.ts';
const config = 'shared/config.ts';

const adapter = (name: string, ...packages: readonly string[]): ImportRule => ({
  place: `shared/adapters/${name}`,
  imports: [ports, domain],
  packages: ['node:*', ...packages],
});

const lambda = ['@middy/*', '@aws-lambda-powertools/*', 'aws-lambda'];

const local: ImportRule = {
  place: 'infra/local',
  imports: ['functions', ports, config, 'shared/usecases', 'shared/views', domain],
  packages: ['croner', 'node:*', 'aws-lambda'],
  typesOnly: ['aws-lambda'],
  except: ['infra/local/build'],
};

export const importRules: readonly ImportRule[] = [
  { place: domain, imports: [], packages: [], pure: true },
  { place: `${domain}/digest.ts`, imports: [domain], packages: ['node:crypto'], pure: true },
  {
    place: `${domain}/description`,
    imports: [domain],
    packages: ['@apidevtools/swagger-parser', 'js-yaml'],
    pure: true,
  },
  { place: `${domain}/search`, imports: [domain], packages: ['minisearch'], pure: true },
  { place: 'shared/views', imports: [domain], packages: [], pure: true },
  // What runs in the reader's browser.
  { place: 'shared/views/assets', imports: [], packages: [] },
  {
    place: 'shared/views/charts',
    imports: ['shared/views', domain],
    packages: ['d3-scale', 'd3-shape'],
    pure: true,
  },
  { place: ports, imports: [domain], packages: [], typesOnly: [domain], pure: true },
  { place: config, imports: [domain], packages: [], pure: true },
  { place: 'shared/store', imports: [domain, ports], packages: [], pure: true },
  {
    place: 'shared/usecases',
    imports: [domain, 'shared/views', 'shared/store', ports, config],
    packages: ['p-limit'],
    pure: true,
  },
  adapter('aws', '@aws-sdk/*', '@aws-lambda-powertools/*'),
  adapter('embedded'),
  adapter('network', 'undici'),
  adapter('system'),
  {
    place: 'functions',
    imports: ['shared/usecases', 'shared/views', domain, ports, config],
    packages: lambda,
    typesOnly: ['aws-lambda'],
  },
  { place: 'functions/app.ts', imports: ['functions', 'shared'], packages: lambda, typesOnly: ['aws-lambda'] },
  {
    place: 'infra/aws',
    imports: ['shared/store/table.ts', config],
    packages: ['aws-cdk-lib', 'constructs', 'cdk-nag', 'node:*'],
    byPath: ['functions'],
  },
  local,
  {
    ...local,
    place: 'infra/local/build',
    imports: [...local.imports, 'infra/local'],
    packages: [...local.packages, 'esbuild', 'ajv', 'ajv-draft-04'],
    except: [],
    computed: true,
  },
  { place: 'test', imports: ['*'], packages: ['*'], computed: true },
];
