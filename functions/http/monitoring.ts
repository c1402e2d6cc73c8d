/** Routes of what the probes know: availability, incidents, service levels, badges; and maintenance, which is also written. */
import { dayMs } from '../../shared/domain/uptime/availability.ts';
import { readWindows } from '../../shared/domain/uptime/read-windows.ts';
import { announceMaintenance, readMaintenance } from '../../shared/usecases/announce-maintenance.ts';
import { mostDaysRead, readAvailability } from '../../shared/usecases/read-availability.ts';
import { readComplianceBadge } from '../../shared/usecases/read-badge.ts';
import { readApiIncidents, readIncidents } from '../../shared/usecases/read-incidents.ts';
import { readServiceLevels } from '../../shared/usecases/read-service-levels.ts';
import { isoNow, slotMsOf, type World } from '../../shared/usecases/world.ts';
import { availabilityBadge, complianceBadge } from '../../shared/views/api-badges.ts';
import { availabilityJson } from '../../shared/views/availability-json.ts';
import { type Language, languages } from '../../shared/views/badge.ts';
import { maintenanceJson, toldIncidentJson } from '../../shared/views/monitoring-json.ts';
import { apisCsv, publishersCsv } from '../../shared/views/service-levels-csv.ts';
import { choice, cursorOf, date, flag, identifier, limit, month, type Parameter } from './parameters.ts';
import { found, Problem } from './problem.ts';
import { type Answer, json, pageJson, type Route, route } from './route.ts';

const api = identifier('Id of the API', '4f0c2b1d9e8a7c6b5d3f');

type Range = { readonly from: string | undefined; readonly to: string | undefined };

/** Refuses what could not be answered as asked. */
function checkRange(world: World, { from, to }: Range, mostDays: number): void {
  if (from === undefined) return;
  const today = isoNow(world.clock).slice(0, 10);
  const last = to ?? today;
  if (from > today) throw new Problem('bad-parameter', 'from must not be in the future.', { parameter: 'from' });
  if (to !== undefined && from > to)
    throw new Problem('bad-parameter', 'from must not be after to.', { parameter: 'from' });
  if ((Date.parse(last) - Date.parse(from)) / dayMs < mostDays) return;
  throw new Problem('bad-parameter', `from must be less than ${mostDays} days before to.`, { parameter: 'from' });
}

const language: Parameter<Language> = choice('Language of the badge (default it)', languages);

/** `draw`: undefined when there is no such API. */
const badge = (
  tag: string,
  name: 'availability' | 'compliance',
  summary: string,
  draw: (world: World, apiId: string, language: Language) => Promise<string | undefined>,
): Route =>
  route({
    path: `/badges/{id}/${name}.svg`,
    operationId: `get${name === 'availability' ? 'Availability' : 'Compliance'}Badge`,
    summary: `${summary} as a badge for other pages`,
    tag,
    pathParameters: { id: api },
    query: { lang: language },
    contentType: 'image/svg+xml',
    maxAgeSeconds: 300,
    handle: async ({ world, path, query: { lang = 'it' } }) => ({
      contentType: 'image/svg+xml; charset=utf-8',
      body: found(await draw(world, path.id, lang), 'API', path.id),
    }),
  });

const csv = (name: string, body: string): Answer => ({
  contentType: 'text/csv; charset=utf-8; header=present',
  body,
  headers: { 'Content-Disposition': `attachment; filename="${name}.csv"` },
});

/** The month that ended last. */
function lastMonth(world: World): string {
  const [year = 0, number = 1] = isoNow(world.clock).slice(0, 7).split('-').map(Number);
  return new Date(Date.UTC(year, number - 2, 1)).toISOString().slice(0, 7);
}

/** Of a month to come there are no figures, and an empty table would say that there is nothing in it. */
function monthOf(world: World, { month }: { readonly month: string | undefined }): string {
  const asked = month ?? lastMonth(world);
  if (asked <= isoNow(world.clock).slice(0, 7)) return asked;
  throw new Problem('bad-parameter', 'month must not be in the future.', { parameter: 'month' });
}

const ofMonth = month('Month of the figures (default: the last that is over)');

