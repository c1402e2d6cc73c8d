import { describe, expect, it } from 'vitest';
import { sarifOf } from '../../../shared/views/sarif.ts';
import { type Made, madeDocument } from '../../fixtures/checked-document.ts';
import { sarifFaults } from '../../fixtures/sarif/sarif-faults.ts';

// biome-ignore lint/suspicious/noExplicitAny: read as any consumer of JSON would
type Json = any;

const logOf = (
  made: readonly Made[],
  language: 'en' | 'it' = 'en',
  unreadable: { file: string; message: string }[] = [],
): Json =>
  sarifOf({
    version: '0.1.0',
    profile: 'guideline',
    language,
    documents: made.map((each) => madeDocument(each)),
    unreadable,
    locate: (uri) => (uri.startsWith('http') ? { uri } : { uri, uriBaseId: '%SRCROOT%' }),
  });

const problem = {
  code: 'wrong-type',
  severity: 'error',
  message: '`paths` is no object',
  pointer: '/paths',
  line: 5,
  column: 1,
} as const;

describe('the schema of SARIF 2.1.0', () => {
  it('accepts the log of findings, problems, waivers and what could not be read, in both languages', () => {
    const waivers = [{ rule: 'integer-format', reason: 'Old gateway', until: '2027-06-30' }];
    const made: Made[] = [
      {},
      { problems: [problem, { ...problem, document: 'https://a.example/b.yaml' }] },
      { overrides: { waivers } },
    ];
    for (const language of ['en', 'it'] as const)
      expect(sarifFaults(logOf(made, language, [{ file: 'a.yaml', message: 'there is no such file' }]))).toEqual([]);
    expect(sarifFaults(logOf([]))).toEqual([]);
  });

  it('is really asked', () => {
    const log = logOf([{}]);
    log.runs[0].results[0].level = 'fatal';
    log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri = 'a b.yaml';
    expect(sarifFaults(log)).toHaveLength(2);
  });
});

