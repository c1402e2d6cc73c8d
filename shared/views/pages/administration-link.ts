/** An administration by its name, which leads to its page; one that is no longer registered has none. */
import { type Html, html } from '../html.ts';
import { type PageContext, pageHref } from './page.ts';

export const administrationLink = (
  context: Pick<PageContext, 'language'>,
  id: string,
  name: string,
  hasPage = true,
): Html => (hasPage ? html`<a href="${pageHref(context, `/administrations/${id}`)}">${name}</a>` : html`${name}`);
