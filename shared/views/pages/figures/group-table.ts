/** Figures of administrations by region or by category, each with the filtered list that it counts. */
import { type Group, silentOf } from '../../../domain/figures/snapshot.ts';
import { type Html, html } from '../../html.ts';
import { type Cell, dataTable } from '../data-table.ts';
import { textsIn } from '../language.ts';
import { type ListQuery, listHref } from '../list-href.ts';
import type { PageContext } from '../page.ts';
import { shareOf, written, writtenShare } from './figure-values.ts';

const texts = {
  region: { en: 'Region', it: 'Regione' },
  category: { en: 'Category', it: 'Categoria' },
  noRegion: { en: 'no region told', it: 'regione non indicata' },
  noCategory: { en: 'no category told', it: 'categoria non indicata' },
  publishers: { en: 'Administrations', it: 'Amministrazioni' },
  silent: { en: 'Publish nothing yet', it: 'Non pubblicano ancora' },
  unread: { en: 'Not known', it: 'Non si sa' },
  apis: { en: 'APIs', it: 'API' },
  publishable: { en: 'Publishable', it: 'Pubblicabili' },
  median: { en: 'Median score', it: 'Punteggio mediano' },
  availability: { en: 'Availability over 30 days', it: 'Disponibilità in 30 giorni' },
};

export function groupTable(
  context: PageContext,
  filter: 'region' | 'category',
  caption: string,
  groups: readonly Group[],
): Html {
  const { language } = context;
  const t = textsIn(texts, language);
  /** There is no list of those without a name. */
  const link = (content: string, path: string, { name }: Group, more: ListQuery = {}): Html | string =>
    name === null ? content : html`<a href="${listHref(context, path, { [filter]: name, ...more })}">${content}</a>`;
  const number = (value: number | null, path: string, group: Group, more: ListQuery = {}): Cell => ({
    content: value === null ? written(null, language) : link(written(value, language, 1), path, group, more),
    sort: value,
  });
  const share = (value: number | null, decimals: number, path: string, group: Group, more: ListQuery): Cell => ({
    content:
      value === null ? written(null, language) : link(writtenShare(value, language, decimals), path, group, more),
    sort: value,
  });
  const rows = groups.map((group): readonly Cell[] => {
    const { name, publishers, unread = null, apis, publishable, median, availability } = group;
    return [
      link(name ?? (filter === 'region' ? t.noRegion : t.noCategory), '/administrations', group),
      number(publishers, '/administrations', group),
      number(silentOf(group), '/administrations', group, { publishes: 'nothing' }),
      number(unread, '/administrations', group, { publishes: 'unknown' }),
      number(apis, '/apis', group),
      share(shareOf(publishable.yes, apis), 1, '/apis', group, { publishable: 'yes' }),
      number(median, '/apis', group, { sort: 'score-low' }),
      share(availability, 2, '/apis', group, { sort: 'availability' }),
    ];
  });
  const heading = (text: string) => ({ heading: text, isNumber: true, isSortable: true });
  return dataTable({
    id: filter === 'region' ? 'by-region' : 'by-category',
    caption,
    columns: [
      { heading: t[filter], isSortable: true },
      ...[t.publishers, t.silent, t.unread, t.apis, t.publishable, t.median, t.availability].map(heading),
    ],
    rows,
    isFilterable: groups.length > 20,
  });
}
