import { describe, expect, it } from 'vitest';
import { type CheckWords, checkWords, languages } from '../../../shared/views/check-words.ts';

const { en, it: italian } = checkWords;

describe('words of the result', () => {
  it('tell one from many in both languages', () => {
    const counted = ({ operations, schemas, findings, others, moreProblems }: CheckWords): string[] =>
      [operations, schemas, findings, others, moreProblems].flatMap((count) => [count(1), count(2)]);
    expect(counted(en)).toEqual([
      '1 operation',
      '2 operations',
      '1 schema',
      '2 schemas',
      '1 finding',
      '2 findings',
      '… and 1 more (--all shows it)',
      '… and 2 more (--all shows them)',
      '… and 1 more problem of the description itself',
      '… and 2 more problems of the description itself',
    ]);
    expect(counted(italian)).toEqual([
      '1 operazione',
      '2 operazioni',
      '1 schema',
      '2 schemi',
      '1 rilievo',
      '2 rilievi',
      '… e un altro (--all lo mostra)',
      '… e altri 2 (--all li mostra)',
      '… e un altro problema della descrizione stessa',
      '… e altri 2 problemi della descrizione stessa',
    ]);
  });

  it('name only the severities that were found', () => {
    expect(en.counts({ error: 2, warn: 1, info: 3, hint: 1 })).toBe('2 errors, 1 warning, 3 info, 1 hint');
    expect(italian.counts({ error: 0, warn: 2, info: 0, hint: 0 })).toBe('2 avvisi');
    expect(italian.counts({ error: 0, warn: 0, info: 0, hint: 0 })).toBe('nulla da correggere');
  });

  it.each([
    [true, 0, 'yes', 'sì'],
    [false, 1, 'no, 1 error', 'no, 1 errore'],
    [false, 2, 'no, 2 errors', 'no, 2 errori'],
    [null, 0, 'unknown', 'non si sa'],
  ])('say of a gate that is %s with %i errors: %s', (publishable, errors, english, inItalian) => {
    expect([en.gate(publishable, errors), italian.gate(publishable, errors)]).toEqual([english, inItalian]);
  });

  it('write a score as each language does, and say when there is none', () => {
    expect(en.score(93.3, 'A')).toBe('Score 93.3 of 100, grade A');
    expect(italian.score(93.3, 'A')).toBe('Punteggio 93,3 su 100, voto A');
    expect(en.score(null, null)).toBe('Score: none, no rule applies');
    expect(italian.score(null, null)).toBe('Punteggio: nessuno, non si applica alcuna regola');
  });

  it('call each version by the name of its specification', () => {
    expect([en.specification('2.0'), en.specification('3.1.0')]).toEqual(['Swagger 2.0', 'OpenAPI 3.1.0']);
  });

  it('give a verdict they have no words for as it is', () => {
    for (const language of languages)
      expect(['too-large', 'constructor'].map(checkWords[language].verdict)).toEqual(['too-large', 'constructor']);
    expect(italian.verdict('unresolvable-ref')).toBe('un riferimento non porta da nessuna parte');
  });
});
