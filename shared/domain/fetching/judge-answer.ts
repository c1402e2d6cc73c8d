/** Makes an outcome of a final answer: which statuses count, what is empty, what is a firewall's page (trust.md, "HTTP"). */
import type { Answer, FetchOutcome, FetchWarning, HttpRequest, Validators } from './fetch-outcome.ts';
import { looksLikeFirewall } from './firewall.ts';
import { parseRetryAfter } from './retry-after.ts';
import { hasUnusableValidator, readValidators } from './validators.ts';

type Received = {
  readonly answer: Answer;
  readonly body: Uint8Array;
  readonly bodyCut: boolean;
  readonly warnings: readonly FetchWarning[];
};

export type Asked = Pick<HttpRequest, 'method' | 'anyStatus'> & {
  /** Those sent with the last request; absent when it was unconditional. */
  readonly sentValidators?: Validators;
};

/** Bytes of a refused answer that are kept. */
export const bodyStartBytes = 4096;

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** A 206 is no answer to a request without Range; with `anyStatus` every final status is one. */
export const isWanted = (status: number, anyStatus: boolean | undefined): boolean =>
  anyStatus === true || (isSuccess(status) && status !== 206);

const sameEtag = (one: string, other: string): boolean => one.replace(/^W\//, '') === other.replace(/^W\//, '');

function fetched({ answer, body, bodyCut, warnings }: Received): FetchOutcome {
  const { headers, finalUrl } = answer;
  const validators = isSuccess(answer.status) ? readValidators(headers, new URL(finalUrl).origin) : undefined;
  return {
    outcome: 'fetched',
    ...answer,
    body,
    ...(bodyCut ? { bodyCut } : {}),
    ...(validators === undefined ? {} : { validators }),
    warnings: hasUnusableValidator(headers) ? [...warnings, 'validators-unusable'] : warnings,
  };
}

function unchanged({ answer, warnings }: Received, sent: Validators): FetchOutcome {
  const { etag } = answer.headers;
  const differs = etag !== undefined && sent.etag !== undefined && !sameEtag(etag, sent.etag);
  return { outcome: 'unchanged', ...answer, warnings: differs ? [...warnings, 'etag-differs'] : warnings };
}

function refused({ answer, body }: Received, nowMs: number): FetchOutcome {
  const { status, headers } = answer;
  const bodyStart = body.slice(0, bodyStartBytes);
  const firewall = looksLikeFirewall({ status, headers, bodyStart });
  const retryAfterSeconds = parseRetryAfter(headers['retry-after'], nowMs);
  return {
    outcome: 'failed',
    ...answer,
    code: firewall.blocked ? 'blocked' : `http-${status}`,
    detail: firewall.blocked ? `HTTP ${status}, page of a firewall (${firewall.signature})` : `HTTP ${status}`,
    bodyStart,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}

/** `nowMs`: milliseconds since 1970, for a Retry-After that is a date. */
export function judgeAnswer(received: Received, asked: Asked, nowMs: number): FetchOutcome {
  const { answer, body } = received;
  const { status, headers } = answer;
  if (status === 304 && asked.sentValidators !== undefined) return unchanged(received, asked.sentValidators);
  if (!isWanted(status, asked.anyStatus)) return refused(received, nowMs);
  if (asked.anyStatus === true || asked.method === 'HEAD') return fetched(received);
  if (body.length === 0)
    return { outcome: 'failed', ...answer, code: 'empty', detail: `HTTP ${status} without a body` };
  const firewall = looksLikeFirewall({ status, headers, bodyStart: body.subarray(0, bodyStartBytes) });
  return firewall.blocked ? refused(received, nowMs) : fetched(received);
}
