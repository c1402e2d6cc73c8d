import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderCostPage } from '../../../infra/aws/cost-page.ts';

it('the page of costs is what its build makes', () => {
  expect(readFileSync(new URL('../../../infra/aws/COST.md', import.meta.url), 'utf8')).toBe(renderCostPage());
});
