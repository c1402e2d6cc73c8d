/** Reads the operator's sources from a file or a URL, checks them, and hands them to the service. */
import { readFile } from 'node:fs/promises';
import { log, outboundWorld, readWorld } from '../../functions/app.ts';
import { storeSources } from '../../shared/usecases/store-sources.ts';
import { Misuse } from './misuse.ts';
import { isUrl, whyNotFetched } from './read-input.ts';

/** `mayBeOut`: where they can't be read, those given before go on being watched. */
export async function loadSources(place: string, mayBeOut = false): Promise<void> {
  const world = await readWorld();
  let bytes: Uint8Array;
  try {
    bytes = isUrl(place) ? await download(place) : await read(place);
  } catch (fault) {
    if (!mayBeOut || !(fault instanceof Misuse) || (await world.store.publishers.all()).length === 0) throw fault;
    const reason = fault.message;
    log().warn('the sources can not be read: those registered go on being watched until the next start', { reason });
    return;
  }
  const problems = await storeSources(world, bytes, place);
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
  throw new Misuse(`--sources ${url}: ${whyNotFetched(outcome)}`);
}
