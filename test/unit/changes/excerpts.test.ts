import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../shared/domain/changes/change.ts';
import { compareDocuments } from '../../../shared/domain/changes/compare-documents.ts';
import { alignLines } from '../../../shared/domain/changes/excerpts/align-lines.ts';
import type { ShownLine } from '../../../shared/domain/changes/excerpts/excerpt-lines.ts';
import type { Row } from '../../../shared/domain/changes/excerpts/excerpt-rows.ts';
import { absentSide, type Hunk, makeExcerpts } from '../../../shared/domain/changes/excerpts/make-excerpts.ts';
import { type ParsedDocument, parseDocument } from '../../../shared/domain/description/parse-document.ts';

const parse = (text: string): ParsedDocument => {
  const parsed = parseDocument(new TextEncoder().encode(text), { url: 'https://ente.example/openapi' });
  if (!('value' in parsed)) throw new Error('not readable');
  return parsed;
};

const compared = (before: string, after: string) => {
  const [base, revision] = [parse(before), parse(after)];
  const { changes } = compareDocuments(base, revision, '2026-11-26');
  return { changes, ...makeExcerpts(base.text, revision.text, changes) };
};

const drawSide = (line: ShownLine | undefined): string => (line === undefined ? '·' : `${line.number} ${line.text}`);
const signs: { readonly [kind in Row['kind']]: string } = { same: '=', changed: '!', around: '~' };
const draw = ({ rows }: Hunk): readonly string[] =>
  rows.map(
    ({ base, revision, kind, isAfterGap }) =>
      `${isAfterGap ? '…' : ''}${signs[kind]} ${drawSide(base)} | ${drawSide(revision)}`,
  );

const head = `openapi: 3.0.3
info:
  title: Cose
  version: 1.0.0
paths:
  /cose:
    get:
      responses:
        '200':
          description: Ecco
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Cosa'
components:
  schemas:
    Cosa:
      type: object
      required:
        - nome
        - prezzo
      properties:
        nome:
          type: string
        prezzo:
          type: integer
`;

