import { describe, expect, it } from 'vitest';
import type { CatalogueEvent, EventKind } from '../../../shared/domain/catalogue/api.ts';
import { eventPlace } from '../../../shared/views/event-place.ts';
import { describeEvent } from '../../../shared/views/event-text.ts';
import { morning, sampleApi, sampleEvent } from '../../fixtures/sample-records.ts';

const revised = { revision: 3, digest: 'd', verdict: 'invalid', problems: 2 };
const incident = { incident: 'i', url: 'https://api.example/status', code: 'http-503', opened_at: morning };
const certificate = {
  host: 'api.example',
  apis: 3,
  fingerprint: 'ab01',
  chain: 'cd01',
  subject: 'CN=api.example',
  issuer: 'CN=Nuova CA',
  valid_from: morning,
  valid_to: '2026-12-07T00:00:00.000Z',
};
const facts: { readonly [kind in EventKind]: CatalogueEvent['facts'] } = {
  'api.published': revised,
  'api.changed': revised,
  'api.invalid': revised,
  'api.valid': { ...revised, verdict: 'valid', problems: 0 },
  'api.withdrawn': { missing_since: morning },
  'api.deprecated': { deprecated_at: '2026-11-01', source: 'description' },
  'api.sunset': { sunset: '2026-12-31', days: 38, of: 'api', source: 'header' },
  'compliance.changed': {
    revision: 3,
    ruleset: '1',
    grade_before: 'C',
    grade_after: 'B',
    score_before: 70.5,
    score_after: 81,
    publishable_before: 'no',
    publishable_after: 'yes',
    errors_before: 12,
    errors_after: 0,
  },
  'ruleset.changed': { apis: 9, up: 2, down: 3, same: 4, publishable_before: 5, publishable_after: 6 },
  'incident.opened': incident,
  'incident.closed': { ...incident, closed_at: '2026-11-23T09:00:00.000Z' },
  'certificate.expiring': { ...certificate, threshold: 14, days: 13 },
  'certificate.replaced': {
    ...certificate,
    fingerprint_before: 'ab02',
    subject_before: 'CN=api.example',
    issuer_before: 'CN=Vecchia CA',
    valid_from_before: morning,
    valid_to_before: '2026-12-01T00:00:00.000Z',
    changed: 'issuer, chain',
  },
  'maintenance.announced': {
    windows: 2,
    announced_at: morning,
    maintenance_from: '2026-12-01T20:00:00.000Z',
    maintenance_until: '2026-12-01T22:00:00.000Z',
    note: 'Nuova base dati',
  },
};
const eventOf = (kind: EventKind, more: Partial<CatalogueEvent> = {}): CatalogueEvent =>
  sampleEvent(sampleApi('https://api.example/openapi.yaml'), morning, {
    kind,
    facts: facts[kind],
    from: '1',
    to: '2',
    ...more,
  });

