/** Each bundled function in a process of its own, with a real event, over SQLite and files instead of AWS. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { callBundle, functionNames, httpEvent, synthesiseDeployment } from './deployed-bundles.ts';

const { directory, bundles } = synthesiseDeployment();
afterAll(() => rmSync(directory, { recursive: true }));

const onOneMachine = () => ({ DATA_DIR: mkdtempSync(join(directory, 'data-')) });

describe('bundles', () => {
  it('are one file each; the analysis worker lies beside crawl', () => {
    const own = ['index.mjs', 'index.mjs.map'];
    const worker = ['analysis-worker.mjs', 'analysis-worker.mjs.map'];
    for (const name of functionNames) {
      expect(bundles[name].files).toEqual(name === 'crawl' ? [...worker, ...own] : own);
    }
  });

  it('of what readers call stay within 600 KB, without YAML parser and swagger-parser', () => {
    for (const name of ['api', 'dashboard'] as const) {
      expect(bundles[name].bytes).toBeLessThanOrEqual(600_000);
      expect(bundles[name].sources.filter((source) => /node_modules\/(js-yaml|@apidevtools)\//.test(source))).toEqual(
        [],
      );
    }
  });
});
