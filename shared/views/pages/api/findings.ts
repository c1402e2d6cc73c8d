/** What the rules find in a description, grouped by rule: where, what is wrong, what to do, and how it should read. */
import type { ApiPage } from '../../../domain/catalogue/api-page.ts';
import type { AssessedFinding, AssessedRule } from '../../../domain/compliance/assess.ts';
import { references } from '../../../domain/compliance/references.ts';
import type { Profile, profiles, Report } from '../../../domain/compliance/report.ts';
import { type Rule, type Severity, severities } from '../../../domain/compliance/rule.ts';
import { findRule } from '../../../domain/compliance/ruleset.ts';
import { checkWords } from '../../check-words.ts';
import { explainFinding } from '../../explain-finding.ts';
import { externalLink, type Html, html } from '../../html.ts';
import { emptyState } from '../callout.ts';
import { chip } from '../chip.ts';
import { codeWords } from '../code-words.ts';
import { copyable } from '../copyable.ts';
import { formatDate, formatNumber, type Language, textsIn } from '../language.ts';
import { listHref } from '../list-href.ts';
import { type PageContext, pageHref } from '../page.ts';
import type { Tone } from '../state-words.ts';
import { ruleAnchor } from './score-explained.ts';

export type FindingQuery = {
  readonly profile?: Profile | undefined;
  /** Only this rule. */
  readonly rule?: string | undefined;
  /** All findings of the rule. */
  readonly all?: boolean | undefined;
};

const texts = {
  profiles: { en: 'Against which rules', it: 'Rispetto a quali regole' },
  guideline: { en: 'what the guideline means', it: 'che cosa chiedono le linee guida' },
  official: { en: 'the official rules as they run', it: 'regole ufficiali, come vengono eseguite' },
  security: { en: 'security', it: 'sicurezza' },
  none: { en: 'Nothing to report', it: 'Nulla da segnalare' },
  noneWhy: {
    en: 'No rule of this profile finds anything in the description.',
    it: 'Nessuna regola di questo profilo segnala qualcosa nella descrizione.',
  },
  notYet: { en: 'Not assessed yet', it: 'Non ancora valutata' },
  notAssessable: {
    en: 'The document could not be read as an API description: no rule says anything of it.',
    it: 'Il documento non è leggibile come descrizione di una API: nessuna regola può dirne qualcosa.',
  },
  findings: { en: 'findings', it: 'segnalazioni' },
  finding: { en: 'finding', it: 'segnalazione' },
  rules: { en: 'rules', it: 'regole' },
  aRule: { en: 'rule', it: 'regola' },
  in: { en: 'in', it: 'in' },
  waived: { en: 'waived by the operator', it: 'derogate dal gestore' },
  waivedUntil: { en: 'waived until', it: 'derogata fino al' },
  waivedNow: { en: 'waived', it: 'derogata' },
  reference: { en: 'Reference:', it: 'Riferimento:' },
  repair: { en: 'What to do:', it: 'Che cosa fare:' },
  line: { en: 'line', it: 'riga' },
  column: { en: 'column', it: 'colonna' },
  whole: { en: 'the whole document', it: 'tutto il documento' },
  snippet: { en: 'How it should read', it: 'Come dovrebbe essere' },
  showAll: { en: 'Show all', it: 'Mostra tutte le' },
  ofRule: { en: 'findings of this rule', it: 'segnalazioni di questa regola' },
  notListed: {
    en: 'There are more than are kept; those that were found first are listed.',
    it: 'Sono più di quante se ne conservino: sono elencate le prime trovate.',
  },
  oneRule: { en: 'Only this rule is shown.', it: 'È mostrata solo questa regola.' },
  everyRule: { en: 'Show all rules', it: 'Mostra tutte le regole' },
  aboutRule: { en: 'The rule, and who else does not meet it', it: 'La regola, e chi altro non la rispetta' },
  met: { en: 'This rule finds nothing here.', it: 'Questa regola qui non segnala nulla.' },
  aborts: {
    en: 'The official checker stops on this document without a result:',
    it: 'Il controllo ufficiale si interrompe su questo documento senza un esito:',
  },
} as const;

type Texts = ReturnType<typeof textsIn<typeof texts>>;

/** Of a rule, unless all are asked for. */
const shownOfRule = 3;
/** All that are kept of a rule are fewer. */
const mostOfRule = 200;

const severityTones: { readonly [severity in Severity]: Tone } = {
  error: 'bad',
  warn: 'warn',
  info: 'none',
  hint: 'none',
};

const byWeight = (one: AssessedRule, other: AssessedRule): number =>
  severities.indexOf(one.severity) - severities.indexOf(other.severity) || other.count - one.count;

/** Rules whose findings the page shows: one that is asked for in any case, else those that find something. */
export function shownRules(
  { judged }: ApiPage,
  { profile = 'guideline', rule }: FindingQuery,
): readonly AssessedRule[] {
  const results = judged?.assessment.profiles[profile] ?? [];
  return results
    .filter((result) => (rule === undefined ? result.count + result.waived > 0 : result.rule === rule))
    .toSorted(byWeight);
}

type Place = Pick<AssessedFinding, 'pointer' | 'line' | 'column'>;

const tellPlace = ({ pointer, line, column }: Place, language: Language, t: Texts): Html =>
  html`${
    line !== undefined &&
    html`<span class="v-number">${t.line} ${formatNumber(line, language)}${column !== undefined && html`, ${t.column} ${formatNumber(column, language)}`}</span> · `
  }${pointer === '' ? html`<span class="v-quiet">${t.whole}</span>` : html`<code>${pointer}</code>`}`;

