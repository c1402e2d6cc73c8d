import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { changeIds } from '../../../shared/domain/changes/catalogue.ts';
import { renderChangesPage } from '../../../shared/views/changes-page.ts';

describe('the page of changes', () => {
  const page = renderChangesPage();

  it('is what the catalogue, the examples and the words say now (node infra/local/build/changes-page.ts writes it)', () => {
    const written = readFileSync(new URL('../../../shared/domain/changes/README.md', import.meta.url), 'utf8');
    expect(written === page, 'run node infra/local/build/changes-page.ts').toBe(true);
  });

  it('has each change once, with what was before and after and its sentence', () => {
    for (const id of changeIds) {
      const [, text, ...others] = page.split(`\n### ${id}\n`);
      expect(others, id).toEqual([]);
      const own = text?.split('\n#')[0];
      expect(own, id).toMatch(/^Before, .*`\{.*\}`$/m);
      expect(own, id).toMatch(/^After: `\{.*\}`$/m);
      expect(own, id).toMatch(/^> .*\.$/m);
    }
  });
});
