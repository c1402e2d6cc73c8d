import { describe, expect, it } from 'vitest';
import { makeHistory } from '../../bench/replay/history.ts';
import { rules } from '../../bench/replay/rules.ts';
import { scoreOf } from '../../bench/replay/score.ts';

/** Twenty years of endpoints; the bench replays sixty. */
const history = makeHistory(8, 60, 122);
const scores = new Map(rules.map(({ name, run }) => [name, scoreOf(history, run(history))]));

describe('over months with outages that are known', () => {
  it('nobody is called down who was up, beyond what was promised', () => {
    expect(scores.get('ours')?.falsePerEndpointYear).toBeLessThanOrEqual(0.02);
  });

  it('an outage of ten minutes is always told, half of them within four minutes', () => {
    expect(scores.get('ours')?.outages).toBeGreaterThan(30);
    expect(scores.get('ours')).toMatchObject({ missed: 0 });
    expect(scores.get('ours')?.medianDetection).toBeLessThanOrEqual(240);
  });

  it('one that comes and goes for two hours is one incident', () => {
    expect(scores.get('ours')?.flaps).toBeGreaterThanOrEqual(10);
    expect(scores.get('ours')?.mostPerFlap).toBe(1);
  });

  it('the rules of others do worse in one of these at least', () => {
    for (const [name, { falsePerEndpointYear, medianDetection, missed }] of scores) {
      if (name === 'ours') continue;
      expect(falsePerEndpointYear > 0.02 || medianDetection > 240 || missed > 0, name).toBe(true);
    }
  });
});
