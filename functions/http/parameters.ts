/** Parameters of a route as data: how the text is read, and how our OpenAPI tells of it, from one place. */
import type { Position } from '../../shared/ports.ts';
import { Problem } from './problem.ts';

export type Parameter<T> = {
  readonly description: string;
  /** JSON Schema of the value, as our OpenAPI shows it. */
  readonly schema: { readonly [keyword: string]: unknown };
  /** Throws an Error that says what is accepted. */
  readonly parse: (text: string) => T;
};

export type Parameters = { readonly [name: string]: Parameter<unknown> };
export type Values<P extends Parameters> = { readonly [name in keyof P]: ReturnType<P[name]['parse']> | undefined };

export const choice = <const T extends string>(description: string, values: readonly T[]): Parameter<T> => ({
  description,
  schema: { type: 'string', enum: values, maxLength: Math.max(...values.map((value) => value.length)) },
  parse: (text) => {
    const found = values.find((value) => value === text);
    if (found === undefined) throw new Error(`must be one of ${values.join(', ')}`);
    return found;
  },
});

export const count = (description: string, least: number, most: number, fallback: number): Parameter<number> => ({
  description: `${description} (default ${fallback})`,
  schema: { type: 'integer', format: 'int32', minimum: least, maximum: most, default: fallback },
  parse: (text) => {
    const value = Number(text);
    if (!/^\d{1,9}$/.test(text) || value < least || value > most)
      throw new Error(`must be a whole number from ${least} to ${most}`);
    return value;
  },
});

export const identifier = (description: string): Parameter<string> => ({
  description,
  schema: { type: 'string', pattern: '^[A-Za-z0-9._-]{1,64}$', maxLength: 64 },
  parse: (text) => {
    if (!/^[A-Za-z0-9._-]{1,64}$/.test(text))
      throw new Error('must be 1 to 64 letters, digits, dots, underscores or hyphens');
    return text;
  },
});

const mostCursor = 1024;
const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= mostCursor;

/** Which list a cursor is of; a cursor of another one would end the reading in silence. */
export type CursorList = 'publishers' | 'apis' | 'revisions' | 'changes' | 'api-changes';

/** A position in a list as opaque text; it holds no secret, and one that was not made here is refused. */
export const encodeCursor = ({ sk, key }: Position, list: CursorList): string =>
  Buffer.from(JSON.stringify([list, sk, ...(key === undefined ? [] : [key.pk, key.sk])])).toString('base64url');

const byMainKey: ReadonlySet<CursorList> = new Set(['revisions', 'changes', 'api-changes']);

/** A list read through an index of the table also names the row; revisions and events are read by the main key. */
const partsOf = (list: CursorList): number => (byMainKey.has(list) ? 2 : 4);

export function decodeCursor(text: string, list: CursorList): Position {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text.slice(0, 2 * mostCursor), 'base64url').toString());
  } catch {
    parts = undefined;
  }
  if (!Array.isArray(parts) || parts.length !== partsOf(list) || !parts.every(isText) || parts[0] !== list) {
    throw new Problem('bad-cursor', 'The cursor was not made by this list. Start again without it.', {
      parameter: 'cursor',
    });
  }
  const [, sk, pk, keySk] = parts as [string, string, string?, string?];
  return pk === undefined || keySk === undefined ? { sk } : { sk, key: { pk, sk: keySk } };
}

export const cursorOf = (list: CursorList): Parameter<Position> => ({
  description: 'Where the page before ended: its `next`',
  schema: { type: 'string', maxLength: 2 * mostCursor },
  parse: (text) => decodeCursor(text, list),
});

/** The values that were given, without the names of those that were not. */
export const given = <T extends object>(values: T): { readonly [name in keyof T]?: Exclude<T[name], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;

/** Reads the query of a request; refuses what the route does not know, by name. */
export function readQuery<P extends Parameters>(
  parameters: P,
  query: { readonly [name: string]: string | undefined },
): Values<P> {
  const known = Object.keys(parameters);
  const unknown = Object.keys(query).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const detail = `Not known here: ${unknown.map((name) => name.slice(0, 64)).join(', ')}. Known: ${known.join(', ') || 'none'}.`;
    throw new Problem('unknown-parameter', detail, {
      parameters: unknown.slice(0, 20).map((name) => name.slice(0, 64)),
    });
  }
  return Object.fromEntries(known.map((name) => [name, readValue(name, parameters, query[name])])) as Values<P>;
}

export function readValue(name: string, parameters: Parameters, text: string | undefined): unknown {
  if (text === undefined || text === '') return undefined;
  try {
    return parameters[name]?.parse(text);
  } catch (fault) {
    if (fault instanceof Problem) throw fault;
    throw new Problem('bad-parameter', `${name} ${(fault as Error).message}.`, { parameter: name });
  }
}
