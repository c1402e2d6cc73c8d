/** What to repair first, over several APIs: the rule, how to meet it, where it fails, and what it gains. */
import type { Repair } from '../../domain/compliance/first-repairs.ts';
import { findRule } from '../../domain/compliance/ruleset.ts';
import { type Html, html } from '../html.ts';
import { chip } from './chip.ts';
import { codeWords } from './code-words.ts';
import { formatNumber } from './language.ts';
import { listHref } from './list-href.ts';
import { type PageContext, pageHref } from './page.ts';

const words = {
  en: {
    where: (apis: string, isOne: boolean) => `${apis} ${isOne ? 'API' : 'APIs'}`,
    findings: (count: string, isOne: boolean) => `in ${count} ${isOne ? 'place' : 'places'}`,
    gain: (points: string, isOne: boolean) => `score: ${isOne ? '' : 'on average '}at least +${points}`,
    gated: 'blocks publication',
  },
  it: {
    where: (apis: string, _isOne: boolean) => `${apis} API`,
    findings: (count: string, isOne: boolean) => `in ${count} ${isOne ? 'posizione' : 'posizioni'}`,
    gain: (points: string, isOne: boolean) => `punteggio: ${isOne ? '' : 'in media '}almeno +${points}`,
    gated: 'impedisce la pubblicazione',
  },
} as const;

function drawRepair(context: PageContext, { rule: id, apis, findings, points, gated }: Repair, publisher: string) {
  const { language } = context;
  const t = words[language];
  const rule = findRule(id);
  const found = listHref(context, '/apis', {
    publisher,
    rule: id,
    // Where only the official ruleset finds it.
    profile: points === 0 && gated > 0 ? 'official' : undefined,
  });
  return html`<li>
<h3><a href="${pageHref(context, `/rules/${id}`)}">${codeWords(rule?.title[language] ?? id)}</a></h3>
<p>${codeWords(rule?.fix[language] ?? '')}</p>
<p class="v-small"><a href="${found}">${t.where(formatNumber(apis, language), apis === 1)}</a>, ${t.findings(formatNumber(findings, language), findings === 1)}${
    points > 0 && html` · <strong>${t.gain(formatNumber(points, language, 1), apis === 1)}</strong>`
  }${gated > 0 && html` ${chip(t.gated, 'bad')}`}</p>
</li>`;
}

/** Of the APIs of one administration. */
export const repairList = (context: PageContext, repairs: readonly Repair[], publisher: string): Html =>
  html`<ol class="v-timeline v-numbered">${repairs.map((repair) => drawRepair(context, repair, publisher))}</ol>`;
