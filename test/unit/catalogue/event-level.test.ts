import { describe, expect, it } from 'vitest';
import { eventKinds } from '../../../shared/domain/catalogue/api.ts';
import { levelOfEvent, levelsFrom } from '../../../shared/domain/catalogue/event-level.ts';
import { scopesOf } from '../../../shared/domain/catalogue/event-scope.ts';
import { changeLevels } from '../../../shared/domain/changes/change.ts';
import { readMetadata } from '../../../shared/domain/description/metadata.ts';
import { morning, sampleApi, sampleEvent } from '../../fixtures/sample-records.ts';

describe('the level of an event', () => {
  it('is its own, or that of its kind', () => {
    for (const kind of eventKinds) {
      expect(changeLevels).toContain(levelOfEvent({ kind }));
      for (const level of changeLevels) expect(levelOfEvent({ kind, level })).toBe(level);
    }
    expect(levelOfEvent({ kind: 'api.withdrawn' })).toBe('breaking');
    expect(levelOfEvent({ kind: 'incident.opened' })).toBe('warning');
    expect(levelOfEvent({ kind: 'api.changed' })).toBe('info');
  });

  it('asked for brings the graver ones with it', () => {
    expect(levelsFrom('breaking')).toEqual(['breaking']);
    expect(levelsFrom('info')).toEqual(['breaking', 'warning', 'info']);
    expect(levelsFrom('editorial')).toEqual(changeLevels);
  });
});

describe('the feeds of an event', () => {
  const event = sampleEvent(sampleApi('https://api.example/'), morning);

  it('are everybody’s, its API’s, its administration’s and those of its tags, however they are written', () => {
    const tags = ['Citta\u0300', ' CITT\u00c0 ', 'strade', '', ' '];
    expect(scopesOf({ ...event, tags })).toEqual([
      { of: 'all' },
      { of: 'api', id: event.apiId },
      { of: 'publisher', id: 'c_h501' },
      { of: 'tag', tag: 'citt\u00e0' },
      { of: 'tag', tag: 'strade' },
    ]);
  });

  it('are everybody’s alone where it is of the whole catalogue', () => {
    expect(scopesOf({ id: 'x', kind: 'ruleset.changed', at: morning, facts: {} })).toEqual([{ of: 'all' }]);
  });

  it('are those of each API behind a host, of two hundred at most', () => {
    const { apiId: _, ...ofHost } = event;
    const apiIds = ['one', 'two', 'one'];
    expect(scopesOf({ ...ofHost, apiIds })).toEqual([
      { of: 'all' },
      { of: 'api', id: 'one' },
      { of: 'api', id: 'two' },
      { of: 'publisher', id: 'c_h501' },
    ]);
    const many = Array.from({ length: 300 }, (__, index) => `api ${index}`);
    expect(scopesOf({ ...ofHost, apiIds: many }).filter((scope) => scope.of === 'api')).toHaveLength(200);
  });

  it('are of every tag that is kept of its API', () => {
    const named = Array.from({ length: 200 }, (_, index) => ({ name: `Etichetta ${index}` }));
    const { tags } = readMetadata({ openapi: '3.0.3', tags: named }, 'https://ente.example/api.json');
    const told = scopesOf({ ...event, tags }).flatMap((scope) => (scope.of === 'tag' ? [scope.tag] : []));
    expect(told).toEqual(tags.map((tag) => tag.toLowerCase()));
    expect(scopesOf({ ...event, tags: named.map(({ name }) => name) })).toHaveLength(3 + tags.length);
  });
});
