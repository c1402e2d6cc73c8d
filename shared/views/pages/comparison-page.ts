/** Two revisions of an API: what changed for whoever calls it, and both documents side by side at the places that did. */
import type { Api, Revision } from '../../domain/catalogue/api.ts';
import { clipText } from '../../domain/catalogue/clip-text.ts';
import { titleOf } from '../../domain/catalogue/title-of.ts';
import { type Comparison, levelOf } from '../../domain/changes/change.ts';
import type { Excerpts } from '../../domain/changes/excerpts/make-excerpts.ts';
import { changeAnchors } from '../change-anchor.ts';
import { compareWords, noteTexts } from '../compare-words.ts';
import { type Html, html } from '../html.ts';
import { apiLink, apiTitle } from './api-title.ts';
import { callout, emptyState } from './callout.ts';
import { anchorsThatFit, comparedChanges, type ListedChange } from './compared-changes.ts';
import { comparedDocuments, type HunkPlace, placesOf } from './compared-documents.ts';
import { formatDate, formatNumber, type Language, textsIn } from './language.ts';
import { levelCounts } from './level-chip.ts';
import { moment } from './moment.ts';
import { type PageContext, pageHref, renderPage } from './page.ts';

type Asked = { readonly from: number; readonly to: number };

/** What there is of the two; `found`, or why there is nothing. */
type Read =
  | { readonly outcome: 'found'; readonly from: Revision; readonly to: Revision; readonly comparison: Comparison }
  | { readonly outcome: 'no-revision' | 'no-document' | 'unreadable'; readonly number: number }
  | { readonly outcome: 'no-time' };

export type ComparedPage = {
  readonly api: Api;
  /** To choose from, newest first. */
  readonly revisions: readonly Revision[];
  readonly asked: Asked;
  readonly read: Read;
  /** Absent: the documents can't be shown. */
  readonly excerpts?: Excerpts;
};

const texts = {
  apis: { en: 'APIs', it: 'API' },
  compare: { en: 'Comparison', it: 'Confronto' },
  title: { en: 'Revision {from} and revision {to}', it: 'Revisione {from} e revisione {to}' },
  lead: {
    en: 'What changed for whoever calls this API, and where the description changed.',
    it: 'Che cosa cambia per chi usa questa API, e dove è cambiata la descrizione.',
  },
  earlier: { en: 'Earlier revision', it: 'Revisione precedente' },
  later: { en: 'Later revision', it: 'Revisione successiva' },
  go: { en: 'Compare', it: 'Confronta' },
  revision: { en: 'Revision', it: 'Revisione' },
  version: { en: 'version', it: 'versione' },
  foundOn: { en: 'found', it: 'trovata il' },
  document: { en: 'Document as published', it: 'Documento come pubblicato' },
  data: { en: 'This comparison as data (JSON)', it: 'Questo confronto come dati (JSON)' },
  pairBefore: { en: 'The change before', it: 'La modifica precedente' },
  pairAfter: { en: 'The change after', it: 'La modifica successiva' },
  pairs: { en: 'Other comparisons', it: 'Altri confronti' },
  what: { en: 'What changed', it: 'Che cosa è cambiato' },
  where: { en: 'The documents side by side', it: 'I documenti a confronto' },
  whereLead: {
    en: 'Only the places that changed, with the lines around them; line numbers are those of the published documents.',
    it: 'Solo i punti modificati, con le righe vicine; i numeri di riga sono quelli dei documenti pubblicati.',
  },
  leftOut: {
    en: 'Not shown here, for want of room or because their place is not known: {count} changes. The whole documents:',
    it: 'Non mostrate qui, per mancanza di spazio o perché il loro punto non è noto: {count} modifiche. I documenti interi:',
  },
  none: { en: 'Nothing changed', it: 'Non è cambiato nulla' },
  noneBody: {
    en: 'For whoever calls the API both revisions say the same. They may differ in white space, in the order of members or in comments.',
    it: 'Per chi usa l’API le due revisioni dicono lo stesso. Possono differire per spazi, ordine dei membri o commenti.',
  },
  only: { en: 'There is only one revision', it: 'C’è una sola revisione' },
  onlyBody: {
    en: 'There is nothing to compare it with yet. A comparison is made as soon as the description changes.',
    it: 'Non c’è ancora nulla con cui confrontarla. Il confronto sarà disponibile alla prima modifica della descrizione.',
  },
  same: { en: 'This is one revision, compared with itself', it: 'È una sola revisione, confrontata con se stessa' },
  sameBody: { en: 'Choose two different revisions.', it: 'Scegliere due revisioni diverse.' },
  backwards: { en: 'Backwards in time', it: 'Indietro nel tempo' },
  backwardsBody: {
    en: 'The revision on the left is the newer one: what reads as removed was added.',
    it: 'La revisione a sinistra è la più recente: ciò che risulta tolto è stato aggiunto.',
  },
  swap: { en: 'Compare them the other way round', it: 'Confrontare nell’altro verso' },
  noBytes: { en: 'The documents can not be shown', it: 'I documenti non possono essere mostrati' },
  noBytesBody: {
    en: 'The comparison was made when the revision was found; the bytes of one of the documents are no longer kept.',
    it: 'Il confronto è stato fatto quando la revisione è stata trovata; i byte di uno dei documenti non sono più conservati.',
  },
  'no-revision': { en: 'There is no revision {number}', it: 'Non esiste la revisione {number}' },
  'no-revision-body': { en: 'Choose two of those that there are.', it: 'Scegliere due revisioni esistenti.' },
  'no-document': {
    en: 'The document of revision {number} is no longer kept',
    it: 'Il documento della revisione {number} non è più conservato',
  },
  'no-document-body': {
    en: 'What changed can not be told without it. Choose another revision.',
    it: 'Senza di esso non si può dire che cosa è cambiato. Scegliere un’altra revisione.',
  },
  unreadable: { en: 'Revision {number} can not be read', it: 'La revisione {number} non è leggibile' },
  'unreadable-body': {
    en: 'What was published then is not a description that can be read, so there is nothing to compare.',
    it: 'Ciò che è stato pubblicato allora non è una descrizione leggibile: non c’è nulla da confrontare.',
  },
  'unreadable-why': { en: 'Why it can not be read (data)', it: 'Perché non è leggibile (dati)' },
  'no-time': {
    en: 'The comparison took too long',
    it: 'Il confronto ha richiesto troppo tempo',
  },
  'no-time-body': {
    en: 'Both documents are there, but they could not be compared within the time there is for it. Try again in a few minutes.',
    it: 'I due documenti ci sono, ma non è stato possibile confrontarli nel tempo disponibile. Riprovare tra qualche minuto.',
  },
};

