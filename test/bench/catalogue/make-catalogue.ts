/**
 * A catalogue of a whole country in a data folder, made from the corpus of real descriptions: so many APIs of so many
 * administrations, each with source, revisions, compliance, an endpoint and its days, and events. Documents, those before
 * them, what changed between the two and reports are those of the corpus; names, addresses and figures are made up, the same
 * at each run.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createFileBlobs } from '../../../shared/adapters/embedded/file-blobs.ts';
import { createSqliteTable } from '../../../shared/adapters/embedded/sqlite-table.ts';
import { type Api, eventIdOf } from '../../../shared/domain/catalogue/api.ts';
import { apiIdOf, newSource } from '../../../shared/domain/catalogue/source.ts';
import type { Comparison } from '../../../shared/domain/changes/change.ts';
import { compareDocuments } from '../../../shared/domain/changes/compare-documents.ts';
import { complianceOf } from '../../../shared/domain/compliance/compliance-of.ts';
import { examineCompliance } from '../../../shared/domain/compliance/examine.ts';
import { noOverrides, rulesetKey } from '../../../shared/domain/compliance/overrides.ts';
import { examineDescription } from '../../../shared/domain/description/analyse-description.ts';
import { parseDocument } from '../../../shared/domain/description/parse-document.ts';
import { sha256 } from '../../../shared/domain/digest.ts';
import { type Day, dateOf, dayMs, timeOf } from '../../../shared/domain/uptime/availability.ts';
import { endpointIdOf } from '../../../shared/domain/uptime/endpoint.ts';
import { createStore, type Store } from '../../../shared/store/store.ts';
import { failed } from '../../fixtures/plain-outcomes.ts';

const corpus = new URL('../../../../shared/corpus/', import.meta.url);
export const hasCorpus = existsSync(new URL('index.json', corpus));

export type Size = { readonly apis: number; readonly publishers: number };

const regions = [
  'Lazio',
  'Lombardia',
  'Veneto',
  'Piemonte',
  'Toscana',
  'Puglia',
  'Sicilia',
  'Sardegna',
  'Umbria',
  'Molise',
];
const categories = ['Comuni', 'Province', 'Regioni', 'Aziende sanitarie', 'Università', 'Ministeri'];
const places = ['Borgo', 'Castel', 'Monte', 'Villa', 'San', 'Rocca', 'Ponte', 'Torre', 'Campo', 'Valle'];

type Published = {
  readonly body: Uint8Array;
  readonly digest: string;
  readonly analysis: Awaited<ReturnType<typeof examineDescription>>['analysis'];
};

type Sample = Published & {
  readonly report: ReturnType<typeof examineCompliance> | undefined;
  /** The revision before, and what changed since; itself where there is none that can be read. */
  readonly before: Published;
  readonly comparison: Comparison | undefined;
};

async function examine(file: string) {
  const body = readFileSync(new URL(file, corpus));
  const request = {
    body,
    url: `https://api.example/${file}`,
    secondOpinion: false,
    fetchReference: async (reference: string) => failed(reference, 'dns-failure', 0),
  };
  return { body, digest: sha256(body), ...(await examineDescription(request, sha256)) };
}

function compareBoth(before: Uint8Array, after: Uint8Array): Comparison | undefined {
  const [base, revision] = [before, after].map((body) => parseDocument(body, { url: 'https://api.example/' }));
  return base?.ok && revision?.ok ? compareDocuments(base, revision, '2026-11-23') : undefined;
}

async function readSamples(): Promise<readonly Sample[]> {
  const index = JSON.parse(readFileSync(new URL('index.json', corpus), 'utf8')) as readonly {
    readonly file: string;
    readonly revisions: readonly string[];
  }[];
  const samples: Sample[] = [];
  for (const { file, revisions } of index) {
    const { parsed, ...published } = await examine(file);
    if (published.analysis.metadata === undefined) continue;
    const report = parsed && examineCompliance(parsed);
    const earlier = revisions.at(-1);
    const before = earlier === undefined ? published : await examine(earlier);
    const comparison = earlier === undefined ? undefined : compareBoth(before.body, published.body);
    samples.push({ ...published, report, before: comparison === undefined ? published : before, comparison });
  }
  return samples;
}

const nameOf = (index: number): string =>
  `Comune di ${places[index % places.length]} ${places[(index * 7 + 3) % places.length]?.toLowerCase()} ${index.toString(36)}`;

export const publisherIdOf = (index: number): string => `c_${index.toString(36).padStart(4, '0')}`;

/** How many days of figures endpoints have of which pages are asked for; others have none. */
const measuredApis = 400;
const days = 90;

