import { describe, expect, it } from 'vitest';
import { requestWords, visitWords } from '../../../../shared/views/pages/own-words.ts';

describe('what a visit met', () => {
  it.each([
    ['asked: https://a.example/, https://a.example/x', 'richiesti: https://a.example/, https://a.example/x'],
    ['found at https://a.example/.well-known/api-catalog', 'trovato in https://a.example/.well-known/api-catalog'],
    ['robots.txt forbids https://a.example/x', 'robots.txt vieta https://a.example/x'],
    ['HTTP 404', 'HTTP 404'],
    ['no longer listed since 2026-11-20T08:00:00.000Z', 'non più in elenco dal 2026-11-20T08:00:00.000Z'],
  ])('is told in Italian: %s', (detail, italian) => {
    expect(visitWords(detail, 'it')).toEqual({ text: italian, lang: 'it' });
    expect(visitWords(detail, 'en')).toEqual({ text: detail, lang: 'en' });
  });

  it('stays as it is, and is told to be English, where there are no words for it', () => {
    for (const detail of ['line 7, column 101: The YAML is broken', '$1', ''])
      expect(visitWords(detail, 'it')).toEqual({ text: detail, lang: 'en' });
  });
});

describe('what was wrong with a request', () => {
  it('is told in Italian, with what others wrote left as it is', () => {
    expect(requestWords('No API $1 <b>\n.', 'it')).toEqual({
      text: 'Nessuna API con l’identificativo $1 <b>\n.',
      lang: 'it',
    });
    expect(requestWords('Something else.', 'it')).toEqual({ text: 'Something else.', lang: 'en' });
  });
});
