import { describe, expect, it } from 'vitest';
import type { Overview } from '../../../shared/domain/catalogue/dossier.ts';
import { sourceStates } from '../../../shared/domain/catalogue/source.ts';
import { totalsOf } from '../../../shared/domain/catalogue/totals.ts';
import { probeVerdicts } from '../../../shared/domain/uptime/sample.ts';
import { renderHomePage } from '../../../shared/views/home-page.ts';
import { hostileTexts, sharedHostileTexts } from '../../fixtures/hostile-texts.ts';
import {
  morning,
  sampleApi,
  sampleCompliance,
  sampleEndpoint,
  sampleEvent,
  sampleMetadata,
  samplePublisher,
  sampleSource,
  unassessable,
} from '../../fixtures/sample-records.ts';

const empty: Overview = { totals: undefined, publishers: [], more: false, events: [] };

/** A publisher with an API in every state, all of whose texts and addresses are `text`. */
function overviewWith(text: string): Overview {
  const metadata = sampleMetadata({ title: text, version: text });
  const apis = sourceStates.map((state, index) =>
    sampleApi(`https://api.example/${index}`, { url: text, state, code: text, metadata, publisherName: text }),
  );
  const endpoints = probeVerdicts.map((verdict) =>
    sampleEndpoint(apis[0]!, `https://api.example/${verdict}`, { url: text, verdict, code: text }),
  );
  return {
    totals: totalsOf({ publishers: 1, sources: [{ state: 'ok' }], apis, endpoints }, morning),
    publishers: [
      {
        publisher: samplePublisher({ name: text }),
        apis,
        sources: [sampleSource('https://api.example/broken', { url: text, state: 'invalid', code: text })],
        endpoints,
        compliance: [
          sampleCompliance(apis[0]!),
          sampleCompliance(apis[1]!, { errors: 1 }),
          sampleCompliance(apis[2]!, { publishable: true, errors: 0 }),
          sampleCompliance(apis[3]!, { publishable: null, errors: 0 }),
          sampleCompliance(apis[4]!, unassessable),
        ],
      },
    ],
    more: true,
    events: [sampleEvent(apis[0]!, morning, { apiTitle: text, apiVersion: text })],
  };
}

const tagsOf = (page: string): readonly string[] =>
  (page.match(/<[^>]*>/g) ?? []).map((tag) => tag.replaceAll(/"[^"]*"/g, '""'));

describe('renderHomePage', () => {
  it('says so when there is nothing yet', () => {
    const page = renderHomePage(empty);
    expect(page).toContain('the first roll-up has not run');
    expect(page).toContain('Nothing yet.');
  });

  it('says of each API whether the national catalogue would take it, and its grade', () => {
    const page = renderHomePage(overviewWith('x'));
    for (const words of [
      'not publishable: 2 errors<',
      'not publishable: 1 error<',
      '>publishable<',
      'gate not known',
      'not assessable',
      'not assessed yet',
      'grade B (81.5 of 100)',
    ])
      expect(page).toContain(words);
  });

  it('lists each API with its state in words, and says of each whether it answers', () => {
    const overview = overviewWith('x');
    const page = renderHomePage(overview);
    for (const { id } of overview.publishers[0]!.apis) expect(page).toContain(`href="/v1/apis/${id}"`);
    for (const words of ['a reference leads nowhere', 'could not be analysed', 'not visited yet'])
      expect(page).toContain(words);
    for (const words of ['answers<', 'answers badly', 'does not answer'])
      expect(page.split(`>${words}`)).toHaveLength(2);
    expect(page.split('no address to ask')).toHaveLength(overview.publishers[0]!.apis.length);
    expect(page).toContain('There are more administrations');
    expect(page).not.toMatch(/undefined|\[object|NaN/);
  });

  it('has no script, and every address in it is ours or a reader’s to follow safely', () => {
    const page = renderHomePage(overviewWith('https://api.example/?a="b"&c'));
    expect(page).not.toMatch(/<script|\son\w+=|javascript:/i);
    const links = [...page.matchAll(/<a [^>]*>/g)].map(([tag]) => tag);
    expect(links.length).toBeGreaterThan(10);
    for (const tag of links) expect(tag).toMatch(/href="(\/|#)|href="https:[^"]*" rel="nofollow noopener"/);
  });

  it('links the feed for readers to find, and opens with a way past the header', () => {
    const page = renderHomePage(empty);
    expect(page).toContain('<link rel="alternate" type="application/rss+xml"');
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).toContain('<a class="skip" href="#main">');
  });

  const expectNoMarkupOf = (text: string): void => {
    const page = renderHomePage(overviewWith(text));
    expect(tagsOf(page)).toEqual(tagsOf(renderHomePage(overviewWith('x'))));
    expect(page).not.toMatch(/href="(?!\/|#|https?:)/);
    expect(page.isWellFormed()).toBe(true);
  };

  it.each(hostileTexts)('makes no markup of %j', expectNoMarkupOf);

  it.skipIf(sharedHostileTexts.length === 0)(
    'makes no markup of the shared table’s texts (skipped where it is not)',
    () => {
      for (const text of sharedHostileTexts) expectNoMarkupOf(text);
    },
  );
});