export async function makeCatalogue(folder: string, { apis, publishers }: Size): Promise<readonly string[]> {
  const table = createSqliteTable(`${folder}/vedetta.sqlite`);
  const blobs = createFileBlobs(`${folder}/blobs`);
  const store = createStore(table, blobs, { crawl: 1, probe: 1 });
  const now = Date.now();
  const at = (ago: number): string => new Date(now - ago * dayMs).toISOString();
  const samples = await readSamples();
  for (const { digest, body, report, before, comparison } of samples) {
    await store.documents.putDocument(digest, body);
    await store.documents.putDocument(before.digest, before.body);
    if (comparison !== undefined) await store.documents.putComparison(before.digest, digest, comparison);
    if (report !== undefined) await store.documents.putReport(digest, report);
  }
  await store.publishers.putAll(
    Array.from({ length: publishers }, (_, index) => ({
      id: publisherIdOf(index),
      name: nameOf(index),
      domains: [`c${index}.example`],
      region: regions[index % regions.length] ?? '',
      categories: [categories[(index * 3) % categories.length] ?? ''],
      sources: [],
    })),
  );
  const today = at(0).slice(0, 10);
  await store.compliance.putRulesetInForce({ key: rulesetKey(noOverrides, today), since: at(10) });
  const ids: string[] = [];
  for (let index = 0; index < apis; index += 1) {
    const sample = samples[index % samples.length];
    if (sample !== undefined) ids.push(await addApi(store, sample, index, publishers, at));
  }
  await addDays(store, ids.slice(0, measuredApis), now);
  return ids;
}

async function addApi(
  store: Store,
  { digest, analysis, report, before }: Sample,
  index: number,
  publishers: number,
  at: (ago: number) => string,
): Promise<string> {
  const owner = index % publishers;
  const publisherId = publisherIdOf(owner);
  const url = `https://api.c${owner}.example/${index}/openapi.yaml`;
  const id = apiIdOf(publisherId, url);
  const source = newSource({ publisherId, url, kind: 'openapi', depth: 1 }, 'catalogue', {}, at(100), {
    state: analysis.verdict === 'valid' ? 'ok' : 'invalid',
    apiId: id,
    verifiedAt: at(0),
    visits: Array.from({ length: 6 }, (_, ago) => ({ at: at(ago), url, outcome: 'unchanged', state: 'ok' }) as const),
  });
  const { metadata, verdict, problemCount, contentDigest, specification } = analysis;
  if (metadata === undefined) throw new Error(`no metadata of ${url}`);
  const api: Api = {
    id,
    publisherId,
    publisherName: nameOf(owner),
    sourceId: source.id,
    url,
    aliases: [],
    owned: true,
    state: source.state,
    stateSince: at(30),
    publishedAt: at(100),
    changedAt: at(index % 90),
    revision: 2,
    digest,
    ...(contentDigest === undefined ? {} : { contentDigest }),
    verdict,
    problemCount,
    ...(specification === undefined ? {} : { specification }),
    metadata: {
      ...metadata,
      title: `${metadata.title} ${index.toString(36)}`,
      servers: [{ url: `https://api.c${owner}.example/${index}`, sandbox: false }],
    },
    alternates: [],
  };
  await store.sources.add(source);
  await store.apis.put(api);
  for (const [earlier, published] of [before, { digest, analysis }].entries()) {
    const { contentDigest: content, problems, engine, ...told } = published.analysis;
    const number = earlier + 1;
    await store.apis.addRevision({
      apiId: id,
      number,
      digest: published.digest,
      ...(content === undefined ? {} : { contentDigest: content }),
      size: 10_000,
      contentType: 'application/yaml',
      url,
      fetchedAt: at(100 - number),
      verdict: told.verdict,
      problems: problems.slice(0, 20),
      problemCount: told.problemCount,
      references: [],
      engine,
    });
  }
  const subject = { apiId: id, publisherId, revision: 2, digest, problems: problemCount };
  await store.compliance.replace({ ...complianceOf(subject, report, noOverrides, at(1)), version: 1 }, undefined);
  const status = `${`https://api.c${owner}.example/${index}`}/status`;
  await store.endpoints.add({
    id: endpointIdOf(id, status),
    apiId: id,
    publisherId,
    url: status,
    kind: 'status-path',
    declaresSecurity: false,
    verdict: index % 50 === 0 ? 'down' : 'up',
    since: at(3),
    everUp: true,
    version: 1,
  });
  if (index % 5 === 0) {
    await store.events.add({
      id: eventIdOf(id, 'api.published', '', '1'),
      kind: 'api.published',
      at: at((index % 900) / 10),
      publisherId,
      publisherName: api.publisherName,
      apiId: id,
      apiTitle: api.metadata?.title ?? '',
      to: '1',
      level: 'info',
      facts: { revision: 1 },
    });
  }
  return id;
}

async function addDays(store: Store, ids: readonly string[], now: number): Promise<void> {
  for (const id of ids) {
    const [endpoint] = await store.endpoints.ofApi(id);
    if (endpoint === undefined) continue;
    const rows = Array.from({ length: days }, (_, ago): Day => {
      const down = ago % 17 === 0 ? 600_000 : 0;
      const ms = timeOf((verdict) => (verdict === 'up' ? dayMs - down : verdict === 'down' ? down : 0));
      return {
        endpointId: endpoint.id,
        apiId: id,
        publisherId: endpoint.publisherId,
        date: dateOf(now - (ago + 1) * dayMs),
        until: new Date(now - ago * dayMs).toISOString(),
        ms,
        looks: 288,
        counted: 288,
        answered: 286,
        prompt: 280,
        latency: { '60': 200, '65': 86 },
        phases: { dns: {}, connect: {}, tls: {}, wait: {} },
      };
    });
    await store.endpoints.putDays(rows);
  }
}
