/** The reading functions over a small catalogue in a temporary folder, called with events as API Gateway sends them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { HttpHandler } from '../../../functions/lambda.ts';
import { sha256 } from '../../../shared/domain/digest.ts';
import type { Store } from '../../../shared/store/store.ts';
import { collectExports } from '../../../shared/usecases/rollup-exports.ts';
import { listStored } from '../../fixtures/list-stored.ts';
import { type Seeded, seedCatalogue } from './seed-catalogue.ts';

export type Asked = {
  readonly query?: { readonly [name: string]: string };
  /** As it is written in the address, in place of `query`. */
  readonly rawQuery?: string;
  /** Of a token that the platform vouches for. */
  readonly claims?: { readonly [name: string]: string };
  readonly headers?: { readonly [name: string]: string };
  /** As sent; JSON of it when it is no text. */
  readonly body?: unknown;
};

// biome-ignore lint/suspicious/noExplicitAny: what JSON.parse gives; the schemas judge it
export type Json = any;

export type Answered = {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: { readonly [name: string]: string };
  /** As sent, coded or not. */
  readonly bytes: Buffer;
  readonly hasBody: boolean;
  readonly text: string;
  /** Of a JSON body. */
  readonly json: () => Json;
};

type Ask = (method: string, path: string, asked?: Asked) => Promise<Answered>;

export type Service = {
  readonly api: Ask;
  /** The function that writes. */
  readonly admin: Ask;
  readonly dashboard: Ask;
  readonly store: Store;
  readonly seeded: Seeded;
  close(): void;
};

const domainName = 'vedetta.example';

export function eventOf(
  method: string,
  path: string,
  { query: named, rawQuery = new URLSearchParams(named).toString(), claims, headers = {}, body }: Asked = {},
): APIGatewayProxyEventV2 {
  const written = new URLSearchParams(rawQuery);
  const query =
    rawQuery === ''
      ? named
      : Object.fromEntries([...new Set(written.keys())].map((name) => [name, written.getAll(name).join(',')]));
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: rawQuery,
    headers: { host: domainName, 'x-forwarded-proto': 'https', ...headers },
    ...(query === undefined ? {} : { queryStringParameters: { ...query } }),
    requestContext: {
      accountId: '123456789012',
      apiId: 'a',
      domainName,
      domainPrefix: 'vedetta',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'r',
      routeKey: '$default',
      stage: '$default',
      time: '23/Nov/2026:08:00:00 +0000',
      timeEpoch: 0,
      ...(claims === undefined ? {} : { authorizer: { jwt: { claims, scopes: null } } }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    isBase64Encoded: false,
  };
}

const decoders: { readonly [coding: string]: (bytes: Buffer) => Buffer } = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
};

const askWith =
  (handler: HttpHandler): Ask =>
  async (method, path, asked) => {
    const result = await handler(eventOf(method, path, asked), {} as Context);
    const headers = Object.fromEntries(
      Object.entries(result.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
    );
    const bytes =
      result.stream === undefined
        ? Buffer.from(result.body ?? '', result.isBase64Encoded ? 'base64' : 'utf8')
        : await buffer(Readable.from(result.stream()));
    const decode = decoders[headers['content-encoding'] ?? ''] ?? ((coded: Buffer) => coded);
    const text = bytes.length === 0 ? '' : decode(bytes).toString();
    return {
      status: result.statusCode ?? 0,
      headers,
      bytes,
      hasBody: (result.body !== undefined && result.body !== '') || result.stream !== undefined,
      text,
      json: () => JSON.parse(text),
    };
  };

export const adminToken = 'let-me-in';

/** Sets `DATA_DIR` of this test file's process, so it is for one service a file. */
export async function startService(): Promise<Service> {
  const folder = mkdtempSync(join(tmpdir(), 'vedetta-http-'));
  process.env.DATA_DIR = folder;
  process.env.LOG_LEVEL = 'error';
  process.env.ADMIN_TOKEN_SHA256 = sha256(adminToken);
  process.env.CONTACT = 'sicurezza@vedetta.example';
  const { readWorld } = await import('../../../functions/app.ts');
  const { handler: api } = await import('../../../functions/api.ts');
  const { handler: admin } = await import('../../../functions/admin.ts');
  const { handler: dashboard } = await import('../../../functions/dashboard.ts');
  const world = await readWorld();
  const { store } = world;
  const seeded = await seedCatalogue(store);
  await listStored(world);
  await listStored(world, collectExports);
  return {
    api: askWith(api),
    admin: askWith(admin),
    dashboard: askWith(dashboard),
    store,
    seeded,
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
