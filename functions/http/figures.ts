/** Routes of the national figures: of today, of a day, of a quarter, and their trend. */
import { isQuarter } from '../../shared/domain/figures/quarter.ts';
import {
  readDay,
  readFiguresAndTrend,
  readNationalFigures,
  readQuarter,
  readQuarters,
} from '../../shared/usecases/read-figures.ts';
import { dayFiguresJson, nationalJson, quarterJson, quartersJson, trendJson } from '../../shared/views/figures-json.ts';
import { date, type Parameter } from './parameters.ts';
import { Problem } from './problem.ts';
import { json, type Route, route } from './route.ts';

export const quarter: Parameter<string> = {
  description: 'Quarter of the year, in UTC',
  schema: { type: 'string', pattern: '^\\d{4}-Q[1-4]$', maxLength: 7 },
  example: '2026-Q3',
  parse: (text) => {
    if (!isQuarter(text)) throw new Error('must be a quarter such as 2026-Q3');
    return text;
  },
};

/** Before the first roll-up. */
export const counted = <T>(figures: T | undefined): T => {
  if (figures !== undefined) return figures;
  throw new Problem(
    'not-yet',
    'Nothing has been counted yet: that is done by the first roll-up.',
    {},
    { 'Retry-After': '60' },
  );
};

/** There are none, and why. */
export const there = <T>(figures: T | undefined, why: string): T => {
  if (figures !== undefined) return figures;
  throw new Problem('not-found', why);
};

export const noQuarter = (name: string): string =>
  `No figures of ${name}: it is not over, or nothing was counted in it. /v1/statistics/quarters lists those that there are.`;

const hourSeconds = 3600;

export const figures: readonly Route[] = [
  route({
    path: '/v1/statistics/national',
    operationId: 'getNationalFigures',
    summary:
      'The figures of the nation today, and of the month so far; each says of when it is and what lists what it counts',
    tag: 'figures',
    pathParameters: {},
    query: {},
    contentType: 'application/json',
    schema: 'NationalFigures',
    problems: ['not-yet'],
    maxAgeSeconds: 60,
    handle: async ({ world }) => json(nationalJson(counted(await readNationalFigures(world)))),
  }),
  route({
    path: '/v1/statistics/trend',
    operationId: 'getTrend',
    summary: 'The figures of the nation day by day, and the days of which there are none',
    tag: 'figures',
    pathParameters: {},
    query: {},
    contentType: 'application/json',
    schema: 'Trend',
    maxAgeSeconds: 300,
    handle: async ({ world }) => json(trendJson((await readFiguresAndTrend(world)).trend)),
  }),
  route({
    path: '/v1/statistics/days/{date}',
    operationId: 'getDayFigures',
    summary: 'The figures of the nation of a day',
    tag: 'figures',
    pathParameters: { date: date('Day of the figures') },
    query: {},
    contentType: 'application/json',
    schema: 'DayFigures',
    maxAgeSeconds: 300,
    handle: async ({ world, path }) => {
      const why = `No figures of ${path.date}: none were made on that day (UTC). /v1/statistics/trend lists the days that have some.`;
      const { snapshot, isFinal } = there(await readDay(world, path.date), why);
      return json(dayFiguresJson(snapshot, isFinal));
    },
  }),
  route({
    path: '/v1/statistics/quarters',
    operationId: 'listQuarters',
    summary: 'Quarters of which the figures are frozen',
    tag: 'figures',
    pathParameters: {},
    query: {},
    contentType: 'application/json',
    schema: 'QuarterList',
    maxAgeSeconds: 300,
    handle: async ({ world }) => json(quartersJson(await readQuarters(world))),
  }),
  route({
    path: '/v1/statistics/quarters/{quarter}',
    operationId: 'getQuarterFigures',
    summary: 'The figures of the nation of a quarter that is over, which never change',
    tag: 'figures',
    pathParameters: { quarter },
    query: {},
    contentType: 'application/json',
    schema: 'QuarterFigures',
    maxAgeSeconds: hourSeconds,
    handle: async ({ world, path }) =>
      json(quarterJson(there(await readQuarter(world, path.quarter), noQuarter(path.quarter)))),
  }),
];
