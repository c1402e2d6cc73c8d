/** What of an API can be taken elsewhere: feeds to follow it, badges for other pages, and everything for programs. */
import type { Api } from '../../../domain/catalogue/api.ts';
import { clipText } from '../../../domain/catalogue/clip-text.ts';
import { titleOf } from '../../../domain/catalogue/title-of.ts';
import { feedNames, feedPath } from '../../feed.ts';
import { type Html, html } from '../../html.ts';
import { copyable } from '../copyable.ts';
import { textsIn } from '../language.ts';
import { listHref } from '../list-href.ts';
import { type PageContext, pageHref } from '../page.ts';

const texts = {
  feeds: { en: 'Follow its changes', it: 'Seguirne i cambiamenti' },
  feedsWhy: {
    en: 'Breaking changes, incidents, certificates that end and changes of compliance, as they are found.',
    it: 'Modifiche incompatibili, incidenti, certificati in scadenza e variazioni di conformità, appena rilevati.',
  },
  page: { en: 'the same as a page', it: 'gli stessi in una pagina' },
  breaking: { en: 'breaking changes only (RSS)', it: 'solo modifiche incompatibili (RSS)' },
  badges: { en: 'Badges for other pages', it: 'Badge per altre pagine' },
  availability: { en: 'Availability', it: 'Disponibilità' },
  compliance: { en: 'Compliance', it: 'Conformità' },
  asMarkdown: { en: 'as Markdown', it: 'in Markdown' },
  asHtml: { en: 'as HTML', it: 'in HTML' },
  data: { en: 'Open data', it: 'Dati aperti' },
  everything: { en: 'Everything known now (JSON)', it: 'Tutto ciò che è noto ora (JSON)' },
  report: { en: 'Report of the rules (JSON)', it: 'Rapporto delle regole (JSON)' },
  history: { en: 'Availability by the day (JSON)', it: 'Disponibilità per giorno (JSON)' },
  incidents: { en: 'Incidents (JSON)', it: 'Incidenti (JSON)' },
  revisions: { en: 'Revisions (JSON)', it: 'Revisioni (JSON)' },
  changes: { en: 'Changes (JSON)', it: 'Cambiamenti (JSON)' },
  dcat: { en: 'Data service (DCAT-AP, JSON-LD)', it: 'Servizio di dati (DCAT-AP, JSON-LD)' },
} as const;

const badges = ['availability', 'compliance'] as const;

/** What a badge says to whoever can not see it; `title` is the API's own. */
const badgeWords = {
  en: {
    availability: (title: string) => `Availability of ${title}, measured by Vedetta`,
    compliance: (title: string) => `Compliance of ${title} with the guidelines, according to Vedetta`,
  },
  it: {
    availability: (title: string) => `Disponibilità di ${title}, misurata da Vedetta`,
    compliance: (title: string) => `Conformità di ${title} alle linee guida, secondo Vedetta`,
  },
} as const;

const mostTitle = 100;

/** What Markdown would read as its own signs or as HTML; a title has no line of its own to begin. */
const inMarkdown = (text: string): string => text.replace(/[\\`*_[\]<>&!|~]/g, '\\$&');

export function takeAway(context: PageContext, api: Api): Html {
  const { id } = api;
  const { language, publicUrl } = context;
  const title = clipText(titleOf(api).replace(/\s+/g, ' '), mostTitle);
  const t = textsIn(texts, language);
  const scope = { of: 'api', id } as const;
  const home = `${publicUrl}${pageHref(context, `/apis/${id}`)}`;
  const drawn = badges.map((badge) => {
    const address = `/badges/${id}/${badge}.svg?lang=${language}`;
    const words = badgeWords[language][badge](title);
    const markdown = `[![${inMarkdown(words)}](${publicUrl}${address})](${home})`;
    // Made as HTML is, so that a title can not leave the attribute on whatever page this is put.
    const markup = html`<a href="${home}"><img src="${publicUrl}${address}" alt="${words}"></a>`.text;
    return html`<div><p><strong>${t[badge]}</strong></p><p><img src="${address}" alt="${words}" height="20"></p>
${copyable(markdown, `${t[badge]}, ${t.asMarkdown}`)}${copyable(markup, `${t[badge]}, ${t.asHtml}`)}</div>`;
  });
  const feeds = (['rss', 'atom', 'json'] as const).map(
    (format) => html`<li><a href="${feedPath(scope, format)}">${feedNames[format]}</a></li>`,
  );
  const data = [
    [`/v1/apis/${id}`, t.everything],
    [`/v1/apis/${id}/report`, t.report],
    [`/v1/apis/${id}/availability`, t.history],
    [`/v1/apis/${id}/incidents`, t.incidents],
    [`/v1/apis/${id}/revisions`, t.revisions],
    [`/v1/apis/${id}/changes`, t.changes],
    [`/v1/apis/${id}/dcat.jsonld`, t.dcat],
  ].map(([href, label]) => html`<li><a href="${href}">${label}</a></li>`);
  return html`<h3>${t.feeds}</h3><p>${t.feedsWhy}</p>
<ul class="v-links">${feeds}<li><a href="${listHref(context, '/changes', { api: id })}">${t.page}</a></li><li><a href="${feedPath(scope, 'rss', { level: 'breaking' })}">${t.breaking}</a></li></ul>
<h3 class="v-after-cards">${t.data}</h3><ul class="v-links">${data}</ul>
<h3 class="v-after-cards">${t.badges}</h3><div class="v-columns v-halves v-badges">${drawn}</div>`;
}
