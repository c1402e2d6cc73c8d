/** The system's clock. */
import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../ports.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (durationMs, signal) => {
    await setTimeout(durationMs, undefined, signal === undefined ? {} : { signal });
  },
};
