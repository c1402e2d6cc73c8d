/** A page that says what went wrong, and where to go on. */
import { html } from '../html.ts';
import { textsIn } from './language.ts';
import { type PageContext, pageHref, renderPage } from './page.ts';

export type PageProblem = { readonly type: string; readonly status: number; readonly detail: string };

const texts = {
  absent: { en: 'There is nothing here', it: 'Qui non c’è nulla' },
  refused: { en: 'This can not be answered as asked', it: 'Così non si può rispondere' },
  ours: { en: 'The fault is ours', it: 'L’errore è nostro' },
  home: { en: 'To the home page', it: 'Alla pagina iniziale' },
};

export function renderProblemPage(context: PageContext, { status, detail }: PageProblem): string {
  const t = textsIn(texts, context.language);
  const title = status === 404 ? t.absent : status < 500 ? t.refused : t.ours;
  return renderPage(context, {
    title,
    trail: [{ label: title }],
    body: html`<p lang="en">${detail}</p><p><a href="${pageHref(context, '/')}">${t.home}</a></p>`,
  });
}
