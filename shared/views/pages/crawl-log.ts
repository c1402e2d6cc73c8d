/** The crawl log of an administration: every address that is visited, what each visit found, and how to repair what is wrong. */
import type { DiagnosticFact, Source, SourceKind, Visit } from '../../domain/catalogue/source.ts';
import { explainCode } from '../explain-code.ts';
import { externalLink, type Html, html } from '../html.ts';
import { apiLink } from './api-title.ts';
import { chip, toneChip } from './chip.ts';
import { codeWords } from './code-words.ts';
import { dataTable } from './data-table.ts';
import { definitionList, type Fact } from './definition-list.ts';
import { formatNumber, type Language, textsIn, type Words } from './language.ts';
import { moment } from './moment.ts';
import { visitWords } from './own-words.ts';
import { type PageContext, pageHref } from './page.ts';
import { outcomeWords, sourceStateWords, type Tone } from './state-words.ts';

const texts = {
  since: { en: 'In this state since', it: 'In questo stato dal' },
  visited: { en: 'Visited last', it: 'Ultima visita' },
  verified: { en: 'Answered last with what we hold', it: 'Ultima risposta con ciò che conserviamo' },
  next: { en: 'Next visit, not before', it: 'Prossima visita, non prima del' },
  found: { en: 'First seen', it: 'Prima rilevazione' },
  listed: { en: 'Addresses it lists', it: 'Indirizzi che elenca' },
  never: { en: 'not yet', it: 'non ancora' },
  api: { en: 'Its API', it: 'La sua API' },
  toApi: { en: 'its page', it: 'la sua pagina' },
  why: { en: 'Why:', it: 'Perché:' },
  repair: { en: 'What to do:', it: 'Che cosa fare:' },
  quirks: { en: 'Anomalies of this catalogue', it: 'Anomalie di questo catalogo' },
  times: { en: 'times', it: 'volte' },
  at: { en: 'for example at', it: 'per esempio in' },
  corrected: {
    en: 'The corrected catalogue, to copy and publish',
    it: 'Il catalogo corretto, da copiare e pubblicare',
  },
  latestVisits: { en: 'Latest visits', it: 'Ultime visite' },
  visitsOf: { en: 'Latest visits, newest first (UTC):', it: 'Ultime visite, la più recente per prima (UTC):' },
  when: { en: 'When', it: 'Quando' },
  what: { en: 'What came of it', it: 'Esito' },
  answer: { en: 'Answer', it: 'Risposta' },
  time: { en: 'Time', it: 'Tempo' },
  noVisit: { en: 'It has not been visited yet.', it: 'Non è stata ancora visitata.' },
} as const;

type Texts = ReturnType<typeof textsIn<typeof texts>>;

const kindWords: { readonly [kind in SourceKind]: Words } = {
  host: { en: 'site, searched for a catalogue', it: 'sito, in cui si cerca un catalogo' },
  'api-catalog': { en: 'catalogue of APIs', it: 'catalogo di API' },
  openapi: { en: 'API description', it: 'descrizione di una API' },
  unknown: { en: 'not known yet what it is', it: 'non si sa ancora che cosa sia' },
};

/** What is read of catalogues and sites is no description. */
const readWords: Words & { readonly tone: Tone } = { en: 'can be read', it: 'leggibile', tone: 'good' };

const isLister = ({ kind }: Source): boolean => kind === 'api-catalog' || kind === 'host';

const stateOf = (source: Source): Words & { readonly tone: Tone } =>
  source.state === 'ok' && isLister(source) ? readWords : sourceStateWords[source.state];

function because(code: string | undefined, language: Language, t: Texts): Html | false {
  if (code === undefined) return false;
  const { words, fix } = explainCode(code);
  return html`<p>${t.why} <strong>${words[language]}</strong> <code class="v-quiet">${code}</code></p>${
    fix[language] !== '' && html`<p>${t.repair} ${codeWords(fix[language])}</p>`
  }`;
}

function quirk({ code, count, pointer, sample }: DiagnosticFact, language: Language, t: Texts): Html {
  const { words, fix } = explainCode(code);
  return html`<li><strong>${words[language]}</strong>${count > 1 && html` (${formatNumber(count, language)} ${t.times})`}${
    pointer !== undefined && pointer !== '' && html`, ${t.at} <code>${pointer}</code>`
  }${sample !== undefined && html`: <code>${sample}</code>`}<br>${codeWords(fix[language])}</li>`;
}

