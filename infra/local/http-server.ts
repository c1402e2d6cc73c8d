/** HTTP on one machine: each request becomes the event that API Gateway (payload format 2.0) would send. */
import {
  createServer,
  type IncomingMessage,
  maxHeaderSize,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { handler as admin } from '../../functions/admin.ts';
import { handler as api } from '../../functions/api.ts';
import { log } from '../../functions/app.ts';
import { handler as dashboard } from '../../functions/dashboard.ts';
import type { HttpResult } from '../../functions/http/conditional.ts';
import { Problem, problemBody, problemTypes } from '../../functions/http/problem.ts';
import type { HttpHandler } from '../../functions/lambda.ts';
import { handler as metrics } from './metrics.ts';

/** The paths of the API function; everything else is a page. The same table as the HTTP API's routes on AWS. */
const apiPaths = /^\/(v1|feeds|badges|status|openapi\.json|openapi\.yaml|\.well-known)(\/|$)/;

const mostBodyBytes = 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > mostBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('base64');
}

/** Several values of one name are joined with commas, as API Gateway does. */
function queryOf(parameters: URLSearchParams): { [name: string]: string } {
  const names = new Set(parameters.keys());
  return Object.fromEntries([...names].map((name) => [name, parameters.getAll(name).join(',')]));
}

function eventOf(request: IncomingMessage, host: string, body: string): APIGatewayProxyEventV2 {
  const target = request.url ?? '/';
  // `//name/path` is a path here, not another host.
  const url = new URL(target.startsWith('/') ? `http://${host}${target}` : target, `http://${host}`);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );
  const path = url.pathname;
  const query = queryOf(url.searchParams);
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: url.search.slice(1),
    headers: { ...headers, 'x-forwarded-proto': 'http' },
    ...(Object.keys(query).length === 0 ? {} : { queryStringParameters: query }),
    requestContext: {
      accountId: 'local',
      apiId: 'local',
      domainName: host,
      domainPrefix: 'local',
      http: {
        method: request.method ?? 'GET',
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: crypto.randomUUID(),
      routeKey: '$default',
      stage: '$default',
      time: new Date().toUTCString(),
      timeEpoch: Date.now(),
    },
    ...(body === '' ? {} : { body }),
    isBase64Encoded: body !== '',
  };
}

/** As fast as the client takes it; one that goes away ends the reading too. What can't be read is told before `begin`. */
async function sendParts(response: ServerResponse, parts: AsyncIterator<Uint8Array>, begin: () => void): Promise<void> {
  try {
    const first = await parts.next();
    begin();
    await pipeline(async function* () {
      if (first.done !== true) yield first.value;
      yield* { [Symbol.asyncIterator]: () => parts };
    }, response);
  } finally {
    await parts.return?.();
  }
}

async function send(
  response: ServerResponse,
  method: string,
  { statusCode = 200, headers = {}, body = '', isBase64Encoded = false, stream }: HttpResult,
): Promise<void> {
  const begin = (): void => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
    response.statusCode = statusCode;
  };
  if (stream !== undefined) return sendParts(response, stream()[Symbol.asyncIterator](), begin);
  begin();
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (statusCode === 304 || statusCode === 204) {
    response.end();
    return;
  }
  if (method !== 'HEAD' || !response.hasHeader('content-length'))
    response.setHeader('Content-Length', bytes.byteLength);
  response.end(method === 'HEAD' ? undefined : bytes);
}

/** A problem that no function tells, headed as they head theirs, so that pages of others can read it too. */
const problemResult = (problem: Problem, headers: { readonly [name: string]: string } = {}): HttpResult => ({
  statusCode: problemTypes[problem.type].status,
  headers: {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    'Access-Control-Allow-Origin': '*',
    ...headers,
  },
  body: problemBody(problem),
});

const malformed = new Problem('malformed', 'What was sent can not be read as HTTP/1.1 (RFC 9112).');

const lastWord = { Connection: 'close' } as const;

const refuse = (response: ServerResponse, problem: Problem): Promise<void> =>
  send(response, 'GET', problemResult(problem, lastWord));

