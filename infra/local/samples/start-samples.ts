/**
 * Fictional administrations on loopback, the catalogue of a service that was given no other: each is an origin of its own,
 * serves its catalogue (RFC 9727), descriptions and status, and calls nobody. One is served over https, with a certificate
 * of three months of which 20 days are left, made at each start by an authority that is made with it and forgotten:
 * whoever watches the samples trusts that one besides. `tick()` moves their story on:
 *
 * | tick | what happens |
 * |---|---|
 * | 0 | valid, invalid, unresolvable and blocked descriptions; a certificate ends soon; everything that can answers |
 * | 1 | a description gains an optional property; a status turns to 503 |
 * | 2 | a description loses an operation, and one of its parameters becomes required, without a new major version |
 * | 3 | the status recovers, a description is repaired; nothing changes any more |
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Publisher } from '../../../shared/domain/catalogue/publisher.ts';
import { type Administration, administrations, type Page, type Pages } from './administrations.ts';
import { authority, type Issued, issue } from './certificates.ts';

/** An entry of the sources file: without `sources` it is discovered from its host. */
type SamplePublisher = Omit<Publisher, 'sources'> & Partial<Pick<Publisher, 'sources'>>;

export type Samples = {
  readonly sources: { readonly publishers: readonly SamplePublisher[] };
  /** The certificate (PEM) of the authority that issued theirs. */
  readonly authority: string;
  readonly tick: () => void;
  readonly close: () => Promise<void>;
};

export type SampleOptions = {
  /** IPv4; default 127.0.0.1, the one loopback address that every system has. */
  readonly host?: string;
  /** The first of as many ports, so that a later start finds the same addresses; 0: any free ones. Default 8471. */
  readonly portFrom?: number;
  /** Milliseconds since 1970; dates the documents. */
  readonly clock?: () => number;
};

type Document = Page & { readonly etag: string; readonly modifiedAt: number };
type Documents = ReadonlyMap<string, Document>;

const portTries = 20;

const robots: Page = { type: 'text/plain; charset=utf-8', body: 'User-agent: *\nAllow: /\n' };

const home = (name: string): Page => ({
  type: 'text/html; charset=utf-8',
  body: `<!doctype html>
<html lang="it"><head><title>${name}</title></head>
<body><h1>${name}</h1><p>Amministrazione immaginaria, servita da Vedetta per la prima prova.</p></body></html>
`,
});

const notFound: Page = {
  status: 404,
  type: 'application/problem+json',
  body: JSON.stringify({ title: 'Not Found', status: 404 }),
};

const notAllowed: Page = {
  status: 405,
  type: 'application/problem+json',
  body: JSON.stringify({ title: 'Method Not Allowed', status: 405 }),
  headers: { allow: 'GET, HEAD' },
};

/** The pages with their validators; what did not change keeps its date. */
function publish(pages: Pages, before: Documents, now: number): Documents {
  return new Map(
    Object.entries(pages).map(([path, page]) => {
      const etag = `"${createHash('sha256').update(page.body).digest('hex').slice(0, 20)}"`;
      const known = before.get(path);
      return [path, { ...page, etag, modifiedAt: known?.etag === etag ? known.modifiedAt : now }];
    }),
  );
}

/** RFC 9110 §13.1: the entity tag decides alone when there is one, else the date. */
function isUnchanged({ headers }: IncomingMessage, { etag, modifiedAt }: Document): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) {
    return tags
      .split(',')
      .map((tag) => tag.trim().replace(/^W\//, ''))
      .some((tag) => tag === etag || tag === '*');
  }
  return modifiedAt - (modifiedAt % 1000) <= Date.parse(headers['if-modified-since'] ?? '');
}

/** What to answer, body included; it is left out on the wire for HEAD. */
function answer(request: IncomingMessage, documents: Documents, otherwise: Page): Page {
  if (request.method !== 'GET' && request.method !== 'HEAD') return notAllowed;
  const document = documents.get((request.url ?? '/').split('?', 1)[0] ?? '/');
  if (document === undefined) return otherwise;
  if (document.headers?.['cache-control'] === 'no-store') return document;
  const validators = { etag: document.etag, 'last-modified': new Date(document.modifiedAt).toUTCString() };
  return isUnchanged(request, document)
    ? { status: 304, type: document.type, body: '', headers: validators }
    : { ...document, headers: { ...document.headers, ...validators } };
}

function send(response: ServerResponse, { status = 200, type, body, headers }: Page, head: boolean): void {
  const content = status === 304 ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { ...headers, ...content });
  response.end(head ? '' : body);
}

