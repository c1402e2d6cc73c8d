import { describe, expect, it } from 'vitest';
import { describeFetchCode, type FetchCode, fetchCodes } from '../../../shared/domain/fetching/fetch-codes.ts';

const statuses = [...Array.from({ length: 500 }, (_, index) => 100 + index)].filter((status) => status >= 200);
const all = [...Object.keys(fetchCodes), ...statuses.map((status) => `http-${status}`)] as FetchCode[];

describe('the fetch codes', () => {
  it('are kebab-case', () => {
    expect(all.filter((code) => !/^[a-z]+(-[a-z0-9]+)*$/.test(code))).toEqual([]);
  });

  it('each have words and a repair in two different languages, as sentences', () => {
    for (const code of all) {
      const { words, fix } = describeFetchCode(code);
      for (const text of [words, fix]) {
        expect(text.en, code).toMatch(/^["\p{Lu}r]/u);
        expect(text.it, code).toMatch(/^[«\p{Lu}r]/u);
        expect(text.it, code).not.toBe(text.en);
      }
      expect(fix.en.endsWith('.') && fix.it.endsWith('.'), code).toBe(true);
    }
  });

  it('hold only our own network and our own stop to be ours', () => {
    const ours = all.filter((code) => describeFetchCode(code).class === 'ours');
    expect(ours).toEqual(['dns-unavailable', 'network-unreachable', 'stopped']);
  });

  it.each([408, 425, 429, 500, 502, 503, 504, 520, 599] as const)('hold HTTP %i to be transient', (status) => {
    expect(describeFetchCode(`http-${status}`).class).toBe('transient');
  });

  it.each([
    206, 300, 304, 400, 401, 403, 404, 405, 406, 410, 418, 451,
  ] as const)('hold HTTP %i to be permanent', (status) => {
    expect(describeFetchCode(`http-${status}`).class).toBe('permanent');
  });

  it('end the words of a status with the status', () => {
    expect(describeFetchCode('http-503').words).toEqual({
      en: 'Service unavailable (HTTP 503)',
      it: 'Servizio non disponibile (HTTP 503)',
    });
    expect(describeFetchCode('http-599').words.it).toBe('Errore del server (HTTP 599)');
    expect(describeFetchCode('http-418').words.en).toBe('The request is refused (HTTP 418)');
  });
});
