/**
 * The frame of every page of the dashboard, by the anatomy of the .italia design system: skip links, slim header, header,
 * navigation, breadcrumb, main, footer. Plain HTML that works without JavaScript; nothing from another origin.
 */
import { feedNames, feedTypes } from '../feed.ts';
import { type Html, html } from '../html.ts';
import { elideInPage } from './elide.ts';
import { formatMoment, type Language, textsIn } from './language.ts';
import { renderFooter } from './page-footer.ts';
import { renderHeader } from './page-header.ts';

/** Addresses of the files that pages need, by name; the names in the addresses change with their content. */
export type Assets = { readonly [name in AssetName]: string };

export const assetNames = [
  'italia.css',
  'vedetta.css',
  'vedetta.js',
  'sprites.svg',
  'icon.svg',
  'titillium-web-400.woff2',
  'titillium-web-600.woff2',
] as const;
export type AssetName = (typeof assetNames)[number];

/** What the operator says of the site; empty: not said, and then not shown. */
type Site = {
  readonly parentName: string;
  readonly parentUrl: string;
  readonly privacyUrl: string;
  readonly accessibilityUrl: string;
  readonly legalUrl: string;
  readonly contact: string;
  readonly infoUrl: string;
};

export type PageContext = {
  readonly language: Language;
  /** Of the page within its language, with a slash at its start: `/apis/x`. */
  readonly path: string;
  /** With its question mark, or empty. */
  readonly query: string;
  readonly publicUrl: string;
  readonly assets: Assets;
  readonly site: Site;
  /** When the page is made, ISO 8601. */
  readonly now: string;
};

/** `href` absent: where the reader is. */
type Crumb = { readonly label: Html | string; readonly href?: string };

/** A feed that the page announces: `path` without its ending, `/feeds/changes`. */
type FeedLink = {
  readonly title: string;
  readonly path: string;
  /** Of the events that it is limited to, with its question mark. */
  readonly query?: string;
};

export type PageParts = {
  readonly title: string;
  /** For search engines and for those who share the page. */
  readonly description?: string;
  /** From the home page on, which is put before it; the last is where the reader is. */
  readonly trail: readonly Crumb[];
  /** Beside the feed of all changes. */
  readonly feeds?: readonly FeedLink[];
  /** A line above the title, of what kind the thing is or whose. */
  readonly kicker?: Html | string;
  /** A sentence or two below the title. */
  readonly lead?: Html | string;
  /** Chips and links beside the title. */
  readonly beside?: Html;
  readonly body: Html;
  /** Title and lead are of a document, in a language that is not known. */
  readonly isOfDocument?: boolean;
  /** Of what went wrong: nothing to index, no address of its own. */
  readonly isProblem?: boolean;
};

const texts = {
  site: { en: 'Vedetta', it: 'Vedetta' },
  description: {
    en: 'Vedetta watches the APIs that public administrations publish: what they are, whether they answer, whether they follow the guidelines, what changes.',
    it: 'Vedetta osserva le API che le pubbliche amministrazioni pubblicano: quali sono, se rispondono, se seguono le linee guida, che cosa cambia.',
  },
  home: { en: 'Home', it: 'Inizio' },
  trail: { en: 'You are here', it: 'Percorso di navigazione' },
  allChanges: { en: 'Vedetta: all changes', it: 'Vedetta: tutti i cambiamenti' },
};

/** The address of a page in the reader's language: `pageHref(context, '/apis')`. */
export const pageHref = ({ language }: Pick<PageContext, 'language'>, path: string): string => `/${language}${path}`;

/** Feeds of these formats are announced by every page. */
const announced = ['rss', 'atom', 'json'] as const;

const feedLinks = ({ title, path, query = '' }: FeedLink): readonly Html[] =>
  announced.map(
    (format) =>
      html`<link rel="alternate" type="${feedTypes[format]}" title="${title} (${feedNames[format]})" href="${path}.${format}${query}">\n`,
  );

