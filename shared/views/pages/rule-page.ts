/** One rule: what it asks and why, how to meet it, how it stands in the country, where and since when. */
import type { FailingGroup, FailingWhere } from '../../domain/catalogue/failing-where.ts';
import { quirks } from '../../domain/compliance/official/quirks.ts';
import { references } from '../../domain/compliance/references.ts';
import { type Example, type Rule, type Version, versionsOfExample } from '../../domain/compliance/rule.ts';
import type { Statistics } from '../../domain/compliance/statistics.ts';
import type { FailingRule } from '../../domain/figures/snapshot.ts';
import { type Html, html } from '../html.ts';
import { callout, emptyState, notYet } from './callout.ts';
import { codeWords, plainWords } from './code-words.ts';
import { copyable } from './copyable.ts';
import { dataTable } from './data-table.ts';
import { writtenFailing } from './figures/figure-values.ts';
import { formatNumber, type Language, textsIn } from './language.ts';
import { listHref } from './list-href.ts';
import { day, moment } from './moment.ts';
import { type PageContext, pageHref, renderPage } from './page.ts';
import { profileWords, requirementWords, severityChip } from './rule-words.ts';
import { shareOf, standingOf } from './rules-list-page.ts';

export type RulePage = {
  readonly rule: Rule;
  readonly statistics: Statistics | undefined;
  readonly ruleset: { readonly since: string } | undefined;
  readonly where: FailingWhere | undefined;
  readonly earlier: readonly { readonly date: string; readonly failing?: FailingRule }[];
};

const texts = {
  rules: { en: 'Rules', it: 'Regole' },
  rule: { en: 'Rule', it: 'Regola' },
  why: { en: 'Why', it: 'Perché' },
  fix: { en: 'How to meet it', it: 'Come rispettarla' },
  examples: { en: 'Examples', it: 'Esempi' },
  good: { en: 'This passes', it: 'Esempio conforme' },
  bad: { en: 'This fails', it: 'Esempio non conforme' },
  marked: {
    en: 'Lines with a finding end in the sign ✗.',
    it: 'Le righe con una segnalazione terminano con il segno ✗.',
  },
  versions: { en: 'Applies to', it: 'Si applica a' },
  section: { en: 'Section', it: 'Sezione' },
  profile: { en: 'Belongs to', it: 'Appartiene a' },
  officialFull: { en: 'official ruleset (Full)', it: 'insieme ufficiale (Full)' },
  officialSecurity: { en: 'official ruleset (Extra Security)', it: 'insieme ufficiale (Extra Security)' },
  onlyHere: { en: 'not in the official ruleset', it: 'non presente nell’insieme ufficiale' },
  inForce: { en: 'In force as it is since', it: 'In vigore così com’è dal' },
  differs: { en: 'The official checker differs', it: 'Il verificatore ufficiale si comporta diversamente' },
  never: { en: 'The official checker never finds anything', it: 'Il verificatore ufficiale non trova mai nulla' },
  now: { en: 'How it stands', it: 'La situazione' },
  of: { en: 'of', it: 'su' },
  fail: { en: 'APIs to which it applies fail it', it: 'API a cui si applica non la rispettano' },
  passes: { en: 'All APIs to which it applies meet it', it: 'Tutte le API a cui si applica la rispettano' },
  nowhere: { en: 'It applies to no API of the catalogue now.', it: 'Ora non si applica ad alcuna API del catalogo.' },
  officially: {
    en: 'As the official ruleset runs, it is not met by',
    it: 'Così come viene eseguito l’insieme ufficiale, non la rispettano',
  },
  apis: { en: 'APIs', it: 'API' },
  list: { en: 'See these APIs', it: 'Elenco di queste API' },
  asOf: { en: 'Counted', it: 'Conteggio del' },
  where: { en: 'Where', it: 'Dove' },
  regions: { en: 'Regions', it: 'Regioni' },
  categories: { en: 'Categories of administrations', it: 'Categorie di amministrazioni' },
  none: { en: 'none given', it: 'non indicata' },
  name: { en: 'Name', it: 'Nome' },
  failing: { en: 'APIs that fail it', it: 'API che non la rispettano' },
  ofAll: { en: 'Of APIs', it: 'Su API' },
  share: { en: 'Share', it: 'Quota' },
  whereNote: {
    en: 'Of all APIs of the group, also those to which the rule does not apply.',
    it: 'Su tutte le API del gruppo, anche quelle a cui la regola non si applica.',
  },
  since: { en: 'Since when', it: 'Da quando' },
  sinceCaption: {
    en: 'How many APIs failed it on earlier days',
    it: 'Quante API non la rispettavano nei giorni precedenti',
  },
  date: { en: 'Day', it: 'Giorno' },
  applies: { en: 'APIs it applied to', it: 'API a cui si applicava' },
  notAmong: {
    en: 'not among the rules that most APIs failed',
    it: 'non era tra le regole disattese da più API',
  },
  noEarlier: {
    en: 'There are no figures of a week ago or earlier yet: it can not be said since when it is so.',
    it: 'Non ci sono ancora dati di una settimana fa o precedenti: non si può dire da quando è così.',
  },
  nobody: { en: 'No API fails it', it: 'Nessuna API la disattende' },
};

