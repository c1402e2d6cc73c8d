/** The availability of an API as the JSON of `/v1`: by the day, by the hour of the day under way, and as indicators. */
import type { Api } from '../domain/catalogue/api.ts';
import { type FiguresOfDay, type Hour, hourMs } from '../domain/uptime/availability.ts';
import type { Endpoint } from '../domain/uptime/endpoint.ts';
import type { Slis } from '../domain/uptime/slis.ts';
import { dayJson, endpointJson, figuresJson } from './monitoring-json.ts';

type Json = { readonly [name: string]: unknown };

type KnownDay = FiguresOfDay & { readonly hours?: readonly Hour[] };

export type Availability = {
  readonly api: Api;
  readonly from: string;
  readonly to: string;
  readonly endpoints: readonly {
    readonly endpoint: Endpoint;
    readonly days: readonly FiguresOfDay[];
    readonly today: KnownDay | undefined;
    readonly slis: Slis;
  }[];
  readonly slis: Slis;
};

const hourJson = (hour: Hour, { date, until }: FiguresOfDay): Json => {
  const start = Date.parse(date) + hour.hour * hourMs;
  const end = Math.min(start + hourMs, Date.parse(until));
  return { from: new Date(start).toISOString(), until: new Date(end).toISOString(), ...figuresJson(hour) };
};

const todayJson = (today: KnownDay): Json => ({
  ...dayJson(today),
  hours: (today.hours ?? []).map((hour) => hourJson(hour, today)),
});

const lookedAt = (days: readonly (FiguresOfDay | undefined)[]): string | null =>
  days.flatMap((day) => day?.checkedAt ?? []).reduce((a, b) => (a > b ? a : b), '') || null;

/** `slotMs` as of an endpoint. */
export const availabilityJson = ({ api, from, to, endpoints, slis }: Availability, slotMs: number): Json => ({
  api: api.id,
  title: api.metadata?.title ?? null,
  publisher: { id: api.publisherId, name: api.publisherName },
  from,
  to,
  checked_at: lookedAt(endpoints.flatMap(({ days, today }) => [...days, today])),
  indicators: slis,
  endpoints: endpoints.map(({ endpoint, days, today, slis: own }) => ({
    ...endpointJson(endpoint, today, slotMs),
    checked_at: lookedAt([...days, today]),
    retired_at: endpoint.retiredAt ?? null,
    indicators: own,
    days: days.map(dayJson),
    today: today === undefined ? null : todayJson(today),
  })),
  incidents: `/v1/apis/${api.id}/incidents?from=${from}&to=${to}`,
  maintenance: `/v1/apis/${api.id}/maintenance`,
});
