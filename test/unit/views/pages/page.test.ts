import { describe, expect, it } from 'vitest';
import { html } from '../../../../shared/views/html.ts';
import { iconNames } from '../../../../shared/views/pages/icon.ts';
import { type PageContext, type PageParts, renderPage } from '../../../../shared/views/pages/page.ts';
import { hostileTexts, sharedHostileTexts } from '../../../fixtures/hostile-texts.ts';
import { linksOf, pageFaults, samplePageContext, tagsOf } from '../../../fixtures/page-context.ts';

const parts = (more: Partial<PageParts> = {}): PageParts => ({
  title: 'API',
  trail: [{ label: 'API' }],
  body: html`<p>Corpo</p>`,
  ...more,
});

const attributesOf = (page: string, name: string, key: string): readonly string[] =>
  tagsOf(page).flatMap((tag) => (tag.name === name ? (tag.attributes.get(key) ?? []) : []));

const linkTags = (page: string, rel: string) =>
  tagsOf(page)
    .filter(({ name, attributes }) => name === 'link' && attributes.get('rel') === rel)
    .map(({ attributes }) => attributes);

describe('the frame of a page', () => {
  it('has nothing inline, no other address and no id twice', () => {
    for (const language of ['it', 'en'] as const)
      expect(pageFaults(renderPage(samplePageContext(language), parts()))).toEqual([]);
  });

  it('has one main heading, which the title of the window repeats', () => {
    const page = renderPage(samplePageContext('en'), parts({ title: 'Rules' }));
    expect(page.match(/<h1>/g)).toHaveLength(1);
    expect(page).toContain('<h1>Rules</h1>');
    expect(page).toContain('<title>Rules – Vedetta</title>');
  });

  it('says of the title of a document that its language is not known, also in the title of the window', () => {
    const page = renderPage(samplePageContext('it'), parts({ title: 'Registry', isOfDocument: true }));
    expect(page).toContain('<h1 lang="">Registry</h1>');
    expect(page).toContain('<title lang="">Registry – Vedetta</title>');
  });

  it('says its language, and leads to the same page in the other one, filters too', () => {
    const context = samplePageContext('it', { path: '/apis', query: '?grade=A&q=anagrafe' });
    const page = renderPage(context, parts());
    expect(page).toContain('<html lang="it">');
    expect(linksOf(page)).toContain('/en/apis?grade=A&q=anagrafe');
    expect(attributesOf(page, 'a', 'hreflang')).toEqual(['it', 'en']);
  });

  it('tells its address in both languages, and Italian for everybody else', () => {
    const page = renderPage(samplePageContext('en', { query: '?grade=A&cursor=x&sort=score' }), parts());
    const alternates = linkTags(page, 'alternate').filter((tag) => tag.has('hreflang'));
    expect(alternates.map((tag) => [tag.get('hreflang'), tag.get('href')])).toEqual([
      ['it', 'https://vedetta.example/it/apis?grade=A'],
      ['en', 'https://vedetta.example/en/apis?grade=A'],
      ['x-default', 'https://vedetta.example/it/apis?grade=A'],
    ]);
    expect(linkTags(page, 'canonical').map((tag) => tag.get('href'))).toEqual([
      'https://vedetta.example/en/apis?grade=A',
    ]);
  });

  it('sends everybody else from the home page to where the language is chosen', () => {
    const page = renderPage(samplePageContext('en', { path: '/' }), parts({ trail: [] }));
    const [other] = linkTags(page, 'alternate').filter((tag) => tag.get('hreflang') === 'x-default');
    expect(other?.get('href')).toBe('https://vedetta.example/');
  });

  it('announces the feeds of all changes and its own, in three formats', () => {
    const page = renderPage(
      samplePageContext('en'),
      parts({ feeds: [{ title: 'Comune', path: '/feeds/publishers/c/changes' }] }),
    );
    const feeds = linkTags(page, 'alternate').filter((tag) => tag.has('type'));
    expect(feeds.map((tag) => tag.get('href'))).toEqual([
      '/feeds/changes.rss',
      '/feeds/changes.atom',
      '/feeds/changes.json',
      '/feeds/publishers/c/changes.rss',
      '/feeds/publishers/c/changes.atom',
      '/feeds/publishers/c/changes.json',
    ]);
    expect(feeds.map((tag) => tag.get('type')).slice(0, 3)).toEqual([
      'application/rss+xml',
      'application/atom+xml',
      'application/feed+json',
    ]);
  });

  it('marks where the reader is: this page, or what it is within', () => {
    const currents = (context: PageContext) =>
      tagsOf(renderPage(context, parts()))
        .filter(({ name, attributes }) => name === 'a' && attributes.has('aria-current') && !attributes.has('hreflang'))
        .map(({ attributes }) => [attributes.get('href'), attributes.get('aria-current')]);
    expect(currents(samplePageContext('en'))).toEqual([['/en/apis', 'page']]);
    expect(currents(samplePageContext('en', { path: '/apis/x' }))).toEqual([['/en/apis', 'true']]);
    expect(currents(samplePageContext('en', { path: '/apiseverything' }))).toEqual([]);
    expect(currents(samplePageContext('en', { path: '/' }))).toEqual([['/en/', 'page']]);
  });

  it('has a trail from home to where the reader is, which home itself has not', () => {
    const page = renderPage(
      samplePageContext('it'),
      parts({ trail: [{ label: 'API', href: '/it/apis' }, { label: 'Anagrafe' }] }),
    );
    expect(page).toMatch(
      /<li[^>]*><a href="\/it\/">Inizio<\/a>.*<a href="\/it\/apis">API<\/a>.*aria-current="page">Anagrafe</s,
    );
    expect(renderPage(samplePageContext('it'), parts({ trail: [] }))).not.toContain('breadcrumb');
  });

  it('lets those who use a keyboard skip to the content and to the foot', () => {
    const page = renderPage(samplePageContext('it'), parts());
    const ids = tagsOf(page).map(({ attributes }) => attributes.get('id'));
    expect(
      linksOf(page)
        .filter((link) => link.startsWith('#'))
        .slice(0, 2),
    ).toEqual(['#main', '#footer']);
    expect(ids).toEqual(expect.arrayContaining(['main', 'footer']));
  });

  it('keeps the words that were searched for in the field', () => {
    const page = renderPage(samplePageContext('it', { query: '?q=%22%3E%3Cimg%3E+anagrafe' }), parts());
    expect(attributesOf(page, 'input', 'value')).toContain('"><img> anagrafe');
    expect(pageFaults(page)).toEqual([]);
  });
});

