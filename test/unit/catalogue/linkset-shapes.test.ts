/** The 35 published shapes of a catalogue give exactly the expected links and diagnostics, in the expected order. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Link } from '../../../shared/domain/catalogue/link.ts';
import { readCatalogue } from '../../../shared/domain/catalogue/read-catalogue.ts';
import { checkUrl } from '../../../shared/domain/fetching/url-policy.ts';

type Expected = { base: string; contentType: string; links: Link[]; diagnostics: string[]; why: string };

const root = fileURLToPath(new URL('../../../', import.meta.url));
const own = path.join(root, 'test/fixtures/linksets');
const theirs = path.join(root, '../shared/linksets');

const expectedIn = (folder: string): Record<string, Expected> =>
  JSON.parse(readFileSync(path.join(folder, '_expected.json'), 'utf8'));

function readShape(folder: string, name: string, { base, contentType }: Expected) {
  const file = readdirSync(folder).find((candidate) => candidate.startsWith(`${name}.`))!;
  const body = readFileSync(path.join(folder, file));
  return readCatalogue({ body, contentType, url: base, isAllowed: (href) => checkUrl(href).ok });
}

/** The expectations say nothing of titles, which we keep too. */
const untitled = ({ title: _title, ...link }: Link) => link;

const broken = ['28-front-matter', '30-soft-404-html'];

const checkShapes = (folder: string): void => {
  const shapes = existsSync(folder) ? Object.entries(expectedIn(folder)) : [];

  it('are 35, and every file is expected', () => {
    const files = readdirSync(folder).filter((file) => !file.startsWith('_'));
    expect(shapes).toHaveLength(35);
    expect(files.map((file) => path.parse(file).name).toSorted()).toEqual(shapes.map(([name]) => name).toSorted());
  });

  it.each(shapes)('%s', (name, expected) => {
    const { links, diagnostics, readable, complete } = readShape(folder, name, expected);
    expect(links.map(untitled)).toEqual(expected.links);
    expect(diagnostics.map(({ code }) => code)).toEqual(expected.diagnostics);
    expect(readable).toBe(!broken.includes(name));
    expect(complete).toBe(true);
  });
};

describe('the shapes in our own copy', () => checkShapes(own));

describe.skipIf(!existsSync(theirs))('the shapes beside the project (when ../shared/linksets is present)', () => {
  checkShapes(theirs);

  it('are those of our copy, byte for byte', () => {
    for (const file of readdirSync(theirs)) {
      expect(readFileSync(path.join(own, file)).equals(readFileSync(path.join(theirs, file))), file).toBe(true);
    }
  });
});

it('keeps the titles that tell several descriptions apart', () => {
  const name = '18-two-apis-four-descs-one-anchor';
  const { links } = readShape(own, name, expectedIn(own)[name]!);
  expect(links.map(({ title }) => title)).toEqual([
    'Anagrafe (YAML)',
    'Anagrafe (JSON)',
    'Tributi (YAML)',
    'Tributi (JSON)',
  ]);
});
