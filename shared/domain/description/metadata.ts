/**
 * What the catalogue shows of a description: our own fields, each bounded and well-formed, never more than 32 KB
 * together. Reads any shape: the document may be invalid.
 */
import { clipText } from '../catalogue/clip-text.ts';
import { mostTags } from '../catalogue/event-scope.ts';
import { readDescribedEnding } from '../changes/lifecycle.ts';
import { distinctTerms } from '../search/search-text.ts';
import type { DescribedServer, HealthCheck, Metadata } from './analysis.ts';
import { isObject, type Members } from './specification.ts';

/** Most characters of each text; together they stay below 32 KB of UTF-8. */
const lengths = {
  title: 300,
  version: 80,
  summary: 400,
  description: 2000,
  name: 200,
  tag: 50,
  url: 600,
  check: 400,
  note: 100,
};
const most = { tags: mostTags, servers: 8, lifecycle: 8 };

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

const emptyMembers: Members = {};
const membersOf = (value: unknown): Members => (isObject(value) ? value : emptyMembers);
const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Text, or a number or boolean that YAML made of it; undefined when there is none. */
function readText(value: unknown, length: number): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  return clipText(String(value), length) || undefined;
}

/** An absolute http(s) URL without credentials. */
function readUrl(value: unknown, base: string, length: number): string | undefined {
  const url = typeof value === 'string' && value.length <= length ? URL.parse(value, base) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  return url.href.length <= length ? url.href : undefined;
}