describe('what the operator says of the site', () => {
  const site = samplePageContext('it').site;
  const withSite = (more: Partial<PageContext['site']>): string =>
    renderPage(samplePageContext('it', { site: { ...site, ...more } }), parts());

  it('is not invented where nothing is said', () => {
    const page = withSite({});
    for (const words of ['Privacy', 'accessibilità', 'Note legali', 'Contatti']) expect(page).not.toContain(words);
  });

  it('is linked where it is said', () => {
    const page = withSite({
      parentName: 'Dipartimento',
      parentUrl: 'https://parent.example/',
      privacyUrl: 'https://vedetta.example/privacy',
      accessibilityUrl: 'https://form.example/dichiarazione',
      legalUrl: 'https://vedetta.example/note',
      infoUrl: 'https://vedetta.example/crawler',
    });
    expect(linksOf(page)).toEqual(
      expect.arrayContaining([
        'https://parent.example/',
        'https://vedetta.example/privacy',
        'https://form.example/dichiarazione',
        'https://vedetta.example/note',
        'https://vedetta.example/crawler',
      ]),
    );
    expect(page).toContain('Dichiarazione di accessibilità');
  });

  it.each([
    ['api@vedetta.example', 'mailto:api@vedetta.example'],
    ['https://vedetta.example/contatti', 'https://vedetta.example/contatti'],
  ])('may be reached: %s', (contact, href) => {
    expect(linksOf(withSite({ contact }))).toContain(href);
  });

  it('is text where it is no address', () => {
    const page = withSite({ contact: 'Ufficio, stanza 3', parentName: 'Ente', parentUrl: 'javascript:alert(1)' });
    expect(page).toContain('Contatti: Ufficio, stanza 3');
    expect(pageFaults(page)).toEqual([]);
  });
});

describe('texts from outside', () => {
  it.each(
    [...hostileTexts, ...sharedHostileTexts].map((text) => [text]),
  )('are text wherever a page says them: %j', (text) => {
    const page = renderPage(
      samplePageContext('en', { path: `/${text}`, query: `?q=${encodeURIComponent(text.toWellFormed())}` }),
      parts({
        title: text,
        description: text,
        kicker: text,
        lead: text,
        trail: [{ label: text, href: '/en/apis' }, { label: text }],
        feeds: [{ title: text, path: '/feeds/changes' }],
        body: html`<p>${text}</p>`,
      }),
    );
    expect(pageFaults(page)).toEqual([]);
  });
});

describe('the title and lead of a page', () => {
  it('are in no known language where they are of a document', () => {
    const own = parts({ title: 'Registry', lead: 'Who lives where.', isOfDocument: true });
    const page = renderPage(samplePageContext('it'), own);
    expect(page).toContain('<h1 lang="">Registry</h1>');
    expect(page).toContain('<p class="v-lead" lang="">Who lives where.</p>');
    expect(renderPage(samplePageContext('it'), parts({ title: 'Regole' }))).toContain('<h1>Regole</h1>');
  });
});

describe('a page on paper', () => {
  it('says which it is and when it was so', () => {
    const context = samplePageContext('it', { path: '/apis', query: '?q=a&tag=b' });
    const page = renderPage(context, parts({}));
    expect(page).toContain(`<p class="v-printed">${context.publicUrl}/it/apis?q=a&amp;tag=b · `);
    expect(page).toMatch(/class="v-printed">[^<]* UTC<\/p>/);
  });
});

describe('the icons', () => {
  it('are each named once', () => {
    expect(new Set(iconNames).size).toBe(iconNames.length);
  });
});