const fill = (text: string, values: { readonly [name: string]: string | number }): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

const documentHref = ({ id }: Pick<Api, 'id'>, number: number): string => `/v1/apis/${id}/revisions/${number}/document`;

const compareHref = (context: PageContext, { id }: Api, { from, to }: Asked): string =>
  pageHref(context, `/apis/${id}/compare?from=${from}&to=${to}`);

function optionWords({ number, fetchedAt, version }: Revision, language: Language): string {
  const t = textsIn(texts, language);
  const named = version === undefined || version === '' ? '' : ` · ${t.version} ${clipText(version, 40)}`;
  return `${t.revision} ${number} · ${formatDate(fetchedAt, language)}${named}`;
}

function options(revisions: readonly Revision[], chosen: number, language: Language): Html {
  const t = textsIn(texts, language);
  const known = revisions.some(({ number }) => number === chosen);
  const all = revisions.map(
    (each) =>
      html`<option value="${each.number}"${each.number === chosen && html` selected`}>${optionWords(each, language)}</option>\n`,
  );
  return html`${!known && html`<option value="${chosen}" selected>${t.revision} ${chosen}</option>\n`}${all}`;
}

function chooser(context: PageContext, { api, revisions, asked }: ComparedPage): Html {
  const { language } = context;
  const t = textsIn(texts, language);
  const earlier = asked.from > 1 && { from: asked.from - 1, to: asked.from };
  const later = asked.to < api.revision && { from: asked.to, to: asked.to + 1 };
  return html`<form class="v-form" method="get" action="${pageHref(context, `/apis/${api.id}/compare`)}">
<div><label for="compare-from">${t.earlier}</label><select id="compare-from" name="from">${options(revisions, asked.from, language)}</select></div>
<div><label for="compare-to">${t.later}</label><select id="compare-to" name="to">${options(revisions, asked.to, language)}</select></div>
<div class="v-form-button"><button class="v-button" type="submit">${t.go}</button></div>
</form>
${
  (earlier !== false || later !== false) &&
  html`<nav aria-label="${t.pairs}"><ul class="v-links">
${earlier !== false && html`<li><a rel="prev" href="${compareHref(context, api, earlier)}">← ${t.pairBefore} (${earlier.from} → ${earlier.to})</a></li>`}
${later !== false && html`<li><a rel="next" href="${compareHref(context, api, later)}">${t.pairAfter} (${later.from} → ${later.to}) →</a></li>`}
</ul></nav>`
}`;
}

function revisionFacts(api: Api, revision: Revision, language: Language): Html {
  const t = textsIn(texts, language);
  const { number, fetchedAt, version } = revision;
  return html`<div><dt>${t.revision} ${number}</dt><dd>${version !== undefined && version !== '' && html`${t.version} ${clipText(version, 80)}, `}${t.foundOn} ${moment(fetchedAt, language)}<br><a href="${documentHref(api, number)}">${t.document}</a></dd></div>`;
}

type FoundRead = Extract<Read, { readonly outcome: 'found' }>;

/** Each with the place in the documents at which it is shown. */
function withPlaces(
  listed: readonly ListedChange[],
  places: readonly HunkPlace[],
  drawn: ReadonlySet<string>,
): readonly ListedChange[] {
  const found = new Map<number, string>();
  for (const { hunk, anchor } of places)
    if (drawn.has(anchor)) for (const index of hunk.changes) found.set(index, anchor);
  return listed.map((each, index) => {
    const place = found.get(index);
    return place === undefined ? each : { ...each, place };
  });
}

