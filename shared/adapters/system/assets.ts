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
export const assetFiles: { readonly [name: string]: string } = {
  'titillium-web-400.woff2': `${italia}/fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-regular.woff2`,
  'titillium-web-600.woff2': `${italia}/fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-600.woff2`,
  'titillium-web-700.woff2': `${italia}/fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-700.woff2`,
  'sprites.svg': `${italia}/svg/sprites.svg`,
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

/** Throws when one is missing. */
export function readAssets(): readonly Asset[] {
  const isBundled = existsSync(beside);
  const read: Asset[] = [];
  for (const [name, place] of Object.entries(assetFiles)) {
    const stored = readFileSync(isBundled ? join(beside, name) : join(root, place));
    const body = /\.css$/.test(name)
      ? Buffer.from(
          read.reduce((text, each) => text.replaceAll(`url(${each.name})`, `url(${each.path})`), stored.toString()),
        )
      : stored;
    read.push({ name, path: addressOf(name, body), type: types[endingOf(name)] ?? 'application/octet-stream', body });
  }
  return read;
}
