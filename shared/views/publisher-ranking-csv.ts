/** All administrations with what their APIs come to, a row each, for spreadsheets. */
import type { Catalogue, ListedPublisher } from '../domain/catalogue/listed.ts';
import { type PublisherQuestion, selectPublishers } from '../domain/catalogue/select.ts';
import { type CsvValue, csvShare, renderCsv } from './csv.ts';
import { roundedDown } from './shares.ts';

type Column = readonly [name: string, value: (publisher: ListedPublisher) => CsvValue];

const columns: readonly Column[] = [
  ['id', ({ id }) => id],
  ['name', ({ name }) => name],
  ['region', ({ region }) => region],
  ['categories', ({ categories }) => categories.join('; ')],
  ['apis', ({ apis }) => apis],
  ['publishable', ({ publishable }) => publishable.yes],
  ['not_publishable', ({ publishable }) => publishable.no],
  ['publishable_unknown', ({ publishable }) => publishable.unknown],
  ['median_score', ({ median }) => median],
  ['availability_30_days', ({ availability }) => csvShare(availability, roundedDown)],
  ['apis_down', ({ apisDown }) => apisDown],
  ['endpoints_down', ({ down }) => down],
  ['addresses_without_api', ({ troubled }) => troubled],
];

export const publisherRankingCsv = (catalogue: Catalogue, question: PublisherQuestion): string =>
  renderCsv(
    // Columns are only added, after those of before.
    [
      ...columns,
      ['as_of', () => catalogue.builtAt],
      ['publishes', ({ publishes }) => publishes],
    ] satisfies readonly Column[],
    selectPublishers(catalogue, question, catalogue.publishers.length).items,
  );
