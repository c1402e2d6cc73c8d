/**
 * What is probed for an API, by monitoring.md's order: `servers[].x-healthCheck`, else the catalogue's `status` link,
 * else `/status` when the description declares it, else the server itself. GET only, sandboxes never.
 */
import type { Metadata } from '../description/analysis.ts';
import { deriveId } from '../digest.ts';
import type { ProbeVerdict } from './sample.ts';

type HealthAddressKind = 'x-healthCheck' | 'status-link' | 'status-path' | 'server';

export type HealthAddress = {
  readonly url: string;
  readonly kind: HealthAddressKind;
  readonly timeoutMs?: number;
};

export type Endpoint = HealthAddress & {
  readonly id: string;
  readonly apiId: string;
  readonly publisherId: string;
  readonly declaresSecurity: boolean;
  /** What the probes agree on, since when, and why. */
  readonly verdict: ProbeVerdict;
  readonly since: string;
  readonly code?: string;
  /** Never seen up: it has no incidents, its first good answer is its beginning. */
  readonly everUp: boolean;
  /** The incident open now. */
  readonly incidentId?: string;
  readonly incidentClosedAt?: string;
  readonly lastIncidentId?: string;
};

const mostAddresses = 5;

export const endpointIdOf = (apiId: string, url: string): string => deriveId('endpoint', apiId, url);

const onServer = (server: string, path: string): string => `${server.replace(/\/+$/, '')}${path}`;

/** The addresses to probe, distinct, at most five. A status link stands for the API as a whole. */
export function healthAddressesOf(
  metadata: Metadata | undefined,
  statusUrls: readonly string[],
): readonly HealthAddress[] {
  const servers = (metadata?.servers ?? []).filter(({ sandbox, url }) => !sandbox && /^https?:\/\//.test(url));
  const declared = servers.flatMap(({ healthCheck }) => (healthCheck === undefined ? [] : [healthCheck]));
  const addresses: readonly HealthAddress[] =
    declared.length > 0
      ? declared.map(({ url, timeoutSeconds }) => ({
          url,
          kind: 'x-healthCheck',
          ...(timeoutSeconds === undefined ? {} : { timeoutMs: timeoutSeconds * 1000 }),
        }))
      : statusUrls.length > 0
        ? statusUrls.map((url) => ({ url, kind: 'status-link' as const }))
        : servers.map(({ url }) =>
            metadata?.declaresStatus === true
              ? { url: onServer(url, '/status'), kind: 'status-path' }
              : { url, kind: 'server' },
          );
  return [...new Map(addresses.map((address) => [address.url, address])).values()].slice(0, mostAddresses);
}
