import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  catalogueDiagnostics,
  type DiagnosticCode,
  inTableOrder,
} from '../../../shared/domain/catalogue/catalogue-diagnostics.ts';

const codes = Object.keys(catalogueDiagnostics) as DiagnosticCode[];
const shapes = new URL('../../fixtures/linksets/_expected.json', import.meta.url);
const domain = new URL('../../../shared/domain/catalogue/', import.meta.url);

/** What only the crawl knows: depth and number of catalogues, owners, answers of other addresses. */
const ofTheCrawl = [
  'CATALOG_TOO_DEEP',
  'CATALOG_TOO_MANY',
  'CATALOG_SOFT_404',
  'API_NOT_OWNED',
  'ITEM_WITHOUT_DESCRIPTION',
];

describe('the table of diagnostics', () => {
  it('holds every code of the published shapes', () => {
    const expected = Object.values<{ diagnostics: string[] }>(JSON.parse(readFileSync(shapes, 'utf8')));
    for (const code of expected.flatMap(({ diagnostics }) => diagnostics)) expect(codes).toContain(code);
  });

  it('holds no code that nobody raises', () => {
    const readers = readdirSync(domain).filter((file) => file !== 'catalogue-diagnostics.ts');
    const source = readers.map((file) => readFileSync(new URL(file, domain), 'utf8')).join('\n');
    expect(codes.filter((code) => !new RegExp(`\\b${code}\\b`).test(source))).toEqual(ofTheCrawl);
  });

  it.each(codes)('%s has words and a repair in both languages, and a reference', (code) => {
    const { words, fix, reference } = catalogueDiagnostics[code];
    for (const text of [words, fix]) {
      expect(text.en.length).toBeGreaterThan(5);
      expect(text.it.length).toBeGreaterThan(5);
      expect(text.en).not.toBe(text.it);
    }
    expect(words.en).not.toMatch(/\.$/);
    expect(words.it).not.toMatch(/\.$/);
    expect(fix.en).toMatch(/\.$/);
    expect(fix.it).toMatch(/\.$/);
    expect(URL.canParse(reference.url)).toBe(true);
  });

  it('orders diagnostics as it lists them', () => {
    const given = [
      { code: 'DESC_SHARED', count: 1 },
      { code: 'BOM', count: 2 },
    ] as const;
    expect(inTableOrder(given)).toEqual([given[1], given[0]]);
  });
});