describe('a result', () => {
  it('points to its rule, its place and its repair', () => {
    const [run] = logOf([{}]).runs;
    const result = run.results.find(({ ruleId }: Json) => ruleId === 'integer-format');
    expect(run.tool.driver.rules[result.ruleIndex].id).toBe('integer-format');
    expect(result).toMatchObject({
      level: 'error',
      message: { text: expect.stringMatching(/^The integer `anni` has no `format`\. Add `format/) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'api/anagrafe.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 10, startColumn: 9 },
          },
          logicalLocations: [{ fullyQualifiedName: '/components/schemas/Residente/properties/anni' }],
        },
      ],
    });
    expect(run.tool.driver.rules.map(({ id }: Json) => id)).toContain('use-semver');
  });

  it('keeps its fingerprint when lines move, and no two share one', () => {
    const prints = (made: Made): string[] =>
      logOf([made]).runs[0].results.map((result: Json) => result.partialFingerprints['rulePointer/v1']);
    const at = (line: number, pointer: string) => ({
      fault: 'absent',
      pointer,
      line,
      column: 1,
      values: { name: 'x' },
    });
    const here = prints({ integers: [at(10, '/a'), at(11, '/b'), at(11, '/b')] });
    expect(new Set(here).size).toBe(here.length);
    expect(prints({ integers: [at(20, '/a'), at(21, '/b'), at(21, '/b')] })).toEqual(here);
  });

  it('of the description itself is there too, with a rule of its own', () => {
    const [run] = logOf([{ problems: [problem] }]).runs;
    expect(run.results[0]).toMatchObject({ ruleId: 'wrong-type', level: 'error' });
    expect(run.tool.driver.rules[run.results[0].ruleIndex]).toMatchObject({
      id: 'wrong-type',
      properties: { severity: 'error' },
    });
  });

  it('of the description itself is a warning where its code is, and an error where the code is not known', () => {
    const warning = { ...problem, code: 'json-duplicate-key', severity: 'warning', message: 'Done…' } as const;
    const unknown = { ...problem, code: 'code-of-tomorrow', pointer: '', message: 'Odd.' };
    const { line: _, column: __, ...placeless } = unknown;
    const [run] = logOf([{ problems: [warning, placeless] }]).runs;
    const descriptors = new Map(run.tool.driver.rules.map((rule: Json) => [rule.id, rule]));
    expect(descriptors.get('json-duplicate-key')).toMatchObject({ defaultConfiguration: { level: 'warning' } });
    expect(descriptors.get('code-of-tomorrow')).toMatchObject({
      defaultConfiguration: { level: 'error' },
      help: { text: 'code-of-tomorrow', markdown: 'code-of-tomorrow' },
    });
    const told = run.results.find(({ ruleId }: Json) => ruleId === 'code-of-tomorrow');
    expect(told.message.text).toBe('Odd.');
    expect(told.locations[0].physicalLocation.region).toEqual({ startLine: 1, startColumn: 1 });
    expect(told.locations[0]).not.toHaveProperty('logicalLocations');
    expect(run.results.find(({ ruleId }: Json) => ruleId === 'json-duplicate-key').message.text).toMatch(/^Done… \w/);
  });

  it('of a document that no rule could judge is there, and of a waiver without a day', () => {
    const { assessment: _, ...unjudged } = madeDocument({ problems: [problem] });
    const waivers = [{ rule: 'integer-format', reason: 'Old gateway' }];
    const log: Json = sarifOf({
      version: '0.1.0',
      profile: 'guideline',
      language: 'en',
      documents: [unjudged, madeDocument({ overrides: { waivers } })],
      unreadable: [],
      locate: (uri) => ({ uri }),
    });
    const [first, ...others] = log.runs[0].results;
    expect(first).toMatchObject({ ruleId: 'wrong-type' });
    expect(others.at(-1).suppressions[0].justification).toBe('Old gateway');
  });

  it('is suppressed by a waiver, with its reason', () => {
    const overrides = { waivers: [{ rule: 'integer-format', reason: 'Old gateway', until: '2027-06-30' }] };
    const suppressed = logOf([{ overrides }]).runs[0].results.filter(
      ({ suppressions }: Json) => suppressions !== undefined,
    );
    expect(suppressed).toHaveLength(2);
    expect(suppressed[0].suppressions).toEqual([
      { kind: 'external', status: 'accepted', justification: 'Old gateway (2027-06-30)' },
    ]);
  });

  it('makes no link of what a document, a name of a file or a waiver says (§3.11.6)', () => {
    const link = '[repair](https://evil.example) \\';
    const escaped = '\\[repair\\](https://evil.example) \\\\';
    const integers = [{ fault: 'absent', pointer: '/a', line: 1, column: 1, values: { name: link } }];
    const overrides = { waivers: [{ rule: 'integer-format', reason: link }] };
    const [run] = logOf([{ integers, overrides, problems: [{ ...problem, message: link }] }], 'en', [
      { file: link, message: 'it is empty' },
    ]).runs;
    const texts = run.results.map(({ message }: Json) => message.text).join('\n');
    expect(texts).toContain(`The integer \`${escaped}\``);
    expect(texts).not.toContain('[repair](');
    expect(JSON.stringify(run.invocations)).not.toContain('[repair](');
    expect(run.invocations[0].toolExecutionNotifications[0].message.text).toBe(`${escaped}: it is empty`);
    expect(run.results.at(-1).suppressions[0].justification).toBe(escaped);
    expect(run.results[0].message.text).toMatch(/^\\\[repair/);
  });

  it('has the level that the operator gave', () => {
    const overrides = { severities: { 'integer-format': 'hint' } } as const;
    const levels = logOf([{ overrides }]).runs[0].results.map(({ level }: Json) => level);
    expect(levels).toEqual(['error', 'note', 'note']);
  });
});

it('keeps to what code hosts take, the gravest first, and says what it leaves out', () => {
  const integers = Array.from({ length: 26_000 }, (_, index) => ({
    fault: 'absent',
    pointer: `/${index}`,
    line: 1,
    column: 1,
  }));
  const [run] = logOf([{ integers, overrides: { severities: { 'integer-format': 'hint' } } }]).runs;
  expect(run.results).toHaveLength(25_000);
  expect(run.results[0].level).toBe('error');
  expect(run.invocations[0].toolExecutionNotifications[0].message.text).toContain('1001 further results');
});
