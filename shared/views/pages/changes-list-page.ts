/**
 * What happened, newest first: the same events in the same order as the feeds and `/v1/changes` for the same question, of
 * everything or of one API, administration or tag.
 */
import { type CatalogueEvent, type EventKind, eventKinds } from '../../domain/catalogue/api.ts';
import { defaultLevel } from '../../domain/catalogue/event-level.ts';
import type { EventScope } from '../../domain/catalogue/event-scope.ts';
import { type Change, type ChangeLevel, changeLevels } from '../../domain/changes/change.ts';
import { describeChange } from '../change-text.ts';
import { noteTexts } from '../compare-words.ts';
import { comparisonPlace, eventPlace } from '../event-place.ts';
import { type FeedFilter, feedFormats, feedNames, feedPath } from '../feed.ts';
import { type Html, html } from '../html.ts';
import { levelChoice } from '../level-words.ts';
import { emptyState } from './callout.ts';
import { codeWords } from './code-words.ts';
import { eventKindWords } from './event-kind-words.ts';
import { tellEvent } from './event-words.ts';
import { chosenFilters, type Filter } from './facet-list.ts';
import { formatDate, formatNumber, type Language, textsIn } from './language.ts';
import { eventChip, levelChip } from './level-chip.ts';
import { type ListQuery, listHref } from './list-href.ts';
import { day, moment } from './moment.ts';
import { type PageContext, pageHref, renderPage } from './page.ts';
import { pager } from './pager.ts';

export type ChangesPage = {
  readonly scope: EventScope;
  /** Of the API, the administration or the tag; empty: everything. */
  readonly name: string;
  /** As the route read it. */
  readonly query: ListQuery & { readonly level: ChangeLevel | undefined; readonly kind: EventKind | undefined };
  readonly events: readonly CatalogueEvent[];
  readonly next: string | undefined;
};

const path = '/changes';

const texts = {
  title: { en: 'Changes', it: 'Cambiamenti' },
  titleOf: { en: 'Changes of', it: 'Cambiamenti di' },
  lead: {
    en: 'What changed in the APIs of public administrations, for whoever calls them; and whether they answer.',
    it: 'Che cosa è cambiato nelle API delle pubbliche amministrazioni, per chi le usa; e se rispondono.',
  },
  filters: { en: 'Filters', it: 'Filtri' },
  toFilters: { en: 'Go to the filters', it: 'Vai ai filtri' },
  level: { en: 'Effect on callers', it: 'Effetto su chi usa le API' },
  kind: { en: 'Kind', it: 'Tipo' },
  everyKind: { en: 'of every kind', it: 'di ogni tipo' },
  isChosen: { en: 'chosen', it: 'scelto' },
  api: { en: 'API', it: 'API' },
  publisher: { en: 'Administration', it: 'Amministrazione' },
  tag: { en: 'Tag', it: 'Etichetta' },
  since: { en: 'Since', it: 'Dal' },
  until: { en: 'Before', it: 'Prima del' },
  advice: { en: 'What to do', it: 'Che cosa fare' },
  compare: { en: 'The two revisions side by side', it: 'Le due revisioni a confronto' },
  oneMore: { en: 'and another change', it: 'e un’altra modifica' },
  more: { en: 'more changes', it: 'altre modifiche' },
  none: { en: 'Nothing like that happened yet', it: 'Non è ancora successo nulla di simile' },
  noneOnPage: { en: 'Nothing further', it: 'Nient’altro' },
  all: { en: 'all changes', it: 'tutti i cambiamenti' },
  feeds: { en: 'Follow these changes', it: 'Seguire questi cambiamenti' },
  feedsLead: {
    en: 'The same events in the same order, for feed readers and programs:',
    it: 'Gli stessi eventi nello stesso ordine, per lettori di feed e programmi:',
  },
  data: { en: 'JSON of the API', it: 'JSON dell’API' },
  utc: { en: 'Days and times are UTC.', it: 'Giorni e ore sono UTC.' },
};

type Texts = ReturnType<typeof textsIn<typeof texts>>;

/** What the feed of the same question is asked with. */
const feedFilter = ({ level, kind }: ChangesPage['query']): FeedFilter => ({
  ...(level === undefined ? {} : { level }),
  ...(kind === undefined ? {} : { kind }),
});

/** Of an administration and of a tag there is no list but the feeds. */
function dataHref({ scope, query: { level, kind, since, until } }: ChangesPage): string | undefined {
  if (scope.of === 'publisher' || scope.of === 'tag') return undefined;
  const asked = Object.entries({ level, kind, since, until }).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  const search = new URLSearchParams(asked).toString();
  return `${scope.of === 'api' ? `/v1/apis/${scope.id}/changes` : '/v1/changes'}${search === '' ? '' : `?${search}`}`;
}

const choiceItem = (href: string, words: string, isChosen: boolean, t: Texts): Html =>
  html`<li><a href="${href}" rel="nofollow"${isChosen && html` aria-current="true"`}><span>${words}${isChosen && html` <span class="visually-hidden">(${t.isChosen})</span>`}</span></a></li>`;

function filters(context: PageContext, { query }: ChangesPage, t: Texts): Html {
  const { language } = context;
  const levels = changeLevels.map((level) => {
    const href = listHref(context, path, query, { level: level === defaultLevel ? undefined : level });
    return choiceItem(href, levelChoice[level][language], level === (query.level ?? defaultLevel), t);
  });
  const kinds = eventKinds.map((kind) =>
    choiceItem(listHref(context, path, query, { kind }), eventKindWords[kind][language], kind === query.kind, t),
  );
  return html`<nav class="v-facets" aria-label="${t.filters}">
<section><h3>${t.level}</h3><ul>${levels}</ul></section>
<section><h3>${t.kind}</h3><ul>${choiceItem(listHref(context, path, query, { kind: undefined }), t.everyKind, query.kind === undefined, t)}${kinds}</ul></section>
</nav>`;
}

