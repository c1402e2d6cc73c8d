import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkText, summaryTable, type TextOptions } from '../../../shared/views/check-text.ts';
import { type CheckedDocument, countFindings } from '../../../shared/views/checked-document.ts';
import { type Made, madeDocument, source } from '../../fixtures/checked-document.ts';

const plain: TextOptions = { profile: 'guideline', language: 'en', most: 5, paint: (_, text) => text };
const textOf = (made: Made = {}, options: Partial<TextOptions> = {}): string =>
  checkText(madeDocument(made), source, { ...plain, ...options });

describe('the headline', () => {
  it('says the verdict, the score, the gate and how much was found', () => {
    const [verdict, score, found] = textOf().split('\n');
    expect(verdict).toBe('api/anagrafe.yaml: valid (OpenAPI 3.0.3)');
    expect(score).toMatch(
      /^ {2}Score [\d.]+ of 100, grade [A-F] · publishable: no, 1 error \(--profile official lists them\)$/,
    );
    expect(found).toBe('  Found: 3 errors (profile guideline, ruleset 1)');
  });

  it('says so when nothing is to be repaired', () => {
    expect(textOf({}, { profile: 'security' })).toContain('Found: nothing to repair (profile security');
  });

  it('says that the gate is unknown where the official checker stops, and why', () => {
    const { assessment, ...document } = madeDocument();
    if (assessment === undefined) throw new Error('it is judged');
    const stopped = {
      ...document,
      assessment: { ...assessment, errors: 0, publishable: null },
      officialAborts: 'a circle',
    };
    const text = checkText(stopped, source, plain);
    expect(text).toContain('publishable: unknown');
    expect(text).toContain('The official checker stops at this document: a circle');
  });

  it('says how many references lead where no rule looks', () => {
    expect(textOf({ elsewhere: 2 })).toContain('\n  2 references to other documents, where no rule looks\n');
    expect(textOf({ elsewhere: 1 }, { language: 'it' })).toContain('  1 riferimento ad altri documenti, dove');
    expect(textOf()).not.toContain('other documents');
  });

  it('says what the grade would be where errors of the description limit it', () => {
    const problems = [{ code: 'wrong-type', severity: 'error', message: 'It lacks `paths`', pointer: '' }] as const;
    const made = { problems, integers: [], overrides: { severities: { 'servers-description': 'off' } } } as const;
    expect(textOf(made)).toMatch(/Score 100 of 100, grade D \(A if the description were valid\) · /);
    expect(textOf(made, { language: 'it' })).toContain('voto D (A se la descrizione fosse valida) · ');
    expect(textOf({ ...made, problems: [] })).toContain('grade A · ');
  });

  it('says that a document which could not be read is not publishable', () => {
    const { assessment: _, ...document } = madeDocument();
    expect(checkText(document, source, plain)).toContain('Publishable: no');
  });
});

describe('a headline of a document', () => {
  const shown = (change: Partial<CheckedDocument>, options: Partial<TextOptions> = {}): readonly string[] =>
    checkText({ ...madeDocument(), ...change }, source, { ...plain, ...options }).split('\n');
  const { analysis, assessment } = madeDocument();
  if (assessment === undefined) throw new Error('it is judged');

  it('says how much there is to look at', () => {
    const metadata = { operations: 1, schemas: 2 } as NonNullable<CheckedDocument['analysis']['metadata']>;
    expect(shown({ analysis: { ...analysis, metadata } })[0]).toBe(
      'api/anagrafe.yaml: valid (OpenAPI 3.0.3, 1 operation, 2 schemas)',
    );
  });

  it('says no version where none could be read', () => {
    const { specification: _, ...unknown } = analysis;
    expect(shown({ analysis: unknown })[0]).toBe('api/anagrafe.yaml: valid');
  });

  it('says a yes in the colour of a yes, without where to look for errors', () => {
    const paint: TextOptions['paint'] = (role, text) => `<${role}>${text}</${role}>`;
    const good = { ...assessment, publishable: true, errors: 0 };
    expect(shown({ assessment: good }, { paint })[1]).toMatch(/publishable: <good>yes<\/good>$/);
  });

  it('says that references could not be read for now', () => {
    const references = [{ url: 'https://a.example/b.yaml', outcome: 'connect-timeout' }] as const;
    const excused = { ...analysis, verdict: 'unresolvable-ref', references } as const;
    expect(shown({ analysis: excused }).join('\n')).toContain('could not be read for now');
    expect(shown({ analysis: excused }, { language: 'it' }).join('\n')).toContain('Per ora non si è potuto leggere');
  });
});

