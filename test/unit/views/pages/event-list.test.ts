import { describe, expect, it } from 'vitest';
import type { CatalogueEvent } from '../../../../shared/domain/catalogue/api.ts';
import { eventList } from '../../../../shared/views/pages/event-list.ts';
import { withReadableTimes } from '../../../../shared/views/pages/readable-times.ts';
import { linksOf, samplePageContext } from '../../../fixtures/page-context.ts';
import { morning, sampleApi, sampleEvent } from '../../../fixtures/sample-records.ts';

const api = sampleApi('https://api.example/openapi.yaml');
const context = samplePageContext('it');

const listOf = (more: Partial<CatalogueEvent>): string => eventList(context, [sampleEvent(api, morning, more)]).text;

const compared = { revision: 3, base: 2, verdict: 'valid', problems: 0 };

describe('what happened, in short', () => {
  it('leads from a change to the comparison of its two revisions', () => {
    expect(linksOf(listOf({ facts: compared }))).toEqual([`/it/apis/${api.id}/compare?from=2&to=3`]);
  });

  it('leads to the API where nothing was compared, and where something else is told', () => {
    expect(linksOf(listOf({}))).toEqual([`/it/apis/${api.id}`]);
    expect(linksOf(listOf({ kind: 'api.invalid', facts: compared }))).toEqual([`/it/apis/${api.id}`]);
  });

  it('calls compatible what was compared, and no certificate or incident', () => {
    const counts = { breaking: 0, warning: 0, info: 2, editorial: 0 };
    expect(listOf({ level: 'info', counts })).toContain('compatibile');
    for (const kind of ['api.published', 'incident.closed', 'maintenance.announced'] as const) {
      expect(listOf({ kind })).toContain('informativo');
      expect(listOf({ kind })).not.toContain('compatibile');
    }
    expect(listOf({ kind: 'incident.opened' })).toContain('da verificare');
  });

  it('tells times as people write them', () => {
    const list = listOf({ kind: 'api.withdrawn', facts: { missing_since: '2026-11-20T07:30:00.000Z' } });
    expect(list).toContain('Nessun catalogo la elenca dal 20 nov 2026, 07:30 UTC.');
    expect(list.replace(/<time[^>]*>/g, '')).not.toMatch(/T\d\d:\d\d/);
  });

  it('calls an API by its own words, whose language is not known, and goes on in the reader’s', () => {
    expect(listOf({ kind: 'api.withdrawn' })).toContain('"><span lang="">Anagrafe</span> 1.0.0 (Comune di Esempio): ');
    expect(listOf({ kind: 'ruleset.changed', apiTitle: '' })).not.toContain('lang=""');
  });

  it('tells days and numbers as the reader’s language writes them, but not those of names and versions', () => {
    const sunset = { sunset: '2026-12-08', days: 15, of: 'api', source: 'header' };
    const list = listOf({ kind: 'api.sunset', apiVersion: '2026-01-01', facts: sunset });
    expect(list).toContain('</span> 2026-01-01 (Comune di Esempio): cessa l’8 dicembre 2026, fra 15 giorni</a>');
    expect(list).not.toContain('2026-12-08');
    const scores = { revision: 2, ruleset: '1', score_before: 70.5, score_after: 81 };
    expect(listOf({ kind: 'compliance.changed', facts: scores })).toContain('punteggio 70,5 → 81 su 100');
  });
});

describe('instants within sentences', () => {
  it.each([
    ['since 2026-11-20T07:30:00Z.', 'since 20 Nov 2026, 07:30 UTC.'],
    ['from 2026-11-20T07:30Z to 2026-11-21T00:00:00.000Z', 'from 20 Nov 2026, 07:30 UTC to 21 Nov 2026, 00:00 UTC'],
    ['version 2026-11-20', 'version 2026-11-20'],
    ['2026-99-20T07:30:00Z', '2026-99-20T07:30:00Z'],
  ])('are made readable, and nothing else: %s', (text, told) => {
    expect(withReadableTimes(text, 'en')).toBe(told);
  });
});
