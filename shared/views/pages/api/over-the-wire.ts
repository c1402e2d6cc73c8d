/** What answers of an API show of what the guideline asks, as the probes have seen it. It is no part of the score. */
import type { ApiPage } from '../../../domain/catalogue/api-page.ts';
import { judgeWire } from '../../../domain/compliance/wire-rules.ts';
import { type Html, html } from '../../html.ts';
import { chip } from '../chip.ts';
import { codeWords } from '../code-words.ts';
import { dataTable } from '../data-table.ts';
import { textsIn } from '../language.ts';
import { day } from '../moment.ts';
import type { PageContext } from '../page.ts';
import type { Tone } from '../state-words.ts';

const texts = {
  intro: {
    en: 'Our probes only read the status of each address. What their answers show is told here; it counts for neither the score nor the gate, which are of the description.',
    it: 'Le nostre sonde leggono solo lo stato di ciascun indirizzo. Qui è riportato ciò che le risposte mostrano; non conta né per il punteggio né per il catalogo nazionale, che riguardano la descrizione.',
  },
  caption: { en: 'What answers show, rule by rule', it: 'Che cosa mostrano le risposte, regola per regola' },
  rule: { en: 'Rule', it: 'Regola' },
  found: { en: 'What was seen', it: 'Che cosa è stato rilevato' },
  repair: { en: 'What to do:', it: 'Che cosa fare:' },
  since: { en: 'since', it: 'dal' },
} as const;

const tones: { readonly [outcome in 'ok' | 'not-ok' | 'not-seen']: Tone } = {
  ok: 'good',
  'not-ok': 'bad',
  'not-seen': 'none',
};

export function overTheWire(context: PageContext, { endpoints }: ApiPage): Html {
  const { language } = context;
  const t = textsIn(texts, language);
  return html`<p>${t.intro}</p>
${dataTable({
  id: 'wire-table',
  caption: t.caption,
  columns: [{ heading: t.rule }, { heading: t.found }],
  rows: judgeWire(endpoints).map(({ rule, endpoints: judged }) => {
    const isBroken = judged.some(({ outcome }) => outcome === 'not-ok');
    // What is alike of all of them is said once.
    const [first, ...others] = judged;
    const isAlike = others.every(({ outcome, value }) => outcome === first?.outcome && value === first.value);
    const items = (isAlike ? judged.slice(0, 1) : judged).map(
      ({ url, outcome, value, seenAt }) =>
        html`<li>${!isAlike && html`<span class="v-code v-quiet">${url}</span> `}${chip(rule.messages[outcome][language], tones[outcome])}${seenAt !== undefined && html` <span class="v-small v-quiet">${t.since} ${day(seenAt, language)}</span>`}${value !== undefined && html` <code>${value}</code>`}</li>`,
    );
    return [
      html`${codeWords(rule.title[language])}`,
      html`<ul class="v-list-plain">${items}</ul>${isBroken && html`<p class="v-small">${t.repair} ${codeWords(rule.fix[language])}</p>`}`,
    ];
  }),
})}`;
}
