import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStopwatch } from '../../../shared/adapters/system/stopwatch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a stopwatch', () => {
  it('expires once, after its budget of running time', () => {
    const expire = vi.fn();
    const watch = createStopwatch(100, expire);
    vi.advanceTimersByTime(1000);
    watch.start();
    vi.advanceTimersByTime(99);
    expect([expire.mock.calls.length, watch.isOver]).toEqual([0, false]);
    vi.advanceTimersByTime(1);
    watch.start();
    vi.advanceTimersByTime(1000);
    expect([expire.mock.calls.length, watch.isOver]).toEqual([1, true]);
  });

  it('does not run while it is stopped', () => {
    const expire = vi.fn();
    const watch = createStopwatch(100, expire);
    for (let turn = 0; turn < 9; turn += 1) {
      watch.start();
      watch.start();
      vi.advanceTimersByTime(10);
      watch.stop();
      watch.stop();
      vi.advanceTimersByTime(1000);
    }
    expect(expire).not.toHaveBeenCalled();
    watch.start();
    vi.advanceTimersByTime(10);
    expect(expire).toHaveBeenCalledOnce();
  });
});
