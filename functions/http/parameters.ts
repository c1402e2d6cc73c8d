/** Parameters of a route as data: how the text is read, and how our OpenAPI tells of it, from one place. */
import { isCalendarDay } from '../../shared/domain/compliance/calendar-day.ts';
import type { Position } from '../../shared/ports.ts';
import { Problem } from './problem.ts';
import { checkQueryLength, queryFaults } from './raw-query.ts';

export type Parameter<T> = {
  readonly description: string;
  /** JSON Schema of the value, as our OpenAPI shows it. */
  readonly schema: { readonly [keyword: string]: unknown };
  /** A value, as our OpenAPI shows it; without one the first of those on a list, or the default. */
  readonly example?: unknown;
  /** Free text: one longer than its schema says is refused before it is read. */
  readonly isText?: true;
  /** What other answers give, and nobody can make up. */
  readonly isOpaque?: true;
  /** Its name alone, or an empty value, says something too. */
  readonly takesEmpty?: true;
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

export const identifier = (description: string, example?: string): Parameter<string> => ({
  description,
  ...(example === undefined ? {} : { example }),
  schema: { type: 'string', pattern: '^[A-Za-z0-9._-]{1,64}$', maxLength: 64 },
  parse: (text) => {
    if (!/^[A-Za-z0-9._-]{1,64}$/.test(text))
      throw new Error('must be 1 to 64 letters, digits, dots, underscores or hyphens');
    return text;
  },
});

export const limit = count('How many items a page holds', 1, 100, 50);

/** Given by its name alone it holds. */
export const flag = (description: string): Parameter<boolean> => ({
  description: `${description}; by its name alone it is true`,
  schema: { type: 'boolean' },
  example: true,
  takesEmpty: true,
  parse: (text) => {
    if (text !== '' && text !== 'true' && text !== 'false') throw new Error('must be true or false, or have no value');
    return text !== 'false';
  },
});

/** The days around it have years of four digits too, so days sort as text. */
const [earliestDay, latestDay] = ['1970-01-01', '9998-12-31'];

export const date = (description: string): Parameter<string> => ({
  description: `${description} (UTC; from 1970 to 9998)`,
  schema: { type: 'string', format: 'date', maxLength: 10 },
  example: '2026-11-23',
  parse: (text) => {
    if (!isCalendarDay(text) || text < earliestDay || text > latestDay)
      throw new Error(`must be a day of the calendar such as 2026-11-23, from ${earliestDay} to ${latestDay}`);
    return text;
  },
});

/** From 1970 on, as days are. */
const monthForm = /^(19[7-9]\d|[2-9]\d{3})-(0[1-9]|1[0-2])$/;

export const month = (description: string): Parameter<string> => ({
  description: `${description}, in UTC`,
  schema: { type: 'string', pattern: monthForm.source, maxLength: 7 },
  example: '2026-10',
  parse: (text) => {
    if (!monthForm.test(text)) throw new Error('must be a month such as 2026-11, from 1970 on');
    return text;
  },
});

const mostCursor = 1024;
const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= mostCursor;

/** Which list a cursor is of; a cursor of another one would end the reading in silence. */
export type CursorList = 'revisions' | 'changes' | 'api-changes' | 'incidents' | 'api-incidents';

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

const exampleCursor = (list: CursorList): string => {
  const sk = '2026-11-23T08:00:00.000Z';
  return encodeCursor(byMainKey.has(list) ? { sk } : { sk, key: { pk: list, sk } }, list);
};

export const cursorOf = (list: CursorList): Parameter<Position> => ({
  description: 'Where the page before ended: its `next`',
  schema: { type: 'string', maxLength: 2 * mostCursor },
  example: exampleCursor(list),
  isText: true,
  isOpaque: true,
  parse: (text) => decodeCursor(text, list),
});

/** The values that were given, without the names of those that were not. */
export const given = <T extends object>(values: T): { readonly [name in keyof T]?: Exclude<T[name], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;

/**
 * Reads the query of a request; refuses what the route does not know, by name, and what is written badly. `rawQuery`: as
 * it was sent, without the question mark.
 */
export function readQuery<P extends Parameters>(
  parameters: P,
  query: { readonly [name: string]: string | undefined },
  rawQuery = '',
): Values<P> {
  checkQueryLength(rawQuery);
  const known = Object.keys(parameters);
  const unknown = Object.keys(query).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const detail = `Not known here: ${unknown.map((name) => name.slice(0, 64)).join(', ')}. Known: ${known.join(', ') || 'none'}.`;
    throw new Problem('unknown-parameter', detail, {
      parameters: unknown.slice(0, 20).map((name) => name.slice(0, 64)),
    });
  }
  for (const [name, fault] of queryFaults(rawQuery))
    throw new Problem('bad-parameter', `${name} ${fault}.`, { parameter: name });
  return Object.fromEntries(
    known.map((name) => {
      checkTextLength(name, parameters, query[name]);
      return [name, readValue(name, parameters, query[name])];
    }),
  ) as Values<P>;
}

function checkTextLength(name: string, parameters: Parameters, text = ''): void {
  const { isText, schema } = parameters[name] ?? {};
  const most = Number(schema?.maxLength);
  // By code points, as JSON Schema counts.
  const length = [...text].length;
  if (isText === true && length > most)
    throw new Problem('query-too-long', `${name} may have ${most} characters; this one has ${length}.`, {
      parameter: name,
    });
}

export function readValue(name: string, parameters: Parameters, text: string | undefined): unknown {
  const parameter = parameters[name];
  if (text === undefined || (text === '' && parameter?.takesEmpty !== true)) return undefined;
  try {
    return parameter?.parse(text);
  } catch (fault) {
    if (fault instanceof Problem) throw fault;
    throw new Problem('bad-parameter', `${name} ${(fault as Error).message}.`, { parameter: name });
  }
}
