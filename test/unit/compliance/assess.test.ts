import { describe, expect, it } from 'vitest';
import { assess } from '../../../shared/domain/compliance/assess.ts';
import { noOverrides, type Overrides, rulesetKey } from '../../../shared/domain/compliance/overrides.ts';
import type { Finding, Report, RuleResult } from '../../../shared/domain/compliance/report.ts';
import { rulesetVersion } from '../../../shared/domain/compliance/ruleset.ts';
import { weights } from '../../../shared/domain/compliance/weights.ts';

const today = '2026-11-25';
const finding = (pointer: string): Finding => ({ fault: 'absent', pointer, line: 1, column: 1 });
const result = (rule: string, pointers: readonly string[], tested = 10): RuleResult => ({
  rule,
  tested,
  count: pointers.length,
  findings: pointers.map(finding),
});

const report = (given: Partial<Report> = {}): Report => ({
  ruleset: rulesetVersion,
  format: 'yaml',
  version: 'openapi-3.0',
  guideline: [
    result('servers-description', ['/servers/0', '/servers/1']),
    result('integer-format', ['/components/schemas/A', '/components/schemas/AB']),
    result('use-semver', []),
  ],
  security: [],
  official: [result('servers-description', ['/servers/0']), result('sec-array-boundaries', ['/components/schemas/A'])],
  ...given,
});

const judge = (overrides: Partial<Overrides> = {}, given: Report = report(), problems = 0, api?: string) =>
  assess(given, { problems, ...(api === undefined ? {} : { api }) }, { ...noOverrides, ...overrides }, today);

const guidelineOf = (assessment: ReturnType<typeof judge>, rule: string) =>
  assessment.profiles.guideline.find((each) => each.rule === rule);

describe('the gate', () => {
  it('counts errors of the official Full profile only', () => {
    expect(judge()).toMatchObject({ publishable: false, errors: 1 });
  });

  it('is open without errors', () => {
    expect(judge({}, report({ official: [result('sec-array-boundaries', ['/a'])] }))).toMatchObject({
      publishable: true,
      errors: 0,
    });
  });

  it('is shut by errors of the description itself', () => {
    expect(judge({}, report({ official: [] }), 3)).toMatchObject({ publishable: false, errors: 3 });
  });

  it('is unknown when the official checker cannot process the document', () => {
    expect(judge({}, report({ official: [], officialAborts: 'a list' })).publishable).toBeNull();
    expect(judge({}, report({ officialAborts: 'a list' })).publishable).toBe(false);
  });

  it('is unknown when parts are in other documents, and shut by what is wrong in this one', () => {
    expect(judge({}, report({ official: [], elsewhere: 3 }))).toMatchObject({ publishable: null, elsewhere: 3 });
    expect(judge({}, report({ elsewhere: 3 })).publishable).toBe(false);
    expect(judge({}, report())).not.toHaveProperty('elsewhere');
  });

  it('says what the platform would, whatever the operator waives', () => {
    const waivers = [{ rule: 'servers-description', reason: 'accordo' }];
    const assessment = judge({ waivers, severities: { 'servers-description': 'off' } });
    expect(assessment).toMatchObject({ publishable: false, errors: 1 });
    expect(assessment.profiles.official[0]).toMatchObject({ severity: 'error', count: 1, waived: 0 });
  });
});

describe('severities of the operator', () => {
  it('take the place of the rule’s own', () => {
    expect(guidelineOf(judge({ severities: { 'integer-format': 'hint' } }), 'integer-format')?.severity).toBe('hint');
  });

  it('take a rule out altogether when off, and out of the score', () => {
    const assessment = judge({ severities: { 'integer-format': 'off', 'servers-description': 'off' } });
    expect(guidelineOf(assessment, 'integer-format')).toBeUndefined();
    expect(assessment.score.value).toBe(100);
    expect(assessment.grade).toBe('A');
  });
});

