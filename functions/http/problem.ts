/**
 * A client's mistake, thrown once where it is found; `lambda.ts` turns it into `application/problem+json` (RFC 9457).
 * The types are stable: clients may tell problems apart by them.
 */
export const problemTypes = {
  'not-found': { status: 404, title: 'There is nothing here' },
  'method-not-allowed': { status: 405, title: 'This address does not take that method' },
  'unknown-parameter': { status: 400, title: 'A query parameter is not known' },
  'bad-parameter': { status: 400, title: 'A parameter has a value that is not accepted' },
  'bad-cursor': { status: 400, title: 'The cursor is not one of this list' },
  'not-acceptable': { status: 406, title: 'What there is has a type that the client does not take' },
  'query-too-long': { status: 414, title: 'The query is too long' },
  'no-token': { status: 401, title: 'Writing needs a token' },
  'no-right': { status: 403, title: 'The token may not write here' },
  'writing-off': { status: 403, title: 'Nobody may write here' },
  'media-type': { status: 415, title: 'The body has a type that is not accepted' },
  'too-large': { status: 413, title: 'The body is too large' },
  'header-too-large': { status: 431, title: 'The header of the request is too large' },
  'too-slow': { status: 408, title: 'The request did not come to its end in time' },
  malformed: { status: 400, title: 'The request is not well-formed HTTP' },
  'bad-body': { status: 400, title: 'The body is not what is accepted here' },
  unreadable: { status: 422, title: 'A document can not be read' },
  'not-yet': { status: 503, title: 'It has not been made yet' },
  'no-time': { status: 503, title: 'There was not the time' },
  'internal-error': { status: 500, title: 'The fault is ours' },
} as const;

export type ProblemType = keyof typeof problemTypes;

/** All but what is told before any route is looked for, by the server of one machine. */
export type RouteProblem = Exclude<ProblemType, 'header-too-large' | 'too-slow' | 'malformed'>;

export class Problem extends Error {
  override name = 'Problem';
  readonly type: ProblemType;
  readonly headers: { readonly [name: string]: string };
  readonly members: { readonly [name: string]: unknown };

  constructor(
    type: ProblemType,
    detail: string,
    members: { readonly [name: string]: unknown } = {},
    headers: { readonly [name: string]: string } = {},
  ) {
    super(detail);
    this.type = type;
    this.members = members;
    this.headers = headers;
  }
}

/** What was asked for, where there is such a thing. */
export const found = <T>(record: T | undefined, what: string, id: string | number): T => {
  if (record === undefined) throw new Problem('not-found', `No ${what} ${id}.`);
  return record;
};

/** The body of a problem: type, title, status, detail, and members of its own. */
export const problemBody = ({ type, message, members }: Problem): string =>
  JSON.stringify({ type: `urn:vedetta:problem:${type}`, ...problemTypes[type], detail: message, ...members });
