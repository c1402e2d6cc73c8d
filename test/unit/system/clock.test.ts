import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../shared/adapters/system/clock.ts';

describe('the system’s clock', () => {
  it('tells milliseconds since 1970', () => {
    const before = Date.now();
    const now = systemClock.now();
    expect(now >= before && now <= Date.now()).toBe(true);
  });

  it('wakes a sleeper early when it is told to', async () => {
    const waker = new AbortController();
    const sleep = systemClock.sleep(3_600_000, waker.signal);
    waker.abort();
    await expect(sleep).rejects.toThrow('abort');
  });

  it('does not sleep at all when it is told so before', async () => {
    await expect(systemClock.sleep(3_600_000, AbortSignal.abort())).rejects.toThrow('abort');
  });

  it('sleeps without a signal too', async () => {
    await expect(systemClock.sleep(1)).resolves.toBeUndefined();
  });
});
