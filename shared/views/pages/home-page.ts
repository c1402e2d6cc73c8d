/** The home page: the country at a glance. */
import type { Home } from '../../domain/catalogue/dossier.ts';
import { html } from '../html.ts';
import { type PageContext, renderPage } from './page.ts';

export const renderHomePage = (context: PageContext, home: Home): string =>
  renderPage(context, { title: 'Vedetta', trail: [], body: html`<p>${home.events.length}</p>` });
