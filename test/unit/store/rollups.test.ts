import { expect, it } from 'vitest';
import { createSqliteTable } from '../../../shared/adapters/embedded/sqlite-table.ts';
import { createRollUps } from '../../../shared/store/rollups.ts';

const rollUps = createRollUps(createSqliteTable(':memory:'));

it('the last day that is finished is remembered for each shard', async () => {
  expect(await rollUps.finished(1)).toBeUndefined();
  await rollUps.putFinished(1, '2026-11-23');
  expect(await rollUps.finished(1)).toBe('2026-11-23');
  expect(await rollUps.finished(0)).toBeUndefined();
});
