/**
 * The national figures as the JSON of `/v1`: each group of figures says of when it is, and each figure where what it counts
 * is listed. A list is of now: of a day that is over it shows what became of what was counted; what was told stays as it is.
 */
import { gateVerdicts } from '../domain/compliance/compliance.ts';
import { findRule } from '../domain/compliance/ruleset.ts';
import { gradeNames } from '../domain/compliance/statistics.ts';
import { happeningLists, happeningNames, questionOf } from '../domain/figures/happenings.ts';
import { firstDayOf, lastDayOf } from '../domain/figures/quarter.ts';
import {
  type FailingRule,
  type FrozenQuarter,
  type Group,
  type Happenings,
  type NationalFigures,
  type QuarterFigures,
  type Snapshot,
  silentOf,
  type TrendPoint,
} from '../domain/figures/snapshot.ts';
import { gapsOf } from '../domain/figures/trend.ts';
import { dateOf, dayMs } from '../domain/uptime/availability.ts';

type Json = { readonly [name: string]: unknown };

const listOf = (path: string, query: { readonly [name: string]: string } = {}): string => {
  const search = new URLSearchParams(query).toString();
  return search === '' ? path : `${path}?${search}`;
};

const counted = (count: number, list: string | null): Json => ({ count, list });

/** Null: they were not told from those that publish nothing. */
const unreadJson = (unread: number | undefined, list: string | null): Json | null =>
  unread === undefined ? null : counted(unread, list);

const happeningKeys: { readonly [name in keyof Happenings]: string } = {
  breaking: 'breaking',
  published: 'published',
  withdrawn: 'withdrawn',
  incidentsOpened: 'incidents_opened',
  incidentsClosed: 'incidents_closed',
};

/** The list of events that is counted: of one kind, or else of a level. */
function changesOf(name: keyof Happenings, from: string, to: string): string {
  const until = dateOf(Date.parse(to) + dayMs);
  return listOf('/v1/changes', { ...questionOf(happeningLists[name]), since: from, until });
}

/** From the first of the days on to the last. */
const happenedJson = (happened: Happenings, from: string, to: string, asOf: string): Json => ({
  as_of: asOf,
  from,
  to,
  ...Object.fromEntries(
    happeningNames.map((name) => [happeningKeys[name], counted(happened[name], changesOf(name, from, to))]),
  ),
});

const ruleJson = ({ rule, applies, failing }: FailingRule): Json => {
  const known = findRule(rule);
  return {
    rule,
    // A rule of a former ruleset is told by its name.
    title: known?.title ?? { en: rule, it: rule },
    applies,
    failing,
    list: listOf('/v1/apis', { rule }),
    about: known === undefined ? null : `/v1/rules/${rule}`,
  };
};

/** What has no category or region is on no list of its own. */
const groupJson =
  (filter: 'category' | 'region') =>
  (group: Group): Json => {
    const { name, publishers, publishing, unread, apis, publishable, median, availability } = group;
    const list = (path: string, more: { readonly [name: string]: string } = {}) =>
      name === null ? null : listOf(path, { [filter]: name, ...more });
    return {
      name,
      publishers: counted(publishers, list('/v1/publishers')),
      publishing: counted(publishing, list('/v1/publishers', { publishes: 'something' })),
      not_publishing: counted(silentOf(group), list('/v1/publishers', { publishes: 'nothing' })),
      publishing_unknown: unreadJson(unread, list('/v1/publishers', { publishes: 'unknown' })),
      apis: counted(apis, list('/v1/apis')),
      publishable: Object.fromEntries(
        gateVerdicts.map((verdict) => [
          verdict,
          counted(publishable[verdict], list('/v1/apis', { publishable: verdict })),
        ]),
      ),
      median_score: median,
      availability,
    };
  };

const binWidth = 10;

