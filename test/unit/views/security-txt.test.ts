import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderSecurityTxt } from '../../../shared/views/security-txt.ts';

const now = Date.parse('2026-11-26T10:20:30Z');
const at = 'https://vedetta.example';
const linesOf = (contact: string, infoUrl = '', publicUrl = at): readonly string[] =>
  renderSecurityTxt({ contact, infoUrl }, publicUrl, now)?.split('\n') ?? [];

describe('security.txt', () => {
  it('names whom to tell, until when that holds, in which languages, and where it is', () => {
    expect(linesOf('sicurezza@ente.example', 'https://ente.example/vedetta')).toEqual([
      'Contact: mailto:sicurezza@ente.example',
      'Contact: https://ente.example/vedetta',
      'Expires: 2027-05-25T00:00:00.000Z',
      'Preferred-Languages: it, en',
      'Canonical: https://vedetta.example/.well-known/security.txt',
      '',
    ]);
  });

  it.each(['https://ente.example/segnala', 'mailto:a@ente.example', 'tel:+39-06-1'])('takes %s as it is', (contact) => {
    expect(linesOf(contact)[0]).toBe(`Contact: ${contact}`);
  });

  it.each([
    ['', ''],
    ['Ufficio', ''],
    ['http://ente.example/', ''],
    ['javascript:alert(1)', 'http://ente.example/'],
  ])('is not there where nobody can be told ("%s", "%s")', (contact, infoUrl) => {
    expect(renderSecurityTxt({ contact, infoUrl }, at, now)).toBeUndefined();
  });

  it('does not claim an address without encryption to be the one that counts', () => {
    expect(linesOf('a@ente.example', '', 'http://127.0.0.1:8080').join('\n')).not.toContain('Canonical');
  });

  it('expires in the future and within a year, at whatever time it is read, and is the same all day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2200, 0) }), (ms) => {
        const text = renderSecurityTxt({ contact: 'a@ente.example', infoUrl: '' }, at, ms) ?? '';
        const ahead = Date.parse(/Expires: (\S+)/.exec(text)?.[1] ?? '') - ms;
        expect(ahead > 0 && ahead < 365 * 86_400_000).toBe(true);
        const midnight = Math.floor(ms / 86_400_000) * 86_400_000;
        expect(renderSecurityTxt({ contact: 'a@ente.example', infoUrl: '' }, at, midnight)).toBe(text);
      }),
    );
  });

  it('has no line that a setting smuggled in', () => {
    for (const contact of ['a@b.example\nPolicy: x', 'https://ente.example/\r\nPolicy: x'])
      for (const line of linesOf(contact)) expect(line).not.toMatch(/^Policy/);
  });
});