const versionNames: { readonly [version in Version]: string } = {
  'swagger-2.0': 'Swagger 2.0',
  'openapi-3.0': 'OpenAPI 3.0',
  'openapi-3.1': 'OpenAPI 3.1',
  'openapi-3.2': 'OpenAPI 3.2',
};

const firstLines: { readonly [version in Version]: string } = {
  'swagger-2.0': 'swagger: "2.0"',
  'openapi-3.0': 'openapi: 3.0.3',
  'openapi-3.1': 'openapi: 3.1.0',
  'openapi-3.2': 'openapi: 3.2.0',
};

const namesOf = (versions: readonly Version[]): string => versions.map((version) => versionNames[version]).join(', ');

function drawExample(rule: Rule, kind: 'good' | 'bad', example: Example, index: number, title: string): Html {
  const meant = versionsOfExample(rule, kind, example);
  const version = meant.find((each) => each !== 'swagger-2.0') ?? 'swagger-2.0';
  const text = `${firstLines[version]}\n${example.yaml.trimEnd().replace(/# ✗ *\d*$/gm, '# ✗')}\n`;
  const label = `${title} ${index + 1}: ${namesOf(meant)}`;
  const shown =
    kind === 'good'
      ? copyable(text, label)
      : html`<pre class="v-snippet" tabindex="0" role="region" aria-label="${label}"><code>${text}</code></pre>`;
  return html`<p class="v-small v-quiet">${namesOf(meant)}</p>${shown}`;
}

function facts({ rule, ruleset }: RulePage, language: Language): Html {
  const t = textsIn(texts, language);
  const { title, url } = references[rule.reference];
  const official =
    rule.official === undefined ? t.onlyHere : rule.official === 'full' ? t.officialFull : t.officialSecurity;
  return html`<dl class="v-facts">
<div><dt>${t.section}</dt><dd><a href="${url}" rel="noopener">${rule.reference}</a> ${title} <span class="v-quiet v-small">(${requirementWords[rule.level][language]}, ${rule.level})</span></dd></div>
<div><dt>${t.profile}</dt><dd>${profileWords[rule.profile][language]}; ${official}</dd></div>
<div><dt>${t.versions}</dt><dd>${namesOf(rule.versions)}</dd></div>
${ruleset !== undefined && html`<div><dt>${t.inForce}</dt><dd>${day(ruleset.since, language)}</dd></div>`}
</dl>`;
}

function standing(context: PageContext, { rule, statistics }: RulePage): Html {
  const { language } = context;
  const t = textsIn(texts, language);
  if (statistics === undefined) return notYet(context);
  const guideline = standingOf(rule, statistics, false);
  const official = standingOf(rule, statistics, true);
  const share = shareOf(guideline);
  const failing = guideline.failing ?? 0;
  const number = (value: number | undefined): string => formatNumber(value ?? 0, language);
  const words =
    share === undefined
      ? html`<p>${t.nowhere}</p>`
      : failing === 0
        ? html`<p><strong>${t.passes}</strong> (${number(guideline.applies)}).</p>`
        : html`<p class="v-card-number">${writtenFailing(failing, guideline.applies ?? 0, language)}</p><p><strong>${number(failing)}</strong> ${t.of} ${number(guideline.applies)} ${t.fail}. <a href="${listHref(context, '/apis', { rule: rule.id })}">${t.list}</a></p>`;
  const officially =
    rule.official !== undefined &&
    html`<p>${t.officially} <strong>${number(official.failing)}</strong> ${t.apis} ${t.of} ${number(official.applies)}.${
      (official.failing ?? 0) > 0 &&
      html` <a href="${listHref(context, '/apis', { rule: rule.id, profile: 'official' })}">${t.list}</a>`
    }</p>`;
  return html`${words}${officially}<p class="v-small v-quiet">${t.asOf} ${moment(statistics.computedAt, language)}.</p>`;
}