describe('a waiver', () => {
  const waiver = { rule: 'integer-format', reason: 'sistema storico', until: '2026-12-31' };

  it('takes its findings out of the count and shows them as waived', () => {
    const waived = guidelineOf(judge({ waivers: [waiver] }), 'integer-format');
    expect(waived).toMatchObject({ count: 0, waived: 2 });
    expect(waived?.findings[0]?.waived).toEqual({ reason: 'sistema storico', until: '2026-12-31' });
  });

  it('of a place holds for what is below it, not beside it', () => {
    const waived = guidelineOf(judge({ waivers: [{ ...waiver, pointer: '/components/schemas/A' }] }), 'integer-format');
    expect(waived).toMatchObject({ count: 1, waived: 1 });
  });

  it('of an API holds for that one', () => {
    const waivers = [{ ...waiver, api: 'una' }];
    expect(guidelineOf(judge({ waivers }, report(), 0, 'una'), 'integer-format')?.count).toBe(0);
    expect(guidelineOf(judge({ waivers }, report(), 0, 'altra'), 'integer-format')?.count).toBe(2);
    expect(guidelineOf(judge({ waivers }), 'integer-format')?.count).toBe(2);
  });

  it('holds on its last day and not after', () => {
    const count = (until: string) => guidelineOf(judge({ waivers: [{ ...waiver, until }] }), 'integer-format')?.count;
    expect(count('2026-11-25')).toBe(0);
    expect(count('2026-11-24')).toBe(2);
  });

  it('of the whole document by its pointer takes all findings, also those not listed', () => {
    const many = report({ guideline: [{ ...result('integer-format', ['/a', '/b']), count: 5 }] });
    const waived = guidelineOf(judge({ waivers: [{ ...waiver, pointer: '' }] }, many), 'integer-format');
    expect(waived).toMatchObject({ count: 0, waived: 5 });
    expect(waived).not.toHaveProperty('isCutOff');
  });

  it('of a place says so when findings that it may hold for are not listed', () => {
    const waivers = [{ ...waiver, pointer: '/a' }];
    const cutOff = (count: number) =>
      guidelineOf(
        judge({ waivers }, report({ guideline: [{ ...result('integer-format', ['/a', '/b']), count }] })),
        'integer-format',
      );
    expect(cutOff(5)).toMatchObject({ count: 4, waived: 1, isCutOff: true });
    expect(cutOff(2)).not.toHaveProperty('isCutOff');
  });

  it('raises the score', () => {
    expect(judge({ waivers: [waiver] }).score.value).toBeGreaterThan(judge().score.value ?? 100);
  });
});

describe('the grade', () => {
  const good = report({ guideline: [result('use-semver', [])] });

  it('of an invalid description is limited, and the score is not', () => {
    const assessment = assess(good, { problems: 1, invalid: true }, noOverrides, today);
    expect(assessment).toMatchObject({ grade: weights.brokenGrade, gradeOfScore: 'A' });
    expect(assessment.score.value).toBe(100);
  });

  it('does not hang on references, which may fail by a bad moment of others', () => {
    expect(judge({}, good, 1)).toMatchObject({ grade: 'A', publishable: false });
  });

  it('of another is that of the score', () => {
    expect(judge({}, good).grade).toBe('A');
    expect(judge({}, good)).not.toHaveProperty('gradeOfScore');
  });
});

describe('the key of a ruleset', () => {
  const waiver = { rule: 'use-semver', reason: 'a' };

  it('is the version while the operator decides nothing', () => {
    expect(rulesetKey(noOverrides, today)).toBe(rulesetVersion);
  });

  it('changes with what the operator decides, not with its words or order', () => {
    const key = (overrides: Partial<Overrides>) => rulesetKey({ ...noOverrides, ...overrides }, today);
    expect(key({ waivers: [waiver] })).not.toBe(rulesetVersion);
    expect(key({ waivers: [waiver] })).toBe(key({ waivers: [{ ...waiver, reason: 'b' }] }));
    expect(key({ severities: { a: 'off', b: 'warn' } })).toBe(key({ severities: { b: 'warn', a: 'off' } }));
    expect(key({ severities: { a: 'off' } })).not.toBe(key({ severities: { a: 'warn' } }));
  });

  it('goes back when a waiver ends', () => {
    const waivers = [{ ...waiver, until: '2026-11-25' }];
    expect(rulesetKey({ ...noOverrides, waivers }, '2026-11-25')).not.toBe(rulesetVersion);
    expect(rulesetKey({ ...noOverrides, waivers }, '2026-11-26')).toBe(rulesetVersion);
  });
});

describe('a result of a rule that is no longer known', () => {
  it('is left out', () => {
    expect(judge({}, report({ guideline: [result('gone', ['/a'])] })).profiles.guideline).toEqual([]);
  });
});