/** The page by its filters, but in no particular order and from its beginning. */
function canonicalQuery(query: string): string {
  const kept = new URLSearchParams(query);
  kept.delete('cursor');
  kept.delete('sort');
  return kept.size === 0 ? '' : `?${kept}`;
}

function addresses({ language, path, query, publicUrl }: PageContext): Html {
  const canonical = canonicalQuery(query);
  const of = (each: Language): string => `${publicUrl}/${each}${path}${canonical}`;
  return html`<link rel="canonical" href="${of(language)}">
<link rel="alternate" hreflang="it" href="${of('it')}">
<link rel="alternate" hreflang="en" href="${of('en')}">
<link rel="alternate" hreflang="x-default" href="${path === '/' ? `${publicUrl}/` : of('it')}">
`;
}

function breadcrumb(context: PageContext, trail: readonly Crumb[]): Html | false {
  if (trail.length === 0) return false;
  const t = textsIn(texts, context.language);
  const crumbs: readonly Crumb[] = [{ label: t.home, href: pageHref(context, '/') }, ...trail];
  const items = crumbs.map(({ label, href }, place) =>
    place === crumbs.length - 1 || href === undefined
      ? html`<li class="breadcrumb-item active" aria-current="page">${label}</li>`
      : html`<li class="breadcrumb-item"><a href="${href}">${label}</a><span class="separator" aria-hidden="true">/</span></li>`,
  );
  return html`<nav class="breadcrumb-container" aria-label="${t.trail}"><ol class="breadcrumb">${items}</ol></nav>`;
}

const languageOf = ({ isOfDocument = false }: PageParts): Html | false => isOfDocument && html` lang=""`;

const heading = (parts: PageParts): Html => {
  const { title, kicker, lead, beside } = parts;
  const unknown = languageOf(parts);
  return html`<div class="v-heading">
${kicker !== undefined && html`<p class="v-kicker">${kicker}</p>`}
<h1${unknown}>${title}</h1>
${lead !== undefined && html`<p class="v-lead"${unknown}>${lead}</p>`}
${beside !== undefined && html`<div class="v-beside">${beside}</div>`}
</div>`;
};

/** On paper alone: which page it is, and when it was so. */
const printed = ({ language, path, query, publicUrl, now }: PageContext): Html =>
  html`<p class="v-printed">${publicUrl}/${language}${path}${query} · ${formatMoment(now, language)}</p>`;

export function renderPage(context: PageContext, parts: PageParts): string {
  const { assets, language } = context;
  const { title, description, trail, feeds = [], body, isProblem = false } = parts;
  const t = textsIn(texts, language);
  const isHome = trail.length === 0;
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title${languageOf(parts)}>${isHome ? `${t.site} – ${title}` : `${title} – ${t.site}`}</title>
<meta name="description" content="${description ?? t.description}">
<meta name="theme-color" content="#0066cc">
${isProblem ? html`<meta name="robots" content="noindex">\n` : addresses(context)}${[{ title: t.allChanges, path: '/feeds/changes' }, ...feeds].map(feedLinks)}<link rel="icon" type="image/svg+xml" href="${assets['icon.svg']}">
<link rel="preload" as="font" type="font/woff2" href="${assets['titillium-web-400.woff2']}" crossorigin>
<link rel="preload" as="font" type="font/woff2" href="${assets['titillium-web-600.woff2']}" crossorigin>
<link rel="stylesheet" href="${assets['italia.css']}">
<link rel="stylesheet" href="${assets['vedetta.css']}">
<script type="module" src="${assets['vedetta.js']}"></script>
</head>
<body>
${renderHeader(context)}
<main id="main" tabindex="-1">
<div class="container-xxl v-main">
${breadcrumb(context, trail)}
${heading(parts)}
${body}
</div>
</main>
${renderFooter(context)}
${printed(context)}
</body>
</html>
`.text;
  return language === 'it' ? elideInPage(page) : page;
}