const mostGroups = 10;

function groupTable(
  context: PageContext,
  rule: Rule,
  filter: 'region' | 'category',
  heading: string,
  groups: readonly FailingGroup[],
): Html {
  const { language } = context;
  const t = textsIn(texts, language);
  return dataTable({
    id: `failing-${filter}`,
    caption: heading,
    columns: [
      { heading: t.name },
      { heading: t.failing, isNumber: true },
      { heading: t.ofAll, isNumber: true },
      { heading: t.share, isNumber: true },
    ],
    rows: groups.slice(0, mostGroups).map(({ name, apis, failing }) => {
      const count = formatNumber(failing, language);
      return [
        name ?? t.none,
        name === null
          ? count
          : html`<a href="${listHref(context, '/apis', { rule: rule.id, [filter]: name })}" rel="nofollow">${count}</a>`,
        formatNumber(apis, language),
        writtenFailing(failing, apis, language) ?? '–',
      ];
    }),
  });
}

function whereIt(context: PageContext, { rule, where }: RulePage): Html {
  const t = textsIn(texts, context.language);
  if (where === undefined) return notYet(context);
  if (where.regions.length === 0) return emptyState(t.nobody);
  return html`<p class="v-small v-quiet">${t.whereNote}</p>
<div class="v-columns v-halves">${groupTable(context, rule, 'region', t.regions, where.regions)}${groupTable(context, rule, 'category', t.categories, where.categories)}</div>`;
}

function sinceWhen({ earlier }: RulePage, language: Language): Html {
  const t = textsIn(texts, language);
  if (earlier.length === 0) return html`<p>${t.noEarlier}</p>`;
  const count = (value: number | undefined): string => (value === undefined ? '–' : formatNumber(value, language));
  return dataTable({
    id: 'earlier',
    caption: t.sinceCaption,
    columns: [{ heading: t.date }, { heading: t.failing, isNumber: true }, { heading: t.applies, isNumber: true }],
    rows: earlier.map(({ date, failing }) => [
      day(date, language),
      failing === undefined ? t.notAmong : count(failing.failing),
      count(failing?.applies),
    ]),
  });
}

export function renderRulePage(context: PageContext, page: RulePage): string {
  const { language } = context;
  const t = textsIn(texts, language);
  const { rule } = page;
  const quirk = Object.hasOwn(quirks, rule.id) ? quirks[rule.id] : undefined;
  const { good, bad } = rule.examples;
  return renderPage(context, {
    title: plainWords(rule.title[language]),
    kicker: html`${t.rule} <code>${rule.id}</code>`,
    beside: severityChip(rule.severity, language),
    description: rule.why[language],
    trail: [{ label: t.rules, href: pageHref(context, '/rules') }, { label: plainWords(rule.title[language]) }],
    body: html`<section class="v-section" aria-labelledby="why"><h2 id="why">${t.why}</h2><p>${codeWords(rule.why[language])}</p>
${facts(page, language)}</section>
<section class="v-section" aria-labelledby="fix"><h2 id="fix">${t.fix}</h2><p>${codeWords(rule.fix[language])}</p>
${quirk !== undefined && callout(quirk.neverFires === true ? t.never : t.differs, html`<p>${codeWords(quirk.words[language])}.</p>`)}
</section>
<section class="v-section" aria-labelledby="now"><h2 id="now">${t.now}</h2>
${standing(context, page)}</section>
<section class="v-section" aria-labelledby="where"><h2 id="where">${t.where}</h2>
${whereIt(context, page)}</section>
<section class="v-section" aria-labelledby="since"><h2 id="since">${t.since}</h2>
${sinceWhen(page, language)}</section>
<section class="v-section" aria-labelledby="examples"><h2 id="examples">${t.examples}</h2><p>${t.marked}</p>
<div class="v-columns v-halves"><div><h3>${t.good}</h3>${good.map((example, index) => drawExample(rule, 'good', example, index, t.good))}</div>
<div><h3>${t.bad}</h3>${bad.map((example, index) => drawExample(rule, 'bad', example, index, t.bad))}</div></div></section>`,
  });
}
