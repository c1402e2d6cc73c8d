/**
 * Every setting once: environment name, default, what it does, and how its text is read. The README's table is printed
 * from here and a test compares them. A faulty value stops the start with every fault named at once.
 */
import { createAddressPolicy } from './domain/fetching/address-policy.ts';

type Setting<T> = {
  readonly name: string;
  readonly default: string;
  readonly doc: string;
  readonly parse: (text: string) => T;
};

const setting = <T>(name: string, fallback: string, doc: string, parse: (text: string) => T): Setting<T> => ({
  name,
  default: fallback,
  doc,
  parse,
});

const text = (value: string): string => value;

const integer =
  (least: number, most: number) =>
  (value: string): number => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < least || number > most) {
      throw new Error(`must be a whole number from ${least} to ${most}`);
    }
    return number;
  };

const oneOf =
  <const T extends string>(...values: readonly T[]) =>
  (value: string): T => {
    const found = values.find((known) => known === value);
    if (found === undefined) throw new Error(`must be one of ${values.join(', ')}`);
    return found;
  };

const list = (value: string): readonly string[] =>
  value
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

/** Exactly three: four tries must agree. */
const pauses = (value: string): readonly number[] => {
  const given = list(value);
  if (given.length !== 3) throw new Error('must be three pauses separated by commas');
  return given.map(integer(0, 60_000));
};

const cidrs = (value: string): readonly string[] => {
  try {
    createAddressPolicy({ allow: list(value), nat64: false });
  } catch (fault) {
    throw new Error(`must be CIDR ranges separated by commas (${(fault as Error).message})`);
  }
  return list(value);
};