const pick = <T extends object>(fields: T): { [key in keyof T]?: Exclude<T[key], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;

function readSeconds(value: unknown): number | undefined {
  const seconds = Number(value);
  return Number.isFinite(seconds) && seconds > 0 && seconds <= 86_400 ? seconds : undefined;
}

function readHealthCheck(value: unknown, base: string): HealthCheck | undefined {
  const check = membersOf(value);
  const url = readUrl(check.url, base, lengths.check);
  if (url === undefined) return undefined;
  return { url, ...pick({ intervalSeconds: readSeconds(check.interval), timeoutSeconds: readSeconds(check.timeout) }) };
}

const isYes = (value: unknown): boolean => value === true || /^(?:true|yes|1)$/i.test(readText(value, 10) ?? '');

/** A server's URL with each variable replaced by its default, once; what has no default stays and makes it no URL. */
function expandVariables(server: Members): unknown {
  if (typeof server.url !== 'string' || server.url.length > lengths.url) return undefined;
  const variables = membersOf(server.variables);
  return server.url.replace(/\{([^{}]*)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(variables, name) ? membersOf(variables[name]).default : undefined;
    return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : whole;
  });
}

function readServer(value: unknown, base: string): readonly DescribedServer[] {
  const server = membersOf(value);
  const expanded = expandVariables(server);
  const url = typeof expanded === 'string' && !/[{}]/.test(expanded) ? readUrl(expanded, base, lengths.url) : undefined;
  if (url === undefined) return [];
  const description = readText(server.description, lengths.note);
  const healthCheck = readHealthCheck(server['x-healthCheck'], url);
  return [{ url, ...pick({ description, healthCheck }), sandbox: isYes(server['x-sandbox']) } as DescribedServer];
}

/** Swagger 2.0: schemes, host and basePath, what is missing taken from the document's own address. */
function swaggerServers(document: Members, base: string): readonly { readonly url: string }[] {
  if (document.host === undefined && document.basePath === undefined) return [];
  const host = typeof document.host === 'string' ? document.host : URL.parse(base)?.host;
  const basePath = typeof document.basePath === 'string' ? document.basePath : '/';
  const declared = itemsOf(document.schemes).filter((scheme) => scheme === 'https' || scheme === 'http');
  const own = URL.parse(base)?.protocol === 'http:' ? 'http' : 'https';
  const schemes = declared.length > 0 ? declared.toSorted().reverse() : [own];
  return schemes.map((scheme) => ({ url: `${scheme}://${host}${basePath.startsWith('/') ? '' : '/'}${basePath}` }));
}

function readServers(document: Members, base: string): readonly DescribedServer[] {
  const servers = document.swagger === undefined ? itemsOf(document.servers) : swaggerServers(document, base);
  return servers
    .slice(0, 100)
    .flatMap((server) => readServer(server, base))
    .slice(0, most.servers);
}

const operationsOf = (document: Members): readonly Members[] =>
  Object.values(membersOf(document.paths)).flatMap((item) =>
    isObject(item) ? methods.flatMap((method) => (isObject(item[method]) ? [item[method]] : [])) : [],
  );

/** Names of the declared tags, else those the operations use. */
function readTags(document: Members, operations: readonly Members[]): readonly string[] {
  const declared = itemsOf(document.tags).map((tag) => membersOf(tag).name);
  const named = declared.length > 0 ? declared : operations.flatMap((operation) => itemsOf(operation.tags));
  const texts = named.map((name) => readText(name, lengths.tag)).filter((name) => name !== undefined);
  return [...new Set(texts)].slice(0, most.tags);
}

function readContact(value: unknown, base: string): Metadata['contact'] {
  const contact = membersOf(value);
  const read = pick({
    name: readText(contact.name, lengths.name),
    email: readText(contact.email, lengths.name),
    url: readUrl(contact.url, base, lengths.check),
  });
  return Object.keys(read).length === 0 ? undefined : read;
}

/** An SPDX identifier (OpenAPI 3.1) names a licence where no name does. */
function readLicense(value: unknown, base: string): Metadata['license'] {
  const license = membersOf(value);
  const read = pick({
    name: readText(license.name, lengths.name) ?? readText(license.identifier, lengths.name),
    url: readUrl(license.url, base, lengths.check),
  });
  return Object.keys(read).length === 0 ? undefined : read;
}

function readLifecycle(value: unknown): Metadata['lifecycle'] {
  const entries = Object.entries(membersOf(value)).flatMap(([name, text]) => {
    const read = readText(text, lengths.note);
    return read === undefined || name === '__proto__' ? [] : [[clipText(name, 40), read] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries.slice(0, most.lifecycle));
}

const mostTerms = 60;
/** Looked at for terms: more operations than these only repeat them. */
const mostSearched = 200;

/** Paths first, then what operations say of themselves, in the order of the document. */
function readOperationTerms(document: Members, operations: readonly Members[]): string | undefined {
  const paths = Object.keys(membersOf(document.paths)).slice(0, mostSearched);
  const said = operations
    .slice(0, mostSearched)
    .flatMap(({ summary, operationId }) => [readText(summary, lengths.summary), readText(operationId, lengths.name)]);
  return (
    distinctTerms([...paths.map((path) => path.slice(0, lengths.url)), ...said].join(' '), mostTerms).join(' ') ||
    undefined
  );
}

const count = (value: unknown): number => Object.keys(membersOf(value)).length;

/** `url`: where the document is published; relative servers and links are resolved against it. */
export function readMetadata(value: unknown, url: string): Metadata {
  const document = membersOf(value);
  const info = membersOf(document.info);
  const components = membersOf(document.components);
  const operations = operationsOf(document);
  const status = membersOf(membersOf(document.paths)['/status']);
  const optional = pick({
    summary: readText(info['x-summary'] ?? info.summary, lengths.summary),
    description: readText(info.description, lengths.description),
    contact: readContact(info.contact, url),
    license: readLicense(info.license, url),
    apiId: readText(info['x-api-id'], lengths.name),
    lifecycle: readLifecycle(info['x-lifecycle']),
    ending: readDescribedEnding(document, operations),
    operationTerms: readOperationTerms(document, operations),
  });
  return {
    title: readText(info.title, lengths.title) ?? '',
    version: readText(info.version, lengths.version) ?? '',
    ...optional,
    tags: readTags(document, operations),
    servers: readServers(document, url),
    declaresStatus: isObject(status.get) || typeof status.$ref === 'string',
    declaresSecurity: count(components.securitySchemes) + count(document.securityDefinitions) > 0,
    operations: operations.length,
    schemas: count(components.schemas) + count(document.definitions),
  };
}
