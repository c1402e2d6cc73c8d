/** RSS 2.0 of the newest events. The feed's date is its newest item's, never now, so that two fetches are the same bytes. */
import type { CatalogueEvent } from '../domain/catalogue/api.ts';
import { uuidOf } from '../domain/digest.ts';
import { describeEvent, eventPath } from './event-text.ts';
import { escapeXml } from './xml.ts';

export type FeedAbout = {
  readonly title: string;
  readonly description: string;
  readonly publicUrl: string;
  readonly path: string;
};

const element = (name: string, text: string, attributes = ''): string =>
  `<${name}${attributes}>${escapeXml(text)}</${name}>`;

/** RFC 822 date, as RSS asks. */
const rssDate = (at: string): string => new Date(at).toUTCString();

/** The same in every format, for ever. */
export const eventUrn = ({ id }: CatalogueEvent): string => `urn:uuid:${uuidOf(id)}`;

function renderItem(event: CatalogueEvent, publicUrl: string): string {
  const { title, summary } = describeEvent(event);
  return [
    '<item>',
    element('title', title.en),
    element('link', `${publicUrl}${eventPath(event)}`),
    element('guid', eventUrn(event), ' isPermaLink="false"'),
    element('pubDate', rssDate(event.at)),
    element('category', event.kind),
    ...(event.publisherName === undefined ? [] : [element('category', event.publisherName)]),
    element('description', `${summary.en}\n${summary.it}`),
    '</item>',
  ].join('');
}

export function renderRss(about: FeedAbout, events: readonly CatalogueEvent[]): string {
  const { title, description, publicUrl, path } = about;
  const [newest] = events;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>',
    element('title', title),
    element('link', `${publicUrl}/`),
    element('description', description),
    element('language', 'en'),
    `<atom:link href="${escapeXml(`${publicUrl}${path}`)}" rel="self" type="application/rss+xml"/>`,
    ...(newest === undefined ? [] : [element('lastBuildDate', rssDate(newest.at))]),
    ...events.map((event) => renderItem(event, publicUrl)),
    '</channel></rss>\n',
  ].join('\n');
}
