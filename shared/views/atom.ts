/** Atom (RFC 4287), with archives as in RFC 5005 §4. The feed's date is its newest entry's. */
import { type Feed, feedDate, feedDescription, feedLinks, feedTitle, feedTypes, feedUrn } from './feed.ts';
import { type FeedItem, feedItemOf } from './feed-item.ts';
import { escapeXml } from './xml.ts';

const element = (name: string, text: string, attributes = ''): string =>
  `<${name}${attributes}>${escapeXml(text)}</${name}>`;

const renderEntry = ({ id, url, at, title, summary, categories, content }: FeedItem): string =>
  [
    '<entry>',
    element('id', id),
    element('title', title.en),
    `<link rel="alternate" href="${escapeXml(url)}"/>`,
    element('published', at),
    element('updated', at),
    ...categories.map(
      ({ scheme, term, label }) =>
        `<category scheme="${scheme}" term="${escapeXml(term)}" label="${escapeXml(label)}"/>`,
    ),
    element('summary', summary.en),
    element('content', content.text, ' type="html"'),
    '</entry>',
  ].join('');

export function renderAtom(feed: Feed): string {
  const { events, publicUrl, place } = feed;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0" xml:lang="en">',
    element('id', feedUrn(feed)),
    element('title', feedTitle(feed).en),
    element('subtitle', feedDescription.en),
    element('updated', feedDate(feed)),
    `<author>${element('name', 'Vedetta')}${element('uri', publicUrl)}</author>`,
    ...feedLinks(feed, 'atom').map(
      ({ rel, href, format }) => `<link rel="${rel}" href="${escapeXml(href)}" type="${feedTypes[format]}"/>`,
    ),
    ...(place === undefined ? [] : ['<fh:archive/>']),
    ...events.map((event) => renderEntry(feedItemOf(event, publicUrl))),
    '</feed>\n',
  ].join('\n');
}
