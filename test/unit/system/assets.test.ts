import { describe, expect, it } from 'vitest';
import { readAssets } from '../../../shared/adapters/system/assets.ts';
import { iconNames } from '../../../shared/views/pages/icon.ts';
import { assetNames } from '../../../shared/views/pages/page.ts';

const assets = readAssets(iconNames);
const textOf = (name: string): string =>
  Buffer.from(assets.find((asset) => asset.name === name)?.body ?? []).toString();

describe('the files of pages', () => {
  it('are all there that pages name', () => {
    expect(assets.map(({ name }) => name)).toEqual(expect.arrayContaining([...assetNames]));
  });

  it('have addresses that tell one content from another', () => {
    for (const { path } of assets) expect(path).toMatch(/^\/assets\/[\w-]+\.[0-9a-f]{10}\.\w+$/);
    const [fewer] = [readAssets(['it-search'])];
    const pathOf = (all: typeof assets, name: string) => all.find((asset) => asset.name === name)?.path;
    expect(pathOf(fewer, 'sprites.svg')).not.toBe(pathOf(assets, 'sprites.svg'));
    expect(pathOf(fewer, 'italia.css')).toBe(pathOf(assets, 'italia.css'));
  });

  it('hold of the icons those that are used, each whole, and no other', () => {
    const ids = [...textOf('sprites.svg').matchAll(/<symbol id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids.sort()).toEqual([...iconNames].sort());
    expect(textOf('sprites.svg')).toMatch(/^<svg [^>]*>(<symbol .*?<\/symbol>)+<\/svg>\s*$/s);
  });

  it('name fonts by their addresses, and nothing of another origin', () => {
    const css = textOf('vedetta.css');
    for (const weight of [400, 600, 700])
      expect(css).toMatch(new RegExp(`url\\(/assets/titillium-web-${weight}\\.[0-9a-f]{10}\\.woff2\\)`));
    expect(css).not.toMatch(/url\((?!\/assets\/)/);
    expect(css).not.toContain('@import');
    expect(textOf('italia.css')).not.toMatch(/url\(["']?https?:/);
  });

  it('keep the script small', () => {
    expect(Buffer.byteLength(textOf('vedetta.js'))).toBeLessThan(5120);
  });
});
