/** What is named on the command line as bytes: a file, a URL, standard input. What can't be read is one clear line. */
import { open } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { http } from '../../functions/app.ts';
import { looksLikeDescription } from '../../shared/domain/catalogue/link.ts';
import { describeFetchCode } from '../../shared/domain/fetching/fetch-codes.ts';
import type { Failed, Fetched, FetchOutcome } from '../../shared/domain/fetching/fetch-outcome.ts';
import { Misuse } from './misuse.ts';

const mostBytes = 20 * 1024 * 1024;

export const standardInput = '-';
export const isUrl = (place: string): boolean => /^https?:\/\//i.test(place);

export type Input = {
  readonly body: Uint8Array;
  /** The base of relative references. */
  readonly url: string;
  readonly contentType?: string;
  /** From the web: as it came, with its links. */
  readonly answer?: Fetched;
  /** Reads what the document refers to. */
  readonly fetchReference: (url: string) => Promise<FetchOutcome>;
};

type Content = Omit<Input, 'fetchReference'>;

/** Why a file can't be read, in words. */
const fileFaults: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory; name the files in it, or a pattern such as "**/*.yaml"',
  EACCES: 'it may not be read',
};

function refuseLarge(name: string, size: number): void {
  if (size <= mostBytes) return;
  const mebibytes = (size / 1048576).toFixed(1);
  throw new Misuse(`${name}: too large (${mebibytes} MiB; at most ${mostBytes / 1048576} MiB are read)`);
}

export async function readFileInput(file: string): Promise<Content> {
  try {
    await using handle = await open(file);
    const facts = await handle.stat();
    if (facts.isDirectory()) throw new Misuse(`${file}: ${fileFaults.EISDIR}`);
    if (!facts.isFile()) throw new Misuse(`${file}: it is not a regular file`);
    refuseLarge(file, facts.size);
    const body = await handle.readFile();
    if (body.byteLength === 0) throw new Misuse(`${file}: it is empty`);
    return { body, url: pathToFileURL(resolve(file)).href };
  } catch (fault) {
    if (fault instanceof Misuse) throw fault;
    const { code = '', message } = fault as NodeJS.ErrnoException;
    throw new Misuse(`${file}: ${fileFaults[code] ?? message}`);
  }
}

async function readStandardInput(): Promise<Content> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.byteLength;
    refuseLarge('standard input', size);
  }
  if (size === 0) throw new Misuse('standard input: it is empty');
  return { body: Buffer.concat(chunks), url: pathToFileURL(resolve('stdin')).href };
}

/** What lets through what is refused because it is not public. */
const waysIn: { readonly [code: string]: string } = {
  'refused-address': ' (ALLOW_ADDRESSES allows ranges that are not public, such as 127.0.0.0/8)',
  'url-host': ' (name it by its IP address, and allow that with ALLOW_ADDRESSES, such as 127.0.0.0/8)',
};

export const whyNotFetched = ({ code, detail }: Failed): string =>
  `${describeFetchCode(code).words.en} (${code}): ${detail}${waysIn[code] ?? ''}`;

/** An address that refuses to be read as a description: it may lead to some all the same, by what came with the refusal. */
export class Refused extends Misuse {
  readonly answer: Fetched;
  constructor(message: string, { url, finalUrl = url, status = 0, headers = {}, redirects = [], timings }: Failed) {
    super(message);
    const body = new Uint8Array();
    this.answer = { outcome: 'fetched', url, finalUrl, status, headers, redirects, body, warnings: [], timings };
  }
}

async function download(url: string): Promise<Content> {
  const outcome = await (await http()).request({ url, purpose: 'description' });
  // The base of an API is often closed, or not there; whoever names a document means that one.
  if (outcome.outcome === 'failed' && /^http-4/.test(outcome.code) && !looksLikeDescription(url))
    throw new Refused(`${url}: ${whyNotFetched(outcome)}`, outcome);
  if (outcome.outcome === 'failed') throw new Misuse(`${url}: ${whyNotFetched(outcome)}`);
  if (outcome.outcome === 'unchanged') throw new Misuse(`${url}: answered 304 to an unconditional request`);
  const contentType = outcome.headers['content-type'];
  return {
    body: outcome.body,
    url: outcome.finalUrl,
    answer: outcome,
    ...(contentType === undefined ? {} : { contentType }),
  };
}

/** References of a local file may lead to files beside or below it, and to the web; nowhere else on this machine. */
async function fetchReference(url: string, root: string): Promise<FetchOutcome> {
  if (!url.startsWith('file:')) return (await http()).request({ url, purpose: 'reference' });
  const failed = (code: 'http-404' | 'refused-address', detail: string): FetchOutcome => ({
    outcome: 'failed',
    url,
    code,
    detail,
    timings: { totalMs: 0 },
  });
  const path = fileURLToPath(url);
  if (!path.startsWith(root + sep)) return failed('refused-address', `${path} is outside ${root}`);
  try {
    const { body } = await readFileInput(path);
    return {
      outcome: 'fetched',
      url,
      finalUrl: url,
      redirects: [],
      status: 200,
      headers: {},
      body,
      warnings: [],
      timings: { totalMs: 0 },
    };
  } catch (fault) {
    return failed('http-404', (fault as Error).message);
  }
}

export async function readInput(place: string): Promise<Input> {
  if (isUrl(place)) return { ...(await download(place)), fetchReference: (url) => fetchReference(url, '') };
  const content = place === standardInput ? await readStandardInput() : await readFileInput(place);
  const root = place === standardInput ? process.cwd() : dirname(resolve(place));
  return { ...content, fetchReference: (url) => fetchReference(url, root) };
}
