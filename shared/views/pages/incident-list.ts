/** Incidents: what did not answer, from when to when, why, and what can be done about it. */
import type { ToldIncident } from '../../domain/catalogue/dossier.ts';
import { explainProbeCode } from '../explain-code.ts';
import { externalLink, type Html, html } from '../html.ts';
import { chip } from './chip.ts';
import { codeWords } from './code-words.ts';
import { formatDuration } from './duration.ts';
import { formatNumber, textsIn } from './language.ts';
import { moment } from './moment.ts';
import { type PageContext, pageHref } from './page.ts';

/** Whose it is, where that is not said already. */
export type IncidentSubject = { readonly title: string; readonly publisher: string | undefined };

const texts = {
  open: { en: 'open', it: 'in corso' },
  over: { en: 'over', it: 'concluso' },
  from: { en: 'from', it: 'dal' },
  since: { en: 'since', it: 'dal' },
  to: { en: 'to', it: 'al' },
  lasted: { en: 'It lasted', it: 'È durato' },
  lasting: { en: 'It has lasted', it: 'Dura da' },
  soFar: { en: 'so far', it: '' },
  why: { en: 'Why:', it: 'Causa:' },
  repair: { en: 'What the administration can do:', it: 'Che cosa può fare l’amministrazione:' },
  relapseOne: { en: 'It came back once.', it: 'Si è ripresentato una volta.' },
  relapses: { en: 'It came back, times:', it: 'Volte in cui si è ripresentato:' },
  announced: { en: 'during announced maintenance', it: 'durante una manutenzione annunciata' },
  'endpoint-removed': {
    en: 'It ended because the address is no longer published.',
    it: 'È terminato perché l’indirizzo non è più pubblicato.',
  },
  blocked: {
    en: 'It ended because a firewall answers us in its place: whether it answers others is not known.',
    it: 'È terminato perché un firewall ci risponde al suo posto: non è noto se risponda ad altri.',
  },
} as const;

type Texts = ReturnType<typeof textsIn<typeof texts>>;

const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

function tellTime({ openedAt, closedAt }: ToldIncident['incident'], { language, now }: PageContext, t: Texts): Html {
  const end = closedAt ?? now;
  const duration = formatDuration(Date.parse(end) - Date.parse(openedAt), language);
  if (closedAt === undefined)
    return html`${capital(t.since)} ${moment(openedAt, language)}. ${t.lasting} <strong>${duration}</strong>${t.soFar !== '' && html` ${t.soFar}`}.`;
  return html`${capital(t.from)} ${moment(openedAt, language)} ${t.to} ${moment(closedAt, language)}. ${t.lasted} <strong>${duration}</strong>.`;
}

function drawHead(
  { apiId, publisherId, url }: ToldIncident['incident'],
  context: PageContext,
  subject?: IncidentSubject,
) {
  if (subject === undefined) return html`<h3>${externalLink(url, url)}</h3>`;
  const { title, publisher } = subject;
  return html`<h3><a href="${pageHref(context, `/apis/${apiId}`)}">${title}</a></h3>
<p class="v-small"><a href="${pageHref(context, `/administrations/${publisherId}`)}">${publisher ?? publisherId}</a> · ${externalLink(url, url)}</p>`;
}

function drawIncident({ incident, announced }: ToldIncident, context: PageContext, subject?: IncidentSubject): Html {
  const { language } = context;
  const t = textsIn(texts, language);
  const { id, code, closedAt, closedBecause, relapses } = incident;
  const { words, fix } = explainProbeCode(code);
  return html`<li id="incident-${id}">
${drawHead(incident, context, subject)}
<p>${closedAt === undefined ? chip(t.open, 'bad') : chip(t.over, 'none')}${announced && html` ${chip(t.announced, 'none')}`} ${tellTime(incident, context, t)}</p>
<p>${t.why} <strong>${words[language]}</strong> <span class="v-quiet v-code">${code}</span>${relapses > 0 && html` ${relapses === 1 ? t.relapseOne : `${t.relapses} ${formatNumber(relapses, language)}.`}`}</p>
${closedBecause !== undefined && html`<p>${t[closedBecause]}</p>`}
${fix[language] !== '' && html`<p class="v-small">${t.repair} ${codeWords(fix[language])}</p>`}
</li>`;
}

/** `subjectOf`: absent on the page of the API itself. */
export const incidentList = (
  context: PageContext,
  incidents: readonly ToldIncident[],
  subjectOf?: (apiId: string) => IncidentSubject,
): Html =>
  html`<ul class="v-timeline">${incidents.map((told) => drawIncident(told, context, subjectOf?.(told.incident.apiId)))}</ul>`;
