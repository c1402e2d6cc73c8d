/** The JSON that a request brings, within bounds; anything else is a client's mistake. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Problem } from './problem.ts';

const mostBodyBytes = 64 * 1024;

export function readJsonBody({ headers, body = '', isBase64Encoded }: APIGatewayProxyEventV2): unknown {
  const contentType = headers['content-type'] ?? '';
  if (!/^application\/json\s*(;|$)/i.test(contentType) || (headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new Problem('media-type', 'Send application/json, not compressed.', {}, { Accept: 'application/json' });
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.byteLength > mostBodyBytes)
    throw new Problem('too-large', `A body may have ${mostBodyBytes} bytes; this one has ${bytes.byteLength}.`);
  try {
    // JSON is UTF-8 (RFC 8259 §8.1).
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Problem('bad-body', 'The body is not JSON in UTF-8.');
  }
}
