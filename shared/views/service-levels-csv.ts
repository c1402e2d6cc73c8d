/** Monthly service levels as CSV: of administrations, or of the APIs of one; what is not known stands beside what is. */
import type { Api } from '../domain/catalogue/api.ts';
import type { Publisher } from '../domain/catalogue/publisher.ts';
import { availabilityOf, type Figures, unknownShareOf } from '../domain/uptime/availability.ts';
import { quantile } from '../domain/uptime/latency.ts';
import { probeVerdicts } from '../domain/uptime/sample.ts';
import { type CsvValue, csvSeconds, csvShare, renderCsv } from './csv.ts';
import { roundedDown, roundedUp } from './shares.ts';

/** `from`, `until`: of its own days, ISO 8601. `complete`: these are all days of the month, and counted in full. */
type Levels = Figures & {
  readonly days: number;
  readonly from: string;
  readonly until: string;
  readonly complete: boolean;
};

/** `month`: `2026-11`. */
type Month = { readonly month: string };

type PublisherLevels = {
  readonly publisherId: string;
  readonly publisher: Publisher | undefined;
  readonly total: Levels;
  readonly apis: readonly (Levels & { readonly apiId: string; readonly api: Api | undefined })[];
};

type Column<T> = readonly [name: string, value: (record: T) => CsvValue];

const periodColumns = <T>({ month }: Month, levelsOf: (record: T) => Levels): readonly Column<T>[] => [
  ['month', () => month],
  ['from', (record) => levelsOf(record).from],
  ['until', (record) => levelsOf(record).until],
  ['complete', (record) => (levelsOf(record).complete ? 'yes' : 'no')],
];

const levelColumns = <T>(levelsOf: (record: T) => Levels): readonly Column<T>[] => [
  ['days', (record) => levelsOf(record).days],
  ...probeVerdicts.map(
    (verdict): Column<T> => [`seconds_${verdict}`, (record) => csvSeconds(levelsOf(record).ms[verdict])],
  ),
  ['availability', (record) => csvShare(availabilityOf(levelsOf(record).ms), roundedDown)],
  ['unknown_share', (record) => csvShare(unknownShareOf(levelsOf(record).ms), roundedUp)],
  ['samples', (record) => levelsOf(record).looks],
  ['response_time_seconds_p90', (record) => csvSeconds(quantile(levelsOf(record).latency, 0.9))],
];

/** One row for each administration of which there are figures. */
export const publishersCsv = (month: Month, publishers: readonly PublisherLevels[]): string =>
  renderCsv(
    [
      ...periodColumns<PublisherLevels>(month, ({ total }) => total),
      ['publisher_id', ({ publisherId }) => publisherId],
      ['publisher_name', ({ publisher }) => publisher?.name ?? null],
      ['apis', ({ apis }) => apis.length],
      ...levelColumns<PublisherLevels>(({ total }) => total),
    ],
    publishers,
  );

/** One row for each API of an administration. */
export const apisCsv = (month: Month, { publisherId, publisher, apis }: Omit<PublisherLevels, 'total'>): string =>
  renderCsv(
    [
      ...periodColumns<PublisherLevels['apis'][number]>(month, (levels) => levels),
      ['publisher_id', () => publisherId],
      ['publisher_name', () => publisher?.name ?? null],
      ['api_id', ({ apiId }) => apiId],
      ['api_title', ({ api }) => api?.metadata?.title ?? null],
      ...levelColumns<PublisherLevels['apis'][number]>((levels) => levels),
    ],
    apis,
  );
