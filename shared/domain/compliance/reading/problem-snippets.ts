/**
 * A response that is a problem (RFC 9457), for the snippets of the rules. The schema stands in the response itself: a
 * component of any name may not be there.
 */

/** A status has the range of HTTP's; the other members of the standard are texts. */
export const problemSchema = {
  type: 'object',
  properties: {
    type: { type: 'string', format: 'uri-reference', default: 'about:blank' },
    title: { type: 'string' },
    status: { type: 'integer', format: 'int32', minimum: 100, maximum: 599 },
    detail: { type: 'string' },
    instance: { type: 'string', format: 'uri-reference' },
  },
};

export const problemOfOpenapi = { content: { 'application/problem+json': { schema: problemSchema } } };

/** Beside it the operation, or the document, lists `application/problem+json` in `produces`. */
export const problemOfSwagger = { schema: problemSchema };
