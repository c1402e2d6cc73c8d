/** The page of one API: what holds now and since when, how it was, what the rules say, what changed, and what to take away. */
import type { ApiPage } from '../../domain/catalogue/api-page.ts';
import { clipText } from '../../domain/catalogue/clip-text.ts';
import { serviceOf } from '../../domain/catalogue/list-rows.ts';
import { titleOf } from '../../domain/catalogue/title-of.ts';
import { gateVerdictOf } from '../../domain/compliance/compliance.ts';
import { type Html, html } from '../html.ts';
import { availabilityHistory } from './api/availability-history.ts';
import { administrationOf, currentState } from './api/current-state.ts';
import { type FindingQuery, findingsByRule, shownRules } from './api/findings.ts';
import { overTheWire } from './api/over-the-wire.ts';
import { revisionList } from './api/revision-list.ts';
import { scoreExplained } from './api/score-explained.ts';
import { serviceNow } from './api/service-now.ts';
import { takeAway } from './api/take-away.ts';
import { apiTitle } from './api-title.ts';
import { emptyState } from './callout.ts';
import { chip, descriptionChip, gradeChip, publishableChip } from './chip.ts';
import { incidentList } from './incident-list.ts';
import { formatNumber, textsIn } from './language.ts';
import { type PageContext, pageHref, renderPage } from './page.ts';
import { plainText } from './plain-text.ts';
import { contentsOf, drawSection, type Section } from './section.ts';
import { namedServiceChip } from './service-chip.ts';

const texts = {
  apis: { en: 'APIs', it: 'API' },
  state: { en: 'Now', it: 'Stato attuale' },
  service: { en: 'Service', it: 'Servizio' },
  history: { en: 'Availability', it: 'Disponibilità' },
  incidents: { en: 'Incidents', it: 'Incidenti' },
  score: { en: 'Compliance', it: 'Conformità' },
  findings: { en: 'Findings', it: 'Segnalazioni' },
  wire: { en: 'Over the wire', it: 'Nelle risposte' },
  revisions: { en: 'Revisions', it: 'Revisioni' },
  take: { en: 'Feeds, badges, data', it: 'Feed, badge, dati' },
  feed: { en: 'Changes of', it: 'Cambiamenti di' },
  deprecated: { en: 'deprecated', it: 'deprecata' },
  scoreWord: { en: 'score', it: 'punteggio' },
  notAssessed: { en: 'not assessed yet', it: 'non ancora valutata' },
  noIncident: { en: 'No incident is known', it: 'Nessun incidente noto' },
  noIncidentWhy: {
    en: 'An incident is reported when an address that answered before does not answer four tries in a row.',
    it: 'Un incidente è segnalato quando un indirizzo che prima rispondeva non risponde a quattro tentativi di seguito.',
  },
  allIncidents: { en: 'All incidents of this API', it: 'Tutti gli incidenti di questa API' },
} as const;

type Texts = ReturnType<typeof textsIn<typeof texts>>;

const mostLead = 240;
/** Of a long description the beginning is enough to make a lead of. */
const mostRead = 2000;

function chipsOf({ api, endpoints, compliance, judged }: ApiPage, { language }: PageContext, t: Texts): Html {
  const score = judged?.assessment.score.value ?? null;
  const gate = judged?.assessment ?? compliance;
  const verdict = serviceOf(endpoints.map((endpoint) => endpoint.verdict));
  return html`${descriptionChip(api.state, api.excused === true, language)}${api.state !== 'withdrawn' && namedServiceChip(verdict, language)}${
    compliance === undefined
      ? chip(t.notAssessed, 'none')
      : html`${gradeChip(judged?.assessment.grade ?? 'none', language)}${score !== null && html`<span class="v-number">${t.scoreWord} ${formatNumber(score, language, 1)}</span>`}`
  }${gate !== undefined && publishableChip(gateVerdictOf(gate), language)}${
    api.lifecycle?.deprecated !== undefined && chip(t.deprecated, 'warn')
  }`;
}

function drawIncidents(context: PageContext, { api, incidents }: ApiPage, t: Texts): Html {
  if (incidents.items.length === 0) return emptyState(t.noIncident, t.noIncidentWhy);
  return html`${incidentList(context, incidents.items)}${
    incidents.hasMore && html`<p><a href="${pageHref(context, `/apis/${api.id}/incidents`)}">${t.allIncidents}</a></p>`
  }`;
}

export function renderApiPage(context: PageContext, page: ApiPage, query: FindingQuery): string {
  const { language } = context;
  const t = textsIn(texts, language);
  const { api } = page;
  const title = titleOf(api);
  const shown = shownRules(page, query);
  const sections: readonly Section[] = [
    { id: 'state', heading: t.state, body: currentState(context, page) },
    { id: 'service', heading: t.service, body: serviceNow(context, page) },
    { id: 'revisions', heading: t.revisions, body: revisionList(context, page) },
    { id: 'availability', heading: t.history, body: availabilityHistory(context, page) },
    { id: 'incidents', heading: t.incidents, body: drawIncidents(context, page, t) },
    { id: 'score', heading: t.score, body: scoreExplained(context, page, shown) },
    { id: 'findings', heading: t.findings, body: findingsByRule(context, page, query, shown) },
    ...(page.endpoints.length === 0 ? [] : [{ id: 'wire', heading: t.wire, body: overTheWire(context, page) }]),
    { id: 'take', heading: t.take, body: takeAway(context, api) },
  ];
  const said = plainText((api.metadata?.summary ?? api.metadata?.description ?? '').slice(0, mostRead));
  const lead = said === '' || said === title ? undefined : clipText(said, mostLead);
  return renderPage(context, {
    title,
    trail: [{ label: t.apis, href: pageHref(context, '/apis') }, { label: apiTitle(title) }],
    feeds: [{ title: `${t.feed} ${title}`, path: `/feeds/apis/${api.id}/changes` }],
    kicker: administrationOf(context, page),
    ...(lead === undefined ? {} : { lead, description: lead }),
    isOfDocument: true,
    beside: chipsOf(page, context, t),
    body: html`${contentsOf(sections, language)}${sections.map(drawSection)}`,
  });
}
