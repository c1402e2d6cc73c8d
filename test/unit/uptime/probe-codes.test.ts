import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fetchCodes } from '../../../shared/domain/fetching/fetch-codes.ts';
import { describeProbeCode, probeCodes } from '../../../shared/domain/uptime/probe-codes.ts';
import { renderCodesPage } from '../../../shared/views/codes-page.ts';

describe('the codes of looks', () => {
  it('are all explained in both languages, with what can be done', () => {
    expect(new Set(probeCodes).size).toBe(probeCodes.length);
    for (const code of probeCodes) {
      const facts = describeProbeCode(code);
      for (const text of [facts?.words, facts?.fix]) {
        expect(text?.en, code).toMatch(/\w/);
        expect(text?.it, code).toMatch(/\w/);
        expect(text?.it, code).not.toBe(text?.en);
      }
    }
  });

  it('hold every code of a fetch but that of an empty document, which is an answer to a look', () => {
    for (const code of Object.keys(fetchCodes)) expect(probeCodes.includes(code), code).toBe(code !== 'empty');
  });

  it('speak of no document: a status is asked for', () => {
    for (const code of probeCodes) {
      const facts = describeProbeCode(code);
      expect(`${facts?.words.en} ${facts?.fix.en}`, code).not.toMatch(/document/i);
      expect(`${facts?.words.it} ${facts?.fix.it}`, code).not.toMatch(/documento/i);
    }
  });

  it('are none of what is no code', () => {
    for (const code of ['', 'http-', 'http-999', 'constructor', '__proto__'])
      expect(describeProbeCode(code)).toBeUndefined();
  });

  it('have a page that is made from them', () => {
    const page = readFileSync(new URL('../../../shared/domain/uptime/CODES.md', import.meta.url), 'utf8');
    expect(page).toBe(renderCodesPage());
  });
});
