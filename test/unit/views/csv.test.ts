import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvValue, renderCsv } from '../../../shared/views/csv.ts';

/** By RFC 4180 §2: quotes within quotes are doubled, everything else is itself. */
function parse(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/y;
  while (field.lastIndex < text.length) {
    const [, quoted, plain = '', end] = field.exec(text) ?? [];
    rows.at(-1)!.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  rows.pop();
  return rows;
}

const columns = [
  ['first', ([value]: readonly CsvValue[]) => value ?? null],
  ['second', ([, value]: readonly CsvValue[]) => value ?? null],
] as const;

describe('CSV', () => {
  it('has a line of names, CRLF after every line, and nothing for what is not known', () => {
    expect(
      renderCsv(columns, [
        ['a', 1.5],
        [null, 0],
      ]),
    ).toBe('first,second\r\na,1.5\r\n,0\r\n');
    expect(renderCsv(columns, [])).toBe('first,second\r\n');
  });

  it('is read back as it was written, whatever the texts hold', () => {
    const text = fc
      .string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', ' ', 'è', '='), maxLength: 12 })
      .filter((each) => each !== '');
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), (records) => {
        const [, ...rows] = parse(renderCsv(columns, records));
        const safe = (each: string): string => (/^[=\r\n]/.test(each) ? `'${each}` : each);
        expect(rows).toEqual(records.map((record) => record.map(safe)));
      }),
    );
  });

  it('has no text that a spreadsheet takes for a formula, and leaves numbers as they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const [, [value = ''] = []] = parse(renderCsv([columns[0]], [[text]]));
        expect(value).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      }),
    );
    for (const text of ['=1+1', '+39', '-1', '@SUM(A1)', '\t=1', '＝1'])
      expect(renderCsv([columns[0]], [[text]])).toBe(`first\r\n'${text}\r\n`);
    expect(renderCsv([columns[0]], [[-1]])).toBe('first\r\n-1\r\n');
    expect(renderCsv([columns[0]], [['a;=1']])).toBe('first\r\n"a;=1"\r\n');
  });
});
