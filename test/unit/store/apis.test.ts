import { beforeEach, describe, expect, it } from 'vitest';
import { createSqliteTable } from '../../../shared/adapters/embedded/sqlite-table.ts';
import type { Page, Position } from '../../../shared/ports.ts';
import { type Apis, createApis } from '../../../shared/store/apis.ts';
import { morning, sampleApi, sampleRevision } from '../../fixtures/sample-records.ts';

let apis: Apis;
beforeEach(() => {
  apis = createApis(createSqliteTable(':memory:'));
});

/** Every item of a list, page by page; each page within its limit. */
async function walk<T>(list: (after?: Position) => Promise<Page<T>>, limit: number): Promise<readonly T[]> {
  const items: T[] = [];
  let after: Position | undefined;
  do {
    const page: Page<T> = await list(after);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items;
}

const url = (index: number): string => `https://api.example/${index}`;
const states = ['ok', 'invalid', 'unreachable'] as const;
const many = Array.from({ length: 25 }, (_, index) =>
  sampleApi(url(index), { state: states[index % 3]!, publisherId: index % 2 === 0 ? 'even' : 'odd' }),
);
const ids = (items: readonly { readonly id: string }[]): readonly string[] => items.map(({ id }) => id).sort();

describe('an API', () => {
  it('comes back as it was put, without the keys it is found by', async () => {
    const api = sampleApi(url(0), { code: 'x', withdrawnAt: morning, validRevision: 3 });
    await apis.put(api);
    expect(await apis.get(api.id)).toEqual(api);
    expect(await apis.get('nobody')).toBeUndefined();
  });

  it('loses what is no longer there when it is put again', async () => {
    const { metadata: _, ...bare } = sampleApi(url(0));
    await apis.put({ ...bare, code: 'x' });
    await apis.put(bare);
    expect(await apis.get(bare.id)).toEqual(bare);
  });
});

describe('a list of APIs', () => {
  beforeEach(async () => {
    for (const api of many) await apis.put(api);
  });

  it.each([1, 4, 100])('walks everything once in pages of %i', async (limit) => {
    const found = await walk((after) => apis.list(limit, after), limit);
    expect(ids(found)).toEqual(ids(many));
  });

  it('of an administration holds its own', async () => {
    expect(ids(await apis.ofPublisher('even'))).toEqual(ids(many.filter(({ publisherId }) => publisherId === 'even')));
  });

  it('tells one publisher from another whose id begins alike', async () => {
    await apis.put(sampleApi(url(99), { publisherId: 'eve' }));
    expect(await apis.ofPublisher('eve')).toHaveLength(1);
    expect(await apis.ofPublisher('even')).toHaveLength(13);
  });

  it('gives all of them without paging to those who want that', async () => {
    expect(ids(await Array.fromAsync(apis.all()))).toEqual(ids(many));
  });
});

describe('revisions', () => {
  const api = sampleApi(url(0));

  it('are listed newest first by number, also past ten', async () => {
    for (let number = 1; number <= 12; number += 1) await apis.addRevision(sampleRevision(api, number));
    const found = await walk((after) => apis.revisions(api.id, 5, after), 5);
    expect(found.map(({ number }) => number)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('keep the first of a number, unless it is replaced on purpose', async () => {
    expect(await apis.addRevision(sampleRevision(api, 1))).toBe(true);
    expect(await apis.addRevision(sampleRevision(api, 1, { title: 'another' }))).toBe(false);
    expect(await apis.revision(api.id, 1)).toEqual(sampleRevision(api, 1));
    await apis.putRevision(sampleRevision(api, 1, { title: 'replaced' }));
    expect(await apis.revision(api.id, 1)).toMatchObject({ title: 'replaced' });
    expect(await apis.revision(api.id, 2)).toBeUndefined();
  });

  it('are not among those of an API whose id begins alike', async () => {
    await apis.addRevision(sampleRevision({ ...api, id: 'a' }, 1));
    await apis.addRevision(sampleRevision({ ...api, id: 'aa' }, 1));
    expect((await apis.revisions('a', 10)).items).toHaveLength(1);
  });
});

describe('content holders and names', () => {
  it('say who publishes a content at a publisher', async () => {
    const holder = { apiId: 'a', sourceId: 's', anchors: ['https://api.example'] };
    await apis.putContentHolder('p', 'digest', holder);
    await apis.putContentHolder('p', 'digest', { ...holder, apiId: 'b' });
    await apis.putContentHolder('q', 'digest', { ...holder, apiId: 'c' });
    expect(await apis.contentHolders('p', 'digest')).toEqual([holder, { ...holder, apiId: 'b' }]);
    await apis.deleteContentHolder('p', 'digest', 'a');
    expect((await apis.contentHolders('p', 'digest')).map(({ apiId }) => apiId)).toEqual(['b']);
  });

  it.each([
    'x',
    'x'.repeat(10_000),
    '\ud800',
    '#',
    '',
  ])('give a name to the first that bears it, whatever it is', async (name) => {
    expect(await apis.named('p', name)).toBeUndefined();
    expect(await apis.addNamed('p', name, 'a')).toBe(true);
    expect(await apis.addNamed('p', name, 'b')).toBe(false);
    expect(await apis.named('p', name)).toBe('a');
    expect(await apis.named('q', name)).toBeUndefined();
  });
});