const url = (value: string): string => {
  if (value !== '' && !(URL.canParse(value) && /^https?:\/\//.test(value))) throw new Error('must be an http(s) URL');
  return value.replace(/\/$/, '');
};

const partOfAnHour = (value: string): number => {
  const minutes = integer(1, 60)(value);
  if (60 % minutes !== 0) throw new Error('must divide an hour: 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 or 60');
  return minutes;
};

const httpUrls = (value: string): readonly string[] => list(value).map(url);

const vantages = (value: string): readonly { readonly name: string; readonly arn: string }[] =>
  list(value).map((entry) => {
    const [, name, arn] = /^([a-z0-9-]{1,32})=(arn:[^=,\s]{1,256})$/.exec(entry) ?? [];
    if (name === undefined || arn === undefined) throw new Error('must be NAME=ARN separated by commas');
    return { name, arn };
  });

const hexDigest = (value: string): string => {
  if (value !== '' && !/^[0-9a-f]{64}$/i.test(value)) throw new Error('must be 64 hex digits');
  return value.toLowerCase();
};

/** Name, default and meaning of every setting; names are environment variables. */
export const settings = {
  publicUrl: setting(
    'PUBLIC_URL',
    '',
    'Address people reach the service at, also behind a proxy; empty: the address the request came to',
    url,
  ),
  infoUrl: setting('INFO_URL', '', 'Page about this crawler, named in its User-Agent', url),
  contact: setting('CONTACT', '', 'Address administrations may write to, named in the User-Agent', text),
  parentName: setting('PARENT_NAME', '', 'Body that this service belongs to, named at the head of its pages', text),
  parentUrl: setting('PARENT_URL', '', 'Site of that body', url),
  privacyUrl: setting('PRIVACY_URL', '', 'Privacy notice, linked from every page; empty: none is linked', url),
  accessibilityUrl: setting(
    'ACCESSIBILITY_URL',
    '',
    'Accessibility statement, linked from every page; empty: none is linked',
    url,
  ),
  legalUrl: setting('LEGAL_URL', '', 'Legal notes, linked from every page; empty: none are linked', url),
  allowAddresses: setting(
    'ALLOW_ADDRESSES',
    '',
    'CIDR ranges that may be fetched although not public (tests only; logged loudly)',
    cidrs,
  ),
  nat64: setting(
    'NAT64',
    'off',
    'Accept 64:ff9b::/96 addresses whose embedded IPv4 is public: on or off',
    oneOf('off', 'on'),
  ),
  crawlShards: setting('CRAWL_SHARDS', '1', 'Crawl schedules, each with its share of the origins', integer(1, 64)),
  crawlEveryMinutes: setting(
    'CRAWL_EVERY_MINUTES',
    '5',
    'How often a crawl shard looks for due sources',
    integer(1, 60),
  ),
  crawlConcurrency: setting('CRAWL_CONCURRENCY', '16', 'Origins crawled at once by one shard', integer(1, 256)),
  crawlDelayMs: setting(
    'CRAWL_DELAY_MS',
    '1000',
    'Pause between two requests to one origin, milliseconds',
    integer(0, 300_000),
  ),
  confirmAfterS: setting(
    'CONFIRM_AFTER_S',
    '120',
    'When another content of a description is looked at again, seconds; it counts once it was seen twice',
    integer(0, 3600),
  ),
  withdrawalGraceDays: setting(
    'WITHDRAWAL_GRACE_DAYS',
    '7',
    'Days a link may be missing from a valid catalogue, or an administration from the sources, before what it gave is withdrawn',
    integer(0, 365),
  ),
  analysisDeadlineMs: setting(
    'ANALYSIS_DEADLINE_MS',
    '10000',
    'Time one document may take to analyse, milliseconds',
    integer(100, 60_000),
  ),
  secondOpinionMs: setting(
    'SECOND_OPINION_MS',
    '2000',
    'Time swagger-parser may take for its second opinion on a changed document; 0: not asked',
    integer(0, 60_000),
  ),
  probeShards: setting('PROBE_SHARDS', '1', 'Probe schedules, each with its share of the endpoints', integer(1, 64)),
  probeEveryMinutes: setting(
    'PROBE_EVERY_MINUTES',
    '5',
    'How often each endpoint is probed: a part of an hour, so that slots begin with it',
    partOfAnHour,
  ),
  probeConcurrency: setting('PROBE_CONCURRENCY', '512', 'Probes under way at once in one shard', integer(1, 8192)),
  probePerOrigin: setting('PROBE_PER_ORIGIN', '4', 'Probes under way at once at one origin', integer(1, 64)),
  probeCertificateMinutes: setting(
    'PROBE_CERTIFICATE_MINUTES',
    '0',
    'How often a probe makes a whole TLS handshake, which shows the certificate; others resume it, which receives less and sends more; 0: always',
    integer(0, 1440),
  ),
  canaryUrls: setting(
    'CANARY_URLS',
    '',
    'Addresses of independent hosts, separated by commas, asked before an incident opens or a source becomes unreachable: when they are silent too, the outage is ours',
    httpUrls,
  ),
  vantages: setting(
    'VANTAGES',
    '',
    'Further places that confirm a failure, NAME=ARN of the function that looks from there, separated by commas (on AWS)',
    vantages,
  ),
  adminTokenSha256: setting(
    'ADMIN_TOKEN_SHA256',
    '',
    'SHA-256 (hex) of the token that may write over HTTP on one machine; empty: nobody may',
    hexDigest,
  ),
  jwtIssuer: setting(
    'JWT_ISSUER',
    '',
    'Issuer of the tokens that may write over HTTP (on AWS); empty: nobody may',
    url,
  ),
  jwtAudience: setting('JWT_AUDIENCE', 'vedetta', 'Audience that such a token names (on AWS)', text),
  probeTimeoutMs: setting('PROBE_TIMEOUT_MS', '10000', 'Time one probe may take, milliseconds', integer(100, 60_000)),
  probeRetryDelaysMs: setting(
    'PROBE_RETRY_DELAYS_MS',
    '1000,3000,6000',
    'Pauses before the repeats that must agree before an incident opens',
    pauses,
  ),
  rollupEveryMinutes: setting(
    'ROLLUP_EVERY_MINUTES',
    '15',
    'How often availability figures are recomputed from the samples',
    integer(1, 1440),
  ),
  tableName: setting('TABLE_NAME', 'vedetta', 'DynamoDB table (on AWS)', text),
  bucketName: setting('BUCKET_NAME', 'vedetta', 'S3 bucket (on AWS)', text),
  logLevel: setting('LOG_LEVEL', 'info', 'debug, info, warn or error', oneOf('debug', 'info', 'warn', 'error')),
} as const;

export type Config = { readonly [name in keyof typeof settings]: ReturnType<(typeof settings)[name]['parse']> };

/** Thrown once with every faulty setting, one per line. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** Reads all settings from an environment; an absent or empty variable takes its default. */
export function readConfig(environment: { readonly [name: string]: string | undefined }): Config {
  const faults: string[] = [];
  const entries = Object.entries(settings).map(([key, { name, default: fallback, parse }]) => {
    const given = environment[name];
    try {
      return [key, parse(given === undefined || given === '' ? fallback : given)];
    } catch (fault) {
      faults.push(`${name}=${given}: ${(fault as Error).message}`);
      return [key, undefined];
    }
  });
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  return Object.fromEntries(entries) as Config;
}
