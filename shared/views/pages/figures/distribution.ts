/** How good descriptions are: APIs by score, by grade and by what the national catalogue’s gate says, and the rules they fail. */
import { gateVerdicts } from '../../../domain/compliance/compliance.ts';
import { findRule } from '../../../domain/compliance/ruleset.ts';
import { gradeNames } from '../../../domain/compliance/statistics.ts';
import type { Snapshot } from '../../../domain/figures/snapshot.ts';
import { type BarTone, drawBarChart } from '../../charts/bar-chart.ts';
import { type Html, html } from '../../html.ts';
import { emptyState } from '../callout.ts';
import { codeWords } from '../code-words.ts';
import { dataTable } from '../data-table.ts';
import { textsIn } from '../language.ts';
import { listHref } from '../list-href.ts';
import { type PageContext, pageHref } from '../page.ts';
import { gradeWords, publishableWords, type Tone } from '../state-words.ts';
import { written, writtenFailing } from './figure-values.ts';

const texts = {
  scores: { en: 'APIs by score', it: 'API per punteggio' },
  score: { en: 'Score', it: 'Punteggio' },
  grades: { en: 'APIs by grade', it: 'API per classe' },
  grade: { en: 'Grade', it: 'Classe' },
  gate: { en: 'APIs by publishability', it: 'API per pubblicabilità' },
  verdict: { en: 'On the national catalogue', it: 'Sul catalogo nazionale' },
  apis: { en: 'APIs', it: 'API' },
  rule: { en: 'Rule', it: 'Regola' },
  failing: { en: 'APIs that fail it', it: 'API che non la rispettano' },
  applies: { en: 'APIs it applies to', it: 'API a cui si applica' },
  share: { en: 'Share', it: 'Quota' },
  rulesCaption: {
    en: 'Rules that most APIs fail, at most 20',
    it: 'Le regole non rispettate da più API, al massimo 20',
  },
  noRule: { en: 'No API fails a rule', it: 'Nessuna API disattende una regola' },
};

const tones: { readonly [tone in Tone]: BarTone } = {
  good: 'good',
  warn: 'fair',
  bad: 'bad',
  none: 'unknown',
  plain: 'main',
};

const binWidth = 10;

export function distributionCharts(context: PageContext, { scores, grades, publishable }: Snapshot): Html {
  const { language } = context;
  const t = textsIn(texts, language);
  const common = { language, format: (value: number) => written(value, language) };
  const last = scores.bins.length - 1;
  const bins = scores.bins.map((value, bin) => ({
    label: bin === last ? `${bin * binWidth}–100` : `${bin * binWidth}–${(bin + 1) * binWidth - 1}`,
    value,
  }));
  const byGrade = gradeNames.map((grade) => ({
    label: gradeWords[grade][language],
    value: grades[grade],
    href: listHref(context, '/apis', { grade }),
    tone: tones[gradeWords[grade].tone],
  }));
  const byGate = gateVerdicts.map((verdict) => ({
    label: publishableWords[verdict][language],
    value: publishable[verdict],
    href: listHref(context, '/apis', { publishable: verdict }),
    tone: tones[publishableWords[verdict].tone],
  }));
  return html`<div class="v-grid v-three">
<div><h3>${t.gate}</h3>${drawBarChart({ ...common, id: 'by-gate', title: t.gate, bars: byGate, headings: [t.verdict, t.apis] })}</div>
<div><h3>${t.grades}</h3>${drawBarChart({ ...common, id: 'by-grade', title: t.grades, bars: byGrade, headings: [t.grade, t.apis] })}</div>
<div><h3>${t.scores}</h3>${drawBarChart({ ...common, id: 'by-score', title: t.scores, bars: bins, headings: [t.score, t.apis] })}</div>
</div>`;
}

export function failingRulesTable(context: PageContext, { failing }: Snapshot): Html {
  const { language } = context;
  const t = textsIn(texts, language);
  if (failing.length === 0) return emptyState(t.noRule);
  const nameOf = (rule: string): Html | string => {
    const known = findRule(rule);
    // One of a former ruleset has no page.
    return known === undefined
      ? rule
      : html`<a href="${pageHref(context, `/rules/${rule}`)}">${codeWords(known.title[language])}</a>`;
  };
  const listOf = (rule: string, count: number): Html | string =>
    findRule(rule) === undefined
      ? written(count, language)
      : html`<a href="${listHref(context, '/apis', { rule })}">${written(count, language)}</a>`;
  return dataTable({
    id: 'failing-rules',
    caption: t.rulesCaption,
    columns: [
      { heading: t.rule },
      { heading: t.failing, isNumber: true },
      { heading: t.applies, isNumber: true },
      { heading: t.share, isNumber: true },
    ],
    rows: failing.map((each) => [
      nameOf(each.rule),
      listOf(each.rule, each.failing),
      written(each.applies, language),
      writtenFailing(each.failing, each.applies, language) ?? '–',
    ]),
  });
}
