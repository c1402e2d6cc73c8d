/**
 * The catalogue's list as bytes: a line that says what it is, then one for each administration and each API, values in the
 * order of `columns`. Texts that many have in common are one text in memory.
 */
import { decodeJsonLines, encodeJsonLines } from '../storage/json-lines.ts';
import type { CatalogueList, ListedApi, ListedPublisher } from './listed.ts';

/** Raised when a column comes, goes, or means something else; what is of another version is made anew. */
export const listVersion = 3;

const apiColumns = [
  'id',
  'title',
  'version',
  'publisherId',
  'state',
  'specification',
  'service',
  'availability',
  'score',
  'grade',
  'publishable',
  'errors',
  'failing',
  'official',
  'tags',
  'deprecated',
  'changedAt',
] as const satisfies readonly (keyof ListedApi)[];

const publisherColumns = [
  'id',
  'name',
  'region',
  'categories',
  'apis',
  'publishes',
  'publishable',
  'median',
  'availability',
  'apisDown',
  'down',
  'troubled',
] as const satisfies readonly (keyof ListedPublisher)[];

type Head = Pick<CatalogueList, 'builtAt' | 'rules'> & { readonly version: number; readonly publishers: number };

export function encodeList({ builtAt, rules, publishers, apis }: CatalogueList): Uint8Array {
  const head: Head = { version: listVersion, builtAt, rules, publishers: publishers.length };
  const lines = function* (): Generator<unknown> {
    yield head;
    for (const each of publishers) yield publisherColumns.map((column) => each[column]);
    for (const each of apis) yield apiColumns.map((column) => each[column]);
  };
  return encodeJsonLines(lines());
}

/** Undefined: of another version. */
export function decodeList(bytes: Uint8Array): CatalogueList | undefined {
  const lines = decodeJsonLines(bytes);
  const head = lines.next().value as Head | undefined;
  if (head?.version !== listVersion) return undefined;
  const known = new Map<string, string>();
  const shared = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shared);
    if (typeof value !== 'string') return value;
    const same = known.get(value);
    if (same === undefined) known.set(value, value);
    return same ?? value;
  };
  // What only one has is not looked for among others.
  const own = new Set<string>(['id', 'title', 'name']);
  const read = (columns: readonly string[], values: readonly unknown[]): object =>
    Object.fromEntries(columns.map((column, at) => [column, own.has(column) ? values[at] : shared(values[at])]));
  const publishers: ListedPublisher[] = [];
  const apis: ListedApi[] = [];
  for (const line of lines) {
    const values = line as readonly unknown[];
    if (publishers.length < head.publishers) publishers.push(read(publisherColumns, values) as ListedPublisher);
    else apis.push(read(apiColumns, values) as ListedApi);
  }
  return { builtAt: head.builtAt, rules: head.rules, publishers, apis };
}
