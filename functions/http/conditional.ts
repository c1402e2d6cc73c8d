/** Validators and conditional requests (RFC 9110 §13) for every answer: strong ETag of the bytes sent, 304, HEAD. */
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { sha256 } from '../../shared/domain/digest.ts';

/**
 * An answer as API Gateway takes it; on one machine it may be bytes that are read as they are sent. Their length and their
 * tag are among the headers then.
 */
export type HttpResult = APIGatewayProxyStructuredResultV2 & { readonly stream?: () => AsyncIterable<Uint8Array> };

const headerOf = (result: HttpResult, name: string): string | undefined => {
  const found = Object.entries(result.headers ?? {}).find(([key]) => key.toLowerCase() === name);
  return found === undefined ? undefined : String(found[1]);
};

/** The coding is part of the bytes, so it is part of the tag. */
const tagOf = (body: string): string => `"${sha256(body).slice(0, 32)}"`;

const lists = (condition: string, tag: string): boolean =>
  condition.trim() === '*' || condition.split(',').some((each) => each.trim().replace(/^W\//, '') === tag);

/** If-None-Match decides alone where it is sent (RFC 9110 §13.2.2); If-Modified-Since otherwise. */
function isNotModified(event: APIGatewayProxyEventV2, tag: string, lastModified: string | undefined): boolean {
  const condition = event.headers['if-none-match'];
  if (condition !== undefined) return lists(condition, tag);
  const since = Date.parse(event.headers['if-modified-since'] ?? '');
  return lastModified !== undefined && since >= Date.parse(lastModified);
}

/** The answer with its validators; without a body when the client has it already, or asked for the head only. */
export function validate(event: APIGatewayProxyEventV2, result: HttpResult): HttpResult {
  const method = event.requestContext.http.method;
  if (method !== 'GET' && method !== 'HEAD') return result;
  const tagged: HttpResult =
    result.statusCode === 200 && headerOf(result, 'cache-control') !== 'no-store'
      ? // Also on an answer too small to be coded: another client's may be.
        {
          ...result,
          headers: {
            Vary: 'Accept-Encoding',
            ...result.headers,
            ...(result.stream === undefined ? { ETag: tagOf(result.body ?? '') } : {}),
          },
        }
      : result;
  const tag = headerOf(tagged, 'etag');
  if (tag !== undefined && isNotModified(event, tag, headerOf(tagged, 'last-modified'))) {
    const { body: _b, isBase64Encoded: _e, stream: _s, headers = {}, ...rest } = tagged;
    const kept = Object.entries(headers).filter(
      ([name]) => !/^content-(type|encoding|length|disposition)$/i.test(name),
    );
    return { ...rest, statusCode: 304, headers: Object.fromEntries(kept) };
  }
  if (method === 'HEAD') return withoutBody(tagged);
  return tagged;
}

function withoutBody({ body = '', isBase64Encoded, stream, ...rest }: HttpResult): HttpResult {
  if (stream !== undefined) return rest;
  const length = Buffer.byteLength(body, isBase64Encoded === true ? 'base64' : 'utf8');
  return { ...rest, headers: { ...rest.headers, 'Content-Length': String(length) } };
}
