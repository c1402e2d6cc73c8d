/** All rules: how grave each is, where it comes from, to how many APIs it applies and how many fail it. */
import { references } from '../../domain/compliance/references.ts';
import { type Profile, profiles } from '../../domain/compliance/report.ts';
import { type Rule, type Severity, severities } from '../../domain/compliance/rule.ts';
import { ruleset, rulesetVersion } from '../../domain/compliance/ruleset.ts';
import type { Statistics } from '../../domain/compliance/statistics.ts';
import { type Html, html } from '../html.ts';
import { callout, emptyState } from './callout.ts';
import { codeWords } from './code-words.ts';
import { type Cell, dataTable } from './data-table.ts';
import { chosenFilters, type FacetGroup, facetList } from './facet-list.ts';
import { writtenFailing } from './figures/figure-values.ts';
import { formatNumber, type Language, textsIn } from './language.ts';
import { type ListQuery, listHref } from './list-href.ts';
import { day, moment } from './moment.ts';
import { type PageContext, pageHref, renderPage } from './page.ts';
import { profileWords, severityChip, severityWords } from './rule-words.ts';

export type RulesPage = {
  readonly severity: Severity | undefined;
  readonly profile: Profile | undefined;
  readonly statistics: Statistics | undefined;
  readonly ruleset: { readonly since: string } | undefined;
};

const path = '/rules';

const texts = {
  title: { en: 'Rules', it: 'Regole' },
  lead: {
    en: 'What is asked of the description of an API, by the national guidelines and for security, and how many APIs do not meet it yet.',
    it: 'Che cosa si chiede alla descrizione di una API, secondo le linee guida nazionali e per la sicurezza, e quante API non lo rispettano ancora.',
  },
  filters: { en: 'Filters', it: 'Filtri' },
  toFilters: { en: 'Go to the filters', it: 'Vai ai filtri' },
  list: { en: 'All rules', it: 'Tutte le regole' },
  caption: {
    en: 'Rules, those failed by the largest share of APIs first.',
    it: 'Regole, a partire da quelle non rispettate dalla quota maggiore di API.',
  },
  asOf: { en: 'Counted', it: 'Conteggio del' },
  inForce: { en: 'These rules have been in force since', it: 'Queste regole sono in vigore dal' },
  version: { en: 'version', it: 'versione' },
  rule: { en: 'Rule', it: 'Regola' },
  severity: { en: 'Severity', it: 'Gravità' },
  section: { en: 'Section', it: 'Sezione' },
  applies: { en: 'APIs it applies to', it: 'API a cui si applica' },
  assessed: { en: 'APIs assessed', it: 'API valutate' },
  failing: { en: 'APIs that fail it', it: 'API che non la rispettano' },
  share: { en: 'Share that fails', it: 'Quota che non la rispetta' },
  unknown: { en: 'not known', it: 'non noto' },
  nowhere: { en: 'applies to none', it: 'non si applica a nessuna' },
  profile: { en: 'Rules of', it: 'Regole di' },
  none: { en: 'No rule is like that', it: 'Nessuna regola corrisponde' },
  all: { en: 'All rules', it: 'Tutte le regole' },
  notYet: { en: 'Not counted yet', it: 'Conteggio non ancora disponibile' },
  notYetBody: {
    en: 'How many APIs fail each rule is counted after the first visits. The rules themselves are below.',
    it: 'Quante API non rispettano ciascuna regola si conta dopo le prime visite. Le regole sono qui sotto.',
  },
  data: { en: 'The rules as data (JSON)', it: 'Le regole come dati (JSON)' },
  figures: { en: 'The figures as data (JSON)', it: 'I conteggi come dati (JSON)' },
};

const isOf = ({ official, profile }: Rule, wanted: Profile | undefined): boolean =>
  wanted === undefined || (wanted === 'official' ? official !== undefined : profile === wanted);

type Standing = { readonly rule: Rule; readonly applies: number | undefined; readonly failing: number | undefined };

/** By the official ruleset as it runs, of all APIs that were assessed; else of those that the rule applies to. */
export function standingOf(rule: Rule, statistics: Statistics | undefined, isOfficial: boolean): Standing {
  if (statistics === undefined) return { rule, applies: undefined, failing: undefined };
  const of = (tallies: Statistics['official']) => (Object.hasOwn(tallies, rule.id) ? tallies[rule.id] : undefined);
  if (isOfficial) return { rule, applies: statistics.assessed, failing: of(statistics.official)?.failing ?? 0 };
  const tally = Object.hasOwn(statistics.rules, rule.id) ? statistics.rules[rule.id] : undefined;
  return { rule, applies: tally?.applies ?? 0, failing: tally?.failing ?? 0 };
}

/** Undefined: it applies to nothing, or nothing is known. */
export const shareOf = ({ applies, failing }: Standing): number | undefined =>
  applies === undefined || failing === undefined || applies === 0 ? undefined : failing / applies;

