/** JSON Schemas of the national figures, as our OpenAPI shows them. */
import { gateVerdicts } from '../../shared/domain/compliance/compliance.ts';
import { gradeNames } from '../../shared/domain/compliance/statistics.ts';

type Schema = { readonly [keyword: string]: unknown };

const text: Schema = { type: 'string' };
const textOrNull: Schema = { type: ['string', 'null'] };
const time: Schema = { type: 'string', format: 'date-time' };
const day: Schema = { type: 'string', format: 'date' };
const whole: Schema = { type: 'integer', format: 'int64', minimum: 0 };
const score: Schema = { type: ['number', 'null'], format: 'float', minimum: 0, maximum: 100 };
const share: Schema = { type: ['number', 'null'], format: 'double', minimum: 0, maximum: 1 };
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const listOf = (items: Schema): Schema => ({ type: 'array', items });

/** Every property is always there. */
const record = (properties: { readonly [name: string]: Schema }): Schema => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});
const extend = (name: string, properties: { readonly [name: string]: Schema }): Schema => ({
  allOf: [ref(name), record(properties)],
});
const told = (description: string, schema: Schema): Schema => ({ ...schema, description });

const count = ref('FigureCount');
const unread: Schema = {
  anyOf: [count, { type: 'null' }],
  description:
    'Administrations of which none of the addresses could be read: whether they publish is not known. Null in figures of before this was counted, where they are in `not_publishing`',
};
const verdict: Schema = { type: 'string', enum: gateVerdicts };
const listed = told('Where what is counted is listed, as it is now', text);

/** What was told in a time. */
const happened = {
  breaking: count,
  published: count,
  withdrawn: count,
  incidents_opened: count,
  incidents_closed: count,
};
const point = {
  date: told('The day (UTC) that the figures are of', day),
  publishing: whole,
  apis: whole,
  publishable: whole,
  median_score: score,
  availability: share,
};

export const figuresSchemas: { readonly [name: string]: Schema } = {
  FigureCount: record({
    count: whole,
    list: told('Where what is counted is listed, as it is now; null: there is no list of it alone', textOrNull),
  }),
  Happenings: {
    description:
      'What was told from the first to the last day, both included (UTC). `breaking`: changes that break callers, and withdrawals',
    ...record({
      as_of: told('A time, or the day at the end of which it was counted', text),
      from: day,
      to: day,
      ...happened,
    }),
  },
  FigureGroup: {
    description: 'Of the administrations of a category or region; without a name: of those that have none',
    ...record({
      name: textOrNull,
      publishers: count,
      publishing: count,
      not_publishing: count,
      publishing_unknown: unread,
      apis: count,
      publishable: record(Object.fromEntries(gateVerdicts.map((each) => [each, count]))),
      median_score: score,
      availability: told('Of the last 30 days that are over: share of known time', share),
    }),
  },
  FigureGroups: record({
    as_of: time,
    groups: told('In order of their names, at most 80', listOf(ref('FigureGroup'))),
  }),
  Figures: record({
    date: told('The day (UTC) that they are of', day),
    computed_at: time,
    ruleset: text,
    totals: told(
      'Administrations that are registered, and APIs that are not withdrawn',
      record({
        as_of: time,
        publishers: count,
        publishing: count,
        not_publishing: count,
        publishing_unknown: unread,
        apis: count,
        valid: told(
          'APIs whose description was there and valid at the last visit',
          record({ count: whole, list: textOrNull }),
        ),
      }),
    ),
    publishable: told(
      'Whether the national catalogue would take it, by its gate',
      record({
        as_of: time,
        share,
        verdicts: listOf(record({ verdict, count: whole, list: text })),
      }),
    ),
    grades: record({
      as_of: time,
      grades: listOf(record({ grade: { type: 'string', enum: gradeNames }, count: whole, list: text })),
    }),
    scores: record({
      as_of: time,
      mean: score,
      median: score,
      bins: told(
        'APIs by score: from the first figure to below the second, the last one with 100',
        listOf(record({ from: whole, to: whole, count: whole })),
      ),
      list: listed,
    }),
    rules: record({
      as_of: time,
      failing: told(
        'Rules in which most APIs fail, at most 20: of how many they apply to, and in how many they find something',
        listOf(
          record({ rule: text, title: ref('Words'), applies: whole, failing: whole, list: listed, about: textOrNull }),
        ),
      ),
      list: told('Where all rules are', text),
    }),
    availability: told('Null: no day is over yet', {
      type: ['object', 'null'],
      required: ['as_of', 'days', 'share', 'unknown_share', 'list'],
      properties: {
        as_of: told('The last of the days, which is over', day),
        days: whole,
        share: told('Of the time of which something is known: in which endpoints were up', share),
        unknown_share: told('Of all the time: of which nothing is known', share),
        list: listed,
      },
    }),
    incidents: record({ as_of: time, open: count }),
    happened: ref('Happenings'),
    categories: ref('FigureGroups'),
    regions: ref('FigureGroups'),
  }),
  NationalFigures: extend('Figures', {
    month: told('From the first day of this month (UTC) on, today included', extend('Happenings', { month: text })),
    trend: text,
    quarters: text,
  }),
  DayFigures: extend('Figures', {
    final: told('Whether they will never change: the day is over, and all that was told on it is counted', {
      type: 'boolean',
    }),
  }),
  Trend: record({
    days: told(
      'Days of which there are figures, oldest first, at most the latest 400 and those that are not final yet',
      listOf(record({ ...point, breaking: whole, incidents_opened: whole, figures: text })),
    ),
    gaps: told(
      'Days between them on which no figures were made: there are none of these days, and none will be made up',
      listOf(record({ from: day, to: day, days: whole })),
    ),
  }),
  QuarterList: record({
    items: told(
      'Quarters that are over, the newest first: figures of the last day of each on which there were any, and what was told in all of it',
      listOf(
        record({
          quarter: text,
          ...point,
          breaking: whole,
          published: whole,
          withdrawn: whole,
          incidents_opened: whole,
          incidents_closed: whole,
          figures: text,
        }),
      ),
    ),
    next: textOrNull,
  }),
  QuarterFigures: record({
    quarter: text,
    from: day,
    to: day,
    happened: ref('Happenings'),
    figures: told('Of the last day in it on which there were any; never changed since', ref('Figures')),
  }),
};
