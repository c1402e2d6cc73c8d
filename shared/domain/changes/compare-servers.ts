/** Where an API is served (OpenAPI Server Object; in Swagger 2.0 schemes, host and basePath). */
import { wordOf } from '../text.ts';
import type { OperationPair } from './compare-operations.ts';
import type { SchemaComparison } from './compare-schemas.ts';
import { at, type Document, listOf, member, membersOf, textOf } from './document.ts';
import type { Reach } from './reached-operations.ts';

/** The same address written otherwise: case of scheme and host, a slash at the end (RFC 3986 §6.2.2.1). */
const normalise = (url: string): string =>
  url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, (origin) => origin.toLowerCase()).replace(/\/+$/, '');

const addressesOf = (list: unknown): ReadonlyMap<string, number> =>
  new Map(
    listOf(list).flatMap((each, index) => {
      const url = textOf(member(membersOf(each), 'url'));
      return url === undefined ? [] : [[normalise(withDefaults(url, membersOf(each))), index] as const];
    }),
  );

/** Variables by their defaults: where a caller goes who sets none. */
function withDefaults(url: string, server: { readonly [name: string]: unknown }): string {
  const variables = membersOf(member(server, 'variables'));
  return url.replace(/\{([^{}]*)\}/g, (whole, name: string) => {
    const value = member(membersOf(member(variables, name)), 'default');
    return value === undefined || value === null || typeof value === 'object' ? whole : String(value);
  });
}

function oldAddresses({ root }: Document): ReadonlyMap<string, number> {
  const host = textOf(member(root, 'host'));
  const base = textOf(member(root, 'basePath')) ?? '';
  if (host === undefined) return new Map(base === '' || base === '/' ? [] : [[normalise(base), 0]]);
  const schemes = listOf(member(root, 'schemes')).map(wordOf);
  const origins = schemes.length === 0 ? [`//${host}`] : schemes.map((scheme) => `${scheme}://${host}`);
  return new Map(origins.map((origin) => [normalise(`${origin}${base}`), 0]));
}

const addresses = (document: Document): ReadonlyMap<string, number> =>
  document.dialect === 'swagger-2.0' ? oldAddresses(document) : addressesOf(member(document.root, 'servers'));

type Listed = {
  readonly urls: ReadonlyMap<string, number>;
  readonly path: ReturnType<typeof at>;
  readonly isList: boolean;
};

function tell({ record }: SchemaComparison, before: Listed, after: Listed, reach: Reach): void {
  const placeOf = ({ path, isList }: Listed, index?: number) => ({
    path: isList && index !== undefined ? at(path, 'servers', index) : path,
  });
  for (const [url, index] of after.urls) {
    if (before.urls.has(url)) continue;
    record.tell(
      'server-added',
      { base: placeOf(before), revision: placeOf(after, index), subject: { name: url }, new: url },
      reach,
    );
  }
  for (const [url, index] of before.urls) {
    if (after.urls.has(url)) continue;
    record.tell(
      'server-removed',
      { base: placeOf(before, index), revision: placeOf(after), subject: { name: url }, old: url },
      reach,
    );
  }
}

/** Of one operation, where it or its path has servers of its own. */
export function compareServers(comparison: SchemaComparison, { base, revision, reach }: OperationPair): void {
  const own = ({ value, path, item }: OperationPair['base']): Listed | undefined => {
    const holder = [{ value, path }, item].find((each) => member(each.value, 'servers') !== undefined);
    return holder && { urls: addressesOf(member(holder.value, 'servers')), path: holder.path, isList: true };
  };
  const [before, after] = [own(base), own(revision)];
  if (before === undefined && after === undefined) return;
  const inherited = (document: Document): Listed => ({ urls: addresses(document), path: undefined, isList: false });
  tell(comparison, before ?? inherited(comparison.base), after ?? inherited(comparison.revision), reach);
}

export function compareGlobalServers(comparison: SchemaComparison, reach: Reach): void {
  const [before, after] = [comparison.base, comparison.revision].map(
    (document): Listed => ({ urls: addresses(document), path: undefined, isList: document.dialect !== 'swagger-2.0' }),
  );
  if (before !== undefined && after !== undefined) tell(comparison, before, after, reach);
}
