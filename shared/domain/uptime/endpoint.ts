/**
 * What is probed for an API, by monitoring.md's order: `servers[].x-healthCheck`, else the catalogue's `status` link,
 * else `/status` when the description declares it, else the server itself. GET only, sandboxes never.
 */
import type { DescribedServer, Metadata } from '../description/analysis.ts';
import { deriveId } from '../digest.ts';
import { always, type Watch } from './availability.ts';
import type { CertificateState } from './certificate.ts';
import type { MaintenanceWindow } from './maintenance.ts';
import type { ProbeVerdict } from './sample.ts';
import { everyMsOf } from './schedule.ts';
import type { WireFacts } from './wire.ts';

type HealthAddressKind = 'x-healthCheck' | 'status-link' | 'status-path' | 'server';

export type HealthAddress = {
  readonly url: string;
  readonly kind: HealthAddressKind;
  /** An answer that takes longer is slow, as declared; milliseconds. */
  readonly timeoutMs?: number;
  /** How often it asks to be looked at; absent: as everybody. */
  readonly everyMs?: number;
};

export type Endpoint = HealthAddress & {
  readonly id: string;
  readonly apiId: string;
  readonly publisherId: string;
  readonly declaresSecurity: boolean;
  /** What the probes agree on, since when, and why. */
  readonly verdict: ProbeVerdict;
  readonly since: string;
  /** Since when it answers, well or badly, where that is longer. */
  readonly goodSince?: string;
  readonly code?: string;
  /** Never seen up: it has no incidents, its first good answer is its beginning. */
  readonly everUp: boolean;
  /** The incident open now. */
  readonly incidentId?: string;
  readonly incidentClosedAt?: string;
  readonly lastIncidentId?: string;
  /** An answer that takes longer is slow for it, learned from its days; milliseconds. */
  readonly slowMs?: number;
  readonly certificate?: CertificateState;
  readonly wire?: WireFacts;
  /** Announced for its API: those that are not over. */
  readonly maintenance?: readonly MaintenanceWindow[];
  /** Since when it is watched; absent: longer than that is noted. */
  readonly addedAt?: string;
  /** Until when it was watched: it is no longer published. What is known of its days stays. */
  readonly retiredAt?: string;
  /** Raised by every write. Starts with the time it was added. */
  readonly version: number;
};

export const watchOf = ({ addedAt, retiredAt }: Pick<Endpoint, 'addedAt' | 'retiredAt'>): Watch => ({
  ...always,
  ...(addedAt === undefined ? {} : { sinceMs: Date.parse(addedAt) }),
  ...(retiredAt === undefined ? {} : { untilMs: Date.parse(retiredAt) }),
});

const mostAddresses = 5;

export const endpointIdOf = (apiId: string, url: string): string => deriveId('endpoint', apiId, url);

/** `/status` below a server's path; a query or fragment of the server is none of it. */
const statusOf = (server: string): string => {
  const url = new URL(server);
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}/status`;
};

const isProbeable = (url: string): boolean => /^https?:\/\//.test(url) && URL.canParse(url);

function addressesOf(
  server: DescribedServer,
  declaresStatus: boolean,
  statusUrls: readonly string[],
): readonly HealthAddress[] {
  const { url, healthCheck } = server;
  if (healthCheck !== undefined) {
    const { timeoutSeconds, intervalSeconds } = healthCheck;
    const everyMs = everyMsOf(intervalSeconds);
    return [
      {
        url: healthCheck.url,
        kind: 'x-healthCheck',
        ...(timeoutSeconds === undefined ? {} : { timeoutMs: timeoutSeconds * 1000 }),
        ...(everyMs === undefined ? {} : { everyMs }),
      },
    ];
  }
  if (statusUrls.length > 0) return statusUrls.map((status) => ({ url: status, kind: 'status-link' }));
  if (!isProbeable(url)) return [];
  return [declaresStatus ? { url: statusOf(url), kind: 'status-path' } : { url, kind: 'server' }];
}

/** The addresses to probe, distinct, at most five. A status link stands for the API as a whole. */
export function healthAddressesOf(
  metadata: Metadata | undefined,
  statusUrls: readonly string[],
): readonly HealthAddress[] {
  const servers = (metadata?.servers ?? []).filter(({ sandbox }) => !sandbox);
  const declaresStatus = metadata?.declaresStatus === true;
  const linked = statusUrls.map((url) => ({ url, kind: 'status-link' as const }));
  const addresses =
    servers.length === 0 ? linked : servers.flatMap((server) => addressesOf(server, declaresStatus, statusUrls));
  const probeable = addresses.filter(({ url }) => isProbeable(url));
  return [...new Map(probeable.map((address) => [address.url, address])).values()].slice(0, mostAddresses);
}
