import { describe, expect, it } from 'vitest';
import { eventIdOf, kindOfRevision } from '../../../shared/domain/catalogue/api.ts';
import type { Verdict } from '../../../shared/domain/description/analysis.ts';

const broken: readonly Verdict[] = ['invalid', 'unresolvable-ref', 'too-large'];
const all: readonly Verdict[] = ['valid', ...broken, 'not-a-description', 'unanalysable'];

describe('kindOfRevision', () => {
  it.each(all)('tells the first revision as a publication, also when it is %s', (verdict) => {
    expect(kindOfRevision(undefined, verdict)).toBe('api.published');
  });

  it.each(broken)('tells valid → %s as no longer valid, and the way back as valid again', (verdict) => {
    expect(kindOfRevision('valid', verdict)).toBe('api.invalid');
    expect(kindOfRevision(verdict, 'valid')).toBe('api.valid');
  });

  it('tells one breakage after another as a change', () => {
    for (const from of broken) for (const to of broken) expect(kindOfRevision(from, to)).toBe('api.changed');
  });

  it('draws no conclusion on validity from an analysis that did not finish', () => {
    for (const verdict of all) {
      expect(kindOfRevision('unanalysable', verdict)).toBe('api.changed');
      expect(kindOfRevision(verdict, 'unanalysable')).toBe('api.changed');
    }
  });
});

describe('eventIdOf', () => {
  it('tells what happened once: the same parts give the same id, any other part another', () => {
    const ids = [
      eventIdOf('a', 'api.changed', '1', '2'),
      eventIdOf('b', 'api.changed', '1', '2'),
      eventIdOf('a', 'api.invalid', '1', '2'),
      eventIdOf('a', 'api.changed', '2', '2'),
      eventIdOf('a', 'api.changed', '1', '3'),
    ];
    expect(new Set(ids).size).toBe(5);
    expect(eventIdOf('a', 'api.changed', '1', '2')).toBe(ids[0]);
  });
});
