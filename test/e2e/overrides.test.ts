import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runVedetta } from '../fixtures/run-vedetta.ts';

const folder = mkdtempSync(join(tmpdir(), 'vedetta-overrides-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};
const sources = write(
  'sources.yaml',
  'publishers:\n  - {id: uno, name: Uno, domains: [uno.invalid], sources: [{url: "https://uno.invalid/openapi.json"}]}\n',
);
const crawl = (file: string) =>
  runVedetta(['crawl', '--sources', sources, '--data', join(folder, 'data'), '--ruleset-overrides', file]);

it('keeps the overrides that it is given, as they were written and as they were read', async () => {
  const text = 'severities: {use-semver: off} # ours\n';
  expect(await crawl(write('good.yaml', text))).toMatchObject({ code: 0 });
  const kept = (name: string): string => readFileSync(join(folder, 'data/blobs/config', name), 'utf8');
  expect(kept('ruleset-overrides')).toBe(text);
  expect(JSON.parse(kept('ruleset-overrides.json'))).toMatchObject({
    severities: { 'use-semver': 'off' },
    waivers: [],
  });
});

it('stops before it starts on a faulty file, each fault with its line', async () => {
  const file = write('bad.yaml', 'severities:\n  use-semver: off\n  use-semvar: off\n');
  const { code, stdout, stderr } = await crawl(file);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(new RegExp(`${file}:3:\\d+: .*use-semvar.*use-semver`));
  expect(await crawl(join(folder, 'missing.yaml'))).toMatchObject({ code: 2, stdout: '' });
});
