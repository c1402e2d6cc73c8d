/** A route as data: one table of them yields the routing, the validation of parameters and our OpenAPI document. */
import type { Page } from '../../shared/ports.ts';
import type { ReadingWorld } from '../../shared/usecases/world.ts';
import { type CursorList, encodeCursor, type Parameters, type Values } from './parameters.ts';
import type { RouteProblem } from './problem.ts';

/** Bytes that are never whole in memory; `tag` is their digest. They are sent as they are, in no coding. */
type StreamedBody = {
  readonly size: number;
  readonly tag: string;
  readonly read: () => AsyncIterable<Uint8Array>;
};

export type Answer = {
  /** Default 200. */
  readonly status?: number;
  readonly contentType: string;
  readonly body: string | Uint8Array | StreamedBody;
  readonly headers?: { readonly [name: string]: string };
  /** When what is shown last changed, ISO 8601. */
  readonly lastModified?: string;
};

type Request<P extends Parameters, Q extends Parameters> = {
  readonly world: ReadingWorld;
  readonly path: { readonly [name in keyof P]: ReturnType<P[name]['parse']> };
  readonly query: Values<Q>;
  /** Scheme and host people reach us at, without a slash at the end. */
  readonly publicUrl: string;
  readonly method: string;
  /** What was asked for, as it was written: path, and query with its question mark or empty. */
  readonly target: { readonly path: string; readonly query: string };
  readonly headers: { readonly [name: string]: string | undefined };
  /** The JSON value sent to a route that writes; undefined for all others. */
  readonly body: unknown;
};

/** Headers that some answers have and most have not; our OpenAPI says what they mean. */
export type AnswerHeader = 'Content-Disposition' | 'Last-Modified' | 'Link';

/** What a route that writes takes: the method, and the name of the schema of its body. */
type Writing = { readonly method: 'PUT'; readonly body: string };

export type Route<P extends Parameters = Parameters, Q extends Parameters = Parameters> = {
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly tag: string;
  readonly pathParameters: P;
  readonly query: Q;
  readonly contentType: string;
  /** Name of the schema in our OpenAPI's components; absent for bodies that are not ours to describe. */
  readonly schema?: string;
  /** Name of its example in `examples.json`; without one that of its schema, or the operation. */
  readonly example?: string;
  /** May answer 404, as every path that names one thing may. */
  readonly mayBeAbsent?: boolean;
  /** Problems that it may answer with besides those that every route of its kind may. */
  readonly problems?: readonly RouteProblem[];
  /** Headers of its answers besides those that every answer of its kind has. */
  readonly headers?: readonly AnswerHeader[];
  /** Further media types by which a client may ask for it. */
  readonly askedAs?: readonly string[];
  /** Where it may send a client on to another address (307): when it does. */
  readonly mayRedirect?: string;
  readonly maxAgeSeconds: number;
  /** Absent: it reads. Several routes may have one path, each with a method of its own. */
  readonly writes?: Writing;
  readonly handle: (request: Request<P, Q>) => Promise<Answer>;
};

/** Keeps the parameter types of each route while the table holds routes of all kinds. */
export const route = <P extends Parameters, Q extends Parameters>(definition: Route<P, Q>): Route =>
  definition as unknown as Route;

export const json = (value: unknown, lastModified?: string): Answer => ({
  contentType: 'application/json',
  body: JSON.stringify(value),
  ...(lastModified === undefined ? {} : { lastModified }),
});

export const pageJson = <T>(page: Page<T>, view: (item: T) => unknown, list: CursorList): unknown => ({
  items: page.items.map(view),
  next: page.next === undefined ? null : encodeCursor(page.next, list),
});