export const monitoring: readonly Route[] = [
  route({
    path: '/v1/apis/{id}/availability',
    operationId: 'getAvailability',
    summary: 'Whether an API answered, by the day, with what is not known; the guideline’s service level indicators',
    tag: 'monitoring',
    pathParameters: { id: api },
    query: {
      from: date('First day; the default is the 30 days up to `to`'),
      to: date('Last day; the default is today'),
    },
    contentType: 'application/json',
    schema: 'Availability',
    maxAgeSeconds: 60,
    handle: async ({ world, path, query }) => {
      checkRange(world, query, mostDaysRead);
      return json(
        availabilityJson(found(await readAvailability(world, path.id, query), 'API', path.id), slotMsOf(world)),
      );
    },
  }),
  route({
    path: '/v1/apis/{id}/incidents',
    operationId: 'listApiIncidents',
    summary: 'Incidents of an API, newest first',
    tag: 'monitoring',
    pathParameters: { id: api },
    query: {
      from: date('Only those that were open on this day or later, whenever they opened'),
      to: date('Only those that were open on this day or earlier, whenever they ended'),
      cursor: cursorOf('api-incidents'),
      limit,
    },
    contentType: 'application/json',
    schema: 'IncidentPage',
    maxAgeSeconds: 60,
    handle: async ({ world, path, query: { limit: most = 50, cursor, ...range } }) => {
      checkRange(world, range, Number.POSITIVE_INFINITY);
      const page = found(await readApiIncidents(world, path.id, range, most, cursor), 'API', path.id);
      return json(pageJson(page, toldIncidentJson, 'api-incidents'));
    },
  }),
  route({
    path: '/v1/incidents',
    operationId: 'listIncidents',
    summary: 'Incidents of all APIs, newest first',
    tag: 'monitoring',
    pathParameters: {},
    query: {
      open: flag('Only those that are open, or (`false`) only those that are over'),
      cursor: cursorOf('incidents'),
      limit,
    },
    contentType: 'application/json',
    schema: 'IncidentPage',
    maxAgeSeconds: 60,
    handle: async ({ world, query: { limit: most = 50, cursor, open } }) =>
      json(pageJson(await readIncidents(world, { open }, most, cursor), toldIncidentJson, 'incidents')),
  }),
  route({
    path: '/v1/apis/{id}/maintenance',
    operationId: 'getMaintenance',
    summary: 'Maintenance that was announced for an API',
    tag: 'monitoring',
    pathParameters: { id: api },
    query: {},
    contentType: 'application/json',
    schema: 'Maintenance',
    maxAgeSeconds: 60,
    handle: async ({ world, path }) =>
      json(maintenanceJson(found(await readMaintenance(world, path.id), 'API', path.id))),
  }),
  route({
    path: '/v1/apis/{id}/maintenance',
    operationId: 'announceMaintenance',
    summary: 'Announces maintenance of an API, in place of what was announced; no windows take it back',
    tag: 'monitoring',
    pathParameters: { id: api },
    query: {},
    contentType: 'application/json',
    schema: 'Maintenance',
    maxAgeSeconds: 0,
    writes: { method: 'PUT', body: 'MaintenanceAnnouncement' },
    handle: async ({ world, path, body }) => {
      const { windows: announced } = found(await readMaintenance(world, path.id), 'API', path.id);
      const { windows, faults } = readWindows(body, { now: isoNow(world.clock), announced });
      if (windows === undefined) {
        const [first] = faults;
        throw new Problem('bad-body', `${first?.pointer} ${first?.detail}.`, { errors: faults });
      }
      const stored = found(await announceMaintenance(world, path.id, windows), 'API', path.id);
      return { ...json(maintenanceJson(stored)), headers: { 'Cache-Control': 'no-store' } };
    },
  }),
  route({
    path: '/v1/service-levels.csv',
    operationId: 'getServiceLevels',
    summary: 'Service levels of a month, one row for each administration, as CSV',
    tag: 'monitoring',
    pathParameters: {},
    query: { month: ofMonth },
    contentType: 'text/csv',
    headers: ['Content-Disposition'],
    maxAgeSeconds: 300,
    handle: async ({ world, query }) => {
      const levels = await readServiceLevels(world, monthOf(world, query));
      return csv(`service-levels-${levels.month}`, publishersCsv(levels, levels.publishers));
    },
  }),
  route({
    path: '/v1/publishers/{id}/service-levels.csv',
    operationId: 'getPublisherServiceLevels',
    summary: 'Service levels of a month, one row for each API of an administration, as CSV',
    tag: 'monitoring',
    pathParameters: { id: identifier('Id of the administration', 'c_h501') },
    query: { month: ofMonth },
    contentType: 'text/csv',
    headers: ['Content-Disposition'],
    maxAgeSeconds: 300,
    handle: async ({ world, path, query }) => {
      const publisher = await world.store.publishers.get(path.id);
      const levels = await readServiceLevels(world, monthOf(world, query));
      const own = levels.publishers.find(({ publisherId }) => publisherId === path.id);
      const known = own ?? { publisherId: path.id, publisher: found(publisher, 'administration', path.id), apis: [] };
      return csv(`service-levels-${path.id}-${levels.month}`, apisCsv(levels, known));
    },
  }),
  badge('monitoring', 'availability', 'The availability of an API over 30 days', async (world, id, lang) => {
    const known = await readAvailability(world, id);
    return known && availabilityBadge(known, lang);
  }),
  badge('compliance', 'compliance', 'The compliance of an API', async (world, id, lang) => {
    const known = await readComplianceBadge(world, id);
    return known && complianceBadge(known.api, known.compliance, lang);
  }),
];
