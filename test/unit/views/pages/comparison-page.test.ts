import { describe, expect, it } from 'vitest';
import type { Change, Comparison } from '../../../../shared/domain/changes/change.ts';
import { compareDocuments } from '../../../../shared/domain/changes/compare-documents.ts';
import { comparisonEngine } from '../../../../shared/domain/changes/engine.ts';
import { makeExcerpts } from '../../../../shared/domain/changes/excerpts/make-excerpts.ts';
import { parseDocument } from '../../../../shared/domain/description/parse-document.ts';
import { changeAnchors } from '../../../../shared/views/change-anchor.ts';
import { type ComparedPage, renderComparisonPage } from '../../../../shared/views/pages/comparison-page.ts';
import { assetNames, type PageContext } from '../../../../shared/views/pages/page.ts';
import { cleanText } from '../../../../shared/views/xml.ts';
import { hostileTexts, sharedHostileTexts, unescapeXml } from '../../../fixtures/hostile-texts.ts';
import { morning, sampleApi, sampleMetadata, sampleRevision } from '../../../fixtures/sample-records.ts';

const context = (language: 'it' | 'en' = 'it'): PageContext => ({
  language,
  path: '/apis/x/compare',
  query: '?from=1&to=2',
  publicUrl: 'https://vedetta.example',
  assets: Object.fromEntries(assetNames.map((name) => [name, `/assets/${name}`])) as PageContext['assets'],
  site: { parentName: '', parentUrl: '', privacyUrl: '', accessibilityUrl: '', legalUrl: '', contact: '', infoUrl: '' },
  now: morning,
});

const description = (title: string, key: string, value: string, type: string): string =>
  JSON.stringify(
    {
      openapi: '3.0.3',
      info: { title, version: '1.0.0', description: value },
      paths: {
        '/cose': {
          get: {
            parameters: [{ name: key, in: 'query', schema: { type } }],
            responses: { 200: { description: value } },
          },
        },
      },
    },
    undefined,
    2,
  );

const api = sampleApi('https://ente.example/openapi', { revision: 2 });
const [first, second] = [sampleRevision(api, 1), sampleRevision(api, 2)];

function pageOf(before: string, after: string, more: Partial<ComparedPage> = {}): ComparedPage {
  const [base, revision] = [before, after].map((text) => {
    const parsed = parseDocument(new TextEncoder().encode(text), { url: api.url });
    if (!('value' in parsed)) throw new Error('not readable');
    return parsed;
  });
  const comparison = compareDocuments(base!, revision!, '2026-11-26');
  return {
    api,
    revisions: [second, first],
    asked: { from: 1, to: 2 },
    read: { outcome: 'found', from: first, to: second, comparison },
    excerpts: makeExcerpts(base!.text, revision!.text, comparison.changes),
    ...more,
  };
}

const tags = /<\/?[a-z][^>]*>/g;
const tagNames = (page: string): readonly string[] =>
  [...new Set((page.match(tags) ?? []).map((tag) => /[a-z0-9]+/.exec(tag)?.[0] ?? ''))].sort();
/** What a reader sees: markup away, entities undone, one space for any. */
const visible = (page: string): string => unescapeXml(page.replace(tags, '')).replace(/\s+/g, ' ');

