import { describe, expect, it } from 'vitest';
import { changeLevels } from '../../../../shared/domain/changes/change.ts';
import { levelChip, levelCount, levelCounts } from '../../../../shared/views/pages/level-chip.ts';

describe('levels of changes on pages', () => {
  it('have the same names of one and of many', () => {
    const told = changeLevels.map((level) => [1, 1200].map((count) => levelCount(level, count, 'it')));
    expect(told).toEqual([
      ['1 incompatibile', '1.200 incompatibili'],
      ['1 da verificare', '1.200 da verificare'],
      ['1 compatibile', '1.200 compatibili'],
      ['1 redazionale', '1.200 redazionali'],
    ]);
    expect(levelCount('info', 2, 'en')).toBe('2 compatible');
    for (const level of changeLevels)
      expect(levelChip(level, 'it').text).toContain(levelCount(level, 1, 'it').slice(2));
  });

  it('are counted where there is something, each a link', () => {
    const { text } = levelCounts({ breaking: 2, warning: 0, info: 1, editorial: 0 }, 'en', (level) => `#${level}`);
    expect(text).toContain('href="#breaking">2 breaking</a>');
    expect(text).toContain('href="#info">1 compatible</a>');
    expect(text).not.toContain('#warning');
  });
});
