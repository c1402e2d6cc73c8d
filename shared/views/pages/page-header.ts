/** The head of every page: skip links, the body it belongs to, the language, the name, search and navigation. */
import { externalLink, type Html, html } from '../html.ts';
import { icon } from './icon.ts';
import { type Language, languages, textsIn } from './language.ts';
import { type PageContext, pageHref } from './page.ts';

const texts = {
  site: { en: 'Vedetta', it: 'Vedetta' },
  tagline: {
    en: 'The lookout on the APIs of public administrations',
    it: 'L’osservatorio sulle API delle pubbliche amministrazioni',
  },
  skips: { en: 'Skip links', it: 'Collegamenti rapidi' },
  skip: { en: 'Skip to the content', it: 'Vai al contenuto' },
  skipToFooter: { en: 'Skip to the footer', it: 'Vai al piè di pagina' },
  languages: { en: 'Language', it: 'Lingua' },
  search: { en: 'Search the APIs', it: 'Cerca tra le API' },
  searchHint: { en: 'Name, topic, operation …', it: 'Nome, tema, operazione …' },
  go: { en: 'Search', it: 'Cerca' },
  main: { en: 'Main navigation', it: 'Navigazione principale' },
};

const languageNames: { readonly [language in Language]: string } = { it: 'Italiano', en: 'English' };

const sections = [
  ['/', { en: 'Home', it: 'Inizio' }],
  ['/administrations', { en: 'Administrations', it: 'Amministrazioni' }],
  ['/apis', { en: 'APIs', it: 'API' }],
  ['/rules', { en: 'Rules', it: 'Regole' }],
  ['/changes', { en: 'Changes', it: 'Cambiamenti' }],
  ['/incidents', { en: 'Incidents', it: 'Incidenti' }],
  ['/figures', { en: 'Figures', it: 'Dati nazionali' }],
] as const;

const isWithin = (path: string, section: string): boolean =>
  path === section || (section !== '/' && path.startsWith(`${section}/`));

/** `page` where it is this page, `true` where this page is within it. */
const currency = (path: string, section: string): Html | false =>
  isWithin(path, section) && html` aria-current="${path === section ? 'page' : 'true'}"`;

function languageSwitch({ language, path, query }: PageContext): Html {
  const t = textsIn(texts, language);
  const items = languages.map(
    (each) =>
      html`<li><a href="/${each}${path}${query}" hreflang="${each}" lang="${each}"${each === language && html` aria-current="true"`}>${languageNames[each]}</a></li>`,
  );
  return html`<nav aria-label="${t.languages}"><ul class="v-languages">${items}</ul></nav>`;
}

const parent = ({ site: { parentName, parentUrl } }: PageContext): Html | false =>
  parentName !== '' && html`<span class="v-parent">${externalLink(parentUrl, parentName)}</span>`;

/** The reader's words stay in the field. */
const searched = ({ path, query }: PageContext): string =>
  path === '/apis' ? (new URLSearchParams(query).get('q') ?? '') : '';

function searchForm(context: PageContext): Html {
  const t = textsIn(texts, context.language);
  return html`<form class="v-search" role="search" action="${pageHref(context, '/apis')}" method="get">
<label class="visually-hidden" for="site-search">${t.search}</label>
<input id="site-search" type="search" name="q" maxlength="200" placeholder="${t.searchHint}" value="${searched(context)}">
<button type="submit"><span class="visually-hidden">${t.go}</span>${icon(context, 'it-search', 'icon-white')}</button>
</form>`;
}

export function renderHeader(context: PageContext): Html {
  const { language, path, assets } = context;
  const t = textsIn(texts, language);
  const items = sections.map(
    ([section, name]) =>
      html`<li><a href="${pageHref(context, section)}"${currency(path, section)}>${name[language]}</a></li>`,
  );
  return html`<nav class="skiplinks" aria-label="${t.skips}">
<a class="visually-hidden-focusable" href="#main">${t.skip}</a>
<a class="visually-hidden-focusable" href="#footer">${t.skipToFooter}</a>
</nav>
<header class="it-header-wrapper">
<div class="it-header-slim-wrapper"><div class="container-xxl"><div class="it-header-slim-wrapper-content">
${parent(context)}
${languageSwitch(context)}
</div></div></div>
<div class="it-nav-wrapper">
<div class="it-header-center-wrapper v-center"><div class="container-xxl"><div class="it-header-center-content-wrapper">
<div class="it-brand-wrapper"><a href="${pageHref(context, '/')}">
<img src="${assets['icon.svg']}" alt="" width="56" height="56">
<span class="it-brand-text"><span class="it-brand-title">${t.site}</span><span class="it-brand-tagline">${t.tagline}</span></span>
</a></div>
${searchForm(context)}
</div></div></div>
<nav class="v-nav" aria-label="${t.main}"><div class="container-xxl"><ul>${items}</ul></div></nav>
</div>
</header>`;
}