const tellWaiver = ({ waived }: AssessedFinding, language: Language, t: Texts): Html | false =>
  waived !== undefined &&
  html` ${chip(waived.until === undefined ? t.waivedNow : `${t.waivedUntil} ${formatDate(waived.until, language)}`)} <span class="v-small">${waived.reason}</span>`;

function drawFindings(
  { rule, findings }: AssessedRule,
  format: Report['format'],
  most: number,
  language: Language,
  t: Texts,
): Html {
  let [fixBefore, snippetBefore]: (string | undefined)[] = [];
  const items = findings.slice(0, most).map((finding, index) => {
    const { message, fix, snippet } = explainFinding(rule, finding, format);
    // What is the same as before is not said again.
    const isNewFix = fix[language] !== fixBefore && fix[language] !== '';
    const isNewSnippet = snippet !== undefined && snippet !== snippetBefore;
    fixBefore = fix[language];
    snippetBefore = snippet ?? snippetBefore;
    return html`<li class="v-finding" id="finding-${rule}-${index + 1}">
<p><strong>${codeWords(message[language])}</strong>${tellWaiver(finding, language, t)}</p>
<p class="v-small">${tellPlace(finding, language, t)}</p>
${isNewFix && html`<p>${t.repair} ${codeWords(fix[language])}</p>`}${isNewSnippet && html`<details><summary>${t.snippet}<span class="visually-hidden">: ${rule} ${index + 1}</span></summary>${copyable(snippet, `${t.snippet}: ${rule} ${index + 1}`)}</details>`}
</li>`;
  });
  return html`<ol class="v-findings">${items}</ol>`;
}

function drawReference({ reference, level }: Rule, t: Texts): Html {
  const { title, url } = references[reference];
  return html`${t.reference} ${externalLink(url, `${reference}, ${title}`)} (${level})`;
}

function drawRule(
  context: PageContext,
  page: ApiPage,
  result: AssessedRule,
  format: Report['format'],
  query: FindingQuery,
  t: Texts,
): Html | false {
  const rule = findRule(result.rule);
  if (rule === undefined) return false;
  const { language } = context;
  const { profile, all = false } = query;
  const isAll = all && query.rule === rule.id;
  const most = isAll ? mostOfRule : shownOfRule;
  const count = `${formatNumber(result.count, language)} ${result.count === 1 ? t.finding : t.findings}`;
  const everything = listHref(context, `/apis/${page.api.id}`, { profile, rule: rule.id, all: true });
  return html`<section class="v-rule" id="${ruleAnchor(rule.id)}">
<h3>${codeWords(rule.title[language])}</h3>
<p>${chip(checkWords[language].severity[result.severity], severityTones[result.severity])} <strong class="v-number">${count}</strong>${
    result.waived > 0 && html`, ${formatNumber(result.waived, language)} ${t.waived}`
  } <span class="v-quiet v-code">${rule.id}</span></p>
<p class="v-small">${drawReference(rule, t)} · <a href="${pageHref(context, `/rules/${rule.id}`)}">${t.aboutRule}</a></p>
${result.findings.length === 0 ? html`<p>${t.met}</p>` : drawFindings(result, format, most, language, t)}
${
  result.findings.length > most &&
  html`<p><a href="${everything}#${ruleAnchor(rule.id)}">${t.showAll} ${formatNumber(result.findings.length, language)} ${t.ofRule}</a></p>`
}${isAll && result.count + result.waived > result.findings.length && html`<p class="v-small v-quiet">${t.notListed}</p>`}
</section>`;
}

function profileLinks(context: PageContext, { api }: ApiPage, { profile = 'guideline' }: FindingQuery, t: Texts): Html {
  const items = (['guideline', 'official', 'security'] as const satisfies readonly (typeof profiles)[number][]).map(
    (each) => {
      const href = listHref(context, `/apis/${api.id}`, { profile: each === 'guideline' ? undefined : each });
      return html`<li><a href="${href}#findings"${each === profile && html` aria-current="true"`}>${t[each]}</a></li>`;
    },
  );
  return html`<p class="v-small v-quiet v-sorts-name" id="profiles">${t.profiles}</p><ul class="v-sorts" aria-labelledby="profiles">${items}</ul>`;
}

const sumOf = (rules: readonly AssessedRule[]): number => rules.reduce((sum, { count }) => sum + count, 0);

function tellSum(rules: readonly AssessedRule[], language: Language, t: Texts): Html {
  const [findings, failing] = [sumOf(rules), rules.filter(({ count }) => count > 0).length];
  return html`<p><strong class="v-number">${formatNumber(findings, language)}</strong> ${findings === 1 ? t.finding : t.findings} ${t.in} <strong class="v-number">${formatNumber(failing, language)}</strong> ${failing === 1 ? t.aRule : t.rules}.</p>`;
}

export function findingsByRule(
  context: PageContext,
  page: ApiPage,
  query: FindingQuery,
  shown: readonly AssessedRule[],
): Html {
  const { language } = context;
  const t = textsIn(texts, language);
  const { judged, compliance, api } = page;
  if (compliance === undefined) return emptyState(t.notYet);
  if (judged === undefined) return html`<p>${t.notAssessable}</p>`;
  const { officialAborts, format } = judged.report;
  const profile = query.profile === 'guideline' ? undefined : query.profile;
  return html`${profileLinks(context, page, query, t)}
${query.profile === 'official' && officialAborts !== undefined && html`<p>${t.aborts} <span lang="en">${officialAborts}</span></p>`}
${
  query.rule === undefined
    ? tellSum(shown, language, t)
    : html`<p>${t.oneRule} <a href="${listHref(context, `/apis/${api.id}`, { profile })}#findings">${t.everyRule}</a></p>`
}
${
  shown.length === 0
    ? emptyState(t.none, t.noneWhy)
    : shown.map((result) => drawRule(context, page, result, format, query, t))
}`;
}
