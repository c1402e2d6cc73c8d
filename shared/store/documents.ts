/**
 * Blobs: documents as published, by digest; what the rules say of them; the full analysis of each revision; what changed
 * between two of them; samples, the day under way and service levels; the operator's files.
 */
import type { Comparison } from '../domain/changes/change.ts';
import type { Overrides } from '../domain/compliance/overrides.ts';
import type { Report } from '../domain/compliance/report.ts';
import type { Analysis } from '../domain/description/analysis.ts';
import { deriveId } from '../domain/digest.ts';
import { type ExportFormat, exportTypes } from '../domain/open-data/export-format.ts';
import { type DaySoFar, type DayUnderWay, figuresSoFar } from '../domain/uptime/day-under-way.ts';
import type { Endpoint } from '../domain/uptime/endpoint.ts';
import type { RecentTime } from '../domain/uptime/recent-time.ts';
import {
  dateInSampleKey,
  isSampleKey,
  type SampleSet,
  sampleKey,
  samplesOfDay,
  samplesOfShard,
} from '../domain/uptime/sample.ts';
import { decodeSamples, encodeSamples } from '../domain/uptime/sample-format.ts';
import type { LevelsOfDay, LevelsOfMonth } from '../domain/uptime/service-levels.ts';
import type { Blobs, Delivered, Delivery } from '../ports.ts';
import { bucketOfEndpoint } from './endpoints.ts';

const sourcesKey = 'config/sources';
const overridesKey = 'config/ruleset-overrides';
const heldOverridesKey = 'config/ruleset-overrides.json';
const documentKey = (digest: string): string => `documents/${digest.slice(0, 2)}/${digest}`;
const analysisKey = (apiId: string, digest: string): string => `analyses/${apiId}/${digest}.json`;
const reportKey = (version: string, digest: string): string =>
  `reports/${version}/${digest.slice(0, 2)}/${digest}.json`;
const comparisonKey = (base: string, revision: string, engine: string): string =>
  `comparisons/${base}/${revision}/${engine}.json`;
const correctionKey = (sourceId: string): string => `corrections/${sourceId}.json`;
const robotsKey = (origin: string): string => `robots/${deriveId('robots', origin)}.txt`;
const underWayKey = (date: string, bucket: number): string => `today/${date}/${bucket}.json`;
const levelsOfDayKey = (date: string, shard: number): string => `service-levels/days/${date}/${shard}.json`;
const levelsOfMonthPrefix = (month: string): string => `service-levels/months/${month}/`;
/** By the day, so that what is no longer pointed at goes. */
const listKey = (date: string, digest: string): string => `catalogue/${date}/list-${digest}.ndjson`;
const searchKey = (date: string, digest: string): string => `catalogue/${date}/search-${digest}.ndjson`;
const exportKey = (date: string, digest: string, format: ExportFormat): string =>
  `exports/${date}/apis-${digest}.${format}`;
const recentTimeKey = 'availability/recent.json';
const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const decode = <T>(bytes: Uint8Array): T => JSON.parse(new TextDecoder().decode(bytes)) as T;

async function getUnderWay(blobs: Blobs, date: string, bucket: number): Promise<DayUnderWay | undefined> {
  const bytes = await blobs.get(underWayKey(date, bucket));
  return bytes && decode<DayUnderWay>(bytes);
}

/** What else lies there is no sample set. */
async function* keysOfSamples(blobs: Blobs, prefix: string, from?: string, limit = 1000): AsyncGenerator<string> {
  let after = from;
  for (;;) {
    const found = await blobs.list(prefix, { limit, ...(after === undefined ? {} : { after }) });
    for (const { key } of found) if (isSampleKey(key)) yield key;
    if (found.length < limit) return;
    after = found.at(-1)?.key;
  }
}

function readSamples(
  key: string,
  bytes: Uint8Array,
  onUnreadable: (key: string, fault: unknown) => void,
): SampleSet | undefined {
  try {
    const set = decodeSamples(bytes);
    if (key !== sampleKey(set.shard, set.slot)) throw new Error(`The samples are of ${set.slot}`);
    return set;
  } catch (fault) {
    onUnreadable(key, fault);
    return undefined;
  }
}

/** The operator's severities and waivers as they were read, and from which bytes. */
export type HeldOverrides = Overrides & { readonly digest: string };

