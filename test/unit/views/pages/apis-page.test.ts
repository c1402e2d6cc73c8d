import { describe, expect, it } from 'vitest';
import type { ListedApi } from '../../../../shared/domain/catalogue/listed.ts';
import { renderApisPage } from '../../../../shared/views/pages/apis-page.ts';
import { listedApi } from '../../../fixtures/listed-catalogue.ts';
import { linksOf, pageFaults, samplePageContext } from '../../../fixtures/page-context.ts';

const pageOf = (more: Partial<ListedApi>): string =>
  renderApisPage(samplePageContext('en'), {
    query: {},
    found: {
      items: [listedApi('abc', { title: 'Anagrafe', ...more })],
      total: 1,
      builtAt: '2026-11-26T08:00:00.000Z',
      facets: {
        state: [],
        specification: [],
        service: [],
        grade: [],
        publishable: [],
        tag: [],
        region: [],
        category: [],
      },
    },
    next: undefined,
    publisherName: () => 'Comune di Esempio',
  });

const textOf = (page: string): string => page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

describe('the list of APIs', () => {
  it('leads to each by its own title, whose language is not known', () => {
    const page = pageOf({});
    expect(page).toContain('<h3><a href="/en/apis/abc" lang="">Anagrafe</a>');
    expect(linksOf(page)).toContain('/en/administrations/c_h501');
    expect(pageFaults(page)).toEqual([]);
  });

  it('says of what time the availability is, and of what a firewall hides that it is no silence', () => {
    expect(textOf(pageOf({ availability: 0.99999 }))).toContain(
      'Availability, 30 days: 99.99% of the time that was measured',
    );
    expect(textOf(pageOf({ availability: 0.25, service: 'blocked' }))).toContain(
      'Availability, 30 days: 25% of the time that a firewall did not hide from us',
    );
    expect(textOf(pageOf({ availability: null, service: 'blocked' }))).toContain('Availability, 30 days: not known');
  });
});
