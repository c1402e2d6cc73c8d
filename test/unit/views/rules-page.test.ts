import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { quirks } from '../../../shared/domain/compliance/official/quirks.ts';
import { findRule, ruleset } from '../../../shared/domain/compliance/ruleset.ts';
import { renderRulesPage } from '../../../shared/views/rules-page.ts';

describe('the page of rules', () => {
  it('is what the rules say now (node infra/local/build/rules-page.ts writes it)', () => {
    const written = readFileSync(new URL('../../../shared/domain/compliance/rules/README.md', import.meta.url), 'utf8');
    expect(written).toBe(renderRulesPage());
  });

  it('has each rule with its section, and an example that passes and one that fails', () => {
    const page = renderRulesPage();
    for (const { id, reference } of ruleset) {
      const [, text = ''] = page.split(`\n## ${id}\n`);
      expect(text.split('\n## ')[0]).toContain(`[${reference}]`);
      expect(text.split('\n## ')[0]?.match(/^```yaml$/gm)).toHaveLength(2);
    }
  });

  it('tells quirks of official rules only', () => {
    for (const id of Object.keys(quirks)) expect(findRule(id)?.official).toBeDefined();
  });
});
