/** OPML 2.0: the feeds of all administrations, to subscribe to in one step. Without a date: it has none but now's. */
import type { Publisher } from '../domain/catalogue/publisher.ts';
import { feedPath } from './feed.ts';
import { escapeXml } from './xml.ts';

function outline({ id, name }: Pick<Publisher, 'id' | 'name'>, publicUrl: string): string {
  const scope = { of: 'publisher', id } as const;
  const [feed, page] = [feedPath(scope, 'rss'), feedPath(scope, 'html')].map((path) =>
    escapeXml(`${publicUrl}${path}`),
  );
  const title = escapeXml(name);
  return `<outline type="rss" version="RSS" text="${title}" title="${title}" xmlUrl="${feed}" htmlUrl="${page}"/>`;
}

export const renderOpml = (publishers: readonly Pick<Publisher, 'id' | 'name'>[], publicUrl: string): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0"><head><title>Vedetta: changes of the APIs of each administration</title></head><body>',
    ...publishers.map((publisher) => outline(publisher, publicUrl)),
    '</body></opml>\n',
  ].join('\n');
