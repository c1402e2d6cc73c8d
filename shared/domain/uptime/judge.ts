/** What one answer, or its absence, says of an endpoint (monitoring.md, "Verdicts"). */
import { describeFetchCode } from '../fetching/fetch-codes.ts';
import type { FetchOutcome } from '../fetching/fetch-outcome.ts';
import { looksLikeFirewall } from '../fetching/firewall.ts';
import type { Endpoint } from './endpoint.ts';
import type { Judgement } from './sight.ts';

/** Codes that mean we did not look: the address itself is not one we may ask. */
const notLooked = /^(url-|refused-|redirect-refused|robots-)/;

const isProblem = (contentType: string | undefined): boolean =>
  /^application\/problem\+(json|xml)/i.test(contentType ?? '');

type Judged = Pick<Endpoint, 'declaresSecurity' | 'kind' | 'everUp'>;

function judgeStatus(status: number, endpoint: Judged, contentType: string | undefined): Judgement {
  if (status >= 200 && status < 400) return { verdict: 'up', code: `http-${status}` };
  if ((status === 401 || status === 403) && endpoint.declaresSecurity)
    return { verdict: 'up', code: 'needs-credentials' };
  // A gateway's well-formed refusal of an anonymous question shows that the API is there.
  if (status === 400 && isProblem(contentType)) return { verdict: 'up', code: 'http-400' };
  if (status === 429) return { verdict: 'degraded', code: 'http-429' };
  if (status === 401 || status === 403) return { verdict: 'unknown', code: `http-${status}` };
  // A server's base address need not be one of its operations: the host answers, and more cannot be known. One that was
  // up and is gone is down, as is an address that is there to be asked.
  if (status < 500 && endpoint.kind === 'server' && !endpoint.everUp)
    return { verdict: 'unknown', code: `http-${status}` };
  return { verdict: 'down', code: `http-${status}` };
}

/** `outcome` is of a request with `anyStatus`. */
export function judgeProbe(outcome: FetchOutcome, endpoint: Judged): Judgement {
  if (outcome.outcome === 'failed') {
    const { code } = outcome;
    if (code === 'blocked') return { verdict: 'blocked', code };
    if (notLooked.test(code) || describeFetchCode(code).class === 'ours') return { verdict: 'unknown', code };
    return { verdict: 'down', code };
  }
  const { status, headers } = outcome;
  const contentType = headers['content-type'];
  const bodyStart = outcome.outcome === 'fetched' ? outcome.body.subarray(0, 4096) : new Uint8Array();
  if (looksLikeFirewall({ status, headers, bodyStart }).blocked) return { verdict: 'blocked', code: 'blocked' };
  return judgeStatus(status, endpoint, contentType);
}
