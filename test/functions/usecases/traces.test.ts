import { expect, it } from 'vitest';
import { probeVerdicts } from '../../../shared/domain/uptime/sample.ts';
import { rawTime, rolledUp, traceEnd, traceOf, traceStart } from '../../fixtures/sample-traces.ts';

it('roll-ups of 10,000 random traces of 400 days, both changes of the clock included, are exactly their milliseconds', () => {
  for (let seed = 1; seed <= 10_000; seed += 1) {
    const trace = traceOf(seed);
    const found = rolledUp(trace);
    const raw = rawTime(trace, traceStart, traceEnd);
    if (probeVerdicts.some((verdict) => found[verdict] !== raw[verdict])) expect(found, `seed ${seed}`).toEqual(raw);
  }
});
