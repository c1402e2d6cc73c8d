/** A page that says what went wrong, in words, and where to go on. */
import { html } from '../html.ts';
import { callout } from './callout.ts';
import { textsIn, type Words } from './language.ts';
import { type PageContext, pageHref, renderPage } from './page.ts';

/** `type` as in problem details: `not-found`. `detail`: one English sentence. */
export type PageProblem = { readonly type: string; readonly status: number; readonly detail: string };

type ProblemWords = { readonly title: Words; readonly advice: Words };

/** By type; what readers of pages can not bring about is told by its kind below. */
const told: { readonly [type: string]: ProblemWords } = {
  'not-found': {
    title: { en: 'There is nothing here', it: 'Qui non c’è nulla' },
    advice: {
      en: 'The address may be mistyped, or what was here is no longer kept. Search for it, or start from one of the lists.',
      it: 'L’indirizzo può contenere un errore, oppure ciò che era qui non è più conservato. Prova a cercarlo, o parti da uno degli elenchi.',
    },
  },
  'unknown-parameter': {
    title: {
      en: 'The address asks for something that this page does not know',
      it: 'L’indirizzo chiede qualcosa che questa pagina non conosce',
    },
    advice: {
      en: 'A filter in the address has a name that is not known here. Start again from the list and choose the filters there.',
      it: 'Un filtro nell’indirizzo ha un nome che qui non è previsto. Riparti dall’elenco e scegli lì i filtri.',
    },
  },
  'bad-parameter': {
    title: { en: 'A filter has a value that is not possible', it: 'Un filtro ha un valore non ammesso' },
    advice: {
      en: 'Start again from the list and choose the filters there.',
      it: 'Riparti dall’elenco e scegli lì i filtri.',
    },
  },
  'bad-cursor': {
    title: { en: 'This page of the list does not exist', it: 'Questa pagina dell’elenco non esiste' },
    advice: {
      en: 'The address of a following page is only good for the list and the order it was made for. Start again from the beginning of the list.',
      it: 'L’indirizzo di una pagina successiva vale solo per l’elenco e l’ordine per cui è stato creato. Riparti dall’inizio dell’elenco.',
    },
  },
  'query-too-long': {
    title: { en: 'The address is too long', it: 'L’indirizzo è troppo lungo' },
    advice: { en: 'Search with fewer words.', it: 'Cerca con meno parole.' },
  },
  'not-yet': {
    title: { en: 'It has not been made yet', it: 'Non è ancora disponibile' },
    advice: {
      en: 'Lists and figures are put together after the first visits to the administrations. Come back in a few minutes.',
      it: 'Elenchi e dati sono messi insieme dopo le prime visite alle amministrazioni. Torna tra qualche minuto.',
    },
  },
  'no-time': {
    title: { en: 'It took too long', it: 'Ci è voluto troppo tempo' },
    advice: { en: 'Try again in a few minutes.', it: 'Riprova tra qualche minuto.' },
  },
  unreadable: {
    title: { en: 'The document can not be read', it: 'Il documento non si può leggere' },
    advice: {
      en: 'What the administration published has faults that keep it from being read. Its history says which.',
      it: 'Ciò che l’amministrazione ha pubblicato contiene errori che impediscono di leggerlo. La sua storia dice quali.',
    },
  },
};

const refused: ProblemWords = {
  title: { en: 'This can not be answered as asked', it: 'Così non si può rispondere' },
  advice: { en: 'Start again from one of the lists.', it: 'Riparti da uno degli elenchi.' },
};

const ours: ProblemWords = {
  title: { en: 'The fault is ours', it: 'L’errore è nostro' },
  advice: {
    en: 'Something went wrong on our side, and has been noted. Try again in a few minutes.',
    it: 'Qualcosa non ha funzionato da parte nostra ed è stato registrato. Riprova tra qualche minuto.',
  },
};

const wordsOf = ({ type, status }: PageProblem): ProblemWords =>
  (Object.hasOwn(told, type) ? told[type] : undefined) ?? (status < 500 ? refused : ours);

const texts = {
  exactly: { en: 'What exactly', it: 'Nel dettaglio' },
  on: { en: 'Where to go on', it: 'Da dove proseguire' },
  home: { en: 'Home page', it: 'Pagina iniziale' },
  administrations: { en: 'Administrations', it: 'Amministrazioni' },
  apis: { en: 'APIs', it: 'API' },
  changes: { en: 'Changes', it: 'Cambiamenti' },
};

export function renderProblemPage(context: PageContext, problem: PageProblem): string {
  const { language } = context;
  const t = textsIn(texts, language);
  const words = wordsOf(problem);
  const title = words.title[language];
  const ways = [
    ['/', t.home],
    ['/administrations', t.administrations],
    ['/apis', t.apis],
    ['/changes', t.changes],
  ] as const;
  return renderPage(context, {
    title,
    trail: [{ label: title }],
    isProblem: true,
    lead: words.advice[language],
    body: html`${callout(
      t.exactly,
      html`<p lang="en">${problem.detail}</p>`,
      problem.status < 500 ? 'info' : 'bad',
    )}<h2>${t.on}</h2><ul class="v-links">${ways.map(([path, name]) => html`<li><a href="${pageHref(context, path)}">${name}</a></li>`)}</ul>`,
  });
}