export const createDocuments = (blobs: Blobs) => ({
  getDocument: (digest: string): Promise<Uint8Array | undefined> => blobs.get(documentKey(digest)),
  deliverDocument: (digest: string, as: Delivered): Promise<Delivery | undefined> =>
    blobs.deliver(documentKey(digest), as),
  /** Addressed by content: what is there already is not sent again. */
  async putDocument(digest: string, body: Uint8Array): Promise<void> {
    const known = await blobs.head(documentKey(digest));
    if (known?.size !== body.byteLength) await blobs.put(documentKey(digest), body, 'application/octet-stream');
  },
  putAnalysis: (apiId: string, digest: string, analysis: Analysis): Promise<void> =>
    blobs.put(analysisKey(apiId, digest), encode(analysis), 'application/json'),
  async getAnalysis(apiId: string, digest: string): Promise<Analysis | undefined> {
    const bytes = await blobs.get(analysisKey(apiId, digest));
    return bytes && decode<Analysis>(bytes);
  },

  /** Addressed by content and version of the rules: what is there already is the same. */
  async putReport(digest: string, report: Report): Promise<void> {
    const key = reportKey(report.ruleset, digest);
    if ((await blobs.head(key)) === undefined) await blobs.put(key, encode(report), 'application/json');
  },
  async getReport(digest: string, version: string): Promise<Report | undefined> {
    const bytes = await blobs.get(reportKey(version, digest));
    return bytes && decode<Report>(bytes);
  },
  hasReport: async (digest: string, version: string): Promise<boolean> =>
    (await blobs.head(reportKey(version, digest))) !== undefined,

  /** Of two documents, by digest, as this engine told it first: what is there already stays. */
  async putComparison(base: string, revision: string, comparison: Comparison): Promise<void> {
    const key = comparisonKey(base, revision, comparison.engine);
    if ((await blobs.head(key)) === undefined) await blobs.put(key, encode(comparison), 'application/json');
  },
  async getComparison(base: string, revision: string, engine: string): Promise<Comparison | undefined> {
    const bytes = await blobs.get(comparisonKey(base, revision, engine));
    return bytes && decode<Comparison>(bytes);
  },

  /** The catalogue of a source as it should be published, for its publisher to copy. */
  putCorrection: (sourceId: string, linkset: string): Promise<void> =>
    blobs.put(correctionKey(sourceId), new TextEncoder().encode(linkset), 'application/linkset+json'),
  getCorrection: (sourceId: string): Promise<Uint8Array | undefined> => blobs.get(correctionKey(sourceId)),

  hasSamples: async (shard: number, slot: string): Promise<boolean> =>
    (await blobs.head(sampleKey(shard, slot))) !== undefined,
  putSamples: (set: SampleSet): Promise<void> =>
    blobs.put(sampleKey(set.shard, set.slot), encodeSamples(set), 'application/octet-stream'),
  /** The day of the first samples of a shard that are still kept (`2026-11-23`). */
  async firstSampled(shard: number): Promise<string | undefined> {
    for await (const key of keysOfSamples(blobs, samplesOfShard(shard), undefined, 10)) return dateInSampleKey(key);
    return undefined;
  },
  /**
   * The sample sets of a shard on a day (`2026-11-23`) of slots from `from` (ISO 8601) on, in order of time. One that can't
   * be read is passed over, as if it had never been stored: `onUnreadable` is told.
   */
  async *samplesOf(
    shard: number,
    date: string,
    from: string,
    onUnreadable: (key: string, fault: unknown) => void = () => {},
  ): AsyncGenerator<SampleSet> {
    // A key just before that of the slot itself.
    const after = sampleKey(shard, from).replace(/\.bin$/, '');
    for await (const key of keysOfSamples(blobs, samplesOfDay(shard, date), after)) {
      const bytes = await blobs.get(key);
      const set = bytes && readSamples(key, bytes, onUnreadable);
      if (set !== undefined) yield set;
    }
  },

  /** The hours so far of a day (`2026-11-23`), of all endpoints of a bucket. */
  getUnderWay: (date: string, bucket: number): Promise<DayUnderWay | undefined> => getUnderWay(blobs, date, bucket),
  putUnderWay: (bucket: number, day: DayUnderWay): Promise<void> =>
    blobs.put(underWayKey(day.date, bucket), encode(day), 'application/json'),
  /** What is known of each endpoint's day so far, by id; a few blobs are read however many endpoints there are. */
  async soFar(
    date: string,
    endpoints: readonly Pick<Endpoint, 'id' | 'url'>[],
  ): Promise<ReadonlyMap<string, DaySoFar>> {
    const buckets = [...new Set(endpoints.map(bucketOfEndpoint))];
    const days = await Promise.all(buckets.map((bucket) => getUnderWay(blobs, date, bucket)));
    const found = endpoints.flatMap(({ id }) =>
      days.flatMap((day) => {
        const figures = day && figuresSoFar(day, id);
        return figures === undefined ? [] : [[id, figures] as const];
      }),
    );
    return new Map(found);
  },

  putLevelsOfDay: (shard: number, levels: LevelsOfDay): Promise<void> =>
    blobs.put(levelsOfDayKey(levels.date, shard), encode(levels), 'application/json'),
  async getLevelsOfDay(date: string, shard: number): Promise<LevelsOfDay | undefined> {
    const bytes = await blobs.get(levelsOfDayKey(date, shard));
    return bytes && decode<LevelsOfDay>(bytes);
  },
  /** Of a day (`2026-11-25`), those of each shard that there was, one after the other. */
  async *levelsOfDay(date: string): AsyncGenerator<LevelsOfDay> {
    for (const { key } of await blobs.list(`service-levels/days/${date}/`)) {
      const bytes = await blobs.get(key);
      if (bytes !== undefined) yield decode<LevelsOfDay>(bytes);
    }
  },
  putLevelsOfMonth: (shard: number, levels: LevelsOfMonth): Promise<void> =>
    blobs.put(`${levelsOfMonthPrefix(levels.month)}${shard}.json`, encode(levels), 'application/json'),
  /** Of all shards that there were in a month (`2026-11`). */
  async levelsOfMonth(month: string): Promise<readonly LevelsOfMonth[]> {
    const found = await blobs.list(levelsOfMonthPrefix(month));
    const bytes = await Promise.all(found.map(({ key }) => blobs.get(key)));
    return bytes.flatMap((each) => (each === undefined ? [] : [decode<LevelsOfMonth>(each)]));
  },

  /** The catalogue in memory of readers, as JSON lines, under the day it was made and its digest. */
  putList: (date: string, digest: string, lines: Uint8Array): Promise<void> =>
    blobs.put(listKey(date, digest), lines, 'application/x-ndjson'),
  getList: (date: string, digest: string): Promise<Uint8Array | undefined> => blobs.get(listKey(date, digest)),
  putSearch: (date: string, digest: string, lines: Uint8Array): Promise<void> =>
    blobs.put(searchKey(date, digest), lines, 'application/x-ndjson'),
  getSearch: (date: string, digest: string): Promise<Uint8Array | undefined> => blobs.get(searchKey(date, digest)),

  /** Open data of a day (`2026-11-26`). */
  putExport: (date: string, digest: string, format: ExportFormat, body: Uint8Array): Promise<void> =>
    blobs.put(exportKey(date, digest, format), body, exportTypes[format]),
  deliverExport: (date: string, digest: string, format: ExportFormat, as: Delivered): Promise<Delivery | undefined> =>
    blobs.deliver(exportKey(date, digest, format), as),

  /** How APIs were over the last 30 days that are over. */
  async getRecentTime(): Promise<RecentTime | undefined> {
    const bytes = await blobs.get(recentTimeKey);
    return bytes && decode<RecentTime>(bytes);
  },
  putRecentTime: (recent: RecentTime): Promise<void> => blobs.put(recentTimeKey, encode(recent), 'application/json'),

  putRobots: (origin: string, text: Uint8Array): Promise<void> => blobs.put(robotsKey(origin), text, 'text/plain'),
  getRobots: (origin: string): Promise<Uint8Array | undefined> => blobs.get(robotsKey(origin)),

  getSources: (): Promise<Uint8Array | undefined> => blobs.get(sourcesKey),
  putSources: (bytes: Uint8Array): Promise<void> => blobs.put(sourcesKey, bytes, 'application/octet-stream'),

  /** As the operator wrote them. */
  getOverrides: (): Promise<Uint8Array | undefined> => blobs.get(overridesKey),
  putOverrides: (bytes: Uint8Array): Promise<void> => blobs.put(overridesKey, bytes, 'application/octet-stream'),
  async getHeldOverrides(): Promise<HeldOverrides | undefined> {
    const bytes = await blobs.get(heldOverridesKey);
    return bytes && decode<HeldOverrides>(bytes);
  },
  putHeldOverrides: (overrides: HeldOverrides): Promise<void> =>
    blobs.put(heldOverridesKey, encode(overrides), 'application/json'),
});
