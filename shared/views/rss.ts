/**
 * RSS 2.0 (RSS Advisory Board, 2.0.11). What is beyond it, a feed's own address and its archives, is told as Atom links
 * (RFC 4287 §4.2.7, RFC 5005 §4). The feed's date is its newest item's, so that two fetches are the same bytes.
 */
import { type Feed, feedDate, feedDescription, feedLinks, feedTitle, feedTypes, linkOf } from './feed.ts';
import { type FeedItem, feedItemOf } from './feed-item.ts';
import { escapeXml } from './xml.ts';

const element = (name: string, text: string, attributes = ''): string =>
  `<${name}${attributes}>${escapeXml(text)}</${name}>`;

/** RFC 822 date, as RSS asks. */
const rssDate = (at: string): string => new Date(at).toUTCString();

const renderItem = ({ id, url, at, title, categories, content }: FeedItem): string =>
  [
    '<item>',
    element('title', title.en),
    element('link', url),
    element('guid', id, ' isPermaLink="false"'),
    element('pubDate', rssDate(at)),
    ...categories.map(({ scheme, term, label }) =>
      element('category', scheme === 'urn:vedetta:publisher' ? label : term, ` domain="${scheme}"`),
    ),
    // RSS readers take a description for HTML.
    element('description', content.text),
    '</item>',
  ].join('');

export function renderRss(feed: Feed): string {
  const { events, publicUrl, place } = feed;
  const links = feedLinks(feed, 'rss');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0"><channel>',
    element('title', feedTitle(feed).en),
    element('link', linkOf(links, 'alternate') ?? publicUrl),
    element('description', feedDescription.en),
    element('language', 'en'),
    ...links.map(
      ({ rel, href, format }) => `<atom:link href="${escapeXml(href)}" rel="${rel}" type="${feedTypes[format]}"/>`,
    ),
    ...(place === undefined ? [] : ['<fh:archive/>']),
    ...(events.length === 0 ? [] : [element('lastBuildDate', rssDate(feedDate(feed)))]),
    ...events.map((event) => renderItem(feedItemOf(event, publicUrl))),
    '</channel></rss>\n',
  ].join('\n');
}