describe('the places at which two documents changed', () => {
  it('show a value on both sides, the lines that differ marked and those around them not', () => {
    const { hunks } = compared(head, head.replace('type: integer', 'type: string'));
    expect(hunks).toHaveLength(1);
    expect(hunks.map(draw)).toEqual([
      [
        '= 24           type: string | 24           type: string',
        '= 25         prezzo: | 25         prezzo:',
        '! 26           type: integer | 26           type: string',
        '= 27  | 27 ',
      ],
    ]);
  });

  it('show what was added on its side only, and say that it is not there on the other', () => {
    const { hunks, leftOut } = compared(
      head,
      head.replace('components:\n', '  /altro:\n    get:\n      responses: {}\ncomponents:\n'),
    );
    expect(leftOut).toEqual([]);
    expect(hunks[0]).toMatchObject({ base: 'absent', revision: 'shown' });
    expect(draw(hunks[0]!)).toContain('! · | 16     get:');
    // What only stands around it is not marked as added.
    expect(draw(hunks[0]!)).toContain('~ · | 18 components:');
  });

  it('show what was removed on its side only', () => {
    const { hunks } = compared(
      head,
      head.replace('        prezzo:\n          type: integer\n', '').replace('        - prezzo\n', ''),
    );
    expect(hunks.some(({ base, revision }) => base === 'shown' && revision === 'absent')).toBe(true);
    expect(hunks.flatMap(draw)).toContain('! 25         prezzo: | ·');
  });

  it('show the list of required properties where only that changed', () => {
    const { hunks, changes } = compared(head, head.replace('        - prezzo\n', ''));
    expect(changes[0]?.id).toBe('response-property-became-optional');
    expect(hunks.flatMap(draw)).toContain('! 21         - prezzo | ·');
    expect(hunks.flatMap(draw).some((row) => row.includes('25         prezzo: | 24         prezzo:'))).toBe(true);
  });

  it('have the line numbers of documents with CR LF and with CR alone', () => {
    for (const end of ['\r\n', '\r']) {
      const [before, after] = [head, head.replace('type: integer', 'type: string')].map((text) =>
        text.replaceAll('\n', end),
      );
      expect(draw(compared(before!, after!).hunks[0]!)).toContain(
        '! 26           type: integer | 26           type: string',
      );
    }
  });

  it('are shown around the column where a document is one long line', () => {
    const value = (type: string) => {
      const properties = Object.fromEntries(
        Array.from({ length: 80 }, (_, index) => [`p${index}`, { type: index === 40 ? type : 'boolean' }]),
      );
      const schema = { type: 'object', properties };
      return JSON.stringify({
        openapi: '3.0.3',
        info: { title: 'Una', version: '1' },
        paths: {
          '/x': { get: { responses: { 200: { description: '', content: { 'application/json': { schema } } } } } },
        },
      });
    };
    const { hunks, leftOut } = compared(value('string'), value('integer'));
    expect(leftOut).toEqual([]);
    const rows = hunks.flatMap(({ rows }) => rows);
    expect(rows.every(({ base }) => base === undefined || base.number === 1)).toBe(true);
    expect(
      rows.filter(({ kind }) => kind === 'changed').map(({ base, revision }) => [base?.text, revision?.text]),
    ).toEqual([['"type":"string"', '"type":"integer"']]);
    expect(rows.reduce((sum, { base }) => sum + (base?.text.length ?? 0), 0)).toBeLessThan(600);
    const changed = rows.find(({ kind }) => kind === 'changed');
    expect(value('string').slice(changed!.base!.column - 1)).toMatch(/^"type":"string"/);
  });

  it('clip long lines around where they differ', () => {
    const text = (word: string) => head.replace('title: Cose', `title: ${'a'.repeat(500)} ${word} ${'b'.repeat(500)}`);
    const { hunks } = compared(text('prima'), text('dopo'));
    const row = hunks.flatMap(({ rows }) => rows).find(({ kind }) => kind === 'changed');
    expect(row?.base).toMatchObject({ isCutBefore: true, isCutAfter: true, number: 3 });
    expect(row?.base?.text).toContain(' prima ');
    expect(row?.revision?.text).toContain(' dopo ');
    expect(row?.base?.text.length).toBeLessThanOrEqual(200);
  });

  it('are told as left out where their lines are not in the documents', () => {
    const { changes } = compared(head, head.replace('type: integer', 'type: string'));
    const [change] = changes;
    const elsewhere = {
      ...change!,
      basePosition: { line: 900, column: 1 },
      revisionPosition: { line: 900, column: 1 },
    };
    const { basePosition: _b, revisionPosition: _r, ...nowhere } = change!;
    expect(makeExcerpts(head, head, [elsewhere, nowhere])).toEqual({ hunks: [], leftOut: [0, 1] });
    expect(makeExcerpts('', '', [change!])).toEqual({ hunks: [], leftOut: [0] });
  });

  it('are as many as there is room for, the gravest, and the rest is told', () => {
    const many = (type: string) =>
      `${head}${Array.from({ length: 300 }, (_, index) => `        p${index}:\n          description: x\n          maxLength: 3\n          x-y: 1\n          x-z: 2\n          type: ${type}\n`).join('')}`;
    const { changes, hunks, leftOut } = compared(many('string'), many('integer'));
    expect(changes.length).toBeGreaterThan(200);
    expect(hunks.flatMap(({ rows }) => rows).length).toBeLessThanOrEqual(360);
    expect(new Set([...hunks.flatMap((hunk) => hunk.changes), ...leftOut]).size).toBe(changes.length);
    expect(hunks.some((hunk) => hunk.changes.includes(0))).toBe(true);
  });
});

