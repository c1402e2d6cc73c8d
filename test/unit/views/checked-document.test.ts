import { describe, expect, it } from 'vitest';
import {
  countFindings,
  groupFindings,
  noCounts,
  reaches,
  rulesOf,
  type Threshold,
} from '../../../shared/views/checked-document.ts';
import { madeDocument } from '../../fixtures/checked-document.ts';

const warning = { code: 'json-duplicate-key', severity: 'warning', message: '`a` twice', pointer: '/a' } as const;
const error = { code: 'wrong-type', severity: 'error', message: 'It lacks `paths`', pointer: '' } as const;

/** The result of a rule that this version does not know. */
const unknownRule = {
  rule: 'rule-of-tomorrow',
  severity: 'error',
  tested: 1,
  count: 1,
  waived: 0,
  findings: [],
} as const;

describe('the rules of a profile', () => {
  const assessment = madeDocument({ official: ['has-contact', 'sec-apikeys-cookie'] }).assessment;
  if (assessment === undefined) throw new Error('it is judged');
  const { profiles } = assessment;
  const secured = {
    ...assessment,
    profiles: { ...profiles, security: profiles.official.filter(({ rule }) => rule === 'sec-apikeys-cookie') },
  };
  const rulesIn = (profile: Parameters<typeof rulesOf>[1]): string[] =>
    rulesOf(secured, profile).map(({ rule }) => rule);

  it('are those of the national gate, or with those of security that its checker has too', () => {
    expect(rulesIn('official')).toEqual(['servers-description', 'has-contact']);
    expect(rulesIn('official-security')).toEqual(['servers-description', 'has-contact', 'sec-apikeys-cookie']);
  });

  it('are the guideline’s, those of security, or both', () => {
    expect(rulesIn('guideline')).toEqual(['servers-description', 'integer-format', 'use-semver']);
    expect(rulesIn('security')).toEqual(['sec-apikeys-cookie']);
    expect(rulesIn('all')).toEqual(['servers-description', 'integer-format', 'use-semver', 'sec-apikeys-cookie']);
  });
});

describe('findings in groups', () => {
  const idsOf = (...args: Parameters<typeof groupFindings>): string[] => groupFindings(...args).map(({ id }) => id);

  it('come from the gravest, the description itself first, what is all waived last', () => {
    const overrides = {
      severities: { 'integer-format': 'info', 'servers-description': 'error' },
      waivers: [{ rule: 'servers-description', reason: 'There is only one' }],
    } as const;
    const document = madeDocument({ problems: [warning, error], overrides });
    expect(idsOf(document, 'guideline', 5)).toEqual([
      'wrong-type',
      'json-duplicate-key',
      'integer-format',
      'servers-description',
    ]);
  });

  it('of one kind are as grave as the gravest of them', () => {
    const [group] = groupFindings(
      madeDocument({ problems: [{ ...error, severity: 'warning' }, error] }),
      'security',
      5,
    );
    expect(group).toMatchObject({ id: 'wrong-type', severity: 'error', count: 2 });
  });

  it('leave out a rule that this version does not know', () => {
    const { assessment, ...document } = madeDocument();
    if (assessment === undefined) throw new Error('it is judged');
    const profiles = { ...assessment.profiles, security: [unknownRule] };
    expect(idsOf({ ...document, assessment: { ...assessment, profiles } }, 'security', 5)).toEqual([]);
  });

  it('show snippets in YAML where the format of the document is not known', () => {
    const { analysis, assessment } = madeDocument();
    const { format: _, ...unknown } = analysis;
    const [{ findings = [] } = {}] = groupFindings(
      { analysis: unknown, ...(assessment && { assessment }) },
      'official',
      5,
    );
    expect(findings).toHaveLength(1);
    const [group] = groupFindings({ analysis: unknown, ...(assessment && { assessment }) }, 'guideline', 5);
    expect(group?.findings[0]?.snippet).toMatch(/^servers:\n/);
  });
});

describe('the counts', () => {
  it('hold problems of the description by their gravity, and those that are not listed by the verdict', () => {
    const invalid = madeDocument({ problems: [warning, error] });
    expect(countFindings(invalid, 'security')).toEqual({ ...noCounts, error: 1, warn: 1 });
    const more = (document: typeof invalid) => ({ ...document, analysis: { ...document.analysis, problemCount: 10 } });
    expect(countFindings(more(invalid), 'security')).toEqual({ ...noCounts, error: 9, warn: 1 });
    expect(countFindings(more(madeDocument({ problems: [warning] })), 'security')).toEqual({ ...noCounts, warn: 10 });
  });
});

describe('a threshold', () => {
  const reached = (found: keyof typeof noCounts): Threshold[] =>
    (['error', 'warn', 'info', 'hint', 'never'] as const).filter((least) =>
      reaches({ ...noCounts, [found]: 1 }, least),
    );

  it('is reached by findings of its gravity and more, and never by none', () => {
    expect(reached('error')).toEqual(['error', 'warn', 'info', 'hint']);
    expect(reached('warn')).toEqual(['warn', 'info', 'hint']);
    expect(reached('hint')).toEqual(['hint']);
    expect(reaches(noCounts, 'hint')).toBe(false);
  });
});
