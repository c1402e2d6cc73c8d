/**
 * RSS, Atom, JSON Feed, the page beside them and the lists of the API tell of the same events in the same order, whatever
 * happened, for every scope and every filter: held against the events themselves, picked and sorted here.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CatalogueEvent, eventKinds } from '../../../shared/domain/catalogue/api.ts';
import { levelOfEvent } from '../../../shared/domain/catalogue/event-level.ts';
import { type EventScope, sameTag } from '../../../shared/domain/catalogue/event-scope.ts';
import { type ChangeLevel, changeLevels } from '../../../shared/domain/changes/change.ts';
import { uuidOf } from '../../../shared/domain/digest.ts';
import { sampleEvent } from '../../fixtures/sample-records.ts';
import { type Service, startService } from './service.ts';

let service: Service;
const events: CatalogueEvent[] = [];
const tags = ['Anagrafe', 'Città metropolitana / 1', 'SCUOLA'];

/** Three months with quiet hours and crowded moments: many events at the same millisecond, told in any order. */
const happened = fc.record({
  api: fc.nat(4),
  at: fc.oneof(
    fc.constantFrom('2026-10-31T23:59:59.999Z', '2026-11-01T00:00:00.000Z', '2026-11-24T08:00:00.000Z'),
    fc.integer({ min: Date.UTC(2026, 8, 1), max: Date.UTC(2026, 10, 25) }).map((ms) => new Date(ms).toISOString()),
  ),
  kind: fc.constantFrom(
    ...eventKinds.filter((kind) => !/ruleset|certificate|maintenance|compliance|sunset/.test(kind)),
  ),
  level: fc.option(fc.constantFrom(...changeLevels), { nil: undefined }),
  tags: fc.subarray(tags),
});

beforeAll(async () => {
  service = await startService();
  const { apis } = service.seeded;
  const more = fc
    .sample(fc.array(happened, { minLength: 250, maxLength: 300, size: 'max' }), { numRuns: 1, seed: 26 })
    .flat()
    .map(({ api, at, kind, level, tags: its }, index) =>
      sampleEvent(apis[api]!, at, {
        id: `event-${(index * 7919) % 1000}`,
        kind,
        tags: its,
        facts: {
          missing_since: at,
          revision: 2,
          verdict: 'valid',
          problems: 0,
          url: 'https://a.example',
          opened_at: at,
        },
        ...(level === undefined ? {} : { level }),
      }),
    );
  for (const event of more) await service.store.events.add(event);
  events.push(...service.seeded.events, ...more);
});
afterAll(() => service.close());

type Filter = { readonly level?: string; readonly kind?: string };

const isIn = (event: CatalogueEvent, scope: EventScope): boolean =>
  scope.of === 'all' ||
  (scope.of === 'api' && event.apiId === scope.id) ||
  (scope.of === 'publisher' && event.publisherId === scope.id) ||
  (scope.of === 'tag' && (event.tags ?? []).map(sameTag).includes(scope.tag));

/** All of them, newest first; of one moment the later by its id. */
function wanted(scope: EventScope, { level = 'info', kind }: Filter): readonly CatalogueEvent[] {
  const least = changeLevels.indexOf(level as ChangeLevel);
  const place = ({ at, id }: CatalogueEvent): string => `${at}#${id}`;
  return events
    .filter((event) => isIn(event, scope) && (kind === undefined || event.kind === kind))
    .filter((event) => changeLevels.indexOf(levelOfEvent(event)) <= least)
    .toSorted((one, other) => (place(one) < place(other) ? 1 : -1));
}

const urn = ({ id }: Pick<CatalogueEvent, 'id'>): string => `urn:uuid:${uuidOf(id)}`;

const baseOf = (scope: EventScope): string =>
  scope.of === 'all'
    ? '/feeds/changes'
    : scope.of === 'tag'
      ? `/feeds/tags/${encodeURIComponent(scope.tag)}/changes`
      : `/feeds/${scope.of}s/${scope.id}/changes`;

/** How each form names an event; that the forms are as their schemas say is held elsewhere. */
const named = {
  rss: /<guid[^>]*>([^<]+)<\/guid>/g,
  atom: /<entry>\s*<id>([^<]+)<\/id>/g,
  json: /"id":"(urn:uuid:[^"]+)"/g,
  html: /<article id="([^"]+)">/g,
};

