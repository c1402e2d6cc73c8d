/** An example of each type of problem, as our OpenAPI shows it, with the headers that it always brings. */
import { Problem, type ProblemType } from './problem.ts';

const cursorDetail = 'The cursor was not made by this list. Start again without it.';

export const problemExamples: { readonly [type in ProblemType]: Problem } = {
  'not-found': new Problem('not-found', 'No API nobody.'),
  'method-not-allowed': new Problem(
    'method-not-allowed',
    'POST is not for this address; it takes GET, HEAD, OPTIONS.',
    {},
    { Allow: 'GET, HEAD, OPTIONS' },
  ),
  'unknown-parameter': new Problem('unknown-parameter', 'Not known here: limitt. Known: cursor, limit.', {
    parameters: ['limitt'],
  }),
  'bad-parameter': new Problem('bad-parameter', 'limit must be a whole number from 1 to 100.', { parameter: 'limit' }),
  'bad-cursor': new Problem('bad-cursor', cursorDetail, { parameter: 'cursor' }),
  'not-acceptable': new Problem('not-acceptable', 'There is application/json here, which the Accept header excludes.'),
  'query-too-long': new Problem('query-too-long', 'A query may have 4096 bytes; this one has 5000.'),
  'no-token': new Problem(
    'no-token',
    'The token is not the one that may write here.',
    {},
    { 'WWW-Authenticate': 'Bearer realm="vedetta", error="invalid_token"' },
  ),
  'no-right': new Problem(
    'no-right',
    'The token must have the scope vedetta/write.',
    {},
    { 'WWW-Authenticate': 'Bearer realm="vedetta", error="insufficient_scope", scope="vedetta/write"' },
  ),
  'writing-off': new Problem('writing-off', 'This function only reads.'),
  'media-type': new Problem('media-type', 'Send application/json, not compressed.', {}, { Accept: 'application/json' }),
  'too-large': new Problem('too-large', 'A body may have 65536 bytes; this one has 70000.'),
  'header-too-large': new Problem('header-too-large', 'The header of a request may have 16384 bytes.'),
  'too-slow': new Problem('too-slow', 'Send the whole request at once.'),
  malformed: new Problem('malformed', 'What was sent can not be read as HTTP/1.1 (RFC 9112).'),
  'bad-body': new Problem('bad-body', '#/windows/0/from must be a date and time such as 2026-11-23T00:00:00Z.', {
    errors: [{ pointer: '#/windows/0/from', detail: 'must be a date and time such as 2026-11-23T00:00:00Z' }],
  }),
  unreadable: new Problem('unreadable', 'Revision 2 can not be read; /v1/apis/nobody/revisions/2 says why.'),
  'not-yet': new Problem('not-yet', 'The catalogue has not been listed yet.', {}, { 'Retry-After': '60' }),
  'no-time': new Problem(
    'no-time',
    'The two revisions could not be compared within the time there is for it. Try again later.',
    {},
    { 'Retry-After': '300' },
  ),
  'internal-error': new Problem('internal-error', 'The request failed through our own fault; it has been logged.'),
};