/** Listens on the first free port of a few, or on any. */
async function listen(server: Server, host: string, ports: readonly number[]): Promise<number> {
  for (const port of ports) {
    const { promise, resolve, reject } = Promise.withResolvers<boolean>();
    const failed = (fault: NodeJS.ErrnoException) => (fault.code === 'EADDRINUSE' ? resolve(false) : reject(fault));
    server.once('error', failed);
    server.listen(port, host, () => resolve(true));
    const listening = await promise;
    server.off('error', failed);
    if (listening) return (server.address() as AddressInfo).port;
  }
  throw new Error(`No free port for the sample administrations on ${host} (tried ${ports.join(', ')})`);
}

/** The authority issues nothing else: its key is not kept. */
function certify(host: string): { readonly root: Issued; readonly leaf: Issued } {
  const root = issue({ name: 'Autorità di certificazione immaginaria', days: [-365, 3650], extensions: authority(0) });
  // Half a day more, so that it is 20 whole days for whoever looks in the first hours.
  return { root, leaf: issue({ name: host, issuer: root, days: [-69.5, 20.5], hosts: [host] }) };
}

type Running = {
  readonly publisher: SamplePublisher;
  readonly publishAt: (tick: number) => void;
  readonly server: Server;
};

async function start(
  administration: Administration,
  host: string,
  ports: readonly number[],
  clock: () => number,
  { pem: cert, keyPem: key }: Issued,
): Promise<Running> {
  const { sources, pages, otherwise = notFound, expiring, ...facts } = administration;
  let documents: Documents = new Map();
  const respond: RequestListener = (request, response) => {
    send(response, answer(request, documents, otherwise), request.method === 'HEAD');
  };
  const server = expiring ? createSecureServer({ cert, key }, respond) : createServer(respond);
  const origin = `${expiring ? 'https' : 'http'}://${host}:${await listen(server, host, ports)}`;
  const publishAt = (tick: number): void => {
    const all = { '/robots.txt': robots, '/': home(facts.name), ...pages(origin, tick) };
    documents = publish(all, documents, clock());
  };
  publishAt(0);
  // The host is the domain of all of them; the homepage says at which port one is searched when it registers nothing.
  const seeds = sources === undefined ? {} : { sources: sources(origin) };
  return { publisher: { ...facts, homepage: `${origin}/`, domains: [host], ...seeds }, publishAt, server };
}

async function stop({ server }: Running): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeAllConnections();
  await promise;
}

/** Starts them all; throws when no port is free or the host is not this machine's. */
export async function startSamples(options: SampleOptions = {}): Promise<Samples> {
  const { host = '127.0.0.1', portFrom = 8471, clock = Date.now } = options;
  const { root, leaf } = certify(host);
  const running: Running[] = [];
  const close = async (): Promise<void> => void (await Promise.all(running.map(stop)));
  try {
    for (const [index, administration] of administrations.entries()) {
      const step = administrations.length;
      const ports =
        portFrom === 0 ? [0] : Array.from({ length: portTries }, (_, again) => portFrom + index + again * step);
      running.push(await start(administration, host, ports, clock, leaf));
    }
  } catch (fault) {
    await close();
    throw fault;
  }
  let story = 0;
  return {
    sources: { publishers: running.map(({ publisher }) => publisher) },
    authority: root.pem,
    tick() {
      story += 1;
      for (const { publishAt } of running) publishAt(story);
    },
    close,
  };
}
