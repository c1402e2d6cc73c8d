import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../../../shared/views/pages/plain-text.ts';

const word = fc.stringMatching(/^[a-zàèìòù0-9]{1,12}$/);
const sentence = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
const wrappings: readonly ((text: string) => string)[] = [
  (text) => `# ${text}`,
  (text) => `> ${text}`,
  (text) => `- ${text}`,
  (text) => `* ${text}`,
  (text) => `**${text}**`,
  (text) => `*${text}*`,
  (text) => `__${text}__`,
  (text) => `_${text}_`,
  (text) => `\`${text}\``,
  (text) => `[${text}](https://ente.example/a_b)`,
  (text) => `![${text}](logo.png)`,
];

describe('a text in Markdown, without its signs', () => {
  it.each([
    ['## Anagrafe\n\nServizi **nazionali** per `gli enti`.', 'Anagrafe\n\nServizi nazionali per gli enti.'],
    [
      'Vedi [la guida](https://ente.example/guida_api) e <https://ente.example>.',
      'Vedi la guida e https://ente.example.',
    ],
    ['- uno\n- due\n\n---\n> tre', 'uno\ndue\n\n\ntre'],
    ['```json\n{}\n```', '{}'],
    ['una stella \\*', 'una stella *'],
  ])('says what it said: %j', (text, expected) => {
    expect(plainText(text)).toBe(expected);
  });

  it.each([
    'codice_fiscale_ente e altro_nome',
    '2 * 3 * 4',
    'a*b*c',
    'da 1-2 a 3-4',
    'C# e F#',
    '[una nota]',
    '-5 gradi',
    '5 < 6 > 4',
  ])('keeps what is no sign: %s', (text) => {
    expect(plainText(text)).toBe(text);
  });

  it('is a sentence as it was before it was marked, however it was', () => {
    fc.assert(
      fc.property(sentence, fc.constantFrom(...wrappings), (text, wrap) => {
        expect(plainText(wrap(text))).toBe(text);
      }),
    );
  });

  it('is what it was where nothing is marked', () => {
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 5 }), (lines) => {
        expect(plainText(lines.join('.\n'))).toBe(lines.join('.\n'));
      }),
    );
  });

  it('never grows, whatever it is of', () => {
    const anything = fc.string({
      unit: fc.constantFrom('*', '_', '`', '[', ']', '(', ')', '#', '>', '-', '\\', 'a', ' ', '\n'),
    });
    fc.assert(fc.property(anything, (text) => plainText(text).length <= text.length));
  });
});
