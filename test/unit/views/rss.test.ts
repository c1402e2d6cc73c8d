import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { type CatalogueEvent, eventKinds } from '../../../shared/domain/catalogue/api.ts';
import { uuidOf } from '../../../shared/domain/digest.ts';
import { eventUrn, renderRss } from '../../../shared/views/rss.ts';
import { cleanText } from '../../../shared/views/xml.ts';
import { hostileTexts, sharedHostileTexts, unescapeXml } from '../../fixtures/hostile-texts.ts';
import { sampleApi, sampleEvent } from '../../fixtures/sample-records.ts';

const schema = readFileSync(new URL('../../fixtures/rss-2.0.xsd', import.meta.url), 'utf8');
const about = {
  title: 'Changes & <news>',
  description: 'What changed',
  publicUrl: 'https://vedetta.example',
  path: '/feeds/changes.rss?a=1&b=2',
};
const api = sampleApi('https://api.example/openapi.yaml');
const eventAt = (minute: number, more: Partial<CatalogueEvent> = {}): CatalogueEvent =>
  sampleEvent(api, new Date(Date.UTC(2026, 10, 23, 8, minute)).toISOString(), more);

const faultsOf = async (xml: string): Promise<readonly string[]> =>
  (await validateXML({ xml, schema })).errors.map(({ message }) => message);

const itemsOf = (xml: string): number => xml.split('<item>').length - 1;

describe('renderRss', () => {
  it('is valid RSS 2.0 without events', async () => {
    expect(await faultsOf(renderRss(about, []))).toEqual([]);
  });

  it('is valid RSS 2.0 with an event of each kind', async () => {
    const events = eventKinds.map((kind, index) => eventAt(59 - index, { kind }));
    const xml = renderRss(about, events);
    expect(await faultsOf(xml)).toEqual([]);
    expect(itemsOf(xml)).toBe(eventKinds.length);
  });

  const expectNoMarkupOf = async (texts: readonly string[]): Promise<void> => {
    const events = texts.map((text, index) =>
      eventAt(index, {
        id: `event-${index}`,
        apiTitle: text,
        apiVersion: text,
        publisherName: `x${text}`,
        kind: 'incident.opened',
        facts: { url: text, code: text, opened_at: text },
      }),
    );
    const xml = renderRss(about, events);
    expect(await faultsOf(xml)).toEqual([]);
    expect(itemsOf(xml)).toBe(events.length);
    const tame = renderRss(
      about,
      events.map((event) => ({ ...event, apiTitle: 'x', apiVersion: 'x', publisherName: 'x', facts: {} })),
    );
    const tags = (text: string): readonly string[] => text.match(/<[^>]*>/g) ?? [];
    expect(tags(xml)).toEqual(tags(tame));
    expect(/<!|<\?(?!xml )/.test(xml)).toBe(false);
  };

  it('is valid with hostile titles, names and addresses, with one item for each event and no other markup', async () => {
    await expectNoMarkupOf(hostileTexts);
  });

  it.skipIf(sharedHostileTexts.length === 0)(
    'is so with the shared table’s texts (skipped where it is not)',
    async () => {
      await expectNoMarkupOf(sharedHostileTexts);
    },
  );

  it('gives the title back as it was, but for what XML forbids', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        const xml = renderRss(about, [eventAt(0, { apiTitle: title })]);
        const [, shown = ''] = /<item><title>([^<]*)<\/title>/.exec(xml) ?? [];
        expect(unescapeXml(shown)).toBe(cleanText(`${title} 1.0.0 (Comune di Esempio): changed`));
      }),
    );
  });

  it('is dated by its newest event, never by now, so that the same events give the same bytes', () => {
    const events = [eventAt(9), eventAt(3)];
    const xml = renderRss(about, events);
    expect(xml).toContain('<lastBuildDate>Mon, 23 Nov 2026 08:09:00 GMT</lastBuildDate>');
    expect(renderRss(about, events)).toBe(xml);
    expect(renderRss(about, [])).not.toContain('lastBuildDate');
  });

  it('names an event by a UUID that depends on its id alone', () => {
    const one = eventAt(1);
    expect(eventUrn(one)).toBe(`urn:uuid:${uuidOf(one.id)}`);
    expect(eventUrn({ ...one, apiTitle: 'another title', at: '2027-01-01T00:00:00.000Z' })).toBe(eventUrn(one));
    expect(renderRss(about, [one])).toContain(`<guid isPermaLink="false">${eventUrn(one)}</guid>`);
  });

  it('leads from what happened to the whole catalogue to its statistics, under no administration', async () => {
    const facts = { apis: 3, up: 1, down: 1, same: 1, publishable_before: 1, publishable_after: 2 };
    const { id, at } = eventAt(1);
    const xml = renderRss(about, [{ id, at, kind: 'ruleset.changed', from: '1', to: '2', facts }]);
    expect(await faultsOf(xml)).toEqual([]);
    expect(xml).toContain('<link>https://vedetta.example/v1/statistics</link>');
    expect(xml.match(/<category>/g)).toHaveLength(1);
    expect(xml).not.toContain('undefined');
  });

  it('escapes an ampersand in an address once', () => {
    expect(renderRss(about, [])).toContain('href="https://vedetta.example/feeds/changes.rss?a=1&amp;b=2"');
  });

  it('has its schema’s teeth: a feed without its title, with a doubled guid or a bad date is refused', async () => {
    const xml = renderRss(about, [eventAt(1), eventAt(0)]);
    expect(await faultsOf(xml)).toEqual([]);
    expect(await faultsOf(xml.replace(/<title>.*?<\/title>/, ''))).not.toEqual([]);
    expect(await faultsOf(renderRss(about, [eventAt(1), eventAt(1)]))).not.toEqual([]);
    expect(await faultsOf(xml.replace('Mon, 23 Nov 2026', '2026-11-23'))).not.toEqual([]);
    expect(await faultsOf(xml.replace('</channel>', ''))).not.toEqual([]);
  });
});
