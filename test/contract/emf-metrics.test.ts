/** Counts as CloudWatch reads them from the log: one JSON line of embedded metric format each. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createEmfMetrics } from '../../shared/adapters/aws/emf-metrics.ts';

describe('emf metrics', () => {
  afterEach(() => vi.restoreAllMocks());

  it('writes each count at once, as one line in the namespace Vedetta', () => {
    const lines: string[] = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => lines.push(String(chunk)) > 0);
    const metrics = createEmfMetrics();
    metrics.count('Fetched');
    expect(lines).toHaveLength(1);
    metrics.count('Failed', 7);
    expect(lines).toHaveLength(2);
    const [fetched, failed] = lines.map((line) => JSON.parse(line));
    expect(fetched).toMatchObject({ Fetched: 1, _aws: { CloudWatchMetrics: [{ Namespace: 'Vedetta' }] } });
    expect(failed).toMatchObject({ Failed: 7 });
    expect(failed.Fetched).toBeUndefined();
    expect(failed._aws.CloudWatchMetrics[0].Metrics).toEqual([{ Name: 'Failed', Unit: 'Count' }]);
    expect(lines.every((line) => line.endsWith('\n') && line.trim().split('\n').length === 1)).toBe(true);
  });
});