describe('a rule', () => {
  it('is told once, each finding with its line and a caret under its column', () => {
    expect(textOf()).toContain(`
  api/anagrafe.yaml:10:9  The integer \`anni\` has no \`format\`
       10 |         anni: { type: integer }
          |         ^ /components/schemas/Residente/properties/anni
  api/anagrafe.yaml:11:9  The integer \`figli\` has no \`format\`
       11 |         figli: { type: integer }
          |         ^ /components/schemas/Residente/properties/figli
  fix: Add `);
    expect(textOf().match(/integer-format · RAC_REST_FORMAT_004 .*\(MUST\)/g)).toHaveLength(1);
    expect(textOf().match(/fix: Add `format/g)).toHaveLength(1);
  });

  it('shows the repair as a piece of the document', () => {
    expect(textOf()).toContain(
      '  for example:\n      servers:\n        - url: https://api.comune.esempio.it/v1\n          description: Ambiente di produzione\n',
    );
  });

  it('that is broken in several ways tells the repair of each, once', () => {
    const title = (fault: string, line: number) => ({
      fault,
      pointer: `/${line}`,
      line,
      column: 1,
      values: { title: 'v2' },
    });
    const findings = [title('only', 1), title('version', 2), title('only', 3)];
    const text = textOf({ more: [{ rule: 'modi-no-version-in-title', tested: 3, count: 3, findings }] });
    expect(text.match(/fix: Call the API by what it offers/g)).toHaveLength(1);
    expect(text.match(/fix: Call the API `\{corrected\}`/g)).toHaveLength(1);
    expect(text.indexOf('by what it offers')).toBeLessThan(text.indexOf('{corrected}'));
  });

  it('has findings at the first column where only the line is known, and without a line where none is', () => {
    const at = (place: object) =>
      textOf({ integers: [{ fault: 'absent', pointer: '/a', values: { name: 'x' }, ...place }] });
    expect(at({ line: 10 })).toContain('api/anagrafe.yaml:10:1  The integer');
    expect(at({ line: 10 })).toContain('   10 |         anni: { type: integer }\n          | ^ /a\n');
    expect(at({})).toContain('api/anagrafe.yaml  The integer `x` has no `format`\n    /a\n');
    expect(at({ line: 99, pointer: '' })).toContain('api/anagrafe.yaml:99:1  The integer `x` has no `format`\n  fix:');
  });

  it('is waived without a day where none was given', () => {
    const waivers = [{ rule: 'integer-format', reason: 'Old gateway' }];
    expect(textOf({ overrides: { waivers } })).toContain('waived: Old gateway\n');
  });

  it('keeps the indentation of its snippet, and shows no endless line of it', () => {
    const title = { fault: 'version', pointer: '', values: { title: 'v2', version: 'v2', corrected: 'x'.repeat(900) } };
    const text = textOf({ more: [{ rule: 'modi-no-version-in-title', tested: 1, count: 1, findings: [title] }] });
    expect(text).toMatch(/\n {6}info:\n {8}title: x{292}…\n/);
  });

  it('shows only the first findings of many', () => {
    expect(textOf({ count: 40 }, { most: 1 })).toContain('… and 39 more (--all shows them)');
    expect(textOf({}, { most: 1 })).toContain('… and 1 more');
    expect(textOf({}, { most: 1 })).not.toContain('figli');
  });

  it('shows what is waived with the reason, and does not count it', () => {
    const waivers = [{ rule: 'integer-format', pointer: '/components', reason: 'Old gateway', until: '2027-06-30' }];
    const text = textOf({ overrides: { waivers } });
    expect(text).toContain('waived  Every integer says its size with `format`  (2 waived)');
    expect(text).toContain('waived: Old gateway (until 2027-06-30)');
    expect(text).toContain('Found: 1 error (');
  });

  it('says that its waivers may hold for more, when not all its findings could be listed', () => {
    const overrides = { waivers: [{ rule: 'integer-format', pointer: '/components', reason: 'Old gateway' }] };
    expect(textOf({ overrides, count: 40 })).toContain('its waivers may hold for more findings than could be listed');
    expect(textOf({ overrides, count: 40 }, { language: 'it' })).toContain('le sue deroghe possono valere');
    expect(textOf({ overrides })).not.toContain('its waivers');
  });

  it('has the severity of the operator, and is silent when it is off', () => {
    expect(textOf({ overrides: { severities: { 'integer-format': 'hint' } } })).toContain('Found: 1 error, 2 hints');
    expect(textOf({ overrides: { severities: { 'integer-format': 'off' } } })).not.toContain('integer-format');
  });

  it('is told in Italian too', () => {
    const text = textOf({}, { language: 'it' });
    for (const words of [
      'valido',
      'su 100',
      'pubblicabile: no, 1 errore',
      'errore  Ogni intero',
      '(2 rilievi)',
      'rimedio: ',
    ])
      expect(text).toContain(words);
  });
});

describe('a problem of the description itself', () => {
  const problem = {
    code: 'wrong-type',
    severity: 'error',
    message: 'It lacks `paths`',
    pointer: '',
    line: 1,
    column: 1,
  } as const;

  it('comes first, whatever the profile', () => {
    for (const profile of ['guideline', 'security', 'official'] as const) {
      const text = textOf({ problems: [problem] }, { profile });
      expect(text).toContain('api/anagrafe.yaml:1:1  It lacks `paths`\n        1 | openapi: 3.0.3\n          | ^\n');
      expect(text.indexOf('It lacks')).toBeLessThan(
        profile === 'security' ? Infinity : text.indexOf('servers-description ·'),
      );
    }
  });

  it('beyond those that are listed is counted', () => {
    const document = madeDocument({ problems: [problem] });
    const many = { ...document, analysis: { ...document.analysis, problemCount: 300 } };
    const text = checkText(many, source, { ...plain, profile: 'security' });
    expect(text).toContain('Found: 300 errors');
    expect(text).toContain('… and 299 more problems of the description itself');
  });

  it('that nothing is known to be done about has no repair', () => {
    const text = textOf({ problems: [{ ...problem, code: 'code-of-tomorrow' }] }, { profile: 'security' });
    expect(text).toContain('error  code-of-tomorrow  (1 finding)');
    expect(text).not.toContain('fix:');
  });

  it('of another document is told without an excerpt of this one', () => {
    const text = textOf({ problems: [{ ...problem, document: 'https://a.example/b.yaml' }] });
    expect(text).toContain('https://a.example/b.yaml:1:1  It lacks');
    expect(text).not.toContain('openapi: 3.0.3');
  });
});

it('paints in roles, and is the same text without them', () => {
  const painted = textOf({}, { paint: (role, text) => `<${role}>${text}</${role}>` });
  expect(painted).toContain('<error>error</error>');
  expect(painted.replace(/<\/?[a-z]+>/g, '')).toBe(textOf());
});

it('lets no control character of a document through, whatever its values', () => {
  const value = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(value, value, fc.nat(20), fc.nat(2000), (name, pointer, line, column) => {
      const made = { integers: [{ fault: 'absent', pointer: `/${pointer}`, line, column, values: { name } }] };
      expect(textOf(made).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
    }),
    { numRuns: 50 },
  );
});

it('has dashes in the table for what could not be judged or has no score', () => {
  const { assessment, ...unjudged } = madeDocument({ problems: [] }, 'a.yaml');
  if (assessment === undefined) throw new Error('it is judged');
  const none = { ...assessment, score: { ...assessment.score, value: null }, grade: null, publishable: null };
  const rows = [unjudged, { ...unjudged, file: 'b.yaml', assessment: none }].map((row) => {
    return { verdict: 'invalid', counts: countFindings(row, 'security'), ...row };
  });
  const [, first, second] = summaryTable(rows, 'it').split('\n');
  expect(first).toMatch(/^a\.yaml {2}non valido +– {2}– +no, 0 errori +0 +0$/);
  expect(second).toMatch(/^b\.yaml {2}non valido +– {2}– +non si sa +0 +0$/);
});

it('puts several documents into one table, in the order given', () => {
  const rows = ['b.yaml', `${'long/'.repeat(30)}a.yaml`].map((file) => {
    const document = madeDocument({}, file);
    return { verdict: 'valid', counts: countFindings(document, 'guideline'), ...document };
  });
  const [head, first, second] = summaryTable(rows, 'en').split('\n');
  expect(head).toMatch(/^file +verdict +score +grade +publishable +errors +warnings$/);
  expect(first).toMatch(/^b\.yaml +valid +[\d.]+ +[A-F] +no, 1 error +3 +0$/);
  expect(second).toMatch(/^…[a-z/]+a\.yaml {2}valid/);
  expect(head?.length).toBe(second?.length);
});

describe('in the official profile', () => {
  const official = { profile: 'official' } as const;

  it('a rule that the official checker understands otherwise says how', () => {
    const text = textOf({}, official);
    expect(text).toContain('official checker: Takes a schema property called `servers` for a list of servers\n');
    expect(textOf()).not.toContain('official checker:');
    expect(textOf({}, { ...official, language: 'it' })).toContain('verificatore ufficiale: Scambia una proprietà');
  });

  it('rules that never fire are named, so that their silence does not pass for praise', () => {
    const made = { official: ['paths-kebab-case', 'schema-camel-case', 'has-contact'] };
    expect(textOf(made, official)).toContain(
      '  Of the official rules these never fire, whatever the document: paths-kebab-case, schema-camel-case\n',
    );
    expect(textOf(made, { profile: 'official-security' })).toContain('never fire');
    expect(textOf(made, { ...official, language: 'it' })).toContain('non scattano mai');
    expect(textOf(made)).not.toContain('never fire');
    expect(textOf({}, official)).not.toContain('never fire');
  });
});
