/**
 * The bundles as they would be deployed: taken from what `cdk synth` leaves behind, and called as Lambda calls them,
 * each in a process of its own. Used by tests and by test/bench/bundles.ts.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

export const functionNames = ['crawl', 'probe', 'rollup', 'api', 'dashboard'] as const;
type FunctionName = (typeof functionNames)[number];

type Bundle = {
  readonly directory: string;
  readonly files: readonly string[];
  /** Of the function's own file, minified. */
  readonly bytes: number;
  /** Source files that contribute code, relative to the root of the project. */
  readonly sources: readonly string[];
};

type Deployment = { readonly directory: string; readonly bundles: { readonly [name in FunctionName]: Bundle } };

/** Runs the command line of the CDK, offline; throws with its output when it refuses. The caller removes `directory`. */
export function synthesiseDeployment(): Deployment {
  const directory = mkdtempSync(join(tmpdir(), 'vedetta-deployment-'));
  const cdk = [join(root, 'node_modules/aws-cdk/bin/cdk'), 'synth', '--quiet', '--output', directory];
  const run = spawnSync(process.execPath, cdk, {
    cwd: root,
    encoding: 'utf8',
    env: {
      HOME: directory,
      CI: 'true',
      PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
    },
  });
  if (run.status !== 0) throw new Error(`cdk synth ended with ${run.status}:\n${run.stderr}`);
  const found = readdirSync(directory)
    .filter((name) => name.startsWith('asset.'))
    .map((name) => readBundle(join(directory, name)));
  const bundleOf = (name: FunctionName): Bundle => {
    const bundle = found.find(({ sources }) => sources.includes(`functions/${name}.ts`));
    if (bundle === undefined) throw new Error(`no asset holds functions/${name}.ts`);
    return bundle;
  };
  return {
    directory,
    bundles: Object.fromEntries(functionNames.map((name) => [name, bundleOf(name)])) as Deployment['bundles'],
  };
}

function readBundle(directory: string): Bundle {
  const map: { sources: string[] } = JSON.parse(readFileSync(join(directory, 'index.mjs.map'), 'utf8'));
  return {
    directory,
    files: readdirSync(directory).sort(),
    bytes: statSync(join(directory, 'index.mjs')).size,
    sources: map.sources.map((source) => source.replace(/^.*?(?=(functions|shared|node_modules)\/)/, '')),
  };
}

const caller = `
import { readFileSync, writeSync } from 'node:fs';
const { file, event, context } = JSON.parse(readFileSync(0, 'utf8'));
const { handler } = await import(file);
const answer = await handler(event, { ...context, getRemainingTimeInMillis: () => 20_000 });
writeSync(3, JSON.stringify(answer ?? null));
process.exit(0);
`;

/** Calls the handler once with an event, as Lambda does; the answer, and what was written to the log. */
export function callBundle(
  { directory }: Bundle,
  event: object,
  environment: { readonly [name: string]: string },
): { readonly answer: unknown; readonly log: string } {
  const file = join(directory, 'index.mjs');
  const context = { awsRequestId: 'r1', functionName: 'test', functionVersion: '$LATEST', memoryLimitInMB: '512' };
  const run = spawnSync(process.execPath, ['--input-type=module', '--eval', caller], {
    cwd: directory,
    encoding: 'utf8',
    input: JSON.stringify({ file, event, context }),
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    env: { PATH: '', ...environment },
    timeout: 30_000,
  });
  const answer = run.output[3];
  if (run.status !== 0 || !answer) throw new Error(`${file} ended with ${run.status}:\n${run.stdout}${run.stderr}`);
  return { answer: JSON.parse(answer), log: run.stdout + run.stderr };
}

/** An event of an API Gateway HTTP API, payload format 2.0. */
export const httpEvent = (method: string, path: string, query = ''): object => ({
  version: '2.0',
  routeKey: '$default',
  rawPath: path,
  rawQueryString: query,
  headers: { host: 'vedetta.example', accept: '*/*', 'x-forwarded-proto': 'https' },
  ...(query === '' ? {} : { queryStringParameters: Object.fromEntries(new URLSearchParams(query)) }),
  requestContext: {
    accountId: '123456789012',
    apiId: 'a1',
    domainName: 'vedetta.example',
    domainPrefix: 'vedetta',
    http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
    requestId: 'r1',
    routeKey: '$default',
    stage: '$default',
    time: '23/Nov/2026:10:00:00 +0000',
    timeEpoch: 1_795_428_000_000,
  },
  isBase64Encoded: false,
});
