import { describe, expect, it } from 'vitest';
import { createSqliteTable } from '../../../shared/adapters/embedded/sqlite-table.ts';
import { readConfig } from '../../../shared/config.ts';
import { probeVerdicts } from '../../../shared/domain/uptime/sample.ts';
import { createStore } from '../../../shared/store/store.ts';
import { readMetrics } from '../../../shared/usecases/read-metrics.ts';
import { FakeClock } from '../../fixtures/fake-clock.ts';
import { createMemoryBlobs } from '../../fixtures/memory-blobs.ts';
import { createKeptLog, sampleApi, sampleEndpoint } from '../../fixtures/sample-records.ts';

const api = sampleApi('https://api.example/openapi.yaml');

describe('whether an endpoint answers', () => {
  it('is told where that is known: not of one that is silent as announced, nor of one that is blocked to us', async () => {
    const store = createStore(createSqliteTable(':memory:'), createMemoryBlobs(), { crawl: 1, probe: 1 });
    for (const verdict of probeVerdicts)
      await store.endpoints.add(sampleEndpoint(api, `https://api.example/${verdict}`, { verdict }));
    const world = {
      store,
      clock: new FakeClock(),
      log: createKeptLog(),
      metrics: { count: () => {} },
      config: readConfig({}),
    };
    const families = await readMetrics(world, new Map());
    const samplesOf = (wanted: string) => families.find(({ name }) => name === wanted)?.samples ?? [];
    const values = samplesOf('vedetta_endpoint_up').map(({ labels, value }) => [labels?.url, value]);
    expect(Object.fromEntries(values)).toEqual({
      'https://api.example/up': 1,
      'https://api.example/degraded': 1,
      'https://api.example/down': 0,
    });
    expect(samplesOf('vedetta_endpoints').map(({ value }) => value)).toEqual(probeVerdicts.map(() => 1));
  });
});
