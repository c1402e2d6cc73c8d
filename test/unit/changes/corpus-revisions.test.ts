/** Real revisions of real descriptions, each against the one before it. Needs the corpus. */
import { describe, expect, it } from 'vitest';
import { type Comparison, changeLevels } from '../../../shared/domain/changes/change.ts';
import { compare } from '../../../shared/domain/changes/compare.ts';
import { hasCorpusRevisions, listHistories, listRevisionPairs, readRevision } from '../../fixtures/corpus-revisions.ts';
import { judgedRevisions } from '../../fixtures/judged-revisions.ts';

const today = '2026-11-23';

/** Undefined: one of the two is no document, which the crawl never compares. */
function compareFiles(base: string, revision: string): Comparison | undefined {
  const [before, after] = [readRevision(base), readRevision(revision)];
  return before.ok && after.ok ? compare(before.value, after.value, today) : undefined;
}

const tell = (id: string, base = 'nowhere', revision = 'nowhere'): string => `${id} ${base} ${revision}`;

const absent = hasCorpusRevisions ? '' : ' (skipped: the corpus is not beside the project)';

describe.skipIf(!hasCorpusRevisions)(`the revisions of the corpus${absent}`, () => {
  it('are compared one after the other, and none floods its readers', () => {
    const pairs = listRevisionPairs();
    expect(pairs.length).toBe(listHistories().reduce((total, files) => total + files.length - 1, 0));
    const compared = pairs.flatMap(({ base, revision }) => compareFiles(base, revision) ?? []);
    expect(compared.length).toBeGreaterThan(400);
    for (const { changes, ...counts } of compared) {
      for (const level of changeLevels) {
        expect(changes.filter((change) => change.level === level)).toHaveLength(counts[level]);
      }
      expect(changes.every(({ operations, operationCount }) => operations.length === operationCount)).toBe(true);
    }
    const listed = compared.map(({ breaking, warning, info }) => breaking + warning + info).sort((a, b) => a - b);
    expect(listed[Math.ceil(0.99 * listed.length) - 1]).toBeLessThanOrEqual(120);
  });

  it.each(judgedRevisions)('break their callers as a reader of $revision finds', ({ base, revision, breaking }) => {
    const { changes } = compareFiles(base, revision)!;
    const found = changes.filter(({ level }) => level === 'breaking');
    expect(found.map(({ id, basePointer, revisionPointer }) => tell(id, basePointer, revisionPointer)).sort()).toEqual(
      breaking.map(({ id, base: old, revision: now }) => tell(id, old, now)).sort(),
    );
  });
});