describe('a place with more lines than there is room for', () => {
  it('shows those around the gravest changes, wherever they stand in it', () => {
    const text = (word: string): string => Array.from({ length: 120 }, (_, index) => `${word} ${index}`).join('\n');
    const change = (line: number): Change => ({
      id: 'request-property-type-changed',
      level: 'breaking',
      basePointer: '/a',
      revisionPointer: '/a',
      basePosition: { line, column: 1 },
      revisionPosition: { line, column: 1 },
      subject: {},
      operations: [],
      operationCount: 0,
    });
    const changes = [110, ...Array.from({ length: 119 }, (_, index) => index + 1)].map(change);
    const [hunk] = makeExcerpts(text('a'), text('b'), changes).hunks;
    expect(hunk?.changes).toContain(0);
    expect(hunk?.isCut).toBe(true);
    expect(hunk?.rows.length).toBeLessThanOrEqual(60);
    expect(hunk?.rows.some(({ base }) => base?.text === 'a 109')).toBe(true);
  });
});

describe('which side lacks what changed', () => {
  const change = (
    basePointer: string | undefined,
    revisionPointer: string | undefined,
    more: Partial<Change> = {},
  ): Change => ({
    id: 'response-header-added',
    level: 'info',
    subject: {},
    operations: [],
    operationCount: 0,
    ...(basePointer === undefined ? {} : { basePointer }),
    ...(revisionPointer === undefined ? {} : { revisionPointer }),
    ...more,
  });

  it('is the one whose pointer is of what it would stand in', () => {
    expect(absentSide(change('/paths', '/paths/~1x/get'))).toBe('base');
    expect(absentSide(change('/paths/~1x/get', '/paths'))).toBe('revision');
    expect(absentSide(change(undefined, '/components/schemas/A'))).toBe('base');
    expect(absentSide(change('', '/servers/0'))).toBe('base');
  });

  it('is none where both are of the thing, though it has another place', () => {
    expect(absentSide(change('/components/schemas/A/type', '/components/schemas/B/type'))).toBeUndefined();
    expect(absentSide(change('/a/parameters/0', '/a/parameters/1', { old: 'x', new: 'y' }))).toBeUndefined();
  });

  it('is told by the values, then by the id, where the holder is elsewhere', () => {
    expect(absentSide(change('/paths/~1x/get', '/components/parameters/istat', { new: 'istat' }))).toBe('base');
    expect(absentSide(change('/components/headers/H', '/paths/~1x/get/responses/200', { old: 'H' }))).toBe('revision');
    expect(absentSide(change('/paths/~1x', '/components/headers/H'))).toBe('base');
    expect(absentSide(change('/components/headers/H', '/paths/~1x', { id: 'optional-response-header-removed' }))).toBe(
      'revision',
    );
  });
});

describe('two lists of lines beside each other', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 });

  it('have every line once, in order, and alike only what is alike', () => {
    fc.assert(
      fc.property(lines, lines, (base, revision) => {
        const aligned = alignLines(base, revision);
        expect(aligned.flatMap((each) => each.base ?? [])).toEqual(base.map((_, at) => at));
        expect(aligned.flatMap((each) => each.revision ?? [])).toEqual(revision.map((_, at) => at));
        for (const { base: one, revision: other, isSame } of aligned)
          if (isSame) expect(base[one!]).toBe(revision[other!]);
      }),
    );
  });

  it('are all alike where they are the same, however long', () => {
    const long = Array.from({ length: 5000 }, (_, index) => `line ${index}`);
    expect(alignLines(long, long).every(({ isSame }) => isSame)).toBe(true);
    expect(alignLines([...long, 'x'], ['y', ...long]).some(({ isSame }) => isSame)).toBe(false);
  });
});

type Made = { readonly text: string; readonly lines: readonly string[] };

const madeText: fc.Arbitrary<Made> = fc
  .tuple(
    fc.array(
      fc.oneof(
        fc.stringMatching(/^ {0,6}[a-z]{1,5}:( [a-z]{0,5})?$/),
        fc.constant(''),
        fc.string({ maxLength: 12 }).map((text) => text.replace(/[\r\n]/g, '')),
        fc.constant(`  "k": {"a":${'1,"b":2'.repeat(120)}}`),
      ),
      { minLength: 1, maxLength: 60 },
    ),
    fc.constantFrom('\n', '\r\n', '\r'),
  )
  .map(([lines, end]) => ({ text: lines.join(end), lines }));

