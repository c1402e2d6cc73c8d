/**
 * Where an API answers, read alike from the Server Objects of OpenAPI 3 and from `host` and `basePath` of Swagger 2.0:
 * variables filled with their defaults, as a reader of the catalogue would be sent there.
 */
import type { Path } from '../../description/json-pointer.ts';
import { isObject, type Members } from '../../description/specification.ts';
import type { Description, Visitors } from '../rule.ts';
import { at, memberOf } from './operations.ts';
import { segmentsOf } from './path-segments.ts';
import { hostOf } from './placeholders.ts';

/** Longer URLs are cut; nothing that answers has one. */
const urlCharacters = 2000;

export type Server = {
  /** Variables filled; those without a default stay in braces. In Swagger 2.0 with `https`, its schemes are apart. */
  readonly url: string;
  /** Absent: the URL is relative, the description's own address decides. */
  readonly host?: string;
  /** Segments of its path, none empty. */
  readonly segments: readonly string[];
  /** Variables of its URL that no default fills. */
  readonly unset: readonly string[];
  /** `x-sandbox`: for trials, never the real service. */
  readonly sandbox: boolean;
  /** Where a reader would mend its host, and its path. */
  readonly hostPath: Path;
  readonly basePath: Path;
};

const variable = /\{([^{}]*)\}/g;

function defaultOf(variables: unknown, name: string): string | undefined {
  const value = memberOf(memberOf(variables, name), 'default');
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, urlCharacters) : undefined;
}

const pathOf = (url: string): string => url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');

function isSandbox(server: Members): boolean {
  const said = memberOf(server, 'x-sandbox');
  return said === true || said === 1 || (typeof said === 'string' && /^(?:true|yes|1)$/i.test(said));
}

type Place = Pick<Server, 'unset' | 'sandbox' | 'hostPath' | 'basePath'>;

function readUrl(url: string, place: Place): Server {
  const host = hostOf(url);
  return { url, segments: segmentsOf(pathOf(url)), ...(host === undefined ? {} : { host }), ...place };
}

/** Undefined when it has no URL that is text. */
export function readServer(server: Members, path: Path): Server | undefined {
  if (typeof server.url !== 'string') return undefined;
  const written = server.url.slice(0, urlCharacters).trim();
  const unset = [...written.matchAll(variable)].flatMap(([, name = '']) =>
    defaultOf(server.variables, name) === undefined ? [name] : [],
  );
  const filled = written.replace(variable, (whole, name: string) => defaultOf(server.variables, name) ?? whole);
  const urlPath = at(path, 'url');
  return readUrl(filled.slice(0, urlCharacters), {
    unset,
    sandbox: isSandbox(server),
    hostPath: urlPath,
    basePath: urlPath,
  });
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, urlCharacters).trim() : '');

/** Undefined when the document says neither host nor path: it answers where it is published. */
export function readSwaggerServer(root: Members): Server | undefined {
  const hasHost = Object.hasOwn(root, 'host');
  const hasBase = Object.hasOwn(root, 'basePath');
  if (!hasHost && !hasBase) return undefined;
  const host = textOf(root.host);
  const base = textOf(root.basePath);
  const rooted = base.startsWith('/') ? base : `/${base}`;
  const unset = [...`${host}${base}`.matchAll(variable)].map(([, name = '']) => name);
  return readUrl(hasHost ? `https://${host}${rooted}` : rooted, {
    unset,
    sandbox: false,
    hostPath: at(undefined, hasHost ? 'host' : 'basePath'),
    basePath: at(undefined, hasBase ? 'basePath' : 'host'),
  });
}

/** Visitors that are told every server of the description, in any version. */
export function visitServers({ version }: Description, look: (server: Server) => void): Visitors {
  const tell = (server: Server | undefined): void => {
    if (server !== undefined) look(server);
  };
  return version === 'swagger-2.0'
    ? { document: (root) => tell(readSwaggerServer(root)) }
    : { server: (value, path) => tell(isObject(value) ? readServer(value, path) : undefined) };
}
