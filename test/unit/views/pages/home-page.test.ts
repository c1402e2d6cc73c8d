import { describe, expect, it } from 'vitest';
import type { Home } from '../../../../shared/domain/catalogue/dossier.ts';
import type { Snapshot } from '../../../../shared/domain/figures/snapshot.ts';
import { trendPointOf } from '../../../../shared/domain/figures/trend.ts';
import { renderHomePage } from '../../../../shared/views/pages/home-page.ts';
import { hostileTexts, sharedHostileTexts } from '../../../fixtures/hostile-texts.ts';
import { linksOf, pageFaults, samplePageContext } from '../../../fixtures/page-context.ts';
import { sampleSnapshot } from '../../../fixtures/sample-figures.ts';
import { sampleApi, sampleEvent, sampleMetadata } from '../../../fixtures/sample-records.ts';

const context = samplePageContext('it', { path: '/' });

const homeOf = (more: Partial<Snapshot> = {}, rest: Partial<Home> = {}): Home => ({
  figures: {
    today: sampleSnapshot('2026-11-26', more),
    month: { month: '2026-11', breaking: 7, published: 1, withdrawn: 0, incidentsOpened: 4, incidentsClosed: 3 },
  },
  trend: [],
  silent: 80,
  events: [],
  breaking: [],
  ...rest,
});

const textOf = (page: string): string => page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

