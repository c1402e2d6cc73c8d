/** Revisions of an API, newest first: what each changed for callers, and the way to compare any two. */
import type { Revision } from '../../../domain/catalogue/api.ts';
import type { ApiPage } from '../../../domain/catalogue/api-page.ts';
import { changeLevels } from '../../../domain/changes/change.ts';
import { type Html, html } from '../../html.ts';
import { emptyState } from '../callout.ts';
import { descriptionChip } from '../chip.ts';
import { dataTable } from '../data-table.ts';
import { formatNumber, textsIn } from '../language.ts';
import { levelCountChip } from '../level-chip.ts';
import { listHref } from '../list-href.ts';
import { moment } from '../moment.ts';
import { type PageContext, pageHref } from '../page.ts';

const texts = {
  none: { en: 'No revision is known', it: 'Nessuna revisione nota' },
  caption: { en: 'The newest revisions, newest first', it: 'Le revisioni più recenti, dalla più recente' },
  number: { en: 'Revision', it: 'Revisione' },
  fetched: { en: 'Fetched', it: 'Scaricata' },
  version: { en: 'Version', it: 'Versione' },
  verdict: { en: 'Description', it: 'Descrizione' },
  changes: { en: 'What it changed', it: 'Che cosa cambia' },
  document: { en: 'Document', it: 'Documento' },
  download: { en: 'download', it: 'scarica' },
  ofRevision: { en: 'of revision', it: 'della revisione' },
  first: { en: 'the first one', it: 'è la prima' },
  notCompared: { en: 'not compared', it: 'non confrontata' },
  nothing: { en: 'nothing for callers', it: 'nulla per chi la usa' },
  compare: { en: 'compare with', it: 'confronto con la' },
  compareTwo: { en: 'Compare two revisions', it: 'Confrontare due revisioni' },
  from: { en: 'From revision', it: 'Dalla revisione' },
  to: { en: 'to revision', it: 'alla revisione' },
  go: { en: 'Compare', it: 'Confronta' },
  all: { en: 'All revisions as JSON', it: 'Tutte le revisioni in JSON' },
} as const;

type Texts = ReturnType<typeof textsIn<typeof texts>>;

function drawChanges(context: PageContext, { apiId, number, comparison }: Revision, t: Texts): Html | string {
  const { language } = context;
  if (comparison === undefined) return number === 1 ? t.first : t.notCompared;
  const { base, counts } = comparison;
  const told = changeLevels.filter((level) => counts[level] > 0);
  const chips = told.map((level) => levelCountChip(level, counts[level], language));
  const href = listHref(context, `/apis/${apiId}/compare`, { from: base, to: number });
  return html`${told.length === 0 ? t.nothing : html`<span class="v-chips">${chips}</span>`} <a href="${href}">${t.compare} ${formatNumber(base, language)}</a>`;
}

function drawForm(context: PageContext, { api }: ApiPage, t: Texts): Html | false {
  if (api.revision < 2) return false;
  const field = (name: string, label: string, value: number): Html =>
    html`<div><label for="compare-${name}">${label}</label><input id="compare-${name}" name="${name}" type="number" min="1" max="${api.revision}" value="${value}" required></div>`;
  return html`<h3 class="v-after-cards">${t.compareTwo}</h3>
<form class="v-form v-form-narrow" action="${pageHref(context, `/apis/${api.id}/compare`)}" method="get">
${field('from', t.from, api.revision - 1)}
${field('to', t.to, api.revision)}
<div class="v-form-button"><button class="v-button" type="submit">${t.go}</button></div>
</form>`;
}

export function revisionList(context: PageContext, page: ApiPage): Html {
  const { language } = context;
  const t = textsIn(texts, language);
  const { items, hasMore } = page.revisions;
  if (items.length === 0) return emptyState(t.none);
  const table = dataTable({
    id: 'revision-table',
    caption: t.caption,
    columns: [
      { heading: t.number },
      { heading: t.fetched },
      { heading: t.version },
      { heading: t.verdict },
      { heading: t.changes },
      { heading: t.document },
    ],
    rows: items.map((revision) => {
      const { number, fetchedAt, version, verdict } = revision;
      return [
        formatNumber(number, language),
        moment(fetchedAt, language),
        version || '–',
        descriptionChip(verdict === 'valid' ? 'ok' : verdict, revision.excused === true, language),
        drawChanges(context, revision, t),
        html`<a href="/v1/apis/${page.api.id}/revisions/${number}/document">${t.download}<span class="visually-hidden"> ${t.ofRevision} ${formatNumber(number, language)}</span></a>`,
      ];
    }),
  });
  return html`${table}
${hasMore && html`<p><a href="/v1/apis/${page.api.id}/revisions">${t.all}</a></p>`}
${drawForm(context, page, t)}`;
}
