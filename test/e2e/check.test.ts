import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runVedetta } from '../fixtures/run-vedetta.ts';

const folder = mkdtempSync(join(tmpdir(), 'vedetta-check-'));
const file = (name: string, content: string | Uint8Array = ''): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const check = (...args: string[]) => runVedetta(['check', ...args]);

const valid =
  'openapi: 3.0.3\ninfo:\n  title: Anagrafe\n  version: 1.0.0\npaths:\n  /things:\n    get:\n      responses:\n        "200":\n          description: ok\n';
const invalid = valid.replace(
  '      responses:\n        "200":\n          description: ok\n',
  '      summary: nothing\n',
);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('says of a valid description that it is, and exits with 0', async () => {
  const path = file('valid.yaml', valid);
  expect(await check(path)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`${path}: valid (3.0.3, 1 operation, 0 schemas`),
    stderr: '',
  });
});

it('prints each problem with line and column and how to fix it, and exits with 1', async () => {
  const { code, stdout } = await check(file('invalid.yaml', invalid));
  expect(code).toBe(1);
  expect(stdout).toMatch(/invalid\.yaml:7:5 {2}error {2}.*responses/);
  expect(stdout).toContain('at /paths/~1things/get');
  expect(stdout).toContain('fix: ');
});

it('prints JSON as documented', async () => {
  const { stdout } = await check(file('invalid.yaml', invalid), '--format', 'json');
  expect(JSON.parse(stdout)).toMatchObject({
    documents: [
      {
        verdict: 'invalid',
        problems: [
          { code: expect.any(String), message: expect.any(String), pointer: '/paths/~1things/get', line: 7, column: 5 },
        ],
      },
    ],
  });
});

it('resolves references to files beside the document, and to nothing else on this machine', async () => {
  file('common.yaml', 'ok:\n  description: ok\n');
  const beside = file('beside.yaml', valid.replace('          description: ok', '          $ref: "./common.yaml#/ok"'));
  expect(await check(beside)).toMatchObject({ code: 0 });
  const outside = file('outside.yaml', valid.replace('          description: ok', '          $ref: "/etc/hostname"'));
  const { code, stdout } = await check(outside);
  expect(code).toBe(1);
  expect(stdout).toContain('is outside');
});

it('checks several files, and exits with 1 when one has findings', async () => {
  const { code, stdout } = await check(file('valid.yaml', valid), file('invalid.yaml', invalid));
  expect(code).toBe(1);
  expect(stdout).toContain('valid.yaml: valid');
  expect(stdout).toContain('invalid.yaml: invalid');
});

describe('what cannot be read gives one clear line and exit code 2', () => {
  beforeAll(() => mkdirSync(join(folder, 'dir')));

  it.each([
    ['a missing file', () => join(folder, 'nowhere.yaml'), /there is no such file/],
    ['a directory', () => join(folder, 'dir'), /it is a directory/],
    ['a binary', () => file('image.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 255, 254])), /./],
    ['an empty file', () => file('empty.yaml'), /it is empty/],
    [
      'a file of 50 MB',
      () => {
        const path = file('large.json', '{');
        truncateSync(path, 50 * 1024 * 1024);
        return path;
      },
      /too large \(50\.0 MiB; at most 20 MiB/,
    ],
    ['something that is no description', () => file('list.json', '[1, 2]'), /./],
    ['nothing to check', () => '--format=json', /what is to be checked is missing/],
    ['an unknown option', () => '--colour', /Unknown option/],
  ])('%s', async (_, path, words) => {
    const { code, stdout, stderr } = await check(path());
    expect(code).toBe(2);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(words);
    expect(stdout.includes('valid')).toBe(false);
  });
});
