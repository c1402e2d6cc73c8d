/**
 * The files that pages need. In a clone they are in the design system's package and in `shared/views/assets`; beside a bundle
 * they are in `assets/`, under their own names. The address of each carries a digest of what is sent, so that it may be kept
 * for ever; style sheets name fonts by the plain name, which becomes that address.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Asset = {
  /** Plain name: `vedetta.css`. */
  readonly name: string;
  /** `/assets/vedetta.4f0c21aa.css` */
  readonly path: string;
  readonly type: string;
  readonly body: Uint8Array;
};

const italia = 'node_modules/bootstrap-italia/dist';
const own = 'shared/views/assets';

/** Plain names, and where each file is in a clone. What others refer to comes before them. */
const assetFiles: { readonly [name: string]: string } = {
  'titillium-web-400.woff2': `${italia}/fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-regular.woff2`,
  'titillium-web-600.woff2': `${italia}/fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-600.woff2`,
  'titillium-web-700.woff2': `${italia}/fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-700.woff2`,
  'sprites.svg': `${italia}/svg/sprites.svg`,
  'icon.svg': `${own}/icon.svg`,
  'italia.css': `${italia}/css/bootstrap-italia.min.css`,
  'vedetta.css': `${own}/vedetta.css`,
  'vedetta.js': `${own}/vedetta.js`,
};

const types: { readonly [ending: string]: string } = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  woff2: 'font/woff2',
};

const endingOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

const beside = join(import.meta.dirname, 'assets');
const root = join(import.meta.dirname, '../../..');

function addressOf(name: string, body: Uint8Array): string {
  const digest = createHash('sha256').update(body).digest('hex').slice(0, 10);
  return `/assets/${name.replace(/(\.\w+)$/, `.${digest}$1`)}`;
}

/** The sprite with some of its symbols only. */
const withSymbols = (sprite: string, names: readonly string[]): string =>
  sprite.replaceAll(/<symbol id="([^"]*)".*?<\/symbol>/gs, (symbol, name) => (names.includes(name) ? symbol : ''));

/** A style sheet with the addresses of what it names. */
const withAddresses = (css: string, known: readonly Asset[]): string =>
  known.reduce((text, { name, path }) => text.replaceAll(`url(${name})`, `url(${path})`), css);

/** Throws when one is missing. `symbols`: those of the sprite that are used; the others are not sent. */
export function readAssets(symbols: readonly string[]): readonly Asset[] {
  const isBundled = existsSync(beside);
  const read: Asset[] = [];
  const asSent = (name: string, stored: Buffer): Buffer => {
    if (name === 'sprites.svg') return Buffer.from(withSymbols(stored.toString(), symbols));
    return name.endsWith('.css') ? Buffer.from(withAddresses(stored.toString(), read)) : stored;
  };
  for (const [name, place] of Object.entries(assetFiles)) {
    const body = asSent(name, readFileSync(isBundled ? join(beside, name) : join(root, place)));
    read.push({ name, path: addressOf(name, body), type: types[endingOf(name)] ?? 'application/octet-stream', body });
  }
  return read;
}
