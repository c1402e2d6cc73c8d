/** Parity with the official ruleset on real descriptions. Needs the corpus beside the project; skipped for users. */
import { describe, expect, it } from 'vitest';
import {
  compareWithOfficial,
  errorsIn,
  filesWithoutAnyError,
  filesWithoutErrors,
  hasParityCounts,
  isReasonFor,
  readParityRows,
  reasons,
} from '../../fixtures/official-parity.ts';

const title = hasParityCounts
  ? 'the official profile on 191 real documents'
  : 'the official profile on real documents (skipped: the corpus is not beside the project)';

describe.skipIf(!hasParityCounts)(title, () => {
  it.each(['full', 'full and security'] as const)('finds what the official checker found: %s', (profile) => {
    const { pairs, sameFailing, sameCount } = compareWithOfficial(profile);
    expect(readParityRows()).toHaveLength(191);
    expect(pairs).toBe(191 * (profile === 'full' ? 50 : 64));
    expect(sameFailing / pairs).toBeGreaterThanOrEqual(0.99);
    expect(sameCount / pairs).toBeGreaterThanOrEqual(0.97);
  });

  it('has a reason for every difference, and no reason that is no longer needed', () => {
    const { differences } = compareWithOfficial('full and security');
    expect(differences.filter(({ reason }) => reason === undefined)).toEqual([]);
    const needed = reasons.flatMap((reason) =>
      reason.rules === 'all' ? [reason] : reason.rules.map((rule) => ({ ...reason, rules: [rule] })),
    );
    expect(needed.filter((reason) => !differences.some((each) => isReasonFor(reason, each)))).toEqual([]);
  });

  it('has no error in the documents in which the official one has none', () => {
    const files = filesWithoutErrors();
    expect(files).toHaveLength(18);
    expect(files.filter((file) => errorsIn(file).length > 0)).toEqual([]);
  });

  it.each([
    'specs/developers-italia/developers-italia-api/software-catalog-api.oas.yaml',
    'specs/teamdigitale/api-starter-kit-go/openapi/simple.yaml',
  ])('has no error in %s, in which the official checker finds none at all', (file) => {
    expect(filesWithoutAnyError()).toContain(file);
    expect(errorsIn(file)).toEqual([]);
  });
});
