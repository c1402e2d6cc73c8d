/**
 * The bundles as they would be deployed: taken from what `cdk synth` leaves behind, and called as Lambda calls them,
 * each in a process of its own. Used by tests and by test/bench/bundles.ts.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const root = join(import.meta.dirname, '../../..');

export const functionNames = ['crawl', 'probe', 'rollup', 'api', 'dashboard', 'admin', 'look'] as const;
type FunctionName = (typeof functionNames)[number];

type Bundle = {
  readonly directory: string;
  readonly files: readonly string[];
  /** Of the function's own file, minified. */
  readonly bytes: number;
  /** Source files that contribute code to each file, by its name, relative to the root of the project. */
  readonly sources: { readonly [file: string]: readonly string[] };
};

type Deployment = { readonly directory: string; readonly bundles: { readonly [name in FunctionName]: Bundle } };

/**
 * Runs the command line of the CDK, offline, for a deployment with all there may be; throws with its output when it refuses.
 * The caller removes `directory`.
 */
export function synthesiseDeployment(): Deployment {
  const directory = mkdtempSync(join(tmpdir(), 'vedetta-deployment-'));
  const cdk = [join(root, 'node_modules/aws-cdk/bin/cdk'), 'synth', '--quiet', '--output', directory];
  const run = spawnSync(process.execPath, cdk, {
    cwd: root,
    encoding: 'utf8',
    env: {
      HOME: directory,
      CI: 'true',
      JWT_ISSUER: 'https://login.example',
      VANTAGE_REGIONS: 'eu-west-1',
      PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
    },
  });
  if (run.status !== 0) throw new Error(`cdk synth ended with ${run.status}:\n${run.stderr}`);
  const found = readdirSync(directory)
    .filter((name) => name.startsWith('asset.'))
    .map((name) => readBundle(join(directory, name)));
  const bundleOf = (name: FunctionName): Bundle => {
    const bundle = found.find(({ sources }) => sources['index.mjs']?.includes(`functions/${name}.ts`));
    if (bundle === undefined) throw new Error(`no asset holds functions/${name}.ts`);
    return bundle;
  };
  return {
    directory,
    bundles: Object.fromEntries(functionNames.map((name) => [name, bundleOf(name)])) as Deployment['bundles'],
  };
}

function readBundle(directory: string): Bundle {
  const files = readdirSync(directory).sort();
  const sourcesOf = (file: string): readonly string[] => {
    const map: { sources: string[] } = JSON.parse(readFileSync(join(directory, `${file}.map`), 'utf8'));
    return map.sources.map((source) => source.replace(/^.*?(?=(functions|shared|node_modules)\/)/, ''));
  };
  return {
    directory,
    files,
    bytes: statSync(join(directory, 'index.mjs')).size,
    sources: Object.fromEntries(files.filter((file) => file.endsWith('.mjs')).map((file) => [file, sourcesOf(file)])),
  };
}

/** Calls the handler once with an event, in a process with this environment and no other; its answer as JSON. */
export async function callBundle(
  { directory }: Bundle,
  event: object,
  environment: { readonly [name: string]: string },
): Promise<unknown> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.resolve('./call-handler.ts'))], {
    cwd: directory,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    env: { PATH: '', ...environment },
  });
  const [input, output, errors, answers] = child.stdio as readonly unknown[] as [
    Writable,
    Readable,
    Readable,
    Readable,
  ];
  const context = { awsRequestId: 'r1', functionName: 'test', functionVersion: '$LATEST', memoryLimitInMB: '512' };
  input.end(JSON.stringify({ file: join(directory, 'index.mjs'), event, context }));
  const [answer, log, faults, [status]] = await Promise.all([
    text(answers),
    text(output),
    text(errors),
    once(child, 'close'),
  ]);
  if (status !== 0 || answer === '') throw new Error(`the process ended with ${status}:\n${log}${faults}`);
  return JSON.parse(answer);
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
