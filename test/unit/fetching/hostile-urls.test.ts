import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkAddress, createAddressPolicy } from '../../../shared/domain/fetching/address-policy.ts';
import { checkUrl } from '../../../shared/domain/fetching/url-policy.ts';

/** The shared table of hostile inputs is beside the project, not in it. */
const table = new URL('../../../../shared/hostile/hostile.tsv', import.meta.url);

const ours: { readonly [proposed: string]: string } = {
  ok: 'ok',
  E_URL_SCHEME: 'url-scheme',
  E_URL_INVALID: 'url-invalid',
  E_URL_USERINFO: 'url-userinfo',
  E_URL_PORT: 'url-port',
  E_URL_HOST: 'url-host',
  E_ADDR_BLOCKED: 'refused-address',
};

type Row = { readonly category: string; readonly input: string; readonly expected: string };

const rows: Row[] = existsSync(table)
  ? readFileSync(table, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => {
        const [category = '', input = '', expected = ''] = line.split('\t');
        return { category, input, expected };
      })
  : [];

/** The input is the body of a JSON string; `{a*300}` repeats. */
const decode = (input: string): string =>
  JSON.parse(
    `"${input.replace(/\{(.)\*(\d+)\}/g, (_, character: string, times: string) => character.repeat(Number(times)))}"`,
  );

const of = (pattern: RegExp): Row[] => rows.filter(({ category }) => pattern.test(category));
const codeOf = (verdict: { ok: true } | { ok: false; code: string }): string => (verdict.ok ? 'ok' : verdict.code);

describe.skipIf(rows.length === 0)(
  'the shared table of hostile inputs (skipped when it is not beside the project)',
  () => {
    it('has its addresses and URLs', () => {
      expect(of(/^url-/).length).toBeGreaterThan(90);
      expect(of(/^ip-/).length).toBeGreaterThan(30);
    });

    it.each(of(/^url-/))('$category $input: $expected', ({ input, expected }) => {
      const verdict = checkUrl(decode(input));
      const [proposed = '', note = ''] = expected.split('; ');
      expect(codeOf(verdict)).toBe(ours[proposed]);
      const identity = /(?:stored and fetched as|identity is|equals) ([a-z0-9.-]+)/.exec(note)?.[1];
      if (identity !== undefined && verdict.ok) expect(verdict.url.hostname).toBe(identity);
      if (verdict.ok) expect(verdict.url.hostname).toMatch(/^[!-~]+$/);
    });

    it.each(of(/^ip-/))('$category $input: $expected', ({ category, input, expected }) => {
      const policy = category === 'ip-nat64-on' ? createAddressPolicy({ allow: [], nat64: true }) : checkAddress;
      expect(codeOf(policy(input))).toBe(ours[expected.split('; ')[0] ?? '']);
    });
  },
);
