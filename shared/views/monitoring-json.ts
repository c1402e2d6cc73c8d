/** What the probes know as the JSON of `/v1`: endpoints, days, indicators, incidents, maintenance. Times in seconds. */
import { availabilityOf, type Figures, type FiguresOfDay, unknownShareOf } from '../domain/uptime/availability.ts';
import type { CertificateState } from '../domain/uptime/certificate.ts';
import type { Endpoint } from '../domain/uptime/endpoint.ts';
import { type Histogram, quantile } from '../domain/uptime/latency.ts';
import type { Maintenance, MaintenanceWindow } from '../domain/uptime/maintenance.ts';
import { paceOf } from '../domain/uptime/schedule.ts';
import type { Incident } from '../domain/uptime/settle.ts';
import { explainedProbe } from './explain-code.ts';

type Json = { readonly [name: string]: unknown };

const secondsOf = (ms: number): number => ms / 1000;

const latencyJson = (latency: Histogram): Json => {
  const at = (q: number): number | null => {
    const ms = quantile(latency, q);
    return ms === null ? null : secondsOf(ms);
  };
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99) };
};

/** What is not known is told beside the share that is. */
export const figuresJson = ({ ms, looks, latency }: Figures): Json => ({
  availability: availabilityOf(ms),
  unknown_share: unknownShareOf(ms),
  seconds: Object.fromEntries(Object.entries(ms).map(([verdict, time]) => [verdict, secondsOf(time)])),
  samples: looks,
  latency_seconds: latencyJson(latency),
});

export const dayJson = (day: FiguresOfDay): Json => ({
  date: day.date,
  ...figuresJson(day),
  until: day.until,
  checked_at: day.checkedAt ?? null,
});

const certificateJson = ({ current, since }: CertificateState): Json => ({
  subject: current.subject,
  issuer: current.issuer,
  valid_from: current.validFrom === '' ? null : current.validFrom,
  valid_to: current.validTo === '' ? null : current.validTo,
  fingerprint: `sha256:${current.fingerprint}`,
  since,
});

const windowJson = ({ from, until, note }: MaintenanceWindow): Json => ({ from, until, note: note ?? null });

/** `slotMs`: how often endpoints are looked at that do not ask for another pace. */
export const endpointJson = (endpoint: Endpoint, today: FiguresOfDay | undefined, slotMs: number): Json => ({
  id: endpoint.id,
  url: endpoint.url,
  found_in: endpoint.kind,
  verdict: endpoint.verdict,
  since: endpoint.since,
  // An answer as it should be needs no reason.
  reason: endpoint.verdict === 'up' && endpoint.code?.startsWith('http-') ? null : explainedProbe(endpoint.code),
  checked_at: today?.checkedAt ?? null,
  checked_every_seconds: secondsOf(paceOf(endpoint, slotMs)),
  ever_up: endpoint.everUp,
  incident: endpoint.incidentId ?? null,
  certificate: endpoint.certificate === undefined ? null : certificateJson(endpoint.certificate),
  maintenance: (endpoint.maintenance ?? []).map(windowJson),
  today: today === undefined ? null : dayJson(today),
});

const durationOf = ({ openedAt, closedAt }: Incident): number | null =>
  closedAt === undefined ? null : secondsOf(Date.parse(closedAt) - Date.parse(openedAt));

export const incidentJson = (incident: Incident): Json => ({
  id: incident.id,
  api: incident.apiId,
  endpoint: incident.endpointId,
  publisher: incident.publisherId,
  url: incident.url,
  reason: explainedProbe(incident.code),
  opened_at: incident.openedAt,
  reopened_at: incident.reopenedAt ?? null,
  closed_at: incident.closedAt ?? null,
  closed_because: incident.closedBecause ?? null,
  duration_seconds: durationOf(incident),
  relapses: incident.relapses,
});

export const toldIncidentJson = ({
  incident,
  announced,
}: {
  readonly incident: Incident;
  readonly announced: boolean;
}): Json => ({ ...incidentJson(incident), maintenance_announced: announced });

export const maintenanceJson = ({
  apiId,
  windows,
  announcedAt,
}: Pick<Maintenance, 'apiId' | 'windows'> & Partial<Maintenance>): Json => ({
  api: apiId,
  windows: windows.map(windowJson),
  announced_at: announcedAt ?? null,
});
