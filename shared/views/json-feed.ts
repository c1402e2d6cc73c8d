/** JSON Feed 1.1 (jsonfeed.org). What older events are in is its `next_url`. */
import { type Feed, feedDescription, feedLinks, feedTitle, linkOf } from './feed.ts';
import { type FeedItem, feedItemOf } from './feed-item.ts';
import { cleanText } from './xml.ts';

const renderItem = ({ id, url, at, title, summary, categories, content, text }: FeedItem): object => ({
  id,
  url,
  title: cleanText(title.en),
  summary: cleanText(summary.en),
  content_html: content.text,
  content_text: text,
  date_published: at,
  tags: categories.map(({ scheme, term, label }) => cleanText(scheme === 'urn:vedetta:publisher' ? label : term)),
});

export function renderJsonFeed(feed: Feed): string {
  const links = feedLinks(feed, 'json');
  const older = linkOf(links, 'prev-archive');
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: cleanText(feedTitle(feed).en),
    description: feedDescription.en,
    home_page_url: linkOf(links, 'alternate'),
    feed_url: linkOf(links, 'self'),
    ...(older === undefined ? {} : { next_url: older }),
    authors: [{ name: 'Vedetta', url: feed.publicUrl }],
    language: 'en',
    items: feed.events.map((event) => renderItem(feedItemOf(event, feed.publicUrl))),
  });
}
