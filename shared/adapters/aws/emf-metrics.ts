/** Counts as CloudWatch metrics: one line of embedded metric format each (CloudWatch, "Embedded metric format"). */
import { MetricUnit, Metrics as PowertoolsMetrics } from '@aws-lambda-powertools/metrics';
import type { Metrics } from '../../ports.ts';

/** Written at once: a function that is stopped at its deadline loses no count. */
export function createEmfMetrics(): Metrics {
  const metrics = new PowertoolsMetrics({ namespace: 'Vedetta' });
  return {
    count(name, value = 1) {
      metrics.addMetric(name, MetricUnit.Count, value);
      metrics.publishStoredMetrics();
    },
  };
}