/** By Node's code for why it could not read a request; anything else is malformed. */
const unread: { readonly [code: string]: Problem } = {
  HPE_HEADER_OVERFLOW: new Problem(
    'header-too-large',
    `The header of a request may have ${maxHeaderSize} bytes, and its address as many.`,
  ),
  ERR_HTTP_REQUEST_TIMEOUT: new Problem('too-slow', 'Send the whole request at once.'),
};

/** What Node can't read as a request gets its answer on the bare connection, which ends with it. */
function refuseConnection(fault: NodeJS.ErrnoException, connection: Duplex, isAnswering: boolean): void {
  if (fault.code === 'ECONNRESET' || !connection.writable || isAnswering) return void connection.destroy();
  const { statusCode, headers, body = '' } = problemResult(unread[fault.code ?? ''] ?? malformed, lastWord);
  const lines = Object.entries({ ...headers, 'Content-Length': Buffer.byteLength(body) });
  const head = [`HTTP/1.1 ${statusCode} ${STATUS_CODES[Number(statusCode)]}`, ...lines.map((line) => line.join(': '))];
  connection.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => connection.destroy());
}

/** Of a connection that its client has closed. */
const leftCodes = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED', 'ECONNRESET', 'EPIPE']);

/** An answer that can't be sent: its file is gone, or its client. What was begun breaks off, so that nobody takes it for all. */
async function giveUp(response: ServerResponse, path: string, fault: unknown): Promise<void> {
  if (leftCodes.has((fault as NodeJS.ErrnoException).code ?? '')) return void response.destroy();
  log().error('an answer could not be sent through our own fault', { path, fault });
  if (response.headersSent || response.destroyed) return void response.destroy();
  const problem = new Problem(
    'internal-error',
    'The answer could not be read through our own fault; it has been logged.',
  );
  await send(response, 'GET', problemResult(problem));
}

const context = { functionName: 'local', awsRequestId: 'local', getRemainingTimeInMillis: () => 29_000 } as Context;

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  if (body === undefined) return refuse(response, new Problem('too-large', `A body may have ${mostBodyBytes} bytes.`));
  if (request.httpVersion === '1.1' && request.headers.host === undefined) return refuse(response, malformed);
  const event = eventOf(request, hostOf(request.socket), body);
  const method = request.method ?? 'GET';
  const result = await handlerOf(method, event.rawPath)(event, { ...context });
  await send(response, method, result).catch((fault: unknown) => giveUp(response, event.rawPath, fault));
}

/** As the routes of the HTTP API on AWS: what writes has a function of its own. Metrics are of this machine only. */
function handlerOf(method: string, path: string): HttpHandler {
  if (path === '/metrics') return metrics;
  if (!apiPaths.test(path)) return dashboard;
  return method === 'PUT' ? admin : api;
}

/** The address the client reached: its own, also where the service listens on all of them. */
function hostOf({ localAddress = '127.0.0.1', localPort }: Socket): string {
  const address = localAddress.replace(/^::ffff:/, '');
  return `${address.includes(':') ? `[${address}]` : address}:${localPort}`;
}

/** Listens; the address people open is the one asked for, with the port that was free when `port` is 0. */
export async function startHttpServer(
  host: string,
  port: number,
): Promise<{ readonly url: string; readonly server: Server }> {
  const answers = new WeakMap<Duplex, ServerResponse>();
  // Node would refuse a request without Host in no words.
  const server = createServer({ requireHostHeader: false }, (request, response) => {
    answers.set(request.socket, response);
    serve(request, response).catch(() => {
      // An address that is none or a client that went away; faults of ours are answered and logged before.
      if (response.headersSent) response.end();
      else refuse(response, malformed).catch(() => response.destroy());
    });
  });
  server.on('clientError', (fault, connection) => {
    const answer = answers.get(connection);
    refuseConnection(fault, connection, answer?.headersSent === true && !answer.writableFinished);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const bound = server.address();
  const actual = typeof bound === 'object' && bound !== null ? bound.port : port;
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`, server };
}