const position = ({ lines }: Made) =>
  fc
    .nat({ max: lines.length + 3 })
    .chain((at) =>
      fc.nat({ max: (lines[at]?.length ?? 0) + 2 }).map((column) => ({ line: at + 1, column: column + 1 })),
    );

const madeChange = (base: Made, revision: Made): fc.Arbitrary<Change> =>
  fc
    .tuple(
      position(base),
      position(revision),
      fc.constantFrom('/a', '/a/b', '/c/0', undefined),
      fc.constantFrom('/a', '/a/b', '/c/0', undefined),
      fc.boolean(),
    )
    .map(([basePosition, revisionPosition, basePointer, revisionPointer, isOfList]) => ({
      id: isOfList ? 'response-property-became-optional' : 'response-header-added',
      level: 'info',
      subject: {},
      operations: [],
      operationCount: 0,
      ...(basePointer === undefined ? {} : { basePointer, basePosition }),
      ...(revisionPointer === undefined ? {} : { revisionPointer, revisionPosition }),
    }));

const made = fc
  .tuple(madeText, madeText)
  .chain(([base, revision]) =>
    fc.tuple(fc.constant(base), fc.constant(revision), fc.array(madeChange(base, revision), { maxLength: 25 })),
  );

const linesOf = (hunk: Hunk, side: 'base' | 'revision'): readonly ShownLine[] =>
  hunk.rows.flatMap((row) => row[side] ?? []);

describe('of any two texts and any places in them', () => {
  it('every change is in a hunk that has its lines, or told as left out', () => {
    fc.assert(
      fc.property(made, ([base, revision, changes]) => {
        const { hunks, leftOut } = makeExcerpts(base.text, revision.text, changes);
        const shown = hunks.flatMap((hunk) => hunk.changes);
        expect([...shown, ...leftOut].sort((one, other) => one - other)).toEqual(changes.map((_, index) => index));
        for (const hunk of hunks)
          for (const index of hunk.changes)
            for (const side of ['base', 'revision'] as const) {
              const line = changes[index]![`${side}Position`]?.line;
              if (line === undefined || absentSide(changes[index]!) === side) continue;
              const isThere = linesOf(hunk, side).some(({ number }) => number === line);
              const source = { base, revision }[side];
              const column = changes[index]![`${side}Position`]!.column;
              const isInText = column <= (source.lines[line - 1]?.length ?? -1) + 1;
              expect(isThere || !isInText).toBe(true);
            }
      }),
    );
  });

  it('every line is as it stands at its number in its document', () => {
    fc.assert(
      fc.property(made, ([base, revision, changes]) => {
        for (const hunk of makeExcerpts(base.text, revision.text, changes).hunks)
          for (const side of ['base', 'revision'] as const)
            for (const { number, column, text } of linesOf(hunk, side)) {
              const line = { base, revision }[side].lines[number - 1]!;
              // Half a pair of surrogates at an edge is left out.
              const own = line.slice(column - 1).replace(/^[\udc00-\udfff]/, '');
              expect(own.startsWith(text.slice(0, -1))).toBe(true);
            }
      }),
    );
  });

  it('hunks follow in the order of the later document, and none has what another has', () => {
    fc.assert(
      fc.property(made, ([base, revision, changes]) => {
        const { hunks } = makeExcerpts(base.text, revision.text, changes);
        const key = ({ number, column }: ShownLine): number => number * 100_000 + column;
        const firsts = hunks.flatMap((hunk) => linesOf(hunk, 'revision').slice(0, 1).map(key));
        expect(firsts).toEqual(firsts.toSorted((one, other) => one - other));
        for (const side of ['base', 'revision'] as const) {
          const keys = hunks.flatMap((hunk) => [...new Set(linesOf(hunk, side).map(key))]);
          expect(new Set(keys).size).toBe(keys.length);
          for (const hunk of hunks) {
            const own = linesOf(hunk, side).map(key);
            expect(own).toEqual(own.toSorted((one, other) => one - other));
          }
        }
      }),
    );
  });
});
