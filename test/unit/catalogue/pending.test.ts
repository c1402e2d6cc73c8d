import { describe, expect, it } from 'vitest';
import { awaitSecondSight, type Pending } from '../../../shared/domain/catalogue/pending.ts';

const seen = (digest: string, seenAt: string) => ({ digest, finalUrl: 'https://ente.example/a.json', seenAt });
const first: Pending = { ...seen('a', '2026-11-25T08:00:00.000Z'), since: '2026-11-25T08:00:00.000Z', contents: 1 };

describe('another content', () => {
  it('waits at first sight', () => {
    expect(awaitSecondSight(undefined, seen('a', '2026-11-25T08:00:00.000Z'), false)).toEqual(first);
  });

  it('counts at second sight', () => {
    expect(awaitSecondSight(first, seen('b', '2026-11-25T08:02:00.000Z'), true)).toBeUndefined();
  });

  it('waits anew when it is yet another, and the third in a row counts', () => {
    const second = awaitSecondSight(first, seen('b', '2026-11-25T08:02:00.000Z'), false);
    expect(second).toMatchObject({ digest: 'b', since: first.since, contents: 2 });
    expect(awaitSecondSight(second, seen('c', '2026-11-25T08:04:00.000Z'), false)).toBeUndefined();
  });

  it('counts when none was seen twice for six hours', () => {
    expect(awaitSecondSight(first, seen('b', '2026-11-25T14:00:00.000Z'), false)).toBeDefined();
    expect(awaitSecondSight(first, seen('b', '2026-11-25T14:00:01.000Z'), false)).toBeUndefined();
  });
});