/** Ids as each form has them; undefined: there is no such document. */
async function toldAt(address: string, filter: Filter): Promise<readonly (readonly string[] | undefined)[]> {
  return Promise.all(
    Object.entries(named).map(async ([form, name]) => {
      const { status, text } = await service.api('GET', `${address}.${form}`, { query: { ...filter } });
      if (status === 404) return undefined;
      expect(status, text).toBe(200);
      return [...text.matchAll(name)].map(([, id]) => (form === 'html' ? `urn:uuid:${id}` : `${id}`));
    }),
  );
}

const listOf: { readonly [of in EventScope['of']]?: (scope: EventScope) => string } = {
  all: () => '/v1/changes',
  api: (scope) => `/v1/apis/${'id' in scope ? scope.id : ''}/changes`,
};

/** As a reader of the dashboard goes through it: page after page by the link to older ones, until fifty were read. */
async function toldOnPages(scope: EventScope, limits: Filter, language: string): Promise<readonly string[]> {
  const whose = scope.of === 'all' ? {} : { [scope.of]: scope.of === 'tag' ? scope.tag : scope.id };
  const told: string[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined && told.length < 50; ) {
    const query: { readonly [name: string]: string } = { ...limits, ...whose, ...(cursor === '' ? {} : { cursor }) };
    const { status, text } = await service.dashboard('GET', `/${language}/changes`, { query });
    expect(status, text).toBe(200);
    told.push(...[...text.matchAll(/<li id="event-([^"]+)">/g)].map(([, id]) => urn({ id: `${id}` })));
    const [link] = text.match(/<a [^>]*rel="next[^>]*>/) ?? [];
    cursor = /[?&;]cursor=([\w-]+)/.exec(link ?? '')?.[1];
  }
  return told.slice(0, 50);
}

const filter: fc.Arbitrary<Filter> = fc.record(
  { level: fc.constantFrom(...changeLevels), kind: fc.constantFrom(...eventKinds) },
  { requiredKeys: [] },
);

describe.each(['all', 'api', 'publisher', 'tag'] as const)('in the scope %s', (of) => {
  const scope = (): fc.Arbitrary<EventScope> => {
    const { apis, publisherIds } = service.seeded;
    const some: { readonly [each in EventScope['of']]: readonly EventScope[] } = {
      all: [{ of: 'all' }],
      api: apis.slice(0, 6).map(({ id }) => ({ of: 'api', id })),
      publisher: publisherIds.slice(0, 4).map((id) => ({ of: 'publisher', id })),
      tag: [...tags.map(sameTag), 'nothing'].map((tag) => ({ of: 'tag', tag })),
    };
    return fc.constantFrom(...some[of]);
  };

  it('the feeds, their page and the API tell of the newest events, the same ones in the same order', async () => {
    await fc.assert(
      fc.asyncProperty(scope(), filter, async (whose, limits) => {
        const ids = wanted(whose, limits).slice(0, 50).map(urn);
        for (const told of await toldAt(baseOf(whose), limits)) expect(told).toEqual(ids);
        const list = listOf[of]?.(whose);
        if (list === undefined) return;
        const { items } = (await service.api('GET', list, { query: { ...limits, limit: '50' } })).json();
        expect(items.map(urn)).toEqual(ids);
      }),
      { numRuns: 25 },
    );
  });

  it('the pages of the dashboard tell of them too, in both languages, in the same order', async () => {
    await fc.assert(
      fc.asyncProperty(scope(), filter, fc.constantFrom('it', 'en'), async (whose, limits, language) => {
        const ids = wanted(whose, limits).slice(0, 50).map(urn);
        expect(await toldOnPages(whose, limits, language)).toEqual(ids);
      }),
      { numRuns: 12 },
    );
  });

  it('archives by month tell in all forms of what is no longer in the feed, in the same order', async () => {
    await fc.assert(
      fc.asyncProperty(
        scope(),
        filter,
        fc.constantFrom('2026-09', '2026-10', '2026-11'),
        async (whose, limits, month) => {
          const all = wanted(whose, limits);
          const ids = all
            .slice(50)
            .filter(({ at }) => at.startsWith(month))
            .slice(0, 50)
            .map(urn);
          const isThere = all.some(({ at }) => at.startsWith(month));
          for (const told of await toldAt(`${baseOf(whose)}/${month}`, limits))
            expect(told).toEqual(isThere ? ids : undefined);
        },
      ),
      { numRuns: 15 },
    );
  });
});
