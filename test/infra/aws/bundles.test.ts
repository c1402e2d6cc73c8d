/**
 * Each bundled function in a process of its own, with real events: on one machine (SQLite, files), and on AWS as far as
 * it can be had here (dynalite, a double of S3).
 */
/// <reference path="../../contract/dynalite.d.ts" />
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createS3Blobs } from '../../../shared/adapters/aws/s3-blobs.ts';
import { createFileBlobs } from '../../../shared/adapters/embedded/file-blobs.ts';
import type { Blobs } from '../../../shared/ports.ts';
import { createDocuments } from '../../../shared/store/documents.ts';
import { openDynamodb } from '../../contract/open-table.ts';
import { startS3Double } from '../../fixtures/s3-double.ts';
import { callBundle, functionNames, httpEvent, synthesiseDeployment } from './deployed-bundles.ts';

const { directory, bundles } = synthesiseDeployment();
afterAll(() => rmSync(directory, { recursive: true }));

const ofReaders = ['api', 'dashboard'] as const;
const parsers = /node_modules\/(js-yaml|@apidevtools)\//;

describe('bundles', () => {
  it('are one file each; the analysis worker lies beside those that analyse', () => {
    const own = ['index.mjs', 'index.mjs.map'];
    const worker = ['analysis-worker.mjs', 'analysis-worker.mjs.map'];
    for (const name of functionNames) {
      const analyses = ['crawl', 'rollup', 'api', 'dashboard'].includes(name);
      const files = [...(analyses ? worker : []), ...(name === 'dashboard' ? ['assets'] : []), ...own];
      expect(bundles[name].files).toEqual(files.sort());
    }
  });

  it('have the files of the pages beside the dashboard, under their plain names', () => {
    const files = readdirSync(join(bundles.dashboard.directory, 'assets'));
    expect(files).toEqual(expect.arrayContaining(['italia.css', 'sprites.svg', 'vedetta.css', 'vedetta.js']));
  });

  it.each([
    // It tells every rule, with its texts and examples in two languages.
    ['api', 1150],
    // So do the pages.
    ['dashboard', 1300],
    // It has the table of routes of api, and tells what is wrong in the same words.
    ['admin', 1150],
    // Three quarters of it are undici, which looks.
    ['look', 1100],
  ] as const)('%s stays within %i KB', (name, most) => {
    expect(bundles[name].bytes).toBeLessThanOrEqual(1000 * most);
  });

  it.each([
    ...ofReaders,
    'admin',
    'look',
  ] as const)('%s holds neither YAML parser nor swagger-parser; the analysis worker holds both', (name) => {
    expect(bundles[name].sources['index.mjs']?.filter((source) => parsers.test(source))).toEqual([]);
    for (const bundle of [bundles.crawl, bundles.rollup, bundles.api]) {
      const inWorker = bundle.sources['analysis-worker.mjs']?.map((source) => parsers.exec(source)?.[1]);
      expect(inWorker).toEqual(expect.arrayContaining(['js-yaml', '@apidevtools']));
    }
  });
});

const published = Buffer.from(
  `${JSON.stringify({
    openapi: '3.0.3',
    info: { title: 'Anagrafe', version: '1.0.0' },
    servers: [{ url: '/api' }],
    paths: { '/status': { get: { responses: { 200: { description: 'fine' } } } } },
  })}\n`,
);

