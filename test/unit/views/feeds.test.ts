import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CatalogueEvent, eventKinds } from '../../../shared/domain/catalogue/api.ts';
import { uuidOf } from '../../../shared/domain/digest.ts';
import { renderAtom } from '../../../shared/views/atom.ts';
import { emptyFeedDate, type Feed, feedPath } from '../../../shared/views/feed.ts';
import { renderFeedPage } from '../../../shared/views/feed-page.ts';
import { renderJsonFeed } from '../../../shared/views/json-feed.ts';
import { renderOpml } from '../../../shared/views/opml.ts';
import { renderRss } from '../../../shared/views/rss.ts';
import { cleanText, escapeXml } from '../../../shared/views/xml.ts';
import { feedReaders, harmlessTag, opmlFaults, tagsIn } from '../../fixtures/feed-readers.ts';
import { hostileTexts, sharedHostileTexts } from '../../fixtures/hostile-texts.ts';
import { sampleApi, sampleEvent } from '../../fixtures/sample-records.ts';

const publicUrl = 'https://vedetta.example';
const api = sampleApi('https://api.example/openapi.yaml');
const eventAt = (minute: number, more: Partial<CatalogueEvent> = {}): CatalogueEvent =>
  sampleEvent(api, new Date(Date.UTC(2026, 10, 23, 8, minute)).toISOString(), more);
const feedOf = (events: readonly CatalogueEvent[], more: Partial<Feed> = {}): Feed => ({
  scope: { of: 'all' },
  name: '',
  filter: {},
  publicUrl,
  events,
  ...more,
});

const formats = [
  { format: 'rss', render: renderRss, read: feedReaders.rss },
  { format: 'atom', render: renderAtom, read: feedReaders.atom },
  { format: 'json', render: renderJsonFeed, read: feedReaders.json },
] as const;

const archive = feedOf([eventAt(5)], {
  scope: { of: 'tag', tag: 'città & strade/1' },
  name: 'città & strade/1',
  filter: { level: 'breaking', kind: 'api.changed' },
  place: { month: '2026-11', before: 'abc' },
  older: { month: '2026-10' },
  newer: { month: '2026-11', after: 'def' },
});

