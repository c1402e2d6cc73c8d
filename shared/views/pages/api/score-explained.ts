/** The score of an API and the gate of the national catalogue, each with its reasons, line by line. */
import type { ApiPage } from '../../../domain/catalogue/api-page.ts';
import type { AssessedRule, Assessment } from '../../../domain/compliance/assess.ts';
import { gateVerdictOf } from '../../../domain/compliance/compliance.ts';
import { findRule } from '../../../domain/compliance/ruleset.ts';
import type { ScoreLine } from '../../../domain/compliance/score.ts';
import { explainGradeLimit, explainScoreLine } from '../../explain-score.ts';
import { type Html, html } from '../../html.ts';
import { callout, emptyState } from '../callout.ts';
import { gradeChip, publishableChip } from '../chip.ts';
import { codeWords } from '../code-words.ts';
import { dataTable } from '../data-table.ts';
import { formatNumber, textsIn } from '../language.ts';
import { listHref } from '../list-href.ts';
import { moment } from '../moment.ts';
import { type PageContext, pageHref } from '../page.ts';

const texts = {
  notYet: { en: 'Not assessed yet', it: 'Non ancora valutata' },
  notYetWhy: {
    en: 'The newest revision has not been held against the rules yet; that is done within minutes of its fetch.',
    it: 'La revisione più recente non è ancora stata confrontata con le regole; accade entro pochi minuti dallo scaricamento.',
  },
  notAssessable: { en: 'Not assessable', it: 'Non valutabile' },
  notAssessableWhy: {
    en: 'The document could not be read as an API description, so no rule says anything of it. That is no failed rule, and no score of zero.',
    it: 'Il documento non è leggibile come descrizione di una API: nessuna regola può dirne qualcosa. Non è una regola non rispettata, né un punteggio pari a zero.',
  },
  score: { en: 'Score', it: 'Punteggio' },
  of100: { en: 'of 100', it: 'su 100' },
  noScore: { en: 'no score', it: 'senza punteggio' },
  noScoreWhy: { en: 'No rule applies to it.', it: 'Nessuna regola si applica.' },
  assessed: { en: 'Revision {revision}, assessed', it: 'Revisione {revision}, valutata il' },
  ruleset: { en: 'rules of version', it: 'regole nella versione' },
  gate: { en: 'On the national catalogue', it: 'Nel catalogo nazionale' },
  gateYes: {
    en: 'No error of the official rules stands in the way of its publication.',
    it: 'Nessun errore delle regole ufficiali ne ostacola la pubblicazione.',
  },
  gateOne: {
    en: 'One error stands in the way of its publication.',
    it: 'Un errore ne ostacola la pubblicazione.',
  },
  gateMany: {
    en: '{errors} errors stand in the way of its publication.',
    it: '{errors} errori ne ostacolano la pubblicazione.',
  },
  ofDescription: { en: 'Of these in the description itself:', it: 'Di questi nella descrizione stessa:' },
  seeOfficial: { en: 'see the findings of the official rules', it: 'segnalazioni delle regole ufficiali' },
  aborts: {
    en: 'Whether it can be published is not known: the official checker stops on this document without a result.',
    it: 'Non è noto se sia pubblicabile: il controllo ufficiale si interrompe su questo documento senza un esito.',
  },
  elsewhere: {
    en: 'Whether it can be published is not known: parts of it are in other documents, into which no rule looks.',
    it: 'Non è noto se sia pubblicabile: alcune parti sono in altri documenti, che nessuna regola esamina.',
  },
  gateUnknown: {
    en: 'Whether it can be published is not known for now.',
    it: 'Per ora non è noto se sia pubblicabile.',
  },
  lines: {
    en: 'What the score is made of: points at stake and lost, rule by rule, the costliest first',
    it: 'Da che cosa deriva il punteggio: punti in gioco e persi, regola per regola, dalla più costosa',
  },
  rule: { en: 'Rule', it: 'Regola' },
  lost: { en: 'Points lost', it: 'Punti persi' },
  of: { en: 'of', it: 'di' },
  fine: { en: 'Rules that are met', it: 'Regole rispettate' },
  apart: { en: 'Rules that do not apply', it: 'Regole che non si applicano' },
  explain: { en: 'The score line by line', it: 'Il punteggio riga per riga' },
} as const;

type Texts = ReturnType<typeof textsIn<typeof texts>>;

/** Where its findings are on the page, where there are any. */
export const ruleAnchor = (rule: string): string => `rule-${rule}`;

