import { describe, expect, it } from 'vitest';
import {
  type Assessed,
  errorsOf,
  hasMoved,
  lastKnown,
  moveFacts,
  remember,
  type Standing,
  sameAssessment,
} from '../../../shared/domain/compliance/compliance.ts';
import { complianceOf } from '../../../shared/domain/compliance/compliance-of.ts';
import { examineCompliance } from '../../../shared/domain/compliance/examine.ts';
import { noOverrides } from '../../../shared/domain/compliance/overrides.ts';
import type { Problem } from '../../../shared/domain/description/analysis.ts';

const morning = '2026-11-23T08:00:00.000Z';
const about = { apiId: 'a', publisherId: 'p', revision: 2, digest: 'd', problems: 0 };
const text = JSON.stringify({ openapi: '3.1.0', info: {}, servers: [{ url: 'https://a.example' }], paths: {} });
const report = examineCompliance({ value: JSON.parse(text), text, format: 'json' });
const standing: Standing = { ruleset: '1', score: 70, grade: 'C', publishable: false, errors: 3 };

describe('the errors of a description', () => {
  const problem = (severity: Problem['severity']): Problem => ({ code: 'x', severity, message: 'x', pointer: '' });
  const problems = [problem('error'), problem('warning'), problem('error')];

  it('are those that are told and those that are not', () => {
    expect(errorsOf({ verdict: 'invalid', problems, problemCount: 3 }, false)).toBe(2);
    expect(errorsOf({ verdict: 'invalid', problems, problemCount: 10 }, false)).toBe(9);
  });

  it('are none when it is valid, or when they are nobody’s fault', () => {
    expect(errorsOf({ verdict: 'valid', problems: [problem('warning')], problemCount: 300 }, false)).toBe(0);
    expect(errorsOf({ verdict: 'unresolvable-ref', problems, problemCount: 3 }, true)).toBe(0);
  });
});

describe('an assessment in figures', () => {
  it('has every rule that applies, also those that find nothing, and no other', () => {
    const { rules, openapi } = complianceOf(about, report, noOverrides, morning);
    expect(rules).toMatchObject({ 'servers-description': 1 });
    const applying = [...(report?.guideline ?? []), ...(report?.security ?? [])].filter(({ tested }) => tested > 0);
    expect(Object.keys(rules).sort()).toEqual(applying.map(({ rule }) => rule).sort());
    expect(openapi).toBe('openapi-3.1');
  });

  it('leaves out what is off, and what is waived counts nothing', () => {
    const overrides = {
      severities: { 'has-contact': 'off' },
      waivers: [{ rule: 'servers-description', reason: 'x' }],
    } as const;
    const { rules, ruleset } = complianceOf(about, report, overrides, morning);
    expect(rules).not.toHaveProperty('has-contact');
    expect(rules).toMatchObject({ 'servers-description': 0 });
    expect(ruleset).toContain('+');
  });

  it('counts the errors of the description itself', () => {
    const { errors } = complianceOf(about, report, noOverrides, morning);
    expect(complianceOf({ ...about, problems: 5 }, report, noOverrides, morning).errors).toBe((errors ?? 0) + 5);
  });

  it('has no gate’s verdict while only a bad moment stands between it and a good one', () => {
    const clean = report && { ...report, official: [] };
    expect(complianceOf(about, clean, noOverrides, morning).publishable).toBe(true);
    expect(complianceOf({ ...about, excused: true }, clean, noOverrides, morning).publishable).toBeNull();
    expect(complianceOf({ ...about, problems: 1, excused: true }, clean, noOverrides, morning).publishable).toBe(false);
  });

  it('is unknown without a report', () => {
    const unknown = { score: null, grade: null, publishable: null, errors: null, rules: {}, official: {} };
    expect(complianceOf(about, undefined, noOverrides, morning)).toMatchObject(unknown);
  });

  it('is the same whenever it was made, in whatever order it was stored', () => {
    const one = complianceOf(about, report, noOverrides, morning);
    const rules = Object.fromEntries(Object.entries(one.rules).toReversed());
    const stored = { ...one, rules, assessedAt: 'later', version: 7, before: standing };
    expect(sameAssessment(one, stored)).toBe(true);
    expect(sameAssessment(one, { ...stored, revision: 3 })).toBe(false);
    expect(sameAssessment(one, { ...stored, rules: { ...rules, 'use-semver': 99 } })).toBe(false);
  });
});

describe('what was known last', () => {
  const unknown = { score: null, grade: null, publishable: null, errors: null };
  const assessed = (more: Partial<Assessed> = {}): Assessed => ({
    ...complianceOf(about, undefined, noOverrides, morning),
    ...standing,
    ...more,
  });
  const kept = (next: Partial<Assessed>, before: Assessed | undefined) => remember(assessed(next), before);

  it('is what is known now, where all is known', () => {
    expect(kept({ grade: 'A' }, assessed())).not.toHaveProperty('known');
    expect(lastKnown(assessed())).toEqual(standing);
  });

  it('is kept part by part, through any number of assessments that know nothing', () => {
    const blind = kept(unknown, kept(unknown, assessed()));
    expect(lastKnown(blind)).toEqual(standing);
    expect(lastKnown(kept({ publishable: null, errors: 0, score: 95, grade: 'A' }, blind))).toEqual({
      ...standing,
      score: 95,
      grade: 'A',
    });
    expect(kept(unknown, blind)).toEqual(blind);
  });

  it('is of one ruleset, and nothing when nothing was known', () => {
    expect(kept({ ...unknown, ruleset: '2' }, assessed())).not.toHaveProperty('known');
    expect(kept(unknown, undefined)).not.toHaveProperty('known');
    expect(kept(unknown, assessed(unknown))).not.toHaveProperty('known');
  });
});

describe('a move', () => {
  it.each<[string, Partial<Assessed>, boolean]>([
    ['another grade', { grade: 'B' }, true],
    ['another verdict of the gate', { publishable: true }, true],
    ['another score within the grade', { score: 71 }, false],
    ['other errors behind the same verdict', { errors: 4 }, false],
    ['no grade any more', { grade: null }, false],
    ['no verdict any more', { publishable: null }, false],
  ])('%s: %j', (_, change, moved) => {
    expect(hasMoved(standing, { ...standing, ...change })).toBe(moved);
    expect(hasMoved({ ...standing, ...change }, standing)).toBe(moved);
  });

  it('is told with both sides, and without what is unknown', () => {
    const after = { ruleset: '1', score: null, grade: null, publishable: true, errors: null };
    expect(moveFacts(standing, after)).toEqual({
      ruleset: '1',
      grade_before: 'C',
      score_before: 70,
      publishable_before: 'no',
      errors_before: 3,
      grade_after: 'none',
      publishable_after: 'yes',
    });
  });
});
