/** What a vantage point is asked of an endpoint, and what it saw. Plain JSON: the two may be in different regions. */
import type { TlsFacts } from '../fetching/fetch-outcome.ts';
import type { Endpoint } from './endpoint.ts';
import type { Phases, ProbeVerdict } from './sample.ts';
import type { WireSight } from './wire.ts';

export type Question = Pick<Endpoint, 'url' | 'kind' | 'declaresSecurity' | 'everUp'> & {
  readonly timeoutMs: number;
  /** An answer that takes longer is `degraded`, milliseconds; absent: no bound is known. */
  readonly slowMs?: number;
  /** A full handshake, which shows the certificate, instead of a resumed one. */
  readonly showCertificate: boolean;
};

/** What one answer, or its absence, says of an endpoint. */
export type Judgement = {
  readonly verdict: ProbeVerdict;
  readonly code: string;
  /** It asked to be left alone for so long (RFC 9110 §10.2.3). */
  readonly retryAfterSeconds?: number;
};

export type Sight = Judgement & {
  /** When it began, ISO 8601. */
  readonly at: string;
  readonly phases: Phases;
  readonly tls?: TlsFacts;
  readonly wire?: WireSight;
};
