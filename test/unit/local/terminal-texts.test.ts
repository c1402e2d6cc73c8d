import { describe, expect, it } from 'vitest';
import { refuseOverrides } from '../../../infra/local/refuse-overrides.ts';
import { showPlace } from '../../../infra/local/show-place.ts';

/** Controls of one byte, C1 included: on many terminals U+009B begins a command as ESC [ does. */
const controls = /[\p{Cc}\u202a-\u202e]/u;

describe('the progress', () => {
  const shown = (files: readonly string[], terminal: { isTTY?: boolean; columns?: number }): string[] => {
    const texts: string[] = [];
    const { at, end } = showPlace({ ...terminal, write: (text) => texts.push(text) }, files);
    for (const index of files.keys()) at(index);
    end();
    return texts.map((text) => text.replace('\r\u001b[2K', ''));
  };
  const four = ['a.yaml', 'b.yaml', 'c.yaml', 'd.yaml'];

  it('is one line that is rewritten, and cleared at the end', () => {
    expect(shown(four, { isTTY: true })).toEqual(['1/4 a.yaml', '2/4 b.yaml', '3/4 c.yaml', '4/4 d.yaml', '']);
  });

  it('is not written into files and pipes, nor for a few files', () => {
    expect(shown(four, {})).toEqual([]);
    expect(shown(four.slice(1), { isTTY: true })).toEqual([]);
  });

  it('lets no name of a file command the terminal', () => {
    const [line] = shown(['\u009b2Jevil\u001b[31m\u202e.yaml', ...four], { isTTY: true });
    expect(line).toContain('evil');
    expect(line).not.toMatch(controls);
  });

  it('stays on its line', () => {
    const [line] = shown(['x'.repeat(200), ...four], { isTTY: true, columns: 40 });
    expect(line).toHaveLength(39);
  });
});

describe('problems of a file of overrides', () => {
  it('are a line each, with their place where they have one', () => {
    const problems = [{ message: 'it is empty' }, { message: 'weivers is not known here', line: 3, column: 5 }];
    expect(refuseOverrides('own.yaml', problems).message).toBe(
      'own.yaml: it is empty\nown.yaml:3:5: weivers is not known here',
    );
  });

  it('let no text of the file command the terminal', () => {
    const { message } = refuseOverrides('own.yaml', [{ message: 'the name "\u009b31mred\n\u202e" appears twice' }]);
    expect(message).toContain('red');
    expect(message).not.toMatch(controls);
  });
});