type Shown = { readonly body: Html; readonly listed: readonly ListedChange[]; readonly anchors: ReadonlySet<string> };

/** The documents, and the changes with links into them. */
function documents({ api, excerpts }: ComparedPage, { from, to, comparison }: FoundRead, language: Language): Shown {
  const t = textsIn(texts, language);
  const names = changeAnchors(comparison.changes);
  const all = comparison.changes.map((change, index) => ({ change, anchor: names[index] ?? '' }));
  const anchors = anchorsThatFit(all, language);
  if (excerpts === undefined) return { body: callout(t.noBytes, t.noBytesBody, 'warn'), listed: all, anchors };
  const places = placesOf(excerpts);
  const drawn = comparedDocuments(places, { base: from.number, revision: to.number }, all, anchors, language);
  const listed = withPlaces(all, places, drawn.anchors);
  const left = listed.filter(({ place }) => place === undefined).length;
  return {
    body: html`<section class="v-section" aria-labelledby="where"><h2 id="where">${t.where}</h2><p>${t.whereLead}</p>
${drawn.body}
${
  left > 0 &&
  html`<p>${fill(t.leftOut, { count: formatNumber(left, language) })} <a href="${documentHref(api, from.number)}">${t.revision} ${from.number}</a>, <a href="${documentHref(api, to.number)}">${t.revision} ${to.number}</a>.</p>`
}</section>`,
    listed,
    anchors,
  };
}

function comparedBody(context: PageContext, page: ComparedPage, read: FoundRead): Html {
  const { language } = context;
  const t = textsIn(texts, language);
  const { api, asked } = page;
  const { from, to, comparison } = read;
  const level = levelOf(comparison);
  const everything = `/v1/apis/${api.id}/compare?from=${from.number}&to=${to.number}`;
  const facts = html`<dl class="v-facts">${revisionFacts(api, from, language)}${revisionFacts(api, to, language)}</dl>
<p><a href="${everything}">${t.data}</a></p>`;
  if (from.number === to.number)
    return html`${api.revision === 1 ? emptyState(t.only, t.onlyBody) : emptyState(t.same, t.sameBody)}${facts}`;
  const backwards =
    from.number > to.number &&
    callout(
      t.backwards,
      html`<p>${t.backwardsBody} <a href="${compareHref(context, api, { from: asked.to, to: asked.from })}">${t.swap}</a></p>`,
    );
  if (level === undefined) return html`${backwards}${emptyState(t.none, t.noneBody)}${facts}`;
  const shown = documents(page, read, language);
  const changes = comparedChanges(comparison, shown.listed, shown.anchors, everything, language);
  return html`${backwards}<section class="v-section" aria-labelledby="what"><h2 id="what">${t.what}</h2>
<div class="v-summary">
<p class="v-lead">${compareWords[language].conclusion[level].replace(/^./, (letter) => letter.toUpperCase())}.</p>
${levelCounts(comparison, language, (each) => `#level-${each}`)}
${
  comparison.notes.length > 0 &&
  callout(
    compareWords[language].note.replace(/^./, (letter) => letter.toUpperCase()),
    html`<ul>${comparison.notes.map((note) => html`<li>${noteTexts[note][language]}</li>`)}</ul>`,
    'warn',
  )
}
</div>
${facts}
${changes}
</section>
${shown.body}`;
}

function problemBody({ api, read }: ComparedPage, language: Language): Html {
  if (read.outcome === 'found') return html``;
  const t = textsIn(texts, language);
  const { outcome } = read;
  const values = 'number' in read ? { number: read.number } : {};
  const why =
    outcome === 'unreadable' &&
    html`<p><a href="/v1/apis/${api.id}/revisions/${read.number}">${t['unreadable-why']}</a></p>`;
  return callout(fill(t[outcome], values), html`<p>${t[`${outcome}-body`]}</p>${why}`, 'warn');
}

export function renderComparisonPage(context: PageContext, page: ComparedPage): string {
  const { language } = context;
  const { api, asked, read } = page;
  const t = textsIn(texts, language);
  const name = titleOf(api);
  return renderPage(context, {
    title: `${t.compare}: ${fill(t.title, asked).toLowerCase()}`,
    description: `${name}: ${t.lead}`,
    kicker: html`${apiLink(context, api.id, name)} · ${api.publisherName}`,
    lead: t.lead,
    trail: [
      { label: t.apis, href: pageHref(context, '/apis') },
      { label: apiTitle(name), href: pageHref(context, `/apis/${api.id}`) },
      { label: `${t.compare} ${asked.from} → ${asked.to}` },
    ],
    feeds: [{ title: name, path: `/feeds/apis/${api.id}/changes` }],
    isProblem: read.outcome !== 'found',
    body: html`${chooser(context, page)}
${read.outcome === 'found' ? comparedBody(context, page, read) : problemBody(page, language)}`,
  });
}
