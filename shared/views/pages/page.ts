/**
 * The frame of every page of the dashboard, by the anatomy of the .italia design system: skip links, slim header, header,
 * navigation, breadcrumb, main, footer. Plain HTML that works without JavaScript; nothing from another origin.
 */
import { type Html, html } from '../html.ts';
import { type Language, textsIn } from './language.ts';

/** Addresses of the files that pages need, by name; the names in the addresses change with their content. */
export type Assets = { readonly [name in AssetName]: string };

export const assetNames = ['italia.css', 'vedetta.css', 'vedetta.js', 'sprites.svg'] as const;
export type AssetName = (typeof assetNames)[number];

/** What the operator says of the site; empty: not said, and then not shown. */
export type Site = {
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
type Crumb = { readonly label: string; readonly href?: string };

/** A feed that the page announces: `path` without its ending, `/feeds/changes`. */
export type FeedLink = { readonly title: string; readonly path: string };

export type PageParts = {
  readonly title: string;
  readonly description?: string;
  /** From the home page on, which is put before it. */
  readonly trail: readonly Crumb[];
  /** Beside the feed of all changes. */
  readonly feeds?: readonly FeedLink[];
  readonly body: Html;
};

const texts = {
  site: { en: 'Vedetta', it: 'Vedetta' },
  tagline: {
    en: 'The lookout on the APIs of public administrations',
    it: 'La vedetta sulle API delle pubbliche amministrazioni',
  },
  skip: { en: 'Skip to the content', it: 'Vai al contenuto' },
};

/** The address of a page in the reader's language: `pageHref(context, '/apis')`. */
export const pageHref = ({ language }: Pick<PageContext, 'language'>, path: string): string => `/${language}${path}`;

export function renderPage(context: PageContext, { title, body }: PageParts): string {
  const t = textsIn(texts, context.language);
  return html`<!doctype html>
<html lang="${context.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – ${t.site}</title>
<link rel="stylesheet" href="${context.assets['italia.css']}">
<link rel="stylesheet" href="${context.assets['vedetta.css']}">
<script type="module" src="${context.assets['vedetta.js']}"></script>
</head>
<body>
<main id="main">
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`.text;
}