describe('the home page', () => {
  it('shows the country at a glance, each figure with the way to what it counts', () => {
    const page = renderHomePage(context, homeOf());
    expect(textOf(page)).toMatch(/Amministrazioni che pubblicano 12 su 40 28 non pubblicano ancora nulla/);
    expect(textOf(page)).toMatch(/API 30 24 con una descrizione che all’ultima visita c’era ed era valida/);
    expect(textOf(page)).toMatch(/33,3% 10 sì, 15 no, 5 di cui non si sa; secondo l’ultima revisione scaricata/);
    expect(textOf(page)).toMatch(
      /99,31% Sul tempo misurato. Tempo di cui non si sa nulla, oltre a quello che i firewall ci nascondono: 2,1%\./,
    );
    expect(textOf(page)).toMatch(/Incidenti aperti 2/);
    expect(textOf(page)).toMatch(/Modifiche incompatibili questo mese 7/);
    expect(linksOf(page)).toEqual(
      expect.arrayContaining([
        '/it/administrations?publishes=something',
        '/it/administrations?publishes=nothing',
        '/it/apis',
        '/it/apis?state=ok',
        '/it/apis?publishable=yes',
        '/it/apis?sort=availability',
        '/it/incidents?open=true',
        '/it/changes?level=breaking&since=2026-11-01',
        '/it/apis?rule=servers-description',
        '/it/rules/servers-description',
        '/it/figures',
      ]),
    );
    expect(pageFaults(page)).toEqual([]);
  });

  it('tells who could not be read from who publishes nothing', () => {
    const totals = { publishers: 40, publishing: 12, unread: 3, apis: 30, valid: 24 };
    const page = renderHomePage(context, homeOf({ totals }));
    expect(textOf(page)).toMatch(/25 non pubblicano ancora nulla ; 3 non leggibili: non si sa se pubblichino/);
    expect(linksOf(page)).toContain('/it/administrations?publishes=unknown');
  });

  it('says as of when each figure is', () => {
    const page = textOf(renderHomePage(context, homeOf()));
    expect(page.match(/Al 26 nov 2026, 12:00 UTC/g)).toHaveLength(5);
    expect(page).toContain('Al 24 novembre 2026');
  });

  it('never rounds nearly all of the time to all of it, nor a little of the unknown to nothing', () => {
    const availability = { until: '2026-11-24', share: 0.99999, unknownShare: 0.00001 };
    const page = textOf(renderHomePage(context, homeOf({ availability })));
    expect(page).toContain('99,99%');
    expect(page).toContain('ci nascondono: 0,1%.');
  });

  it('never rounds nearly all of the unknown to all of it, nor a little of the known to nothing', () => {
    const availability = { until: '2026-11-24', share: 0.00001, unknownShare: 0.9998 };
    const page = textOf(renderHomePage(context, homeOf({ availability })));
    expect(page).toContain('0,01%');
    expect(page).toContain('ci nascondono: 99,9%.');
  });

  it.each([
    [null, 'trascorso un giorno intero'],
    [{ until: '2026-11-24', share: null, unknownShare: 1 }, 'Di questi giorni non si sa nulla'],
  ])('tells availability that is not known as such: %j', (availability, words) => {
    const page = textOf(renderHomePage(context, homeOf({ availability })));
    expect(page).toMatch(new RegExp(`non ancora noto.*${words}`));
  });

  it('has no share of no APIs', () => {
    const none = { publishers: 3, publishing: 0, apis: 0, valid: 0 };
    const page = renderHomePage(
      context,
      homeOf({ totals: none, failing: [], publishable: { yes: 0, no: 0, unknown: 0 } }),
    );
    expect(textOf(page)).toMatch(/catalogo nazionale non ancora noto/);
    expect(textOf(page)).toContain('Nessuna API disattende una regola');
    expect(page).not.toContain('NaN');
  });

  it('tells services that stopped answering from all APIs that do not answer', () => {
    const incidents = /Incidenti aperti 2 Servizi che prima rispondevano e ora non rispondono\. /;
    const page = renderHomePage(context, homeOf());
    expect(textOf(page)).toMatch(new RegExp(`${incidents.source}80 API ora non rispondono`));
    expect(linksOf(page)).toContain('/it/apis?service=down');
    expect(textOf(renderHomePage(context, homeOf({}, { silent: 1 })))).toContain('1 API ora non risponde ');
    expect(textOf(renderHomePage(context, homeOf({}, { silent: 0 })))).toMatch(/API che ora non rispondono/);
    const unlisted = renderHomePage(context, homeOf({}, { silent: undefined }));
    expect(textOf(unlisted)).toMatch(new RegExp(`${incidents.source}API che ora non rispondono`));
    expect(linksOf(unlisted)).toContain('/it/apis?service=down');
  });

  it('lists the latest breaking changes by themselves, each with its comparison', () => {
    const api = sampleApi('https://a.example/openapi.yaml');
    const breaking = [
      sampleEvent(api, '2026-11-20T08:00:00.000Z', { level: 'breaking', facts: { base: 1, revision: 2 } }),
    ];
    const page = renderHomePage(context, homeOf({}, { breaking }));
    expect(textOf(page)).toContain('Ultime modifiche incompatibili Anagrafe');
    expect(linksOf(page)).toEqual(
      expect.arrayContaining([`/it/apis/${api.id}/compare?from=1&to=2`, '/it/changes?level=breaking']),
    );
    expect(pageFaults(page)).toEqual([]);
    expect(textOf(renderHomePage(context, homeOf()))).toContain('Ancora nessuna modifica incompatibile nota');
  });

  it('draws the trend from the second day on, with tables', () => {
    const days = ['2026-11-24', '2026-11-25', '2026-11-26'].map((date) => trendPointOf(sampleSnapshot(date)));
    expect(textOf(renderHomePage(context, homeOf({}, { trend: days.slice(0, 1) })))).toContain('Oggi è il primo');
    const page = renderHomePage(context, homeOf({}, { trend: days }));
    expect(page.match(/<figure/g)).toHaveLength(3);
    expect(page.match(/<details/g)).toHaveLength(3);
    for (const name of ['API pubblicate', 'API pubblicabili', 'Disponibilità nei 30 giorni precedenti'])
      expect(page).toContain(`<h3>${name}</h3>`);
    expect(pageFaults(page)).toEqual([]);
  });

  it('tells what happened last, and where it is told in full', () => {
    const api = sampleApi('https://a.example/openapi.yaml');
    const events = [
      sampleEvent(api, '2026-11-26T08:00:00.000Z', { kind: 'api.published' }),
      {
        id: 'r',
        kind: 'ruleset.changed',
        at: '2026-11-25T08:00:00.000Z',
        from: '1',
        to: '2',
        facts: { apis: 1 },
      } as const,
    ];
    const page = renderHomePage(context, homeOf({}, { events }));
    expect(linksOf(page)).toEqual(expect.arrayContaining([`/it/apis/${api.id}`, '/it/rules', '/it/changes']));
    expect(textOf(page)).toContain('26 nov 2026, 08:00 UTC');
  });

  it('says that there are no figures yet, and what to do', () => {
    const page = renderHomePage(context, {
      figures: undefined,
      trend: [],
      silent: undefined,
      events: [],
      breaking: [],
    });
    expect(textOf(page)).toContain('I dati non sono ancora disponibili');
    expect(linksOf(page)).toContain('/status');
    expect(page).not.toContain('v-card');
    expect(pageFaults(page)).toEqual([]);
  });

  it('says that nobody is registered, rather than showing zeros', () => {
    const nobody = { publishers: 0, publishing: 0, apis: 0, valid: 0 };
    const page = renderHomePage(samplePageContext('en', { path: '/' }), homeOf({ totals: nobody }));
    expect(textOf(page)).toContain('No administration is registered');
    expect(page).not.toContain('v-card');
  });

  it('shows hostile texts of events as text', () => {
    for (const text of [...hostileTexts, ...sharedHostileTexts]) {
      const api = sampleApi('https://a.example/x', { publisherName: text, metadata: sampleMetadata({ title: text }) });
      const events = [sampleEvent(api, '2026-11-26T08:00:00.000Z', { apiVersion: text, facts: { revision: text } })];
      const failing = [{ rule: text, applies: 2, failing: 1 }];
      // Ids of rules are ours; even so.
      expect(pageFaults(renderHomePage(context, homeOf({ failing }, { events })))).toEqual([]);
    }
  });
});
