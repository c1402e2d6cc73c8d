import { expect, it } from 'vitest';
import { runChaos } from '../../bench/chaos/run-chaos.ts';

it('loses nothing, doubles nothing and leaves no incident open, whatever goes wrong', async () => {
  const report = await runChaos({ seed: 5, endpoints: 20, slots: 1000, doubled: 0.05, killed: 0.1, throttled: 0.02 });
  expect(report.violations).toEqual([]);
  expect(report.kills).toBeGreaterThan(50);
  expect(report.doubles).toBeGreaterThan(20);
  expect(report.throttles).toBeGreaterThan(10);
  expect(report.incidents).toBe(report.outages);
  expect(report.outages).toBeGreaterThan(50);
});
