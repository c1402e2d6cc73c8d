/**
 * COMPOSITION ROOT: the only file that joins ports and adapters. With `DATA_DIR` set everything is on one machine (SQLite
 * and files), without it on AWS (DynamoDB and S3). What only some functions need is imported when first asked for, so that
 * each function's bundle holds only its own.
 */

import { createDynamodbTable } from '../shared/adapters/aws/dynamodb-table.ts';
import { createS3Blobs } from '../shared/adapters/aws/s3-blobs.ts';
import { type Asset, readAssets } from '../shared/adapters/system/assets.ts';
import { systemClock } from '../shared/adapters/system/clock.ts';
import { createCountingMetrics } from '../shared/adapters/system/counting-metrics.ts';
import { createLog } from '../shared/adapters/system/log.ts';
import { type Config, readConfig } from '../shared/config.ts';
import type { Analyser, Blobs, Http, Log, Metrics, Retention, Table, Vantage } from '../shared/ports.ts';
import { createStore } from '../shared/store/store.ts';
import { blobRetentionDays } from '../shared/store/table.ts';
import { openCatalogue } from '../shared/usecases/read-catalogue.ts';
import type {
  AssessingWorld,
  CrawlWorld,
  OutboundWorld,
  Progress,
  ReadingWorld,
  World,
} from '../shared/usecases/world.ts';
import { iconNames } from '../shared/views/pages/icon.ts';
import { version } from './http/version.ts';

/** `retention`: where no platform drops what was kept long enough. */
type Storage = { readonly table: Table; readonly blobs: Blobs; readonly retention?: Retention };

/** Made once per process, at the first event. */
/* @__NO_SIDE_EFFECTS__ */
const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

export const config = once((): Config => readConfig(process.env));
export const log = once((): Log => createLog(config().logLevel));

const storage = once(async (): Promise<Storage> => {
  const dataDir = process.env.DATA_DIR;
  if (dataDir === undefined || dataDir === '') {
    return {
      table: createDynamodbTable({ tableName: config().tableName }),
      blobs: createS3Blobs({ bucket: config().bucketName }),
    };
  }
  const { createSqliteTable } = await import('../shared/adapters/embedded/sqlite-table.ts');
  const { createFileBlobs } = await import('../shared/adapters/embedded/file-blobs.ts');
  const { createRetention } = await import('../shared/adapters/embedded/retention.ts');
  const table = createSqliteTable(`${dataDir}/vedetta.sqlite`);
  const dir = `${dataDir}/blobs`;
  return {
    table,
    blobs: createFileBlobs(dir),
    retention: createRetention({ table, dir, blobDays: blobRetentionDays }),
  };
});

/** On one machine: what was counted since the start. */
export const counting = once(createCountingMetrics);

const metrics = once(async (): Promise<Metrics> => {
  if (process.env.DATA_DIR !== undefined) return counting();
  return (await import('../shared/adapters/aws/emf-metrics.ts')).createEmfMetrics();
});

export const readWorld = once(async (): Promise<World> => {
  const { table, blobs } = await storage();
  const shards = { crawl: config().crawlShards, probe: config().probeShards };
  return {
    store: createStore(table, blobs, shards),
    clock: systemClock,
    log: log(),
    metrics: await metrics(),
    config: config(),
  };
});

export const userAgentOf = ({ infoUrl, contact }: Config): string => {
  const about = [infoUrl === '' ? '' : `+${infoUrl}`, contact].filter((part) => part !== '').join('; ');
  return about === '' ? `Vedetta/${version}` : `Vedetta/${version} (${about})`;
};

let authorities: readonly string[] = [];

/** Trusts one (PEM) besides those of Node, from the first fetch on: only where nobody but our own samples is watched. */
export const trustAuthority = (pem: string): void => {
  authorities = [pem];
};

/** The way out, without the store: enough for checking one document. */
export const http = once(async (): Promise<Http> => {
  const { createGuardedHttp } = await import('../shared/adapters/network/guarded-http.ts');
  const { createTlsContext } = await import('../shared/adapters/network/tls.ts');
  const settings = config();
  if (settings.allowAddresses.length > 0) {
    log().warn('ALLOW_ADDRESSES lets this process fetch addresses that are not public', {
      ranges: settings.allowAddresses,
    });
  }
  return createGuardedHttp({
    userAgent: userAgentOf(settings),
    allowAddresses: settings.allowAddresses,
    nat64: settings.nat64 === 'on',
    secureContext: createTlsContext(authorities),
    ...(settings.publicUrl === '' ? {} : { selfHosts: [new URL(settings.publicUrl).host] }),
  });
});

export const analyser = once(async (): Promise<Analyser> => {
  const { createAnalyser } = await import('../shared/adapters/system/analyser.ts');
  const { analysisDeadlineMs: deadlineMs, secondOpinionMs } = config();
  return createAnalyser({
    deadlineMs,
    secondOpinionMs,
    onFault: (reason, url) =>
      log().error('a document could not be judged or compared through our own fault', { url, reason }),
  });
});

/** For readers. The analyser, and its thread, only once a comparison is asked for that is not stored. */
export const readingWorld = once(async (): Promise<ReadingWorld> => {
  const world = await readWorld();
  return {
    ...world,
    compare: async (request) => (await analyser()).compare(request),
    catalogue: openCatalogue(world),
  };
});

/** Files of the pages. */
export const assets = once((): readonly Asset[] => readAssets(iconNames));

/** For a place that only looks. */
export const lookWorld = once(
  async (): Promise<Pick<OutboundWorld, 'http' | 'clock'>> => ({
    http: await http(),
    clock: systemClock,
  }),
);

const vantages = once(async (): Promise<readonly Vantage[]> => {
  const places = config().vantages;
  if (places.length === 0) return [];
  const { createLambdaVantage } = await import('../shared/adapters/aws/lambda-vantage.ts');
  return places.map(createLambdaVantage);
});

export const outboundWorld = once(
  async (): Promise<OutboundWorld> => ({ ...(await readWorld()), http: await http(), vantages: await vantages() }),
);

export const assessingWorld = once(async (): Promise<AssessingWorld> => {
  const { retention } = await storage();
  return {
    ...(await readWorld()),
    analyser: await analyser(),
    ...(retention === undefined ? {} : { retention }),
  };
});

/** Which links may be followed. */
export const addressPolicy = once(async (): Promise<CrawlWorld['isAllowed']> => {
  const { createAddressPolicy } = await import('../shared/domain/fetching/address-policy.ts');
  const { checkUrl } = await import('../shared/domain/fetching/url-policy.ts');
  const { allowAddresses, nat64 } = config();
  const policy = createAddressPolicy({ allow: allowAddresses, nat64: nat64 === 'on' });
  return (href) => checkUrl(href, policy).ok;
});

export const crawlWorld = once(
  async (): Promise<CrawlWorld> => ({
    ...(await outboundWorld()),
    analyser: await analyser(),
    isAllowed: await addressPolicy(),
  }),
);

let watcher: ((progress: Progress) => void) | undefined;

/** One machine shows progress on its terminal; a Lambda has nobody watching. */
export const watchProgress = (listener: (progress: Progress) => void): void => {
  watcher = listener;
};

export const onProgress = (progress: Progress): void => watcher?.(progress);

let stopping = false;

/** One machine is asked to stop: runs under way finish what they have begun and take nothing new. */
export const stopWork = (): void => {
  stopping = true;
};

export const isStopping = (): boolean => stopping;
