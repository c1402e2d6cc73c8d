/** The foot of every page: what to follow, what machines read, how the service is, and what the operator has to say. */
import { feedNames } from '../feed.ts';
import { externalLink, type Html, html } from '../html.ts';
import { textsIn } from './language.ts';
import type { PageContext } from './page.ts';

const texts = {
  site: { en: 'Vedetta', it: 'Vedetta' },
  about: {
    en: 'An open service that watches the APIs that public administrations publish. What is known is told with its date; what is not known is told as unknown.',
    it: 'Un servizio aperto che osserva le API pubblicate dalle pubbliche amministrazioni. Ciò che è noto è riportato con la sua data; ciò che non è noto è riportato come tale.',
  },
  follow: { en: 'Follow the changes', it: 'Seguire i cambiamenti' },
  feed: { en: 'All changes', it: 'Tutti i cambiamenti' },
  opml: { en: 'Feeds of every administration (OPML)', it: 'Feed di ogni amministrazione (OPML)' },
  machines: { en: 'For programs', it: 'Per i programmi' },
  description: { en: 'Description of our API (OpenAPI)', it: 'Descrizione della nostra API (OpenAPI)' },
  administrations: { en: 'Administrations (JSON)', it: 'Amministrazioni (JSON)' },
  apis: { en: 'APIs (JSON)', it: 'API (JSON)' },
  service: { en: 'This service', it: 'Questo servizio' },
  status: { en: 'How it is running (JSON)', it: 'Come sta funzionando (JSON)' },
  info: { en: 'About our crawler', it: 'Il nostro crawler' },
  contact: { en: 'Contact', it: 'Contatti' },
  small: { en: 'Legal', it: 'Informazioni legali' },
  legal: { en: 'Legal notes', it: 'Note legali' },
  privacy: { en: 'Privacy', it: 'Privacy' },
  accessibility: { en: 'Accessibility statement', it: 'Dichiarazione di accessibilità' },
};

const list = (links: readonly (Html | false)[]): Html =>
  html`<ul class="footer-list">${links.filter((link) => link !== false).map((link) => html`<li>${link}</li>`)}</ul>`;

/** An address to write to, a page, or words. */
function contactLink(contact: string, label: string): Html | false {
  if (contact === '') return false;
  if (/^[^\s@:/?#]+@[^\s@:/?#]+$/.test(contact)) return html`<a href="mailto:${contact}">${label}: ${contact}</a>`;
  return /^https?:/i.test(contact) ? externalLink(contact, label) : html`${label}: ${contact}`;
}

export function renderFooter({ language, site }: PageContext): Html {
  const t = textsIn(texts, language);
  const said: readonly (readonly [string, string])[] = [
    [site.legalUrl, t.legal],
    [site.privacyUrl, t.privacy],
    [site.accessibilityUrl, t.accessibility],
  ];
  const legal = said.filter(([url]) => url !== '').map(([url, label]) => externalLink(url, label));
  return html`<footer class="it-footer" id="footer" tabindex="-1">
<div class="it-footer-main"><div class="container-xxl"><div class="v-footer">
<section><h2>${t.site}</h2><p>${t.about}</p></section>
<section><h2>${t.follow}</h2>${list([
    ...(['rss', 'atom', 'json'] as const).map(
      (format) => html`<a href="/feeds/changes.${format}">${t.feed} (${feedNames[format]})</a>`,
    ),
    html`<a href="/feeds/publishers.opml">${t.opml}</a>`,
  ])}</section>
<section><h2>${t.machines}</h2>${list([
    html`<a href="/openapi.json">${t.description}</a>`,
    html`<a href="/v1/publishers">${t.administrations}</a>`,
    html`<a href="/v1/apis">${t.apis}</a>`,
  ])}</section>
<section><h2>${t.service}</h2>${list([
    html`<a href="/status">${t.status}</a>`,
    site.infoUrl !== '' && externalLink(site.infoUrl, t.info),
    contactLink(site.contact, t.contact),
  ])}</section>
</div></div></div>
${
  legal.length > 0 &&
  html`<div class="it-footer-small-prints"><div class="container-xxl"><nav aria-label="${t.small}">${list(legal)}</nav></div></div>`
}
</footer>`;
}