describe.each(formats)('a feed as $format', ({ format, render, read }) => {
  it('is valid without events, and with an event of each kind', async () => {
    expect(await read(render(feedOf([])))).toMatchObject({ faults: [], items: [] });
    const events = eventKinds.map((kind, index) => eventAt(59 - index, { kind }));
    const feed = await read(render(feedOf(events)));
    expect(feed.faults).toEqual([]);
    expect(feed.items.map(({ at }) => at)).toEqual(events.map(({ at }) => at));
  });

  it('gives hostile titles, names and addresses back as text, in one item for each event, with nothing that runs', async () => {
    const texts = [...hostileTexts, ...sharedHostileTexts];
    const events = texts.map((text, index) =>
      eventAt(index, {
        id: `event-${index}`,
        apiTitle: text,
        publisherName: text,
        kind: 'incident.opened',
        facts: { url: text, code: text, opened_at: text },
      }),
    );
    const feed = await read(render(feedOf(events)));
    expect(feed.faults).toEqual([]);
    expect(feed.items.map(({ title }) => title)).toEqual(
      texts.map((text) => cleanText(`${nameOf(text)} 1.0.0 (${text}): not answering`)),
    );
    for (const [index, { content }] of feed.items.entries()) {
      expect(tagsIn(content).filter((tag) => !harmlessTag.test(tag))).toEqual([]);
      expect(content).toContain(escapeXml(texts[index]!));
    }
  });

  it('gives any title back as it was, but for what XML forbids', async () => {
    const titles = fc.sample(fc.string({ unit: 'binary', maxLength: 40 }), { numRuns: 60, seed: 7 });
    const feed = await read(
      render(feedOf(titles.map((apiTitle, index) => eventAt(index, { id: `${index}`, apiTitle })))),
    );
    expect(feed.faults).toEqual([]);
    expect(feed.items.map(({ title }) => title)).toEqual(
      titles.map((title) => cleanText(`${nameOf(title)} 1.0.0 (Comune di Esempio): changed`)),
    );
  });

  it('is the same bytes for the same events: nothing in it is of now', () => {
    const events = [eventAt(9), eventAt(3)];
    expect(render(feedOf(events))).toBe(render(feedOf(structuredClone(events))));
    const dates = render(feedOf(events)).match(/\b20\d\d-\d\d-\d\d|\d\d \w{3} 20\d\d/g);
    expect(new Set(dates?.map((date) => new Date(`${date} UTC`).toISOString().slice(0, 10)))).toEqual(
      new Set(['2026-11-23']),
    );
    if (format !== 'json') expect(render(feedOf(events))).toMatch(/<(updated|lastBuildDate)>[^<]*08:09:00/);
  });

  it('names an event by a UUID that depends on its id alone, and so for ever', async () => {
    const one = eventAt(1);
    const later = { ...one, apiTitle: 'another title', at: '2027-01-01T00:00:00.000Z' };
    for (const event of [one, later]) {
      const { items } = await read(render(feedOf([event])));
      expect(items.map(({ id }) => id)).toEqual([`urn:uuid:${uuidOf(one.id)}`]);
    }
  });

  it('leads from what happened to the whole catalogue to its rules, under no administration', async () => {
    const facts = { apis: 3, up: 1, down: 1, same: 1, publishable_before: 1, publishable_after: 2 };
    const { id, at } = eventAt(1);
    const text = render(feedOf([{ id, at, kind: 'ruleset.changed', from: '1', to: '2', facts }]));
    expect((await read(text)).faults).toEqual([]);
    expect(text).toContain('https://vedetta.example/en/rules');
    expect(text).not.toMatch(/undefined|vedetta:publisher/);
  });

  it('tells where it is, where its page is, and where older events are', async () => {
    const { faults, links } = await read(render(archive));
    expect(faults).toEqual([]);
    const base = 'https://vedetta.example/feeds/tags/citt%C3%A0%20%26%20strade%2F1/changes';
    const filter = 'level=breaking&kind=api.changed';
    const all = {
      self: `${base}/2026-11.${format}?${filter}&before=abc`,
      alternate: `${base}/2026-11.html?${filter}&before=abc`,
      'prev-archive': `${base}/2026-10.${format}?${filter}`,
    };
    const ofArchives = {
      current: `${base}.${format}?${filter}`,
      'next-archive': `${base}/2026-11.${format}?${filter}&after=def`,
    };
    expect(links).toEqual(format === 'json' ? all : { ...all, ...ofArchives });
  });
});

/** What is told of an API of this title. */
const nameOf = (title: string): string => (title.trim() === '' ? 'An API without a title' : title);

describe('a feed', () => {
  it('is marked as an archive in XML only where it is one (RFC 5005)', () => {
    for (const render of [renderRss, renderAtom]) {
      expect(render(archive)).toContain('<fh:archive/>');
      expect(render(feedOf([]))).not.toContain('fh:archive');
    }
  });

  it('has the same title, items and texts in every format, in the same order', async () => {
    const feed = feedOf([eventAt(9), eventAt(3, { kind: 'api.withdrawn' })], { name: 'x' });
    const [rss, atom, json] = await Promise.all(formats.map(({ render, read }) => read(render(feed))));
    expect(atom!.title).toBe(rss!.title);
    expect(json!.title).toBe(rss!.title);
    expect(atom!.items).toEqual(json!.items);
    expect(rss!.items).toEqual(json!.items);
  });

  it('without events has a date all the same in Atom, which demands one: always the same', () => {
    expect(renderAtom(feedOf([]))).toContain(`<updated>${emptyFeedDate}</updated>`);
    expect(renderRss(feedOf([]))).not.toContain('lastBuildDate');
  });

  it('has schemas with teeth: what is missing, doubled or misdated is refused', async () => {
    const feed = feedOf([eventAt(1), eventAt(0)]);
    const rss = renderRss(feed);
    const atom = renderAtom(feed);
    const json = JSON.parse(renderJsonFeed(feed));
    const faultyRss = [
      rss.replace(/<title>.*?<\/title>/, ''),
      rss.replace('Mon, 23 Nov 2026', '2026-11-23'),
      rss.replace('</channel>', ''),
      renderRss(feedOf([eventAt(1), eventAt(1)])),
    ];
    const faultyAtom = [
      atom.replace(/<id>.*?<\/id>/, ''),
      atom.replace(/<updated>.*?<\/updated>/, ''),
      atom.replace('2026-11-23T', '2026-11-23 '),
      atom.replace('urn:uuid:', 'x:'),
      atom.replace('</feed>', ''),
    ];
    const faultyJson = [
      { ...json, version: '1' },
      { ...json, odd: 1 },
      { ...json, items: [{ title: 'x' }] },
      { ...json, feed_url: '/x' },
    ];
    for (const text of faultyRss) expect((await feedReaders.rss(text)).faults).not.toEqual([]);
    for (const text of faultyAtom) expect((await feedReaders.atom(text)).faults).not.toEqual([]);
    for (const value of faultyJson) expect((await feedReaders.json(JSON.stringify(value))).faults).not.toEqual([]);
  });
});

