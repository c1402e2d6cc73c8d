/** What only blobs in files promise: unfinished writes stay unseen, and a listing reads only the folders it needs. */
import { existsSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import * as files from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFileBlobs } from '../../shared/adapters/embedded/file-blobs.ts';
import { openFolder } from './open-table.ts';

vi.mock('node:fs/promises', { spy: true });

describe('blobs in files', () => {
  let folder: ReturnType<typeof openFolder>;
  let dir: string;
  beforeEach(() => {
    folder = openFolder();
    dir = join(folder.path, 'deep', 'blobs');
  });
  afterEach(() => {
    vi.resetAllMocks();
    folder.close();
  });

  const put = (blobs: ReturnType<typeof createFileBlobs>, key: string) =>
    blobs.put(key, Buffer.from(key), 'text/plain');

  it('are plain files by their key, in a folder made when need be', async () => {
    await put(createFileBlobs(dir), 'a/b/c.json');
    expect(readdirSync(join(dir, 'a', 'b'))).toEqual(['c.json']);
    expect(Buffer.from((await createFileBlobs(dir).get('a/b/c.json')) ?? []).toString()).toBe('a/b/c.json');
  });

  it('are flushed and whole before they have their name', async () => {
    const blobs = createFileBlobs(dir);
    vi.mocked(files.rename).mockImplementationOnce(async (from, to) => {
      expect(String(from).startsWith(join(dir, '~incoming'))).toBe(true);
      expect((await files.readFile(from)).toString()).toBe('a/b');
      expect(existsSync(String(to))).toBe(false);
      throw new Error('killed here');
    });
    await expect(put(blobs, 'a/b')).rejects.toThrow('cannot store blob a/b: killed here');
    expect(vi.mocked(files.writeFile).mock.calls[0]?.[2]).toMatchObject({ flush: true });
    expect(await blobs.get('a/b')).toBeUndefined();
    expect(readdirSync(join(dir, '~incoming'))).toEqual([]);
  });

  it('leave the old body when a put fails', async () => {
    const blobs = createFileBlobs(dir);
    await put(blobs, 'a');
    vi.mocked(files.writeFile).mockRejectedValueOnce(new Error('disk full'));
    await expect(blobs.put('a', Buffer.from('new'), 'text/plain')).rejects.toThrow('cannot store blob a: disk full');
    expect(Buffer.from((await blobs.get('a')) ?? []).toString()).toBe('a');
  });

  it('do not show what a killed process left, and sweep it when it is a day old', async () => {
    const blobs = createFileBlobs(dir);
    await put(blobs, 'a');
    const [old, young] = ['old', 'young'].map((name) => join(dir, '~incoming', name)) as [string, string];
    writeFileSync(old, 'torn');
    writeFileSync(young, 'torn');
    utimesSync(old, new Date('2020-01-01'), new Date('2020-01-01'));
    expect(await blobs.list('')).toEqual([{ key: 'a', size: 1 }]);
    createFileBlobs(dir);
    expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
  });

  it('do not show files of other names, or what is neither file nor folder', async () => {
    const blobs = createFileBlobs(dir);
    await put(blobs, 'a/b');
    writeFileSync(join(dir, 'a', 'notes (copy).txt'), 'x');
    writeFileSync(join(dir, 'a', 'b~'), 'x');
    mkdirSync(join(dir, 'empty'));
    symlinkSync('/nowhere', join(dir, 'dangling'));
    expect(await blobs.list('')).toEqual([{ key: 'a/b', size: 3 }]);
  });

  it('refuse a key that is the folder of another, and one below another', async () => {
    const blobs = createFileBlobs(dir);
    await put(blobs, 'a/b');
    await expect(put(blobs, 'a')).rejects.toThrow('cannot store blob a: ');
    await expect(put(blobs, 'a/b/c')).rejects.toThrow('cannot store blob a/b/c: ');
    expect(readdirSync(join(dir, '~incoming'))).toEqual([]);
    expect(await blobs.list('')).toEqual([{ key: 'a/b', size: 3 }]);
  });

  it('are listed without reading folders that cannot hold one', async () => {
    const blobs = createFileBlobs(dir);
    for (const day of ['01', '02', '03']) for (const slot of ['a', 'b']) await put(blobs, `samples/${day}/${slot}`);
    await put(blobs, 'documents/x/y');
    const foldersRead = async (prefix: string, after: string, limit: number): Promise<string[]> => {
      vi.mocked(files.readdir).mockClear();
      await blobs.list(prefix, { after, limit });
      return vi.mocked(files.readdir).mock.calls.map(([path]) => String(path).slice(dir.length + 1));
    };
    expect(await foldersRead('samples/02/', '', 1000)).toEqual(['samples/02/']);
    expect(await foldersRead('samples/0', 'samples/02/a', 1000)).toEqual(['samples/', 'samples/02/', 'samples/03/']);
    expect(await foldersRead('samples/', '', 1)).toEqual(['samples/', 'samples/01/']);
    expect(await foldersRead('samples/', 'samples/03', 1000)).toEqual(['samples/', 'samples/03/']);
    expect(await foldersRead('none/', '', 1000)).toEqual(['none/']);
    for (const outside of ['../', 'samples/../', '/', '/etc/', '~incoming/'])
      expect(await foldersRead(outside, '', 9)).toEqual([]);
  });
});
