/** Parts of a long page, each with an anchor, and the list of them at its head. */
import { type Html, html } from '../html.ts';
import { type Language, textsIn } from './language.ts';

/** `id`: of its own on the page. */
export type Section = { readonly id: string; readonly heading: string; readonly body: Html };

const texts = { contents: { en: 'On this page', it: 'In questa pagina' } };

export const drawSection = ({ id, heading, body }: Section): Html =>
  html`<section class="v-section" id="${id}" aria-labelledby="${id}-heading"><h2 id="${id}-heading">${heading}</h2>
${body}
</section>`;

/** Links to the parts. */
export const contentsOf = (sections: readonly Section[], language: Language): Html => {
  const t = textsIn(texts, language);
  const items = sections.map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>`);
  return html`<nav class="v-contents" aria-label="${t.contents}"><ul class="v-links">${items}</ul></nav>`;
};
