import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../fixtures/run-vedetta.ts';

const folder = mkdtempSync(join(tmpdir(), 'vedetta-packed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const node = (args: readonly string[], cwd: string): string =>
  execFileSync(process.execPath, args, { cwd, encoding: 'utf8' });

beforeAll(() => {
  node([`${root}infra/local/build/pack.ts`], root);
});

it('the packed command checks a description far from its sources, with the rules in its worker', () => {
  writeFileSync(
    join(folder, 'openapi.yaml'),
    'openapi: 3.0.3\ninfo:\n  title: Anagrafe\n  version: 1.0.0\npaths: {}\n',
  );
  const result = node([`${root}dist/vedetta.js`, 'check', '*.yaml', '--format', 'json', '--fail-on', 'never'], folder);
  const [document] = JSON.parse(result).documents;
  expect(document).toMatchObject({ file: 'openapi.yaml', verdict: 'valid', score: expect.any(Number) });
  expect(document.findings.length).toBeGreaterThan(0);
});

it('the packed service shows pages with the files that they are made with', async () => {
  const nobody = { id: 'nobody', name: 'Nobody', domains: ['127.0.0.1'], sources: [{ url: 'http://127.0.0.1:9/' }] };
  writeFileSync(join(folder, 'sources.json'), JSON.stringify({ publishers: [nobody] }));
  const { DATA_DIR: _, ...environment } = process.env;
  const args = ['serve', '--sources', 'sources.json', '--data', 'data', '--port', '0'];
  const child = spawn(process.execPath, [`${root}dist/vedetta.js`, ...args], { cwd: folder, env: environment });
  const ended = once(child, 'exit');
  try {
    const base = await new Promise<string>((resolve, reject) => {
      let said = '';
      let complaints = '';
      child.stderr.on('data', (chunk: Buffer) => {
        complaints += chunk.toString();
      });
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const [, url] = /(http:\/\/127\.0\.0\.1:\d+)\//.exec(said) ?? [];
        if (url !== undefined) resolve(url);
      });
      child.once('close', () => reject(new Error(`it ended: ${said}${complaints}`)));
    });
    const page = await (await fetch(`${base}/it/`)).text();
    const files = [...page.matchAll(/(?:href|src)="(\/assets\/[^"#]+)/g)].map(([, path]) => path);
    expect(files.length).toBeGreaterThanOrEqual(3);
    for (const path of new Set(files)) expect((await fetch(base + path)).status, path).toBe(200);
    const style = files.find((path) => path?.includes('/vedetta.')) ?? '';
    expect((await (await fetch(base + style)).text()).length).toBeGreaterThan(0);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
});
