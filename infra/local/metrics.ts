/** `/metrics` of one machine, for Prometheus: on AWS CloudWatch has them, and there is no such address. */
import { counting } from '../../functions/app.ts';
import { route } from '../../functions/http/route.ts';
import { httpFunction } from '../../functions/lambda.ts';
import { readMetrics } from '../../shared/usecases/read-metrics.ts';
import { prometheusType, renderPrometheus } from '../../shared/views/prometheus.ts';

export const handler = httpFunction([
  route({
    path: '/metrics',
    operationId: 'getMetrics',
    summary: 'What a monitoring system asks of this machine',
    tag: 'about',
    pathParameters: {},
    query: {},
    contentType: 'text/plain',
    maxAgeSeconds: 0,
    handle: async ({ world }) => ({
      contentType: prometheusType,
      body: renderPrometheus(await readMetrics(world, counting().counts())),
      headers: { 'Cache-Control': 'no-store' },
    }),
  }),
]);
