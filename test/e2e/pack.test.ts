import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { root } from '../fixtures/run-vedetta.ts';

const folder = mkdtempSync(join(tmpdir(), 'vedetta-packed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('the packed command checks a description far from its sources, with the rules in its worker', () => {
  const node = (args: readonly string[], cwd: string): string =>
    execFileSync(process.execPath, args, { cwd, encoding: 'utf8' });
  node([`${root}infra/local/build/pack.ts`], root);
  writeFileSync(
    join(folder, 'openapi.yaml'),
    'openapi: 3.0.3\ninfo:\n  title: Anagrafe\n  version: 1.0.0\npaths: {}\n',
  );
  const result = node([`${root}dist/vedetta.js`, 'check', '*.yaml', '--format', 'json', '--fail-on', 'never'], folder);
  const [document] = JSON.parse(result).documents;
  expect(document).toMatchObject({ file: 'openapi.yaml', verdict: 'valid', score: expect.any(Number) });
  expect(document.findings.length).toBeGreaterThan(0);
});