/** An administration on loopback: one description, and an API that answers. */
async function startAdministration() {
  const server = createServer((request, response) => {
    if (request.url === '/openapi.json')
      return void response.setHeader('content-type', 'application/json').end(published);
    response.writeHead(request.url?.startsWith('/api') ? 200 : 404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type World = {
  readonly environment: { readonly [name: string]: string };
  readonly blobs: Blobs;
  close(): Promise<void>;
};

async function openMachine(): Promise<World> {
  const data = mkdtempSync(join(directory, 'data-'));
  return { environment: { DATA_DIR: data }, blobs: createFileBlobs(join(data, 'blobs')), close: async () => {} };
}

async function openAws(): Promise<World> {
  const bucket = 'vedetta';
  const [dynamodb, s3] = await Promise.all([openDynamodb(), startS3Double(bucket)]);
  const region = 'eu-south-1';
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new S3Client({ endpoint: s3.endpoint, region, credentials, forcePathStyle: true });
  return {
    environment: {
      TABLE_NAME: 'vedetta',
      BUCKET_NAME: bucket,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
      AWS_ENDPOINT_URL_S3: s3.endpoint,
    },
    blobs: createS3Blobs({ bucket, client }),
    close: async () => {
      client.destroy();
      await Promise.all([dynamodb.close(), s3.close()]);
    },
  };
}

type HttpAnswer = {
  readonly statusCode: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
  readonly isBase64Encoded?: boolean;
};

// In the shortest slots looks are spread over a quarter of a minute, in others over some minutes.
const towardsLoopback = { ALLOW_ADDRESSES: '127.0.0.0/8', CRAWL_DELAY_MS: '0', PROBE_EVERY_MINUTES: '1' };

describe.each([
  ['one machine', openMachine],
  ['AWS', openAws],
])('on %s', (_, open) => {
  let empty: World;
  let full: World;
  let administration: Awaited<ReturnType<typeof startAdministration>>;

  beforeAll(async () => {
    [empty, full, administration] = await Promise.all([open(), open(), startAdministration()]);
  });
  afterAll(() => Promise.all([empty.close(), full.close(), administration.close()]));

  const callIn = (world: World) => ({
    run: (name: 'crawl' | 'probe' | 'rollup') =>
      callBundle(bundles[name], { shard: 0 }, { ...world.environment, ...towardsLoopback }),
    get: async (name: 'api' | 'dashboard', path: string) => {
      const answer = (await callBundle(bundles[name], httpEvent('GET', path), world.environment)) as HttpAnswer;
      return { ...answer, json: () => JSON.parse(answer.body) };
    },
  });

  it.each(['crawl', 'probe', 'rollup'] as const)('%s finds nothing to do where nothing is registered', async (name) => {
    const counts = (await callIn(empty).run(name)) as object;
    expect(Object.keys(counts)).not.toEqual([]);
    expect(new Set(Object.values(counts))).toEqual(new Set([0]));
  });

  it('api tells how the service is, and refuses what is not there as a problem', async () => {
    const { get } = callIn(empty);
    const status = await get('api', '/status');
    expect(status.statusCode).toBe(200);
    expect(status.json()).toMatchObject({ status: 200 });
    const absent = await get('api', '/v1/nothing');
    expect(absent.statusCode).toBe(404);
    expect(absent.headers).toMatchObject({ 'Content-Type': 'application/problem+json' });
  });

  it('dashboard answers with a page', async () => {
    const { get } = callIn(empty);
    const page = await get('dashboard', '/it/');
    expect(page.statusCode).toBe(200);
    expect(page.headers['Content-Type']).toMatch(/^text\/html/);
    const [, style = ''] = /href="(\/assets\/vedetta\.[^"]+\.css)"/.exec(page.body) ?? [];
    const { statusCode, headers } = await get('dashboard', style);
    expect([statusCode, headers['Cache-Control']]).toEqual([200, 'public, max-age=31536000, immutable']);
  });

  it('has no address of metrics', async () => {
    for (const name of ofReaders) expect((await callIn(empty).get(name, '/metrics')).statusCode).toBe(404);
  });

  it('what is published is crawled, analysed, probed, rolled up and shown', async () => {
    const { run, get } = callIn(full);
    const url = `${administration.origin}/openapi.json`;
    const publishers = [{ id: 'c_a001', name: 'Comune Uno', domains: ['127.0.0.1'], sources: [{ url }] }];
    await createDocuments(full.blobs).putSources(Buffer.from(JSON.stringify({ publishers })));

    expect(await run('crawl')).toMatchObject({ visited: 1, revisions: 1, faults: 0 });
    expect(await run('probe')).toMatchObject({ up: 1, down: 0 });
    expect(await run('rollup')).toMatchObject({ days: 0, publishers: 1 });

    const [api] = (await get('api', '/v1/apis')).json().items;
    expect(api).toMatchObject({ title: 'Anagrafe', url, state: 'ok', compliance: { revision: 1 } });
    const report = (await get('api', `/v1/apis/${api.id}/report`)).json();
    expect(report).toMatchObject({ assessable: true, score: { value: api.compliance.score } });
    expect((await get('api', '/v1/statistics')).json()).toMatchObject({ apis: 1, assessed: 1 });
    const compared = (await get('api', `/v1/apis/${api.id}/compare`)).json();
    expect(compared).toMatchObject({ from: { number: 1 }, to: { number: 1 }, level: 'none', changes: [] });
    expect((await get('dashboard', `/it/apis/${api.id}/compare`)).statusCode).toBe(200);
    const document = await get('api', `/v1/apis/${api.id}/document`);
    expect(Buffer.from(document.body, 'base64').equals(published)).toBe(true);
    expect((await get('dashboard', '/it/apis')).body).toContain('Anagrafe');
    const exported = await get('api', '/v1/export.csv');
    if ('DATA_DIR' in full.environment) {
      expect(exported.statusCode).toBe(200);
      expect(Number(exported.headers['Content-Length'])).toBeGreaterThan(100);
      return;
    }
    expect([exported.statusCode, exported.headers['Cache-Control']]).toEqual([307, 'no-store']);
    expect(await (await fetch(exported.headers.Location ?? '')).text()).toContain('Anagrafe');
  });
});
