import { describe, expect, it } from 'vitest';
import type { Change, Comparison } from '../../../shared/domain/changes/change.ts';
import { isNews, tellComparison } from '../../../shared/domain/changes/tell-comparison.ts';

const change = (level: Change['level'], more: Partial<Change> = {}): Change => ({
  id: 'endpoint-added',
  level,
  subject: {},
  operations: [],
  operationCount: 0,
  ...more,
});

const comparison = (changes: readonly Change[]): Comparison => ({
  engine: '1',
  breaking: 0,
  warning: 0,
  info: 0,
  editorial: 0,
  ...Object.fromEntries(
    ['breaking', 'warning', 'info', 'editorial'].map((level) => [
      level,
      changes.filter((each) => each.level === level).length,
    ]),
  ),
  changes,
  notes: [],
});

describe('what an event says of a comparison', () => {
  it('is at most a hundred changes, each with its first three operations, and the counts of all', () => {
    const operations = Array.from({ length: 5 }, (_, index) => ({ method: 'GET', path: `/p${index}` }));
    const changes = Array.from({ length: 150 }, () => change('info', { operations, operationCount: 5 }));
    const told = tellComparison(comparison([change('breaking'), ...changes]));
    expect(told.changes).toHaveLength(100);
    expect(told.changes[0]?.level).toBe('breaking');
    expect(told.changes[1]).toMatchObject({ operations: operations.slice(0, 3), operationCount: 5 });
    expect(told).toMatchObject({ level: 'breaking', counts: { breaking: 1, info: 150 } });
  });

  it('fits a row, however long the names in it are', () => {
    const changes = Array.from({ length: 100 }, () => change('breaking', { new: 'è'.repeat(400) }));
    const { changes: told } = tellComparison(comparison(changes));
    expect(new TextEncoder().encode(JSON.stringify(told)).byteLength).toBeLessThanOrEqual(24 * 1024 + 2);
    expect(told.length).toBeGreaterThan(20);
  });

  it('has no level when nothing changed', () => {
    expect(tellComparison(comparison([]))).not.toHaveProperty('level');
  });

  it('is news only when more than the wording changed', () => {
    expect(isNews(comparison([]))).toBe(false);
    expect(isNews(comparison([change('editorial')]))).toBe(false);
    expect(isNews(comparison([change('editorial'), change('info')]))).toBe(true);
  });
});