function snapshotJson(snapshot: Snapshot): Json {
  const { date, computedAt, totals, publishable, grades, scores, availability } = snapshot;
  const { publishers, publishing, unread, apis, valid } = totals;
  const at = { as_of: computedAt };
  return {
    date,
    computed_at: computedAt,
    ruleset: snapshot.ruleset,
    totals: {
      ...at,
      publishers: counted(publishers, '/v1/publishers'),
      publishing: counted(publishing, listOf('/v1/publishers', { publishes: 'something' })),
      not_publishing: counted(silentOf(totals), listOf('/v1/publishers', { publishes: 'nothing' })),
      publishing_unknown: unreadJson(unread, listOf('/v1/publishers', { publishes: 'unknown' })),
      apis: counted(apis, '/v1/apis'),
      valid: counted(valid, listOf('/v1/apis', { state: 'ok' })),
    },
    publishable: {
      ...at,
      share: apis === 0 ? null : publishable.yes / apis,
      verdicts: gateVerdicts.map((verdict) => ({
        verdict,
        ...counted(publishable[verdict], listOf('/v1/apis', { publishable: verdict })),
      })),
    },
    grades: {
      ...at,
      grades: gradeNames.map((grade) => ({ grade, ...counted(grades[grade], listOf('/v1/apis', { grade })) })),
    },
    scores: {
      ...at,
      mean: scores.mean,
      median: scores.median,
      bins: scores.bins.map((count, bin) => ({ from: bin * binWidth, to: (bin + 1) * binWidth, count })),
      list: listOf('/v1/apis', { sort: 'score-low' }),
    },
    rules: { ...at, failing: snapshot.failing.map(ruleJson), list: '/v1/statistics' },
    availability:
      availability === null
        ? null
        : {
            as_of: availability.until,
            days: 30,
            share: availability.share,
            unknown_share: availability.unknownShare,
            list: listOf('/v1/apis', { sort: 'availability' }),
          },
    incidents: { ...at, open: counted(snapshot.openIncidents, listOf('/v1/incidents', { open: 'true' })) },
    happened: happenedJson(snapshot.happened, date, date, computedAt),
    categories: { ...at, groups: snapshot.categories.map(groupJson('category')) },
    regions: { ...at, groups: snapshot.regions.map(groupJson('region')) },
  };
}

export const nationalJson = ({ today, month: { month, ...happened } }: NationalFigures): Json => ({
  ...snapshotJson(today),
  month: { month, ...happenedJson(happened, `${month}-01`, today.date, today.computedAt) },
  trend: '/v1/statistics/trend',
  quarters: '/v1/statistics/quarters',
});

export const dayFiguresJson = (snapshot: Snapshot, isFinal: boolean): Json => ({
  ...snapshotJson(snapshot),
  final: isFinal,
});

const pointJson = ({
  date,
  publishing,
  apis,
  publishable,
  median,
  availability,
}: Omit<TrendPoint, 'breaking' | 'incidentsOpened'>): Json => ({
  date,
  publishing,
  apis,
  publishable,
  median_score: median,
  availability,
});

/** Oldest first. */
export const trendJson = (trend: readonly TrendPoint[]): Json => ({
  days: trend.map((point) => ({
    ...pointJson(point),
    breaking: point.breaking,
    incidents_opened: point.incidentsOpened,
    figures: `/v1/statistics/days/${point.date}`,
  })),
  gaps: gapsOf(trend),
});

/** The newest first. */
export const quartersJson = (quarters: readonly FrozenQuarter[]): Json => ({
  items: quarters.toReversed().map((each) => ({
    quarter: each.quarter,
    ...pointJson(each),
    ...Object.fromEntries(happeningNames.map((name) => [happeningKeys[name], each[name]])),
    figures: `/v1/statistics/quarters/${each.quarter}`,
  })),
  next: null,
});

export const quarterJson = ({ quarter, snapshot, happened }: QuarterFigures): Json => ({
  quarter,
  from: firstDayOf(quarter),
  to: lastDayOf(quarter),
  happened: happenedJson(happened, firstDayOf(quarter), lastDayOf(quarter), lastDayOf(quarter)),
  figures: snapshotJson(snapshot),
});
