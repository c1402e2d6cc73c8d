/** Reads the operator's sources from a file or a URL, checks them, and hands them to the service. */
import { readFile } from 'node:fs/promises';
import { outboundWorld, readWorld } from '../../functions/app.ts';
import { describeFetchCode } from '../../shared/domain/fetching/fetch-codes.ts';
import { storeSources } from '../../shared/usecases/store-sources.ts';
import { Misuse } from './misuse.ts';

export async function loadSources(place: string): Promise<void> {
  const bytes = /^https?:\/\//i.test(place) ? await download(place) : await read(place);
  const problems = await storeSources(await readWorld(), bytes, place);
  if (problems.length > 0) {
    const lines = problems.map(
      ({ message, line, column }) => `${place}${line === undefined ? '' : `:${line}:${column ?? 1}`}: ${message}`,
    );
    throw new Misuse(lines.join('\n'));
  }
}

const reasons: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory; name a file in it',
  EACCES: 'it may not be read',
};

async function read(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException;
    throw new Misuse(`--sources ${file}: ${reasons[code ?? ''] ?? (fault as Error).message}`);
  }
}

async function download(url: string): Promise<Uint8Array> {
  const outcome = await (await outboundWorld()).http.request({ url, purpose: 'catalogue' });
  if (outcome.outcome === 'fetched') return outcome.body;
  if (outcome.outcome === 'unchanged') throw new Misuse(`--sources ${url}: answered 304 to an unconditional request`);
  const { words } = describeFetchCode(outcome.code);
  const hint =
    outcome.code === 'refused-address' || outcome.code === 'url-host'
      ? ' (allow a range of your own with ALLOW_ADDRESSES)'
      : '';
  throw new Misuse(`--sources ${url}: ${words.en}: ${outcome.detail}${hint}`);
}