/** What applies nowhere comes last. */
const byShare = (one: Standing, other: Standing): number =>
  (shareOf(other) ?? -1) - (shareOf(one) ?? -1) || (other.failing ?? 0) - (one.failing ?? 0);

function drawRow(context: PageContext, standing: Standing, isOfficial: boolean): readonly Cell[] {
  const { language } = context;
  const t = textsIn(texts, language);
  const { rule, applies, failing } = standing;
  const { title, url } = references[rule.reference];
  const share = shareOf(standing);
  const list = listHref(context, '/apis', { rule: rule.id, profile: isOfficial ? 'official' : undefined });
  const count = (value: number | undefined): string =>
    value === undefined ? t.unknown : formatNumber(value, language);
  return [
    html`<a href="${pageHref(context, `${path}/${rule.id}`)}">${codeWords(rule.title[language])}</a><br><code class="v-small">${rule.id}</code>`,
    { content: severityChip(rule.severity, language), sort: severities.indexOf(rule.severity) },
    html`<a href="${url}" rel="noopener">${rule.reference}</a><br><span class="v-small v-quiet" lang="${/^RFC|^SECURITY|^OPENAPI|^ID_/.test(rule.reference) ? 'en' : 'it'}">${title}</span>`,
    { content: count(applies), sort: applies ?? null },
    {
      content:
        failing !== undefined && failing > 0
          ? html`<a href="${list}" rel="nofollow">${count(failing)}</a>`
          : count(failing),
      sort: failing ?? null,
    },
    {
      content:
        failing === undefined || applies === undefined
          ? t.unknown
          : (writtenFailing(failing, applies, language) ?? t.nowhere),
      sort: share ?? null,
    },
  ];
}

function facetsOf(asked: Pick<RulesPage, 'severity' | 'profile'>, language: Language): readonly FacetGroup[] {
  const t = textsIn(texts, language);
  const count = (severity: Severity | undefined, profile: Profile | undefined): number =>
    ruleset.filter((rule) => isOf(rule, profile) && (severity === undefined || rule.severity === severity)).length;
  return [
    {
      name: 'severity',
      heading: t.severity,
      words: (value) => severityWords[value as Severity]?.[language] ?? value,
      values: severities
        .map((value) => ({ value, count: count(value, asked.profile) }))
        .filter((each) => each.count > 0),
    },
    {
      name: 'profile',
      heading: t.profile,
      words: (value) => profileWords[value as Profile]?.[language] ?? value,
      values: profiles
        .map((value) => ({ value, count: count(asked.severity, value) }))
        .filter((each) => each.count > 0),
    },
  ];
}

function dates({ statistics, ruleset: inForce }: RulesPage, language: Language): Html {
  const t = textsIn(texts, language);
  return html`${statistics !== undefined && html` ${t.asOf} ${moment(statistics.computedAt, language)}.`}${
    inForce !== undefined && html` ${t.inForce} ${day(inForce.since, language)} (${t.version} ${rulesetVersion}).`
  }`;
}

export function renderRulesListPage(context: PageContext, page: RulesPage): string {
  const { language } = context;
  const { severity, profile, statistics } = page;
  const t = textsIn(texts, language);
  const isOfficial = profile === 'official';
  const query: ListQuery = { severity, profile };
  const groups = facetsOf(page, language);
  const rows = ruleset
    .filter((rule) => isOf(rule, profile) && (severity === undefined || rule.severity === severity))
    .map((rule) => standingOf(rule, statistics, isOfficial))
    .toSorted(byShare)
    .map((standing) => drawRow(context, standing, isOfficial));
  const table = dataTable({
    id: 'rules',
    caption: html`${t.caption}${dates(page, language)}`,
    columns: [
      { heading: t.rule, isSortable: true },
      { heading: t.severity, isSortable: true },
      { heading: t.section },
      { heading: isOfficial ? t.assessed : t.applies, isNumber: true, isSortable: true },
      { heading: t.failing, isNumber: true, isSortable: true },
      { heading: t.share, isNumber: true, isSortable: true },
    ],
    rows,
    isFilterable: true,
  });
  return renderPage(context, {
    title: t.title,
    lead: t.lead,
    description: t.lead,
    trail: [{ label: t.title }],
    body: html`${statistics === undefined && callout(t.notYet, t.notYetBody)}
${chosenFilters(context, { path, query }, groups)}
<div class="v-columns v-facets-after">
<section aria-labelledby="list"><h2 id="list" class="visually-hidden">${t.list}</h2>
<p class="v-to-facets"><a href="#filters">${t.toFilters}</a></p>
${rows.length === 0 ? emptyState(t.none, html`<p><a href="${pageHref(context, path)}">${t.all}</a></p>`) : table}
<ul class="v-links"><li><a href="/v1/rules${profile !== undefined && html`?profile=${profile}`}">${t.data}</a></li><li><a href="/v1/statistics">${t.figures}</a></li></ul>
</section>
<aside id="filters"><h2 class="v-aside-title">${t.filters}</h2>${facetList(context, { path, query }, groups)}</aside>
</div>`,
  });
}
