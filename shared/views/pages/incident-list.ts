/**
 * Incidents: what did not answer, from when to when, why, and what can be done about it. Many of one administration with
 * one cause are told once, each of them folded below.
 */
import type { ToldIncident } from '../../domain/catalogue/dossier.ts';
import { dateOf } from '../../domain/uptime/availability.ts';
import { explainProbeCode } from '../explain-code.ts';
import { externalLink, type Html, html } from '../html.ts';
import { administrationLink } from './administration-link.ts';
import { apiLink } from './api-title.ts';
import { chip } from './chip.ts';
import { codeWords } from './code-words.ts';
import { formatDuration } from './duration.ts';
import { formatNumber, textsIn } from './language.ts';
import { moment } from './moment.ts';
import type { PageContext } from './page.ts';

/** Whose it is, where that is not said already. */
type IncidentSubject = { readonly title: string; readonly publisher: string | undefined };
export type SubjectOf = (incident: ToldIncident['incident']) => IncidentSubject;

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
  first: { en: 'The first from', it: 'Il primo dal' },
  last: { en: 'the latest from', it: 'il più recente dal' },
  onPage: { en: 'on this page', it: 'in questa pagina' },
  each: { en: 'Each of them', it: 'Uno per uno' },
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

const counted = {
  en: (incidents: string, apis: string, isOne: boolean) =>
    `${incidents} incidents of ${apis} ${isOne ? 'API' : 'APIs'}`,
  it: (incidents: string, apis: string, _isOne: boolean) => `${incidents} incidenti di ${apis} API`,
} as const;

/** So many of one cause are told together. */
const fewestTogether = 3;

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
  return html`<h3>${apiLink(context, apiId, title)}</h3>
<p class="v-small">${administrationOf(context, publisherId, publisher)} · ${externalLink(url, url)}</p>`;
}

/** One that is not listed (any more) has no page. */
const administrationOf = (context: PageContext, id: string, name: string | undefined): Html =>
  administrationLink(context, id, name ?? id, name !== undefined);

const drawState = (isOpen: boolean, t: Texts): Html => (isOpen ? chip(t.open, 'bad') : chip(t.over, 'none'));

function drawWhen({ incident, announced }: ToldIncident, context: PageContext, t: Texts): Html {
  const { closedAt } = incident;
  return html`<p>${drawState(closedAt === undefined, t)}${announced && html` ${chip(t.announced, 'none')}`} ${tellTime(incident, context, t)}</p>`;
}

function tellRelapses({ relapses }: ToldIncident['incident'], { language }: PageContext, t: Texts): string {
  if (relapses === 0) return '';
  return relapses === 1 ? ` ${t.relapseOne}` : ` ${t.relapses} ${formatNumber(relapses, language)}.`;
}

const tellEnd = ({ closedBecause }: ToldIncident['incident'], t: Texts): Html | false =>
  closedBecause !== undefined && html`<p>${t[closedBecause]}</p>`;

/** The cause, what is said of it besides, and what can be done. */
function drawCause(code: string, { language }: PageContext, t: Texts, relapses = '', end: Html | false = false): Html {
  const { words, fix } = explainProbeCode(code);
  return html`<p>${t.why} <strong>${words[language]}</strong> <span class="v-quiet v-code">${code}</span>${relapses}</p>
${end}
${fix[language] !== '' && html`<p class="v-small">${t.repair} ${codeWords(fix[language])}</p>`}`;
}

function drawIncident(told: ToldIncident, context: PageContext, subject?: IncidentSubject): Html {
  const t = textsIn(texts, context.language);
  const { incident } = told;
  return html`<li id="incident-${incident.id}">
${drawHead(incident, context, subject)}
${drawWhen(told, context, t)}
${drawCause(incident.code, context, t, tellRelapses(incident, context, t), tellEnd(incident, t))}
</li>`;
}

/** `isPart`: there are further ones on other pages. */
type OfMany = { readonly subjectOf: SubjectOf; readonly isPart: boolean };

/** One of several, whose administration, cause and repair are told above. */
function drawMember(told: ToldIncident, context: PageContext, { title }: IncidentSubject): Html {
  const t = textsIn(texts, context.language);
  const { incident } = told;
  const { id, apiId, url } = incident;
  const relapses = tellRelapses(incident, context, t);
  return html`<li id="incident-${id}">
<p>${apiLink(context, apiId, title)} · <span class="v-small">${externalLink(url, url)}</span></p>
${drawWhen(told, context, t)}${relapses !== '' && html`<p>${relapses.trim()}</p>`}${tellEnd(incident, t)}
</li>`;
}

/** Those of one administration and cause that are open, or that began on one day and are over. */
const groupOf = ({ incident: { publisherId, code, openedAt, closedAt } }: ToldIncident): string =>
  JSON.stringify([publisherId, code, closedAt === undefined ? 'open' : dateOf(Date.parse(openedAt))]);

function drawGroup(
  all: readonly [ToldIncident, ...ToldIncident[]],
  context: PageContext,
  { subjectOf, isPart }: OfMany,
): Html {
  const { language } = context;
  const t = textsIn(texts, language);
  const [{ incident }] = all;
  const { publisherId, code, closedAt } = incident;
  const began = all.map((each) => each.incident.openedAt).sort();
  const [first = incident.openedAt, last = first] = [began[0], began.at(-1)];
  const apis = new Set(all.map((each) => each.incident.apiId)).size;
  const many = counted[language](formatNumber(all.length, language), formatNumber(apis, language), apis === 1);
  const { publisher: name } = subjectOf(incident);
  const publisher = name ?? publisherId;
  const since =
    first === last
      ? html`${capital(t.from)} ${moment(first, language)}.`
      : html`${t.first} ${moment(first, language)}, ${t.last} ${moment(last, language)}.`;
  return html`<li>
<h3>${administrationOf(context, publisherId, name)}: ${many}${isPart && html` <span class="v-quiet">${t.onPage}</span>`}</h3>
<p>${drawState(closedAt === undefined, t)} ${since}</p>
${drawCause(code, context, t)}
<details><summary>${t.each} <span class="visually-hidden">(${publisher})</span></summary>
<ul class="v-timeline v-within">${all.map((each) => drawMember(each, context, subjectOf(each.incident)))}</ul>
</details>
</li>`;
}

/** Of one API, each by itself. */
export const incidentList = (context: PageContext, incidents: readonly ToldIncident[]): Html =>
  html`<ul class="v-timeline">${incidents.map((told) => drawIncident(told, context))}</ul>`;

export function incidentsOfMany(context: PageContext, incidents: readonly ToldIncident[], ofMany: OfMany): Html {
  const items = [...Map.groupBy(incidents, groupOf).values()].flatMap((group) => {
    const [first, ...others] = group;
    if (first === undefined) return [];
    if (group.length >= fewestTogether) return [drawGroup([first, ...others], context, ofMany)];
    return group.map((told) => drawIncident(told, context, ofMany.subjectOf(told.incident)));
  });
  return html`<ul class="v-timeline">${items}</ul>`;
}
