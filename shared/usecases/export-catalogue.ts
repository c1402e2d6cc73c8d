/**
 * The catalogue as open data, as it is now: one record after the other, APIs with their revisions, then all events, oldest
 * last; or one row for each published API, as `/v1/export.csv` has them.
 */
import { exportedApisOf } from '../domain/open-data/exported-api.ts';
import { apiJson, eventJson, revisionJson } from '../views/json-views.ts';
import { csvHead, csvRow } from '../views/open-data/export-rows.ts';
import { recentTime } from './recent-time.ts';
import type { World } from './world.ts';

export type ExportRecord = { readonly type: 'api' | 'revision' | 'event' } & { readonly [name: string]: unknown };

const pageSize = 500;

export async function* exportCatalogue({ store }: World): AsyncGenerator<ExportRecord> {
  for await (const api of store.apis.all()) {
    const [source, compliance] = await Promise.all([store.sources.get(api.sourceId), store.compliance.get(api.id)]);
    yield { type: 'api', ...apiJson({ api, source, compliance }) };
    for (let after: Parameters<typeof store.apis.revisions>[2]; ; ) {
      const page = await store.apis.revisions(api.id, pageSize, after);
      for (const revision of page.items) yield { type: 'revision', ...revisionJson(revision) };
      after = page.next;
      if (after === undefined) break;
    }
  }
  for (let after: Parameters<typeof store.events.latest>[1]; ; ) {
    const page = await store.events.latest(pageSize, after);
    for (const event of page.items) yield { type: 'event', ...eventJson(event) };
    after = page.next;
    if (after === undefined) return;
  }
}

/** In order of ids; the first names the columns. */
export async function* exportRows(world: World): AsyncGenerator<string> {
  const { store, config } = world;
  const recent = await recentTime(world);
  const publishers = new Map((await store.publishers.all()).map((publisher) => [publisher.id, publisher]));
  yield csvHead;
  for await (const api of store.apis.all()) {
    const publisher = publishers.get(api.publisherId);
    if (publisher === undefined) continue;
    const [endpoints, compliance] = await Promise.all([store.endpoints.ofApi(api.id), store.compliance.get(api.id)]);
    const rows = {
      publisher,
      sources: [],
      apis: [api],
      endpoints,
      compliance: compliance === undefined ? [] : [compliance],
    };
    for (const exported of exportedApisOf(rows, (id) => recent?.apis[id])) yield csvRow(exported, config);
  }
}
