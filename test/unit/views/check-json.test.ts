import { describe, expect, it } from 'vitest';
import { checkJson } from '../../../shared/views/check-json.ts';
import { madeDocument } from '../../fixtures/checked-document.ts';

// biome-ignore lint/suspicious/noExplicitAny: read as any consumer of JSON would
const jsonOf = (...documents: ReturnType<typeof madeDocument>[]): any => checkJson(documents, [], 'guideline', 'en');

describe('the JSON result', () => {
  it('holds every member of the contract', () => {
    const [document] = jsonOf(madeDocument()).documents;
    for (const name of [
      'file',
      'verdict',
      'problems',
      'profile',
      'findings',
      'score',
      'grade',
      'publishable',
      'errors',
    ])
      expect(document).toHaveProperty(name);
    for (const name of ['rule', 'severity', 'pointer', 'line', 'column', 'message', 'fix', 'reference'])
      expect(document.findings[0]).toHaveProperty(name);
    expect(document).toMatchObject({ verdict: 'valid', publishable: false, errors: 1, counts: { error: 3 } });
    expect(document.findings[0].reference).toEqual({
      id: 'CATALOGUE',
      title: expect.any(String),
      level: 'MUST',
      url: expect.any(String),
    });
  });

  it('explains the score rule by rule, also the rules that found nothing', () => {
    const [{ rules }] = jsonOf(madeDocument()).documents;
    expect(rules.map(({ rule }: { rule: string }) => rule)).toEqual([
      'servers-description',
      'integer-format',
      'use-semver',
    ]);
    expect(rules[2]).toMatchObject({ count: 0, lost: 0 });
    expect(rules[0].lost).toBeGreaterThan(0);
  });

  it('says of a rule where its official form differs or never fires, in the official profiles', () => {
    const quirksIn = (profile: 'official' | 'official-security' | 'guideline'): unknown[] => {
      // biome-ignore lint/suspicious/noExplicitAny: read as any consumer of JSON would
      const json: any = checkJson(
        [madeDocument({ official: ['schema-camel-case', 'has-contact'] })],
        [],
        profile,
        'it',
      );
      return json.documents[0].rules.map(({ quirk }: { quirk: unknown }) => quirk);
    };
    const quirks = [
      { never_fires: false, words: expect.stringContaining('Scambia una proprietà') },
      { never_fires: true, words: expect.stringContaining('Chiede la chiave') },
      null,
    ];
    expect(quirksIn('official')).toEqual(quirks);
    expect(quirksIn('official-security')).toEqual(quirks);
    expect(quirksIn('guideline')).toEqual([null, null, null]);
  });

  it('shows a waiver at its finding', () => {
    const waivers = [{ rule: 'integer-format', reason: 'Old gateway' }];
    const [{ findings, counts, ruleset }] = jsonOf(madeDocument({ overrides: { waivers } })).documents;
    expect(findings.map(({ waived }: { waived: unknown }) => waived)).toEqual([
      null,
      { reason: 'Old gateway', until: null },
      { reason: 'Old gateway', until: null },
    ]);
    expect(counts.error).toBe(1);
    expect(ruleset).toMatch(/^\w+\+[0-9a-f]{8}$/);
  });

  it('says what was not judged, and what limits the grade', () => {
    const problems = [{ code: 'wrong-type', severity: 'error', message: 'It lacks `paths`', pointer: '' }] as const;
    const overrides = {
      severities: { 'servers-description': 'off' },
      waivers: [{ rule: 'integer-format', pointer: '/components', reason: 'Old gateway' }],
    } as const;
    const [document] = jsonOf(madeDocument({ problems, overrides, elsewhere: 3, integers: [], count: 0 })).documents;
    expect(document).toMatchObject({ grade: 'D', grade_of_score: 'A', references_elsewhere: 3 });
    const [whole] = jsonOf(madeDocument({ overrides, count: 40 })).documents;
    expect(whole).toMatchObject({ grade_of_score: null, references_elsewhere: 0 });
    expect(whole.rules[0]).toMatchObject({ rule: 'integer-format', waivers_cut_off: true, count: 38, waived: 2 });
    expect(whole.rules[1]).toMatchObject({ rule: 'use-semver', waivers_cut_off: false });
  });

  it('tells problems of the description itself, with null for what is not known', () => {
    const problem = { code: 'wrong-type', severity: 'error', message: 'It lacks `paths`', pointer: '' } as const;
    const placed = { ...problem, line: 3, column: 5, document: 'https://a.example/b.yaml' };
    const [{ problems, problem_count }] = jsonOf(
      madeDocument({ problems: [placed, { ...problem, code: 'code-of-tomorrow' }] }),
    ).documents;
    expect(problem_count).toBe(2);
    expect(problems).toEqual([
      { ...placed, fix: expect.stringMatching(/\.$/) },
      { ...problem, code: 'code-of-tomorrow', line: null, column: null, document: null, fix: null },
    ]);
  });

  it('has null for a place, a snippet and points that are not there', () => {
    const integers = [{ pointer: '/a' }];
    const [{ findings, rules }] = jsonOf(madeDocument({ integers })).documents;
    expect(findings.at(-1)).toMatchObject({ rule: 'integer-format', line: null, column: null, snippet: null });
    // biome-ignore lint/suspicious/noExplicitAny: read as any consumer of JSON would
    const official: any = checkJson([madeDocument()], [], 'official', 'en');
    expect(official.documents[0].rules[0]).toMatchObject({ rule: 'servers-description', points: null, lost: null });
    expect(rules[0].points).toBeGreaterThan(0);
  });

  it('has snippets in YAML where the format is not known, and leaves out rules that this version does not know', () => {
    const { analysis, assessment, ...document } = madeDocument();
    if (assessment === undefined) throw new Error('it is judged');
    const { format: _, ...unknown } = analysis;
    const [first] = assessment.profiles.guideline;
    if (first === undefined) throw new Error('it has findings');
    const guideline = [first, { ...first, rule: 'rule-of-tomorrow' }];
    const profiles = { ...assessment.profiles, guideline };
    const [{ findings }] = jsonOf({
      ...document,
      analysis: unknown,
      assessment: { ...assessment, profiles },
    }).documents;
    expect(findings).toHaveLength(1);
    expect(findings[0].snippet).toMatch(/^servers:\n/);
  });

  it('is null where there is nothing to say, and not publishable', () => {
    const { assessment: _, analysis, ...document } = madeDocument();
    const { specification: __, ...unread } = analysis;
    expect(jsonOf({ ...document, analysis: unread }).documents[0]).toMatchObject({
      openapi: null,
      score: null,
      grade: null,
      publishable: false,
      findings: [],
    });
  });

  it('sums up the documents', () => {
    expect(jsonOf(madeDocument(), madeDocument()).totals).toEqual({
      documents: 2,
      valid: 2,
      publishable: 0,
      unreadable: 0,
      findings: { error: 6, warn: 0, info: 0, hint: 0 },
    });
  });
});
