/** Incidents of all APIs, or of one: those that are open, those that are over, each with its cause and what can be done. */
import type { ToldIncident } from '../../domain/catalogue/dossier.ts';
import { type Html, html } from '../html.ts';
import { apiTitle } from './api-title.ts';
import { emptyState } from './callout.ts';
import { incidentList, incidentsOfMany, type SubjectOf } from './incident-list.ts';
import { textsIn } from './language.ts';
import { type ListQuery, listHref } from './list-href.ts';
import { type PageContext, pageHref, renderPage } from './page.ts';
import { pager } from './pager.ts';

export type IncidentsPage = {
  /** As the route read it. */
  readonly query: ListQuery;
  readonly incidents: readonly ToldIncident[];
  /** The cursor of the next page. */
  readonly next: string | undefined;
  /** The API they are of, where they are of one. */
  readonly api?: { readonly id: string; readonly title: string };
  readonly subjectOf: SubjectOf;
};

const texts = {
  title: { en: 'Incidents', it: 'Incidenti' },
  lead: {
    en: 'Addresses of APIs that do not answer, and those that did not: confirmed by four tries in a row, with the cause and what can be done. All times are UTC.',
    it: 'Indirizzi di API che non rispondono, o che non hanno risposto: confermati da quattro tentativi di seguito, con la causa e che cosa si può fare. Gli orari sono in UTC.',
  },
  show: { en: 'Which incidents', it: 'Quali incidenti' },
  both: { en: 'all', it: 'tutti' },
  open: { en: 'open', it: 'in corso' },
  closed: { en: 'over', it: 'conclusi' },
  apis: { en: 'APIs', it: 'API' },
  every: { en: 'Incidents of all APIs', it: 'Incidenti di tutte le API' },
  list: { en: 'List', it: 'Elenco' },
  noneOpen: { en: 'No incident is open', it: 'Nessun incidente in corso' },
  noneOpenWhy: {
    en: 'Every API that has answered before answers now, as far as is known.',
    it: 'Ogni API che ha risposto in passato risponde anche ora, per quanto è noto.',
  },
  none: { en: 'No incident is known', it: 'Nessun incidente noto' },
  past: { en: 'See those that are over', it: 'Gli incidenti conclusi' },
  json: { en: 'This list as JSON', it: 'Questo elenco in JSON' },
  feed: { en: 'Feed of incidents (RSS)', it: 'Feed degli incidenti (RSS)' },
  services: { en: 'APIs that do not answer now', it: 'API che ora non rispondono' },
  take: { en: 'For programs, and further on', it: 'Per i programmi, e per proseguire' },
} as const;

const everyIncident = '/incidents';

const choices = [
  ['both', undefined],
  ['open', true],
  ['closed', false],
] as const;

type Texts = ReturnType<typeof textsIn<typeof texts>>;

function openLinks(context: PageContext, query: ListQuery, t: Texts): Html {
  const links = choices.map(
    ([name, value]) =>
      html`<li><a href="${listHref(context, everyIncident, query, { open: value })}"${query.open === value && html` aria-current="true"`}>${t[name]}</a></li>`,
  );
  return html`<p class="v-small v-quiet v-sorts-name" id="which">${t.show}</p><ul class="v-sorts" aria-labelledby="which">${links}</ul>`;
}

function nothing(context: PageContext, { query, api }: IncidentsPage, t: Texts): Html {
  if (query.open !== true || api !== undefined) return emptyState(t.none);
  const past = listHref(context, everyIncident, query, { open: false });
  return emptyState(t.noneOpen, html`<p>${t.noneOpenWhy}</p><p><a href="${past}">${t.past}</a></p>`);
}

export function renderIncidentsPage(context: PageContext, page: IncidentsPage): string {
  const { language } = context;
  const t = textsIn(texts, language);
  const { query, incidents, next, api, subjectOf } = page;
  const { open } = query;
  const home = api && `/apis/${api.id}`;
  const address =
    home === undefined ? `/v1/incidents${open === undefined ? '' : `?open=${open}`}` : `/v1${home}/incidents`;
  const feed = home === undefined ? '/feeds/changes' : `/feeds${home}/changes`;
  const isPart = next !== undefined || query.cursor !== undefined;
  const drawn =
    api === undefined ? incidentsOfMany(context, incidents, { subjectOf, isPart }) : incidentList(context, incidents);
  return renderPage(context, {
    title: t.title,
    trail: [
      ...(api === undefined || home === undefined
        ? []
        : [
            { label: t.apis, href: pageHref(context, '/apis') },
            { label: apiTitle(api.title), href: pageHref(context, home) },
          ]),
      { label: t.title },
    ],
    lead: t.lead,
    ...(api === undefined ? {} : { kicker: apiTitle(api.title), feeds: [{ title: api.title, path: feed }] }),
    body: html`${api === undefined && openLinks(context, query, t)}
<section class="v-section"><h2 class="visually-hidden">${t.list}</h2>
${incidents.length === 0 ? nothing(context, page, t) : drawn}
${pager(context, { path: home === undefined ? everyIncident : `${home}/incidents`, query, shown: incidents.length, next })}
</section>
<section class="v-section"><h2>${t.take}</h2><ul class="v-links">
<li><a href="${address}">${t.json}</a></li>
<li><a href="${feed}.rss?kind=incident.opened">${t.feed}</a></li>
${api !== undefined && html`<li><a href="${pageHref(context, everyIncident)}">${t.every}</a></li>`}
<li><a href="${listHref(context, '/apis', { service: 'down' })}">${t.services}</a></li>
</ul></section>`,
  });
}
