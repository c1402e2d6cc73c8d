import { expect, it } from 'vitest';
import { countQuietDay } from '../../fixtures/quiet-day.ts';

it('a quiet endpoint costs at most two rows a day', { timeout: 60_000 }, async () => {
  const [few, more] = [await countQuietDay(2), await countQuietDay(6)];
  expect(few.requests).toBeGreaterThanOrEqual(2 * 288);
  expect(more.probing.rowsWritten).toBe(few.probing.rowsWritten);
  expect((more.rollingUp.rowsWritten - few.rollingUp.rowsWritten) / 4).toBeLessThanOrEqual(2);
});
