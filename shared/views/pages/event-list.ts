/** What happened, newest first, as short lines that lead to where it is told in full. */
import type { CatalogueEvent } from '../../domain/catalogue/api.ts';
import { toldPlace } from '../event-place.ts';
import { type Html, html } from '../html.ts';
import { tellEvent } from './event-words.ts';
import { eventChip } from './level-chip.ts';
import { moment } from './moment.ts';
import type { PageContext } from './page.ts';

export function eventList(context: Pick<PageContext, 'language'>, events: readonly CatalogueEvent[]): Html {
  const { language } = context;
  const items = events.map((event) => {
    const { title, summary } = tellEvent(event, language);
    return html`<li><h3><a href="${toldPlace(event, language)}">${title}</a></h3>
<p class="v-small v-quiet">${moment(event.at, language)} ${eventChip(event, language)}</p>
<p class="v-small">${summary}</p></li>\n`;
  });
  return html`<ul class="v-timeline">${items}</ul>`;
}
