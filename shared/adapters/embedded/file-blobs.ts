/**
 * Blobs as files under one folder, a key's slashes being its folders. A blob is written beside the others, flushed and
 * then renamed into place: a reader sees all of it or nothing, also after a kill. On files, unlike on S3, no key may
 * be the folder of another; putting such a pair throws.
 */
import { randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isBlobKey, isBlobPrefix, requireBlobKey } from '../../domain/storage/blob-key.ts';
import { mostPerPage, requirePageLimit } from '../../domain/storage/page-limit.ts';
import type { BlobFacts, Blobs } from '../../ports.ts';

/** Where blobs are written first. No key has a `~`: what is in here, or has any other foreign name, is never shown. */
const incomingName = '~incoming';
/** An unfinished write older than this belongs to a process that is gone. */
const staleMs = 24 * 3600 * 1000;

/** Creates `dir` if need be. */
export function createFileBlobs(dir: string): Blobs {
  const incoming = join(dir, incomingName);
  mkdirSync(incoming, { recursive: true });
  removeStale(incoming);

  const head = async (key: string): Promise<BlobFacts | undefined> => {
    if (!isBlobKey(key)) return undefined;
    const facts = await unlessAbsent(stat(join(dir, key)));
    return facts?.isFile() ? { key, size: facts.size } : undefined;
  };

  /** Keys below `folder` ('' or ending in a slash) in order, reading only folders that can hold one. */
  async function* walk(folder: string, prefix: string, after: string): AsyncGenerator<string> {
    const entries = (await unlessAbsent(readdir(join(dir, folder), { withFileTypes: true }))) ?? [];
    const keys = entries
      .map((entry) => `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`)
      .filter((key) => key.startsWith(prefix) && (key > after || (key.endsWith('/') && after.startsWith(key))));
    // Folders sort with their slash, as the keys below them do.
    for (const key of keys.sort()) {
      if (key.endsWith('/')) yield* walk(key, prefix, after);
      else yield key;
    }
  }

  return {
    async put(key, body) {
      requireBlobKey(key);
      const temporary = join(incoming, randomUUID());
      try {
        await writeFile(temporary, body, { flag: 'wx', flush: true });
        await mkdir(dirname(join(dir, key)), { recursive: true });
        await rename(temporary, join(dir, key));
      } catch (fault) {
        await rm(temporary, { force: true });
        throw new Error(`cannot store blob ${key}: ${(fault as Error).message}`, { cause: fault });
      }
    },
    async get(key) {
      return isBlobKey(key) ? unlessAbsent(readFile(join(dir, key))) : undefined;
    },
    head,
    async deliver(key) {
      const facts = await head(key);
      return facts && { size: facts.size, read: () => createReadStream(join(dir, key)) };
    },
    async list(prefix, { after = '', limit = mostPerPage } = {}) {
      requirePageLimit(limit);
      const found: BlobFacts[] = [];
      if (!isBlobPrefix(prefix)) return found;
      for await (const key of walk(prefix.slice(0, prefix.lastIndexOf('/') + 1), prefix, after)) {
        const facts = await head(key);
        if (facts !== undefined) found.push(facts);
        if (found.length === limit) break;
      }
      return found;
    },
  };
}

/** What is not there: no such entry, a file where a folder was expected, or the other way round. */
const absentCodes = new Set(['ENOENT', 'ENOTDIR', 'EISDIR']);

async function unlessAbsent<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (fault) {
    if (absentCodes.has((fault as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw fault;
  }
}

function removeStale(incoming: string): void {
  for (const name of readdirSync(incoming)) {
    const path = join(incoming, name);
    const modified = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (Date.now() - modified > staleMs) rmSync(path, { force: true });
  }
}
