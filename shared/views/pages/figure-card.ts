/** A figure for all to see: what it is, the number, what it is of, as of when, and the way to its evidence. */
import { type Html, html } from '../html.ts';
import { textsIn } from './language.ts';
import type { PageContext } from './page.ts';

export type FigureCard = {
  readonly name: string;
  /** Written out. Undefined: not known; `words` say why. */
  readonly value: string | undefined;
  /** After the number, smaller: `of 9,500`. */
  readonly of?: string;
  readonly words?: Html | string;
  /** Where what is counted is listed. */
  readonly href: string;
  /** `moment` or `day`. */
  readonly asOf?: Html;
};

const texts = {
  unknown: { en: 'not known yet', it: 'non ancora noto' },
  asOf: { en: 'As of', it: 'Al' },
};

export function figureCard(
  { language }: Pick<PageContext, 'language'>,
  { name, value, of, words, href, asOf }: FigureCard,
): Html {
  const t = textsIn(texts, language);
  return html`<div class="v-card">
<h3 class="v-card-name"><a href="${href}">${name}</a></h3>
${
  value === undefined
    ? html`<p class="v-card-unknown">${t.unknown}</p>`
    : html`<p class="v-card-number">${value}${of !== undefined && html` <span class="v-card-of">${of}</span>`}</p>`
}
${words !== undefined && html`<p>${words}</p>`}
${asOf !== undefined && html`<p class="v-card-foot">${t.asOf} ${asOf}</p>`}
</div>`;
}
