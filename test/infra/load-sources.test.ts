/** The operator's sources at a start: what becomes of a service when their file or address is out, or they are faulty. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readWorld } from '../../functions/app.ts';
import { loadSources } from '../../infra/local/load-sources.ts';
import { registerPublishers } from '../../shared/usecases/register-publishers.ts';

const folder = mkdtempSync(join(tmpdir(), 'vedetta-sources-'));
const fileOf = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const sources = 'publishers: [{ id: ente, name: Ente, domains: [ente.example] }]\n';
const missing = join(folder, 'missing.yaml');
// Refused before anything is asked: as good as out.
const unreachable = 'http://127.0.0.1:1/sources.yaml';

beforeAll(() => {
  process.env.DATA_DIR = folder;
});
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

describe('sources that can not be read', () => {
  it('are an error of one line where nobody is registered yet', async () => {
    await expect(loadSources(missing, true)).rejects.toThrow(`--sources ${missing}: there is no such file`);
    await expect(loadSources(unreachable, true)).rejects.toThrow(/refused-address.*ALLOW_ADDRESSES/);
  });

  it('leave what is registered to be watched, with a warning that says why', async () => {
    const world = await readWorld();
    await loadSources(fileOf('sources.yaml', sources), true);
    await registerPublishers(world);
    const warned = vi.spyOn(world.log, 'warn');
    for (const place of [missing, unreachable]) await loadSources(place, true);
    expect(warned.mock.calls).toEqual(
      ['there is no such file', 'refused-address'].map((why) => [
        expect.stringContaining('go on being watched'),
        { reason: expect.stringContaining(why) },
      ]),
    );
    expect(await registerPublishers(world)).toBe(false);
    expect(await world.store.publishers.all()).toMatchObject([{ id: 'ente' }]);
  });

  it('are an error all the same for a single pass', async () => {
    await expect(loadSources(missing)).rejects.toThrow('there is no such file');
  });
});

it('stops at a faulty file with each fault and its line, whoever is registered', async () => {
  const faulty = fileOf('faulty.yaml', 'publishers:\n  - id: ente\n    nome: Ente\n    domains: [ente.example]\n');
  await expect(loadSources(faulty, true)).rejects.toThrow(/faulty\.yaml:\d+:\d+: .*\n.*faulty\.yaml:\d+:\d+: /);
});
