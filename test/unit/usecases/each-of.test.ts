import { describe, expect, it } from 'vitest';
import { eachOf } from '../../../shared/usecases/each-of.ts';

describe('eachOf', () => {
  it.each([1, 3, 100])('gives the results in the order of the items, with at most %i at once', async (atOnce) => {
    let running = 0;
    let most = 0;
    const results = await eachOf([5, 1, 4, 2, 3], atOnce, async (turns) => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      running -= 1;
      return turns * 10;
    });
    expect(results).toEqual([50, 10, 40, 20, 30]);
    expect(most).toBe(Math.min(atOnce, 5));
  });

  it('fails when one of them fails', async () => {
    const work = async (item: number): Promise<number> => {
      if (item === 2) throw new Error('two');
      return item;
    };
    await expect(eachOf([1, 2, 3], 2, work)).rejects.toThrow('two');
  });
});
