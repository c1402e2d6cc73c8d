import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileBlobs } from '../../shared/adapters/embedded/file-blobs.ts';
import { createSqliteTable } from '../../shared/adapters/embedded/sqlite-table.ts';
import { sha256 } from '../../shared/domain/digest.ts';
import { createStore } from '../../shared/store/store.ts';
import { root, runVedetta } from '../fixtures/run-vedetta.ts';
import { sampleApi, sampleRevision } from '../fixtures/sample-records.ts';

const folder = mkdtempSync(join(tmpdir(), 'vedetta-compare-'));
const file = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return name;
};
const compare = (...args: string[]) => runVedetta(['compare', ...args], {}, folder);

const before = `openapi: 3.0.3
info:
  title: Anagrafe
  version: 1.0.0
paths:
  /residenti:
    get:
      parameters:
        - name: comune
          in: query
          schema:
            type: string
      responses:
        "200":
          description: ok
`;
const breaking = before.replace('in: query\n', 'in: query\n          required: true\n');
const wider = before.replace(
  '    get:',
  '    head:\n      responses:\n        "200":\n          description: ok\n    get:',
);
const worded = before.replace('title: Anagrafe', 'title: Anagrafe nazionale');

beforeAll(() => {
  file('before.yaml', before);
  file('breaking.yaml', breaking);
  file('wider.yaml', wider);
  file('worded.yaml', worded);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('text', () => {
  it('says what breaks, with the line in both documents, and exits with 1', async () => {
    const { code, stdout, stderr } = await compare('before.yaml', 'breaking.yaml');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/^before\.yaml → breaking\.yaml\n\nBreaking \(1\)\n/);
    expect(stdout).toMatch(/before\.yaml:\d+ → breaking\.yaml:\d+ {2}request-parameter-became-required/);
    expect(stdout).toMatch(/\n1 breaking change: callers have to change\n$/);
    expect(stdout).not.toContain('\u001b');
  });

  it('says of the same file twice that there are no changes, and exits with 0', async () => {
    expect(await compare('before.yaml', 'before.yaml')).toEqual({
      code: 0,
      signal: null,
      stdout: 'before.yaml → before.yaml: No changes\n',
      stderr: '',
    });
  });

  it('may be in Italian', async () => {
    const { stdout } = await compare('before.yaml', 'breaking.yaml', '--lang', 'it');
    expect(stdout).toContain('Incompatibile (1)');
    expect(stdout).toContain('1 modifica incompatibile: chi la usa deve adeguarsi');
  });
});

it('prints JSON as documented', async () => {
  const { code, stdout } = await compare('before.yaml', 'breaking.yaml', '--format', 'json');
  expect(code).toBe(1);
  const found = JSON.parse(stdout);
  expect(found).toMatchObject({
    base: 'before.yaml',
    revision: 'breaking.yaml',
    engine: expect.any(String),
    level: 'breaking',
    breaking: 1,
    warning: 0,
    info: 0,
    editorial: 0,
    notes: [{ id: 'api-version-not-bumped', message: expect.any(String) }],
    listed: 1,
  });
  expect(found.changes).toEqual([
    {
      id: 'request-parameter-became-required',
      level: 'breaking',
      message: expect.stringContaining('comune'),
      advice: expect.any(String),
      base_pointer: expect.stringMatching(/^\/paths\/~1residenti\/get\/parameters\/0/),
      base_line: expect.any(Number),
      base_column: expect.any(Number),
      revision_pointer: expect.stringMatching(/^\/paths\/~1residenti\/get\/parameters\/0/),
      revision_line: expect.any(Number),
      revision_column: expect.any(Number),
      operations: [{ method: 'GET', path: '/residenti' }],
      operation_count: 1,
      old: 'optional',
      new: 'required',
    },
  ]);
});

it('prints Markdown for a comment', async () => {
  const { code, stdout } = await compare('before.yaml', 'breaking.yaml', '--format', 'markdown', '--fail-on', 'none');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^### 1 breaking change: callers have to change\n\n`before\.yaml` → `breaking\.yaml`\n/);
  expect(stdout).toContain('#### Breaking (1)');
});

describe('--fail-on', () => {
  it.each([
    ['breaking.yaml', [1, 1, 1, 1, 0]],
    ['wider.yaml', [0, 0, 1, 1, 0]],
    ['worded.yaml', [0, 0, 0, 1, 0]],
    ['before.yaml', [0, 0, 0, 0, 0]],
  ])('is the least level that exits with 1: %s', async (revision, codes) => {
    const levels = ['breaking', 'warning', 'info', 'editorial', 'none'];
    const runs = levels.map(async (level) => (await compare('before.yaml', revision, '--fail-on', level)).code);
    expect(await Promise.all(runs)).toEqual(codes);
  });
});

describe('what is compared', () => {
  it('may come from standard input, once', async () => {
    const child = spawn(process.execPath, [`${root}infra/local/main.ts`, 'compare', '-', 'breaking.yaml'], {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stdin.end(before);
    const [code] = await once(child, 'close');
    expect(code).toBe(1);
    expect(Buffer.concat(chunks).toString()).toMatch(/^stdin → breaking\.yaml\n/);
    const twice = await compare('-', '-');
    expect(twice).toMatchObject({ code: 2, stderr: 'vedetta: only one of the two can be standard input (-)\n' });
  });

  it('may be at an address, through the guarded way out', async () => {
    const server = createServer((_, response) => void response.end(before)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/openapi.yaml`;
    const refused = await compare(url, 'breaking.yaml');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain(`vedetta: ${url}: `);
    const allowed = await runVedetta(['compare', url, 'breaking.yaml'], { ALLOW_ADDRESSES: '127.0.0.0/8' }, folder);
    server.close();
    expect(allowed).toMatchObject({ code: 1, stdout: expect.stringContaining(`${url} → breaking.yaml`) });
  });

  it('may be a revision of the data folder, by its number or the newest', async () => {
    const data = join(folder, 'data');
    mkdirSync(data);
    const blobs = createFileBlobs(join(data, 'blobs'));
    const store = createStore(createSqliteTable(join(data, 'vedetta.sqlite')), blobs, { crawl: 1, probe: 1 });
    const api = sampleApi('https://ente.example/openapi.yaml', { revision: 2 });
    await store.apis.put(api);
    for (const [index, text] of [before, breaking].entries()) {
      const body = new TextEncoder().encode(text);
      await store.documents.putDocument(sha256(body), body);
      await store.apis.addRevision(sampleRevision(api, index + 1, { digest: sha256(body) }));
    }
    const args = ['--data', 'data'];
    expect(await compare(`${api.id}@1`, `${api.id}@`, ...args)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining(`${api.id}@1 → ${api.id}@\n`),
    });
    expect((await compare('before.yaml', `${api.id}@1`, ...args)).stdout).toContain('No changes');
    expect(await compare(`${api.id}@3`, 'before.yaml', ...args)).toMatchObject({
      code: 2,
      stderr: `vedetta: ${api.id}@3: that API has no revision 3 in the data folder\n`,
    });
    expect((await compare('nowhere@1', 'before.yaml', ...args)).stderr).toBe(
      'vedetta: nowhere@1: no API nowhere is in the data folder\n',
    );
    file('before@1', before);
    expect((await compare('before@1', 'before.yaml', '--data', 'none')).code).toBe(0);
  });

  it.each([
    ['missing.yaml', /^vedetta: missing\.yaml: there is no such file$/],
    ['broken.yaml', /^vedetta: broken\.yaml: line 3, column 1: /],
    ['other.yaml', /^vedetta: other\.yaml: .*neither `openapi` nor `swagger`/],
    ['empty.yaml', /^vedetta: empty\.yaml: it is empty$/],
    ['1@', /^vedetta: --data \.vedetta: there is no catalogue in it$/],
  ])('that can not be read, as %s, is one line and exits with 2', async (name, line) => {
    file('broken.yaml', 'a:\n  - "\n');
    file('other.yaml', 'name: x\n');
    file('empty.yaml', '');
    for (const places of [
      [name, 'before.yaml'],
      ['before.yaml', name],
    ]) {
      const { code, stdout, stderr } = await compare(...places);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr.trimEnd()).toMatch(line);
    }
  });
});

it.each([
  [[]],
  [['before.yaml']],
  [['a', 'b', 'c']],
  [['a', 'b', '--format', 'html']],
  [['a', 'b', '--lang', 'de']],
])('misuse %j is one line and exits with 2', async (args) => {
  const { code, stdout, stderr } = await compare(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^vedetta: [^\n]+\n$/);
});