describe('feedPath', () => {
  it('names scope, format, filter and place', () => {
    expect(feedPath({ of: 'all' }, 'rss')).toBe('/feeds/changes.rss');
    expect(feedPath({ of: 'api', id: 'a' }, 'atom', { level: 'warning' })).toBe(
      '/feeds/apis/a/changes.atom?level=warning',
    );
    expect(
      feedPath({ of: 'publisher', id: 'p' }, 'json', { kind: 'api.valid' }, { month: '2026-10', before: 'x' }),
    ).toBe('/feeds/publishers/p/changes/2026-10.json?kind=api.valid&before=x');
    expect(feedPath({ of: 'tag', tag: 'a/b' }, 'html')).toBe('/feeds/tags/a%2Fb/changes.html');
  });
});

describe('the page of a feed', () => {
  const page = renderFeedPage(archive);

  it('leads readers of feeds to the three formats with the same filter', () => {
    const found = [...page.matchAll(/<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">/g)];
    const base = '/feeds/tags/citt%C3%A0%20%26%20strade%2F1/changes';
    expect(found.map(([, type, href]) => [type, href])).toEqual([
      ['application/rss+xml', `${base}.rss?level=breaking&amp;kind=api.changed`],
      ['application/atom+xml', `${base}.atom?level=breaking&amp;kind=api.changed`],
      ['application/feed+json', `${base}.json?level=breaking&amp;kind=api.changed`],
    ]);
  });

  it('has older and newer pages, each filter as a link, and what is chosen marked', () => {
    for (const link of [
      '/2026-10.html?level=breaking&amp;kind=api.changed',
      '/2026-11.html?level=breaking&amp;kind=api.changed&amp;after=def',
      '.html?level=warning&amp;kind=api.changed',
      '.html?kind=api.changed',
      '.html?level=breaking"',
    ])
      expect(page).toContain(link);
    expect(page.match(/aria-current/g)).toHaveLength(2);
  });

  it('shows each event in both languages, each marked as what it is', () => {
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('changed</a></h2>');
    expect(page).toMatch(/<div lang="it"><p><strong><a href="[^"]*\/it\/apis\/[^"]*">[^<]*: modificata/);
    expect(renderFeedPage(feedOf([]))).toMatch(/Nothing yet\. <span lang="it">/);
  });

  it('runs nothing, whatever an API is called', () => {
    const tame = tagsIn(renderFeedPage(feedOf([eventAt(0, { apiTitle: 'x', publisherName: 'x' })])));
    for (const text of [...hostileTexts, ...sharedHostileTexts]) {
      const shown = renderFeedPage(feedOf([eventAt(0, { apiTitle: text, publisherName: text })]));
      expect(tagsIn(shown)).toEqual(tame);
    }
  });
});

describe('the list of all administrations’ feeds', () => {
  it('is valid OPML with a feed and a page for each, whatever their names', async () => {
    const texts = [...hostileTexts, ...sharedHostileTexts].filter((text) => cleanText(text) !== '');
    expect(await opmlFaults(renderOpml([], publicUrl))).toEqual([]);
    const xml = renderOpml(
      texts.map((name, index) => ({ id: `c_${index}`, name })),
      publicUrl,
    );
    expect(await opmlFaults(xml)).toEqual([]);
    expect(xml.match(/<outline /g)).toHaveLength(texts.length);
    expect(xml).toContain('xmlUrl="https://vedetta.example/feeds/publishers/c_0/changes.rss"');
    expect(await opmlFaults(xml.replace('xmlUrl', 'url'))).not.toEqual([]);
  });
});