/** A catalogue with quirks has a corrected form. */
function quirks({ id, kind, diagnostics = [] }: Source, language: Language, t: Texts): Html | false {
  if (kind !== 'api-catalog' || diagnostics.length === 0) return false;
  return html`<h3>${t.quirks}</h3><ul class="v-quirks">${diagnostics.map((each) => quirk(each, language, t))}</ul>
<p><a class="v-button v-button-quiet" href="/v1/sources/${id}/corrected-catalogue" data-copy-from>${t.corrected}</a></p>`;
}

const mostVisits = 10;

function visitRow({ at, url, outcome, code, detail, status, bytes, ms }: Visit, own: string, language: Language) {
  const words = code === undefined ? '' : explainCode(code).words[language];
  const told = detail === undefined ? undefined : visitWords(detail, language);
  const answer = [
    status === undefined ? '' : `HTTP ${status}`,
    bytes === undefined ? '' : `${formatNumber(bytes, language)} B`,
  ].filter((part) => part !== '');
  return [
    moment(at, language),
    html`${toneChip(outcomeWords[outcome], language)}${words !== '' && html` ${words}`}${
      told !== undefined && html` <span class="v-quiet" lang="${told.lang}">${codeWords(told.text)}</span>`
    }${url !== own && html`<br><span class="v-quiet v-code">${url}</span>`}`,
    answer.join(', ') || '–',
    ms === undefined ? '–' : `${formatNumber(ms, language)} ms`,
  ];
}

function visits({ id, url, visits: all }: Source, language: Language, t: Texts): Html {
  if (all.length === 0) return html`<p>${t.noVisit}</p>`;
  const rows = all.slice(0, mostVisits).map((visit) => visitRow(visit, url, language));
  const table = dataTable({
    id: `visits-${id}`,
    isMinor: true,
    caption: html`${t.visitsOf} <span class="v-code">${url}</span>`,
    columns: [{ heading: t.when }, { heading: t.what }, { heading: t.answer }, { heading: t.time, isNumber: true }],
    rows,
  });
  return html`<details><summary>${t.latestVisits} (${formatNumber(rows.length, language)})<span class="visually-hidden">: ${url}</span></summary>${table}</details>`;
}

/** Titles of its APIs, where they are listed. */
type Titles = ReadonlyMap<string, string>;

function drawApi(context: PageContext, id: string, titles: Titles, t: Texts): Html {
  const title = titles.get(id);
  return title === undefined
    ? html`<a href="${pageHref(context, `/apis/${id}`)}">${t.toApi}</a>`
    : apiLink(context, id, title);
}

function facts(context: PageContext, source: Source, titles: Titles, t: Texts): readonly Fact[] {
  const { language } = context;
  const at = (time: string | undefined): Html | string => (time === undefined ? t.never : moment(time, language));
  return [
    [t.since, at(source.stateSince)],
    [t.visited, at(source.visitedAt)],
    [t.verified, at(source.verifiedAt)],
    [t.next, at(source.nextAt)],
    ...(source.listed === undefined ? [] : [[t.listed, formatNumber(source.listed, language)] as const]),
    ...(source.apiId === undefined ? [] : [[t.api, drawApi(context, source.apiId, titles, t)] as const]),
  ];
}

/** Folded; open where something is to be done. */
function drawSource(context: PageContext, source: Source, titles: Titles): Html {
  const { language } = context;
  const t = textsIn(texts, language);
  const { id, url, kind, state, code, diagnostics = [] } = source;
  const isOpen = (state !== 'ok' && state !== 'pending' && state !== 'withdrawn') || diagnostics.length > 0;
  return html`<details class="v-source" id="source-${id}"${isOpen && html` open`}>
<summary><span class="v-source-url">${url}</span> <span class="v-chips-inline">${chip(kindWords[kind][language])} ${toneChip(stateOf(source), language)}</span></summary>
<div class="v-source-body">
<p class="v-small">${externalLink(url, url)}</p>
${because(code, language, t)}
${quirks(source, language, t)}
${definitionList(facts(context, source, titles, t))}
${visits(source, language, t)}
</div>
</details>`;
}

export const crawlLog = (context: PageContext, sources: readonly Source[], titles: Titles): Html =>
  html`${sources.map((source) => drawSource(context, source, titles))}`;
