/** A page that says what went wrong, in words, and where to go on. */
import { html } from '../html.ts';
import { callout } from './callout.ts';
import { textsIn, type Words } from './language.ts';
import { requestWords } from './own-words.ts';
import { type PageContext, pageHref, renderPage } from './page.ts';

/** `type` as in problem details: `not-found`. `detail`: one English sentence. `isOfPath`: it is of a part of the path. */
export type PageProblem = {
  readonly type: string;
  readonly status: number;
  readonly detail: string;
  readonly isOfPath?: boolean;
};

type ProblemWords = { readonly title: Words; readonly advice: Words };

/** By type; what readers of pages can not bring about is told by its kind below. */
const told: { readonly [type: string]: ProblemWords } = {
  'not-found': {
    title: { en: 'There is nothing here', it: 'Pagina non trovata' },
    advice: {
      en: 'The address may be mistyped, or what was here is no longer kept. Search for it, or start from one of the lists.',
      it: 'L’indirizzo può contenere un errore, oppure ciò che era qui non è più conservato. Si può cercarlo, oppure partire da uno degli elenchi.',
    },
  },
  'unknown-parameter': {
    title: {
      en: 'The address asks for something that this page does not know',
      it: 'L’indirizzo contiene un filtro non previsto',
    },
    advice: {
      en: 'A filter in the address has a name that is not known here. Start again from the list and choose the filters there.',
      it: 'Questa pagina non prevede uno dei filtri indicati nell’indirizzo. Ripartire dall’elenco e scegliere i filtri da lì.',
    },
  },
  'bad-parameter': {
    title: { en: 'A filter has a value that is not possible', it: 'Un filtro ha un valore non ammesso' },
    advice: {
      en: 'Start again from the list and choose the filters there.',
      it: 'Ripartire dall’elenco e scegliere i filtri da lì.',
    },
  },
  'bad-cursor': {
    title: { en: 'This page of the list does not exist', it: 'Questa pagina dell’elenco non esiste' },
    advice: {
      en: 'The address of a following page is only good for the list and the order it was made for. Start again from the beginning of the list.',
      it: 'L’indirizzo di una pagina successiva vale solo per l’elenco e l’ordine per cui è stato creato. Ripartire dall’inizio dell’elenco.',
    },
  },
  'query-too-long': {
    title: { en: 'The address is too long', it: 'L’indirizzo è troppo lungo' },
    advice: { en: 'Search with fewer words.', it: 'Cercare con meno parole.' },
  },
  'not-yet': {
    title: { en: 'It has not been made yet', it: 'Non è ancora disponibile' },
    advice: {
      en: 'Lists and figures are put together after the first visits to the administrations. Come back in a few minutes.',
      it: 'Elenchi e dati sono messi insieme dopo le prime visite alle amministrazioni. Riprovare tra qualche minuto.',
    },
  },
  'no-time': {
    title: { en: 'It took too long', it: 'Tempo di risposta esaurito' },
    advice: { en: 'Try again in a few minutes.', it: 'Riprovare tra qualche minuto.' },
  },
  unreadable: {
    title: { en: 'The document can not be read', it: 'Il documento non è leggibile' },
    advice: {
      en: 'What the administration published has faults that keep it from being read. Its history says which.',
      it: 'Ciò che l’amministrazione ha pubblicato contiene errori che impediscono di leggerlo. Sono indicati nella sua storia.',
    },
  },
};

const badPath: ProblemWords = {
  title: { en: 'The address has a part that is not possible', it: 'L’indirizzo contiene una parte non valida' },
  advice: {
    en: 'The address may be mistyped. Search for what it was of, or start from one of the lists.',
    it: 'L’indirizzo può contenere un errore. Si può cercare ciò a cui si riferiva, oppure partire da uno degli elenchi.',
  },
};

const refused: ProblemWords = {
  title: { en: 'This can not be answered as asked', it: 'Richiesta non valida' },
  advice: { en: 'Start again from one of the lists.', it: 'Ripartire da uno degli elenchi.' },
};

const ours: ProblemWords = {
  title: { en: 'The fault is ours', it: 'Errore del servizio' },
  advice: {
    en: 'Something went wrong on our side, and has been noted. Try again in a few minutes.',
    it: 'Si è verificato un errore nel servizio, che è stato registrato. Riprovare tra qualche minuto.',
  },
};

const wordsOf = ({ type, status, isOfPath = false }: PageProblem): ProblemWords =>
  (isOfPath && type === 'bad-parameter' ? badPath : undefined) ??
  (Object.hasOwn(told, type) ? told[type] : undefined) ??
  (status < 500 ? refused : ours);

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
  const detail = requestWords(problem.detail, language);
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
      html`<p lang="${detail.lang}">${detail.text}</p>`,
      problem.status < 500 ? 'info' : 'bad',
    )}<h2>${t.on}</h2><ul class="v-links">${ways.map(([path, name]) => html`<li><a href="${pageHref(context, path)}">${name}</a></li>`)}</ul>`,
  });
}
