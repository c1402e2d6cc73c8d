import { describe, expect, it } from 'vitest';
import { makeHistory } from '../../bench/replay/history.ts';
import { runProduct } from '../../bench/replay/product.ts';
import { scoreOf } from '../../bench/replay/score.ts';

describe('days with outages that are known, through the product itself', () => {
  it('tell them all soon, each flapping as one, and nobody who was up', async () => {
    const history = makeHistory(11, 40, 5, 30);
    const score = scoreOf(history, await runProduct(history));
    expect(score.outages).toBeGreaterThan(40);
    expect(score.flaps).toBeGreaterThan(20);
    expect(score).toMatchObject({ missed: 0, falsePerEndpointYear: 0, mostPerFlap: 1 });
    expect(score.medianDetection).toBeLessThanOrEqual(240);
  });
});
