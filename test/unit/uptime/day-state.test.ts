import { describe, expect, it } from 'vitest';
import { type TimeByVerdict, timeOf } from '../../../shared/domain/uptime/availability.ts';
import { stateOfDay } from '../../../shared/domain/uptime/day-state.ts';

const hours = (given: Partial<TimeByVerdict>): TimeByVerdict => timeOf((verdict) => (given[verdict] ?? 0) * 3_600_000);

describe('the state of a day', () => {
  it('is down when it was down for any time at all, whatever else it was', () => {
    expect(stateOfDay(hours({ up: 23.99, down: 0.01 }))).toBe('down');
    expect(stateOfDay(hours({ up: 12, degraded: 11, down: 1 }))).toBe('down');
  });

  it('is degraded when that was the worst', () => {
    expect(stateOfDay(hours({ up: 23, degraded: 1 }))).toBe('degraded');
  });

  it('is else what took most of it', () => {
    expect(stateOfDay(hours({ up: 20, unknown: 4 }))).toBe('up');
    expect(stateOfDay(hours({ up: 4, unknown: 20 }))).toBe('unknown');
    expect(stateOfDay(hours({ up: 4, blocked: 20 }))).toBe('blocked');
    expect(stateOfDay(hours({ up: 4, maintenance: 20 }))).toBe('maintenance');
  });

  it('is unknown when nobody looked: never up, never down', () => {
    expect(stateOfDay(undefined)).toBe('unknown');
    expect(stateOfDay(hours({}))).toBe('unknown');
  });
});
