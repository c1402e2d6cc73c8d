import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Figures, timeOf, unknownFor } from '../../../shared/domain/uptime/availability.ts';
import { createRecentTime } from '../../../shared/domain/uptime/recent-time.ts';

const level = fc.record({ apiId: fc.constantFrom('a', 'b', 'c'), up: fc.nat(86_400_000), down: fc.nat(86_400_000) });
const figures = (up: number, down: number): Figures => ({
  ...unknownFor(0),
  ms: timeOf((verdict) => (verdict === 'up' ? up : verdict === 'down' ? down : 0)),
});

it('adds up the days of each API exactly, in whatever order they come', () => {
  fc.assert(
    fc.property(fc.array(level, { maxLength: 40 }), (days) => {
      const levels = days.map(({ apiId, up, down }) => ({ apiId, publisherId: 'p', ...figures(up, down) }));
      const add = (all: typeof levels) => {
        const recent = createRecentTime();
        for (const each of all) recent.add({ apis: [each] });
        return recent.end('2026-11-25');
      };
      const found = add(levels);
      expect(found).toEqual(add(levels.toReversed()));
      for (const [apiId, ms] of Object.entries(found.apis)) {
        const its = days.filter((day) => day.apiId === apiId);
        expect(ms.up).toBe(its.reduce((sum, { up }) => sum + up, 0));
        expect(ms.down).toBe(its.reduce((sum, { down }) => sum + down, 0));
      }
      expect(Object.keys(found.apis).sort()).toEqual([...new Set(days.map(({ apiId }) => apiId))].sort());
    }),
  );
});
