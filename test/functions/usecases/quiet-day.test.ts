import { beforeAll, describe, expect, it } from 'vitest';
import { counted } from '../../../infra/aws/counted.ts';
import { type CostParts, countParts } from '../../fixtures/cost-parts.ts';

describe('a quiet day', () => {
  let parts: CostParts;
  beforeAll(async () => {
    parts = await countParts();
  });

  it('costs an endpoint at most two rows, and one request in each slot but for one in a week', () => {
    expect(parts.endpoint.endpointRows).toBeLessThanOrEqual(2);
    expect(parts.endpoint.requests).toBeGreaterThanOrEqual(288);
    expect(parts.endpoint.requests).toBeLessThan(289);
  });

  it('costs what the page of costs is made from, give or take a twentieth', () => {
    const flat = (all: CostParts) =>
      Object.entries(all).flatMap(([part, figures]) =>
        Object.entries(figures).map(([name, value]) => [`${part} ${name}`, value] as const),
      );
    const known = new Map(flat(counted));
    const found = flat(parts);
    expect(found.map(([name]) => name)).toEqual([...known.keys()]);
    const moved = found.filter(([name, value]) => Math.abs(value / (known.get(name) ?? 0) - 1) > 0.05);
    // `npm run bench -- cost` prints what infra/aws/counted.ts should say; then `node infra/aws/cost-page.ts`.
    expect(moved).toEqual([]);
  });
});
