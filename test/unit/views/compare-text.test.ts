import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeChange } from '../../../shared/views/change-text.ts';
import { type CompareTextOptions, compareText, placesOf } from '../../../shared/views/compare-text.ts';
import { hostileTexts } from '../../fixtures/hostile-texts.ts';
import { madeChange, madeComparison, wording } from '../../fixtures/made-comparison.ts';

const plain: CompareTextOptions = { language: 'en', all: false, paint: (_, text) => text };
const files = { base: 'old.yaml', revision: 'new.yaml' };
const textOf = (comparison: ReturnType<typeof madeComparison>, options: Partial<CompareTextOptions> = {}): string =>
  compareText({ ...files, comparison }, { ...plain, ...options });

describe('two documents', () => {
  it('without a change are told in one line', () => {
    expect(textOf(madeComparison([]))).toBe('old.yaml → new.yaml: No changes');
    expect(textOf(madeComparison([]), { language: 'it' })).toBe('old.yaml → new.yaml: Nessuna modifica');
  });

  it('are told by level, the gravest first, with a summary at the end', () => {
    const text = textOf(
      madeComparison([
        madeChange(),
        madeChange({ level: 'warning' }),
        madeChange({ level: 'info' }),
        wording('a'),
        wording('b'),
      ]),
    );
    const heads = text.split('\n').filter((line) => /^\w+ \(\d+\)$/.test(line));
    expect(heads).toEqual(['Breaking (1)', 'Warning (1)', 'Info (1)', 'Editorial (2)']);
    expect(text.split('\n').at(-1)).toBe('1 breaking change, 1 warning, 1 info, 2 editorial: callers have to change');
  });

  it.each([
    ['warning', 'some callers may have to change'],
    ['info', 'callers need not change'],
    ['editorial', 'wording only'],
  ] as const)('of which the gravest change is of level %s say so', (level, conclusion) => {
    expect(
      textOf(madeComparison([madeChange({ level })]))
        .split('\n')
        .at(-1),
    ).toMatch(new RegExp(`: ${conclusion}$`));
  });

  it('have notes on the whole just before the summary', () => {
    const notes = ['api-major-version-not-bumped', 'breaking-before-sunset'] as const;
    const [first, second] = textOf(madeComparison([madeChange()], { notes }))
      .split('\n')
      .slice(-3);
    expect(first).toMatch(/^note: .*major version/);
    expect(second).toMatch(/^note: .*later date/);
  });
});

describe('a change', () => {
  it('is its sentence, then its lines in both documents and its id, then what to do', () => {
    const change = madeChange();
    const { message, advice } = describeChange(change);
    const [, , , sentence, place, todo] = textOf(madeComparison([change])).split('\n');
    expect(sentence).toBe(`  ${message.en}`);
    expect(place).toBe('    old.yaml:9 → new.yaml:10  request-parameter-became-required');
    if (advice !== undefined) expect(todo).toBe(`    what to do: ${advice.en}`);
  });

  it('that is in one document only has one place; without a line, its pointer', () => {
    const { basePosition: _b, basePointer: _p, ...added } = madeChange();
    expect(placesOf(added, files)).toBe('new.yaml:10');
    const { revisionPosition: _r, revisionPointer: _q, ...removed } = madeChange();
    expect(placesOf(removed, files)).toBe('old.yaml:9');
    expect(placesOf(wording('a'), files)).toBe('new.yaml#/tags/0');
    const { revisionPointer: _w, ...nowhere } = wording('a');
    expect(placesOf(nowhere, files)).toBe('');
  });

  it('is in colours where they can be shown', () => {
    const text = textOf(madeComparison([madeChange()]), { paint: (role, words) => `<${role}>${words}</${role}>` });
    expect(text).toContain('<breaking>Breaking</breaking> (1)');
    expect(text).toContain('<strong>old.yaml → new.yaml</strong>');
    expect(text).toMatch(/<breaking>callers have to change<\/breaking>$/);
  });
});

describe('many changes of a level', () => {
  const many = madeComparison(Array.from({ length: 12 }, (_, index) => wording(`tag-${index}`)));
  const shownIn = (text: string): number => text.split('#/tags/0  api-tag-added').length - 1;

  it('are the first of them, with how many more there are', () => {
    const text = textOf(many);
    expect(shownIn(text)).toBe(10);
    expect(text).toContain('  … and 2 more (--all shows them)');
    expect(textOf(many, { language: 'it' })).toContain('… e altre 2 (--all le mostra)');
  });

  it('are all of them when that is asked for', () => {
    const text = textOf(many, { all: true });
    expect(shownIn(text)).toBe(12);
    expect(text).not.toContain('more (');
  });
});

it('hostile names stay on their lines and move no cursor', () => {
  fc.assert(
    fc.property(fc.oneof(fc.constantFrom(...hostileTexts), fc.string()), (name) => {
      const hostile = madeChange({ subject: { parameter: { in: name, name }, property: name, schema: name, name } });
      const lines = textOf(madeComparison([hostile])).split('\n');
      expect(lines.length).toBe(textOf(madeComparison([madeChange()])).split('\n').length);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    }),
  );
});
