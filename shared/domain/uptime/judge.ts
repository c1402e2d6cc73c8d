/** What one answer, or its absence, says of an endpoint (monitoring.md, "Verdicts"). */
import { describeFetchCode } from '../fetching/fetch-codes.ts';
import type { Fetched, FetchOutcome, Unchanged } from '../fetching/fetch-outcome.ts';
import { looksLikeFirewall } from '../fetching/firewall.ts';
import { parseRetryAfter } from '../fetching/retry-after.ts';
import type { Judgement, Question } from './sight.ts';

/** Codes that mean we did not look: the address itself is not one we may ask. */
const notLooked = /^(url-|refused-|redirect-refused|robots-)/;

const isProblem = (contentType: string | undefined): boolean =>
  /^application\/problem\+(json|xml)/i.test(contentType ?? '');

type Judged = Pick<Question, 'declaresSecurity' | 'kind' | 'everUp' | 'slowMs'>;

function judgeStatus(status: number, endpoint: Judged, contentType: string | undefined): Judgement {
  if (status >= 200 && status < 400) return { verdict: 'up', code: `http-${status}` };
  if ((status === 401 || status === 403) && endpoint.declaresSecurity)
    return { verdict: 'up', code: 'needs-credentials' };
  // A gateway's well-formed refusal of an anonymous question shows that the API is there.
  if (status === 400 && isProblem(contentType)) return { verdict: 'up', code: 'http-400' };
  if (status === 429) return { verdict: 'degraded', code: 'http-429' };
  // Of one that answered anybody before, it is an answer all the same.
  if (status === 401 || status === 403)
    return { verdict: endpoint.everUp ? 'degraded' : 'unknown', code: `http-${status}` };
  // A server's base address need not be one of its operations: the host answers, and more cannot be known. One that was
  // up and is gone is down, as is an address that is there to be asked.
  if (status < 500 && endpoint.kind === 'server' && !endpoint.everUp)
    return { verdict: 'unknown', code: `http-${status}` };
  return { verdict: 'down', code: `http-${status}` };
}

/** Words of health documents for what is not well: of draft-inadarei-api-health-check §3.1 and of common frameworks. */
const unwell = /^(warn|warning|fail|failed|failing|error|down|degraded|unhealthy|critical|out_of_service)$/i;

/** Whether the body of a good status says that all is not well: `status` of problem details (RFC 9457 §3.1.2) or in words. */
function saysUnwell(body: Uint8Array, contentType: string | undefined): boolean {
  if (!/\bjson\b/i.test(contentType ?? '') || body.length === 0) return false;
  try {
    const { status } = (JSON.parse(new TextDecoder().decode(body)) ?? {}) as { status?: unknown };
    return typeof status === 'number'
      ? status >= 500 && status < 600
      : typeof status === 'string' && unwell.test(status);
  } catch {
    return false;
  }
}

function judgeAnswered(outcome: Fetched | Unchanged, endpoint: Judged, nowMs: number): Judgement {
  const { status, headers, timings } = outcome;
  const contentType = headers['content-type'];
  const body = outcome.outcome === 'fetched' ? outcome.body : new Uint8Array();
  if (looksLikeFirewall({ status, headers, bodyStart: body.subarray(0, 4096) }).blocked)
    return { verdict: 'blocked', code: 'blocked' };
  const judged = judgeStatus(status, endpoint, contentType);
  if (judged.verdict === 'down' && status === 503) {
    const retryAfterSeconds = parseRetryAfter(headers['retry-after'], nowMs);
    return retryAfterSeconds === undefined ? judged : { ...judged, retryAfterSeconds };
  }
  if (judged.verdict !== 'up') return judged;
  // The address of a server may be that of anything; one that is there to be asked says how the API is.
  if (endpoint.kind !== 'server' && status < 300 && saysUnwell(body, contentType))
    return { verdict: 'degraded', code: 'says-unwell' };
  return timings.totalMs > (endpoint.slowMs ?? Number.POSITIVE_INFINITY)
    ? { verdict: 'degraded', code: 'slow' }
    : judged;
}

/** `outcome` is of a request with `anyStatus`; `nowMs` is when it came, for a Retry-After that is a date. */
export function judgeProbe(outcome: FetchOutcome, endpoint: Judged, nowMs: number): Judgement {
  if (outcome.outcome !== 'failed') return judgeAnswered(outcome, endpoint, nowMs);
  const { code } = outcome;
  if (code === 'blocked') return { verdict: 'blocked', code };
  if (code === 'tls-client-certificate')
    return endpoint.declaresSecurity ? { verdict: 'up', code: 'needs-credentials' } : { verdict: 'unknown', code };
  if (notLooked.test(code) || describeFetchCode(code).class === 'ours') return { verdict: 'unknown', code };
  return { verdict: 'down', code };
}
