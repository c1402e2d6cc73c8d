/** The catalogue as open data, one record after the other: APIs with their revisions, then all events, oldest last. */
import { apiJson, eventJson, revisionJson } from '../views/json-views.ts';
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