/** Changes of an event that are told; the others are in the comparison. */
const mostTold = 3;

function changeItem(change: Change, language: Language, t: Texts): Html {
  const { message, advice } = describeChange(change);
  return html`<li>${levelChip(change.level, language)} ${codeWords(message[language])}${
    advice !== undefined && html`<br><strong>${t.advice}:</strong> ${codeWords(advice[language])}`
  }</li>`;
}

function drawEvent(context: PageContext, event: CatalogueEvent, t: Texts): Html {
  const { language } = context;
  const { title, summary } = tellEvent(event, language);
  const { changes = [], notes = [], counts } = event;
  const told = changes.filter(({ level }) => level !== 'editorial').slice(0, mostTold);
  const comparison = comparisonPlace(event, language);
  const all = counts === undefined ? changes.length : counts.breaking + counts.warning + counts.info;
  const rest = all - told.length;
  return html`<li id="event-${event.id}">
<h3><a href="${eventPlace(event, language)}">${title}</a></h3>
<p class="v-small v-quiet">${moment(event.at, language)} ${eventChip(event, language)} ${eventKindWords[event.kind]?.[language] ?? event.kind}</p>
<p>${summary}</p>
${notes.map((note) => html`<p><strong>${noteTexts[note][language]}</strong></p>`)}
${told.length > 0 && html`<ul class="v-told">${told.map((change) => changeItem(change, language, t))}</ul>`}
${
  comparison !== undefined &&
  html`<p><a href="${comparison}">${t.compare}<span class="visually-hidden">: ${title}</span></a>${
    rest > 0 &&
    told.length > 0 &&
    html` <span class="v-quiet">(${rest === 1 ? t.oneMore : `${formatNumber(rest, language)} ${t.more}`})</span>`
  }</p>`
}
</li>
`;
}

function drawDays(context: PageContext, { events }: ChangesPage, t: Texts): Html {
  const byDay = Map.groupBy(events, ({ at }) => at.slice(0, 10));
  return html`${Array.from(
    byDay,
    ([
      date,
      some,
    ]) => html`<section class="v-section" aria-labelledby="day-${date}"><h2 id="day-${date}">${day(date, context.language)}</h2>
<ol class="v-timeline">${some.map((event) => drawEvent(context, event, t))}</ol></section>
`,
  )}`;
}

function follow(page: ChangesPage, t: Texts): Html {
  const filter = feedFilter(page.query);
  const data = dataHref(page);
  const items = feedFormats.map(
    (format) => html`<li><a href="${feedPath(page.scope, format, filter)}">${feedNames[format]}</a></li>`,
  );
  return html`<section class="v-section" aria-labelledby="follow"><h2 id="follow">${t.feeds}</h2><p>${t.feedsLead}</p>
<ul class="v-links">${items}${data !== undefined && html`<li><a href="${data}">${t.data}</a></li>`}</ul></section>`;
}

function chosen({ name }: ChangesPage, t: Texts, language: Language): readonly Filter[] {
  const whose = (): string => name;
  const when = (value: string): string => formatDate(value, language);
  return [
    { name: 'api', heading: t.api, words: whose },
    { name: 'publisher', heading: t.publisher, words: whose },
    { name: 'tag', heading: t.tag, words: whose },
    { name: 'since', heading: t.since, words: when },
    { name: 'until', heading: t.until, words: when },
    { name: 'level', heading: t.level, words: (value) => levelChoice[value as ChangeLevel]?.[language] ?? value },
    { name: 'kind', heading: t.kind, words: (value) => eventKindWords[value as EventKind]?.[language] ?? value },
  ];
}

export function renderChangesListPage(context: PageContext, page: ChangesPage): string {
  const { language } = context;
  const t = textsIn(texts, language);
  const { scope, name, query, events, next } = page;
  const feed = feedPath(scope, 'rss', feedFilter(query));
  const [ending, search] = [feed.lastIndexOf('.rss'), feed.lastIndexOf('.rss') + '.rss'.length];
  const title = scope.of === 'all' ? t.title : `${t.titleOf} ${name}`;
  const isFirst = query.cursor === undefined;
  const empty = emptyState(
    isFirst ? t.none : t.noneOnPage,
    html`<p><a href="${pageHref(context, path)}">${t.all}</a></p>`,
  );
  return renderPage(context, {
    title,
    lead: t.lead,
    description: t.lead,
    trail:
      scope.of === 'all' ? [{ label: t.title }] : [{ label: t.title, href: pageHref(context, path) }, { label: name }],
    feeds: [{ title: `Vedetta: ${title}`, path: feed.slice(0, ending), query: feed.slice(search) }],
    body: html`<div class="v-columns v-facets-after">
<div>
${chosenFilters(context, { path, query }, chosen(page, t, language))}
<p class="v-to-facets"><a href="#filters">${t.toFilters}</a></p>
<p class="v-small v-quiet">${t.utc}</p>
${events.length === 0 ? empty : drawDays(context, page, t)}
${pager(context, { path, query, shown: events.length, next })}
${follow(page, t)}
</div>
<aside id="filters"><h2 class="v-aside-title">${t.filters}</h2>${filters(context, page, t)}</aside>
</div>`,
  });
}
