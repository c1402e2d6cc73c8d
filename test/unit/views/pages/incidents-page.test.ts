import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ToldIncident } from '../../../../shared/domain/catalogue/dossier.ts';
import type { Incident } from '../../../../shared/domain/uptime/settle.ts';
import { type IncidentsPage, renderIncidentsPage } from '../../../../shared/views/pages/incidents-page.ts';
import { hostileTexts } from '../../../fixtures/hostile-texts.ts';
import { linksOf, pageFaults, samplePageContext, tagsOf } from '../../../fixtures/page-context.ts';
import { sampleEndpoint, sampleIncident } from '../../../fixtures/sample-records.ts';

const context = samplePageContext('it', { path: '/incidents' });

/** The number of an address, when it stopped answering, and what else. */
const told = (number: number, openedAt: string, more: Partial<Incident> = {}): ToldIncident => ({
  incident: sampleIncident(sampleEndpoint({ id: `api${number}` }, `https://api.example/${number}`), openedAt, more),
  announced: false,
});

const at = (minute: number, day = '2026-11-23'): string => `${day}T07:${String(minute).padStart(2, '0')}:00.000Z`;

const render = (incidents: readonly ToldIncident[], more: Partial<IncidentsPage> = {}): string =>
  renderIncidentsPage(context, {
    query: {},
    incidents,
    next: undefined,
    subjectOf: ({ apiId }) => ({ title: `Titolo di ${apiId}`, publisher: 'Dipartimento di Esempio' }),
    ...more,
  });

const textOf = (page: string): string => page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
const idsOf = (page: string): readonly string[] =>
  [...page.matchAll(/<li id="incident-([^"]+)"/g)].map(([, id = '']) => id);
const timesOf = (page: string, words: string): number => textOf(page).split(words).length - 1;

const outage = [5, 4, 3, 2, 1].map((number) => told(number, at(number)));

describe('the page of incidents', () => {
  it('tells many of one administration and cause once, with each of them folded below', () => {
    const page = render(outage);
    const text = textOf(page);
    expect(text).toContain('Dipartimento di Esempio : 5 incidenti di 5 API');
    expect(text).toMatch(/in corso Il primo dal .*07:01.*, il più recente dal .*07:05/);
    expect(timesOf(page, 'Causa:')).toBe(1);
    expect(timesOf(page, 'Che cosa può fare l’amministrazione:')).toBe(1);
    expect(page.match(/<details>/g)).toHaveLength(1);
    expect(idsOf(page)).toEqual(outage.map(({ incident }) => incident.id));
    expect(linksOf(page)).toEqual(
      expect.arrayContaining(['/it/administrations/c_h501', '/it/apis/api1', 'https://api.example/1']),
    );
    expect(pageFaults(page)).toEqual([]);
  });

  it('leads to no page of an administration that is not listed', () => {
    const unlisted = { subjectOf: () => ({ title: 'Titolo', publisher: undefined }) };
    for (const some of [outage, outage.slice(0, 1)]) {
      const page = render(some, unlisted);
      expect(linksOf(page)).not.toContain('/it/administrations/c_h501');
      expect(textOf(page)).toContain('c_h501');
    }
  });

  it('says one time where all began at once, and one API where they are of one', () => {
    const api = { id: 'api1' };
    const together = [1, 2, 3].map((number) => ({
      incident: sampleIncident(sampleEndpoint(api, `https://api.example/${number}`), at(1)),
      announced: false,
    }));
    const text = textOf(render(together));
    expect(text).toContain('3 incidenti di 1 API');
    expect(text).not.toContain('Il primo dal');
  });

  it('says that it counts those of the page where there are further pages', () => {
    expect(textOf(render(outage))).not.toContain('in questa pagina');
    expect(textOf(render(outage, { next: 'abc' }))).toContain('5 incidenti di 5 API in questa pagina');
    expect(textOf(render(outage, { query: { cursor: 'abc' } }))).toContain('in questa pagina');
  });

  it.each<[string, readonly ToldIncident[]]>([
    ['two', [told(1, at(1)), told(2, at(2))]],
    ['other causes', [1, 2, 3].map((number) => told(number, at(number), { code: `http-50${number}` }))],
    ['other administrations', [1, 2, 3].map((number) => told(number, at(number), { publisherId: `c_${number}` }))],
    [
      'those over that began on other days',
      [1, 2, 3].map((number) => told(number, at(1, `2026-11-1${number}`), { closedAt: at(1) })),
    ],
    ['open ones and those that are over', [told(1, at(1)), told(2, at(2)), told(3, at(3), { closedAt: at(9) })]],
  ])('tells each by itself: %s', (_case, incidents) => {
    const page = render(incidents);
    expect(page).not.toContain('<details>');
    expect(timesOf(page, 'Causa:')).toBe(incidents.length);
  });

  it('tells each by itself on the page of one API, whatever they have in common', () => {
    const page = render(outage, { api: { id: 'api1', title: 'Anagrafe' } });
    expect(page).not.toContain('<details>');
    expect(timesOf(page, 'Causa:')).toBe(outage.length);
  });

  it('says of each that is told together what is its own: how long, how it ended, that it came back', () => {
    const over = [1, 2, 3].map((number) =>
      told(number, at(number), { closedAt: at(number + 10), closedBecause: 'endpoint-removed', relapses: number - 1 }),
    );
    const text = textOf(render(over));
    expect(text.split('È durato 10 min').length - 1).toBe(3);
    expect(text.split('non è più pubblicato').length - 1).toBe(3);
    expect(text).toContain('Si è ripresentato una volta.');
    expect(text).toContain('Volte in cui si è ripresentato: 2.');
  });

  it('shows every incident exactly once, those of a group in their order', () => {
    const one = fc.record({
      number: fc.nat(40),
      minute: fc.nat(59),
      code: fc.constantFrom('http-503', 'connect-refused'),
      publisherId: fc.constantFrom('c_1', 'c_2'),
      isOver: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: ({ number }) => number, maxLength: 30 }), (all) => {
        const incidents = all.map(({ number, minute, code, publisherId, isOver }) =>
          told(number, at(minute), { code, publisherId, ...(isOver ? { closedAt: at(59) } : {}) }),
        );
        const ids = idsOf(render(incidents));
        expect([...ids].sort()).toEqual(incidents.map(({ incident }) => incident.id).sort());
      }),
      { numRuns: 40 },
    );
  });

  it.each(hostileTexts)('shows what others wrote as text: %j', (hostile) => {
    const page = render(outage, { subjectOf: () => ({ title: hostile, publisher: hostile }) });
    const plain = render(outage, { subjectOf: () => ({ title: 'x', publisher: 'x' }) });
    expect(tagsOf(page)).toEqual(tagsOf(plain));
    expect(pageFaults(page)).toEqual([]);
  });
});