function explainGate(context: PageContext, { api, compliance }: ApiPage, assessment: Assessment, t: Texts): Html {
  const { language } = context;
  const { publishable, errors } = assessment;
  if (publishable === true) return html`<p>${t.gateYes}</p>`;
  if (publishable === null)
    return html`<p>${assessment.elsewhere !== undefined ? t.elsewhere : compliance?.aborts !== undefined ? t.aborts : t.gateUnknown}</p>`;
  const told = errors === 1 ? t.gateOne : t.gateMany.replace('{errors}', formatNumber(errors, language));
  const own = compliance?.problems ?? 0;
  return html`<p>${told} ${own > 0 && html`${t.ofDescription} ${formatNumber(own, language)}. `}<a href="${listHref(context, `/apis/${api.id}`, { profile: 'official' })}#findings">${t.seeOfficial}</a></p>`;
}

function drawLines(
  context: PageContext,
  lines: readonly ScoreLine[],
  shownHere: (rule: string) => boolean,
  t: Texts,
): Html {
  const { language } = context;
  const points = (value: number): string => formatNumber(value, language, 2);
  return dataTable({
    id: 'score-lines',
    caption: t.lines,
    columns: [{ heading: t.rule }, { heading: t.lost, isNumber: true, isSortable: true }],
    rows: lines.map((line) => {
      const title = findRule(line.rule)?.title[language] ?? line.rule;
      const href = shownHere(line.rule) ? `#${ruleAnchor(line.rule)}` : pageHref(context, `/rules/${line.rule}`);
      return [
        html`<a href="${href}">${codeWords(title)}</a><br><span class="v-why">${explainScoreLine(line)[language]}</span>`,
        {
          content: html`<strong>${points(line.lost)}</strong> ${t.of} ${points(line.points)}`,
          sort: line.lost,
        },
      ];
    }),
  });
}

function drawNames(context: PageContext, heading: string, lines: readonly ScoreLine[]): Html | false {
  if (lines.length === 0) return false;
  const { language } = context;
  const items = lines.map(
    ({ rule }) =>
      html`<li><a href="${pageHref(context, `/rules/${rule}`)}">${codeWords(findRule(rule)?.title[language] ?? rule)}</a></li>`,
  );
  return html`<details><summary>${heading} (${formatNumber(lines.length, language)})</summary><ul>${items}</ul></details>`;
}

/** `shown`: rules whose findings are on the page. */
export function scoreExplained(context: PageContext, page: ApiPage, shown: readonly AssessedRule[]): Html {
  const { language } = context;
  const t = textsIn(texts, language);
  const { compliance, judged } = page;
  if (compliance === undefined) return emptyState(t.notYet, t.notYetWhy);
  if (judged === undefined) return callout(t.notAssessable, t.notAssessableWhy, 'warn');
  const { assessment } = judged;
  const { score, grade } = assessment;
  const limit = explainGradeLimit(assessment)?.[language];
  const failing = score.lines.filter(({ count, tested }) => tested > 0 && count > 0);
  const ids = new Set(shown.map(({ rule }) => rule));
  const [before = '', after = ''] = t.assessed.split('{revision}');
  return html`<div class="v-grid">
<div class="v-card"><h3 class="v-card-name">${t.score}</h3>
${score.value === null ? html`<p class="v-card-unknown">${t.noScore}</p><p>${t.noScoreWhy}</p>` : html`<p class="v-card-number">${formatNumber(score.value, language, 1)} <span class="v-card-of">${t.of100}</span></p>`}
<p>${gradeChip(grade ?? 'none', language)}</p>${limit !== undefined && html`<p>${limit}</p>`}
<p class="v-card-foot">${before}${formatNumber(compliance.revision, language)}${after} ${moment(compliance.assessedAt, language)}, ${t.ruleset} ${assessment.ruleset}</p></div>
<div class="v-card"><h3 class="v-card-name">${t.gate}</h3>
<p>${publishableChip(gateVerdictOf(assessment), language)}</p>${explainGate(context, page, assessment, t)}</div>
</div>
<h3 class="v-after-cards">${t.explain}</h3>
${
  failing.length > 0 &&
  drawLines(
    context,
    failing.toSorted((one, other) => other.lost - one.lost),
    (rule) => ids.has(rule),
    t,
  )
}
${drawNames(
  context,
  t.fine,
  score.lines.filter(({ count, tested }) => tested > 0 && count === 0),
)}
${drawNames(
  context,
  t.apart,
  score.lines.filter(({ tested }) => tested === 0),
)}`;
}