describe('the page of two revisions', () => {
  const plain = pageOf(description('Cose', 'q', 'Ecco', 'string'), description('Cose', 'q', 'Ecco', 'integer'));

  it('has changes by level with what callers should do, and a link from each to its place and back', () => {
    const page = renderComparisonPage(context(), plain);
    const anchors = [...page.matchAll(/<li id="(change-[^"]+)"/g)].map(([, anchor]) => anchor!);
    expect(anchors.length).toBeGreaterThan(0);
    expect(page).toContain('id="level-breaking"');
    expect(page).toContain('Che cosa fare');
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${target}"`);
    for (const anchor of anchors) expect(page).toContain(`href="#${anchor}"`);
  });

  it('says what was removed and added in words', () => {
    const page = renderComparisonPage(context('en'), plain);
    expect(page).toMatch(/<span class="visually-hidden">removed: <\/span>/);
    expect(page).toMatch(/<span class="visually-hidden">added: <\/span>/);
    expect(page).toContain('<del>');
  });

  it('says that what is on one side only is not there on the other, and what it would stand in', () => {
    const added = pageOf(
      description('Cose', 'q', 'Ecco', 'string'),
      description('Cose', 'q', 'Ecco', 'string').replace(
        '"/cose": {',
        '"/altre": {"get": {"responses": {}}}, "/cose": {',
      ),
    );
    expect(visible(renderComparisonPage(context(), added))).toContain(
      'Non c’è nella revisione 1: si troverebbe in /paths (riga 8)',
    );
  });

  it('is the same text in both languages but for its words', () => {
    const [it, en] = (['it', 'en'] as const).map((language) => renderComparisonPage(context(language), plain));
    expect(tagNames(it!)).toEqual(tagNames(en!));
    expect(it).toContain('lang="it"');
    expect(en).toContain('What to do');
    expect(en).not.toContain('Che cosa fare');
  });

  it('shows hostile titles, names and values of both documents as text and nothing else', () => {
    const harmless = tagNames(
      renderComparisonPage(
        context(),
        pageOf(description('a', 'b', 'c', 'string'), description('d', 'e', 'f', 'integer'), {
          api: { ...api, metadata: sampleMetadata({ title: 'a' }) },
          revisions: [{ ...second, version: 'a' }, first],
        }),
      ),
    );
    for (const text of [...hostileTexts, ...sharedHostileTexts].filter(
      (each) => each.isWellFormed() && each.trim() !== '' && !each.includes('\u0000'),
    )) {
      const page = renderComparisonPage(
        context(),
        pageOf(description('a', 'b', 'c', 'string'), description(text, text, text, 'integer'), {
          api: { ...api, metadata: sampleMetadata({ title: text }), publisherName: text },
          revisions: [{ ...second, version: text }, first],
        }),
      );
      expect(tagNames(page).filter((name) => !harmless.includes(name))).toEqual([]);
      expect(page).not.toMatch(/<script(?! type="module" src=)/);
      expect(page).not.toMatch(/ on\w+="/);
      for (const [, href] of page.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^(?:[/#]|https?:|mailto:)/);
      expect(visible(page)).toContain(cleanText(text).replace(/\s+/g, ' ').trim());
    }
  });

  it('stays within 200 kB whatever it is given, and says what is left out', () => {
    const sharp = '"<&>\'';
    const change = (index: number): Change => ({
      id: 'request-property-type-changed',
      level: index < 900 ? 'breaking' : 'editorial',
      basePointer: `/x/${index}`,
      revisionPointer: `/x/${index}`,
      basePosition: { line: index * 9 + 1, column: 1 },
      revisionPosition: { line: index * 9 + 1, column: 1 },
      subject: { schema: sharp.repeat(40), property: sharp.repeat(40) },
      operations: Array.from({ length: 30 }, () => ({ method: 'GET', path: `/${sharp.repeat(40)}` })),
      operationCount: 30,
      old: sharp.repeat(40),
      new: sharp.repeat(50),
    });
    const changes = Array.from({ length: 1000 }, (_, index) => change(index));
    const comparison: Comparison = {
      engine: comparisonEngine,
      breaking: 900,
      warning: 0,
      info: 0,
      editorial: 100,
      changes,
      notes: [],
    };
    const [before, after] = ['a', 'b'].map((letter) =>
      Array.from({ length: 9001 }, () => `${letter}${sharp.repeat(60)}`).join('\n'),
    );
    const page = renderComparisonPage(context(), {
      api,
      revisions: Array.from({ length: 50 }, (_, index) =>
        sampleRevision(api, index + 1, { version: sharp.repeat(99) }),
      ),
      asked: { from: 1, to: 2 },
      read: { outcome: 'found', from: first, to: second, comparison },
      excerpts: makeExcerpts(before!, after!, changes),
    });
    expect(Buffer.byteLength(page)).toBeLessThan(200_000);
    expect(visible(page)).toMatch(/… e altre \d+, per cui qui non c’è spazio/);
    expect(visible(page)).toMatch(/per mancanza di spazio o perché il loro punto non è noto: [\d.]+ modifiche/);
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${target}"`);
    expect(page.match(/class="v-hunk"/g)?.length).toBeGreaterThan(0);
  });

  it('says in words why there is nothing to compare', () => {
    const words = (read: ComparedPage['read'], asked = { from: 1, to: 2 }) => {
      const { excerpts: _, ...rest } = plain;
      return visible(renderComparisonPage(context(), { ...rest, read, asked }));
    };
    expect(words({ outcome: 'no-revision', number: 7 })).toContain('Non esiste la revisione 7');
    expect(words({ outcome: 'no-document', number: 1 })).toContain(
      'Il documento della revisione 1 non è più conservato',
    );
    expect(words({ outcome: 'unreadable', number: 2 })).toContain('La revisione 2 non è leggibile');
    expect(words({ outcome: 'no-time' })).toContain('Il confronto ha richiesto troppo tempo');
    if (plain.read.outcome !== 'found') throw new Error('not found');
    expect(words(plain.read)).toContain('I documenti non possono essere mostrati');
    const none = { ...plain.read.comparison, breaking: 0, warning: 0, info: 0, editorial: 0, changes: [], notes: [] };
    expect(words({ ...plain.read, comparison: none })).toContain('Non è cambiato nulla');
    expect(words({ ...plain.read, from: second, to: first, comparison: none })).toContain('Indietro nel tempo');
    expect(words({ ...plain.read, to: first, comparison: none })).toContain(
      'È una sola revisione, confrontata con se stessa',
    );
  });
});

describe('anchors of changes', () => {
  const change = (more: Partial<Change>): Change => ({
    id: 'server-added',
    level: 'info',
    subject: {},
    operations: [],
    operationCount: 0,
    ...more,
  });

  it('are the same wherever a change stands in its list, and each its own', () => {
    const [one, other] = [change({ revisionPointer: '/servers/0' }), change({ revisionPointer: '/servers/1' })];
    const forth = changeAnchors([one, other]);
    expect(changeAnchors([other, one])).toEqual(forth.toReversed());
    expect(new Set(changeAnchors([one, one, other])).size).toBe(3);
    expect(forth[0]).toMatch(/^change-server-added-[0-9a-f]{10}$/);
  });
});