describe('describeEvent', () => {
  it.each(Object.keys(facts) as EventKind[])('says %s in both languages, with every value it speaks of', (kind) => {
    const { title, summary } = describeEvent(eventOf(kind));
    for (const text of [title, summary]) {
      expect(text.en).not.toBe(text.it);
      for (const words of [text.en, text.it]) expect(words).not.toMatch(/undefined|null|NaN|\[object/);
    }
    expect(title.en.startsWith('Anagrafe 1.0.0 (Comune di Esempio): ')).toBe(true);
    for (const words of [summary.en, summary.it]) expect(words.endsWith('.')).toBe(true);
  });

  it('counts one problem as one', () => {
    const { summary } = describeEvent(eventOf('api.invalid', { facts: { ...revised, problems: 1 } }));
    expect(summary.en).toContain('(1 problem)');
    expect(summary.it).toContain('(1 problema)');
  });

  it('counts what changed for callers, the gravest first, and says what a breaking revision failed to announce', () => {
    const name = 'Anagrafe 1.0.0 (Comune di Esempio)';
    const changed = eventOf('api.changed', {
      counts: { breaking: 3, warning: 1, info: 2, editorial: 5 },
      notes: ['api-major-version-not-bumped'],
      facts: { ...revised, base: 2, base_version: '0.9.0' },
    });
    const { title, summary } = describeEvent(changed);
    expect(title).toEqual({
      en: `${name}: 3 breaking changes, 1 warning, 2 compatible`,
      it: `${name}: 3 modifiche incompatibili, 1 da verificare, 2 compatibili`,
    });
    expect(summary.en).toContain(
      'Since revision 2 (0.9.0): 3 breaking changes, 1 warning, 2 compatible, without a new major version.',
    );
    expect(summary.it).toContain('Rispetto alla revisione 2 (0.9.0): 3 modifiche incompatibili');
    const invalid = eventOf('api.invalid', {
      ...changed,
      kind: 'api.invalid',
      counts: { breaking: 0, warning: 0, info: 1, editorial: 0 },
    });
    expect(describeEvent(invalid).title.en).toBe(`${name}: description no longer valid; 1 compatible change`);
  });

  it('says that a revision could not be compared', () => {
    const event = eventOf('api.changed', { facts: { ...revised, comparison: 'unavailable' } });
    expect(describeEvent(event).summary.en).toContain('could not be compared');
    expect(describeEvent(event).title.en).toMatch(/: changed$/);
  });

  it.each([
    ['api.deprecated', { source: 'header' }, 'deprecated', 'it still answers'],
    ['api.deprecated', { taken_back: 'yes' }, 'no longer deprecated', 'took the deprecation back'],
    [
      'api.sunset',
      { sunset: '2026-12-01', days: 1, of: 'api', source: 'header', threshold: 7 },
      'ends on 2026-12-01, in 1 day',
      'A header',
    ],
    [
      'api.sunset',
      { sunset: '2026-11-01', days: -3, of: 'api', source: 'header' },
      'ended on 2026-11-01',
      'It ended on',
    ],
    [
      'api.sunset',
      { sunset: '2026-12-01', days: 0, of: 'operations', source: 'description' },
      'operations of it end on 2026-12-01, today',
      'Some operations of it end',
    ],
    [
      'api.sunset',
      { sunset_before: '2026-12-01', taken_back: 'yes' },
      'no end announced any more',
      'for 2026-12-01 was taken back',
    ],
    [
      'api.sunset',
      { sunset: '2027-12-01', sunset_before: '2027-06-01', days: 300, of: 'api', source: 'description' },
      'ends on 2027-12-01, in 300 days',
      'It was 2027-06-01 before.',
    ],
  ] as const)('tells of %s with %j', (kind, told, headline, words) => {
    const { title, summary } = describeEvent(eventOf(kind, { facts: told }));
    expect(title.en.endsWith(`: ${headline}`)).toBe(true);
    expect(summary.en).toContain(words);
    for (const text of [title, summary]) {
      expect(text.en).not.toBe(text.it);
      for (const sentence of [text.en, text.it]) expect(sentence).not.toMatch(/undefined|NaN/);
    }
  });

  it('tells a return after a withdrawal from a first publication', () => {
    const { summary } = describeEvent(eventOf('api.published', { facts: { ...revised, returned: morning } }));
    expect(summary.en).toBe(`Listed again after its withdrawal of ${morning}.`);
  });

  it('tells what moved of the compliance, the grade or the gate or both, and nothing else', () => {
    const both = eventOf('compliance.changed');
    const name = 'Anagrafe 1.0.0 (Comune di Esempio)';
    expect(describeEvent(both).title).toEqual({
      en: `${name}: compliance grade C → B; publishable on the national catalogue: no (12 errors) → yes`,
      it: `${name}: conformità C → B; pubblicabile sul catalogo nazionale: no (12 errori) → sì`,
    });
    const grade = { ...both, facts: { ...both.facts, publishable_after: 'no', errors_after: 1 } };
    expect(describeEvent(grade).title.en).toBe(`${name}: compliance grade C → B`);
    expect(describeEvent(grade).summary.en).toContain('no (12 errors) → no (1 error)');
  });

  it('tells what happened to the whole catalogue as such', () => {
    const { id, at } = eventOf('ruleset.changed');
    const event: CatalogueEvent = {
      id,
      at,
      kind: 'ruleset.changed',
      from: '1',
      to: '2',
      facts: facts['ruleset.changed'],
    };
    const { title, summary } = describeEvent(event);
    expect(title).toEqual({
      en: 'All APIs: scored by new rules, 1 → 2',
      it: 'Tutte le API: valutate con nuove regole, 1 → 2',
    });
    expect(summary.en).toContain('2 rose, 3 fell and 4 stayed');
    expect(eventPlace(event, 'it')).toBe('/it/rules');
  });

  describe('of a host', () => {
    const { apiId: _, apiTitle: __, apiVersion: ___, ...ofHost } = eventOf('certificate.expiring');
    const told = (more: Partial<CatalogueEvent>): CatalogueEvent => ({ ...ofHost, apiIds: ['one', 'two'], ...more });
    const withFacts = (more: CatalogueEvent['facts']) => told({ facts: { ...facts['certificate.expiring'], ...more } });

    it('names the host, the administration, how many APIs are behind it, and what to do', () => {
      const { title, summary } = describeEvent(told({}));
      expect(title).toEqual({
        en: 'api.example (Comune di Esempio): the certificate ends on 2026-12-07, in 13 days',
        it: 'api.example (Comune di Esempio): il certificato scade il 2026-12-07, fra 13 giorni',
      });
      for (const words of ['behind which are 3 APIs', 'CN=Nuova CA', 'ab01', 'Renew it before then'])
        expect(summary.en).toContain(words);
      for (const words of ['dietro cui ci sono 3 API', 'CN=Nuova CA', 'ab01', 'Rinnovarlo prima'])
        expect(summary.it).toContain(words);
      expect(describeEvent(withFacts({ apis: 1 })).summary.en).not.toContain('behind');
    });

    it.each([
      [{ threshold: 1, days: 1 }, 'ends on 2026-12-07, in 1 day', 'scade il 2026-12-07, fra 1 giorno'],
      [{ threshold: 1, days: 0 }, 'ends on 2026-12-07, in less than a day', 'fra meno di un giorno'],
      [{ threshold: 0, days: -1 }, 'ended on 2026-12-07', 'è scaduto il 2026-12-07'],
      [{ threshold: 0, days: 0 }, 'ended on 2026-12-07', 'è scaduto il 2026-12-07'],
    ])('says when it ends with %j', (left, en, it) => {
      const { title } = describeEvent(withFacts(left));
      expect(title.en.endsWith(en)).toBe(true);
      expect(title.it.endsWith(it)).toBe(true);
    });

    it('names both certificates and what differs', () => {
      const replaced = told({ kind: 'certificate.replaced', facts: facts['certificate.replaced'] });
      const { en, it: italian } = describeEvent(replaced).summary;
      for (const words of ['ab01', 'ab02', 'CN=Nuova CA', 'CN=Vecchia CA']) {
        expect(en).toContain(words);
        expect(italian).toContain(words);
      }
      expect(en).toContain('Also changed: the issuer, the chain.');
      expect(italian).toContain('Cambia anche: l’emittente, la catena.');
      const renewed = { ...replaced, facts: { ...replaced.facts, changed: '' } };
      expect(describeEvent(renewed).summary.en).toContain('Subject, issuer and chain are the same.');
    });

    it('says of another chain that the certificate is the same', () => {
      const chain = { ...facts['certificate.replaced'], fingerprint_before: 'ab01', changed: 'chain' };
      const { title, summary } = describeEvent(told({ kind: 'certificate.replaced', facts: chain }));
      expect(title.en).toBe('api.example (Comune di Esempio): the chain of the certificate was replaced');
      expect(summary.en).toContain('with other certificates above it');
      expect(summary.it).toContain('con altri certificati sopra di esso');
    });

    it('is told in full where its first API is, which stays when its administration is forgotten', () => {
      expect(eventPlace(told({ apiIds: ['one'] }), 'en')).toBe('/en/apis/one');
      expect(eventPlace(told({ apiIds: ['one', 'two'] }), 'en')).toBe('/en/apis/one');
      expect(eventPlace(told({ apiIds: [] }), 'it')).toBe('/it/administrations/c_h501');
    });
  });

  it('tells maintenance that is called off', () => {
    const { title, summary } = describeEvent(eventOf('maintenance.announced', { facts: { windows: 0 } }));
    expect(title.en.endsWith(': maintenance called off')).toBe(true);
    expect(title.it.endsWith(': manutenzione annullata')).toBe(true);
    expect(summary.en + summary.it).not.toMatch(/undefined|NaN/);
  });

  it('leaves a version out that is not known', () => {
    const { apiVersion: _, ...event } = eventOf('api.changed');
    expect(describeEvent(event).title.en).toBe('Anagrafe (Comune di Esempio): changed');
  });
});
