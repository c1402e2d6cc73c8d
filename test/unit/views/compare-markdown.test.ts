import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../../shared/views/check-words.ts';
import { compareMarkdown, markdownOf } from '../../../shared/views/compare-markdown.ts';
import { hostileTexts } from '../../fixtures/hostile-texts.ts';
import { madeChange, madeComparison, wording } from '../../fixtures/made-comparison.ts';

const markdown = (
  comparison: ReturnType<typeof madeComparison>,
  files = { base: 'old.yaml', revision: 'new.yaml' },
  language: Language = 'en',
): string => compareMarkdown({ ...files, comparison }, language);

describe('a text', () => {
  it.each([
    ['Plain words, no more', 'Plain words, no more'],
    ['**bold** _it_ ~~no~~', '\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~'],
    ['[x](javascript:alert)', '\\[x\\]\\(javascript\\:alert\\)'],
    ['![x](y)', '\\!\\[x\\]\\(y\\)'],
    ['a | b', 'a \\| b'],
    ['</details>', '&lt;/details&gt;'],
    ['&lt; & <!--', '&amp;lt; &amp; &lt;\\!\\-\\-'],
    ['https://evil.example', 'https\\://evil\\.example'],
    ['\\', '\\\\'],
    ['1. one', '1\\. one'],
    ['$x$', '<span>$</span>x<span>$</span>'],
    ['two\nlines\r\n\u0000', 'two lines'],
  ])('such as %j becomes no markup', (text, expected) => {
    expect(markdownOf(text)).toBe(expected);
  });

  it('mentions nobody and refers to no issue', () => {
    expect(markdownOf('@ministro #1')).toBe('\\@\u200bministro \\#\u200b1');
  });

  it.each([
    ['`comune` of `Residente`', '`comune` of `Residente`'],
    ['`@me <b>*`', '`@me <b>*`'],
    ['a`b', 'a\\`b'],
    ['`a` and `b', '`a` and \\`b'],
    ['``', '\\`\\`'],
    ['` `', '\\` \\`'],
    ['`a``b`', '`a` `b`'],
    ['`a\\`', '`a\\`'],
  ])('keeps what stands between backticks as code: %j', (text, expected) => {
    expect(markdownOf(text)).toBe(expected);
  });

  it('is made of plain characters, escapes and code only, whatever it is', () => {
    const safe =
      /^(?:\\[!-/:-@[-`{-~]\u200b?|&(?:amp|lt|gt);|<span>\$<\/span>|`[^`\n]+`|[\p{L}\p{N}\s,;?%/='"]|[\u0080-\u{10ffff}])*$/u;
    const special = fc.constantFrom(...'`*_[]()<>&@#|\\!~$:.-+{} \n'.split(''));
    const text = fc.oneof(
      fc.string(),
      fc.array(special).map((characters) => characters.join('')),
    );
    fc.assert(
      fc.property(fc.oneof(text, fc.constantFrom(...hostileTexts)), (each) => {
        expect(markdownOf(each)).toMatch(safe);
      }),
    );
  });
});

describe('the comment', () => {
  it('says in its heading how much of what there is and what it means', () => {
    const comparison = madeComparison([madeChange(), madeChange(), wording('a')]);
    expect(markdown(comparison)).toMatch(
      /^### 2 breaking changes, 1 editorial: callers have to change\n\n`old\.yaml` → `new\.yaml`\n/,
    );
    expect(markdown(comparison, undefined, 'it')).toMatch(/^### 2 modifiche incompatibili, 1 redazionale: chi la usa/);
    expect(markdown(madeComparison([]))).toBe('### No changes\n\n`old.yaml` → `new.yaml`\n');
  });

  it('shows what callers have to look at, and folds the rest', () => {
    const levels = ['breaking', 'warning', 'info', 'editorial'] as const;
    const text = markdown(madeComparison(levels.map((level) => madeChange({ level }))));
    expect(text).toContain('\n#### Breaking (1)\n\n- ');
    expect(text).toContain('\n#### Warning (1)\n\n- ');
    expect(text).toContain('\n<details>\n<summary>Info (1)</summary>\n\n- ');
    expect(text).toContain('\n<details>\n<summary>Editorial (1)</summary>\n\n- ');
    expect(text.match(/\n<\/details>\n/g)).toHaveLength(2);
  });

  it('gives each change its lines in both documents and its id', () => {
    expect(markdown(madeComparison([madeChange()]))).toContain(
      '\\\n  `old.yaml:9 → new.yaml:10` · `request-parameter-became-required`\n',
    );
  });

  it('names files in full once, and by their last part beside each change', () => {
    const files = { base: 'https://ente.example/v1/openapi.yaml', revision: 'docs\\api\\' };
    const text = markdown(madeComparison([madeChange()]), files);
    expect(text).toContain('\n`https://ente.example/v1/openapi.yaml` → `docs\\api\\`\n');
    expect(text).toContain('  `openapi.yaml:9 → docs\\api\\:10` · ');
  });

  it('quotes the notes on the whole', () => {
    const notes = ['api-major-version-not-bumped'] as const;
    expect(markdown(madeComparison([madeChange()], { notes }))).toMatch(/\n> It breaks its callers, but the major/);
  });

  it('of hostile names has as many lines as of others, and no markup of theirs', () => {
    const lines = (text: string): number => text.split('\n').length;
    const tame = lines(markdown(madeComparison([madeChange()])));
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...hostileTexts), fc.string()), (name) => {
        const hostile = madeChange({ subject: { parameter: { in: name, name }, property: name, schema: name, name } });
        const text = markdown(madeComparison([hostile]), { base: `a${name}`, revision: `b${name}` });
        expect(lines(text)).toBe(tame);
        expect(text.replace(/`[^`\n]+`/g, '')).not.toMatch(/<(?!span>\$<|\/span>)|@[^\u200b]|(?<!^|#)#[^#\u200b ]/);
      }),
    );
  });

  it('stays within what a comment may hold, and says what is left out', () => {
    const many = Array.from({ length: 900 }, (_, index) =>
      madeChange({ subject: { parameter: { in: 'query', name: `${index}-${'lungo '.repeat(30)}` } } }),
    );
    const text = markdown(madeComparison([...many, ...many.map((change) => ({ ...change, level: 'info' as const }))]));
    expect(text.length).toBeLessThanOrEqual(60_000);
    const listed = text.split('\n- ').length - 1;
    expect(listed).toBeGreaterThan(100);
    const left = [...text.matchAll(/… and (\d+) more, for which there is no room here\./g)].map(([, count]) =>
      Number(count),
    );
    expect(listed + left.reduce((sum, count) => sum + count, 0)).toBe(1800);
    expect(text).toContain('#### Breaking (900)');
    expect(text).toContain('<summary>Info (900)</summary>');
  });
});
