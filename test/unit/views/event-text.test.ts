import { describe, expect, it } from 'vitest';
import type { CatalogueEvent, EventKind } from '../../../shared/domain/catalogue/api.ts';
import { describeEvent } from '../../../shared/views/event-text.ts';
import { morning, sampleApi, sampleEvent } from '../../fixtures/sample-records.ts';

const revised = { revision: 3, digest: 'd', verdict: 'invalid', problems: 2 };
const incident = { incident: 'i', url: 'https://api.example/status', code: 'http-503', opened_at: morning };
const facts: { readonly [kind in EventKind]: CatalogueEvent['facts'] } = {
  'api.published': revised,
  'api.changed': revised,
  'api.invalid': revised,
  'api.valid': { ...revised, verdict: 'valid', problems: 0 },
  'api.withdrawn': { missing_since: morning },
  'incident.opened': incident,
  'incident.closed': { ...incident, closed_at: '2026-11-23T09:00:00.000Z' },
};
const eventOf = (kind: EventKind, more: Partial<CatalogueEvent> = {}): CatalogueEvent =>
  sampleEvent(sampleApi('https://api.example/openapi.yaml'), morning, { kind, facts: facts[kind], ...more });

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

  it('tells a return after a withdrawal from a first publication', () => {
    const { summary } = describeEvent(eventOf('api.published', { facts: { ...revised, returned: morning } }));
    expect(summary.en).toBe(`Listed again after its withdrawal of ${morning}.`);
  });

  it('leaves a version out that is not known', () => {
    const { apiVersion: _, ...event } = eventOf('api.changed');
    expect(describeEvent(event).title.en).toBe('Anagrafe (Comune di Esempio): changed');
  });
});
