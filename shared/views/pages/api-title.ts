/** Titles of APIs are texts of documents, in a language that is not known: wherever a page names an API it says so. */
import { type Html, html } from '../html.ts';
import { type PageContext, pageHref } from './page.ts';

export const apiTitle = (title: string): Html => html`<span lang="">${title}</span>`;

export const apiLink = (context: Pick<PageContext, 'language'>, id: string, title: string): Html =>
  html`<a href="${pageHref(context, `/apis/${id}`)}" lang="">${title}</a>`;
