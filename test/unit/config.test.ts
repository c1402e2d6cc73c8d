import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig, settings } from '../../shared/config.ts';

const faultsOf = (environment: { [name: string]: string }): readonly string[] => {
  try {
    readConfig(environment);
    return [];
  } catch (fault) {
    expect(fault).toBeInstanceOf(ConfigError);
    return (fault as Error).message.split('\n');
  }
};

it('starts from nothing: every default can be read', () => {
  expect(Object.keys(readConfig({}))).toEqual(Object.keys(settings));
});

it('takes the default where a variable is empty', () => {
  const empty = Object.fromEntries(Object.values(settings).map(({ name }) => [name, '']));
  expect(readConfig(empty)).toEqual(readConfig({}));
});

it('gives every setting a name of its own, in capitals, and a sentence', () => {
  const all = Object.values(settings);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  for (const { name, doc } of all) {
    expect(name).toMatch(/^[A-Z][A-Z0-9_]*$/);
    expect(doc.length).toBeGreaterThan(10);
    expect(doc).not.toContain('|');
  }
});

it('reads what is given', () => {
  expect(
    readConfig({
      PUBLIC_URL: 'https://vedetta.example/',
      ALLOW_ADDRESSES: ' 127.0.0.0/8, ::1/128 ,',
      NAT64: 'on',
      CRAWL_SHARDS: '4',
      PROBE_RETRY_DELAYS_MS: '0,5,10',
      LOG_LEVEL: 'debug',
    }),
  ).toMatchObject({
    publicUrl: 'https://vedetta.example',
    allowAddresses: ['127.0.0.0/8', '::1/128'],
    nat64: 'on',
    crawlShards: 4,
    probeRetryDelaysMs: [0, 5, 10],
    logLevel: 'debug',
  });
});

it('names every fault at once, one a line, with what is accepted', () => {
  const faults = faultsOf({ CRAWL_SHARDS: '0', NAT64: 'yes', PUBLIC_URL: 'ftp://x', LOG_LEVEL: 'info' });
  expect(faults).toEqual([
    'PUBLIC_URL=ftp://x: must be an http(s) URL',
    'NAT64=yes: must be one of off, on',
    'CRAWL_SHARDS=0: must be a whole number from 1 to 64',
  ]);
});

describe('refuses', () => {
  it.each([
    ['CRAWL_SHARDS', '1.5'],
    ['CRAWL_SHARDS', '-1'],
    ['CRAWL_SHARDS', '257'],
    ['CRAWL_SHARDS', ' 4'],
    ['CRAWL_SHARDS', '1e1'],
    ['PROBE_TIMEOUT_MS', '٣٠٠٠'],
    ['PROBE_TIMEOUT_MS', '99'],
    ['PROBE_RETRY_DELAYS_MS', '1000,2000,x'],
    ['PROBE_RETRY_DELAYS_MS', '1,2,60001'],
    ['PROBE_RETRY_DELAYS_MS', '1000,3000'],
    ['PROBE_RETRY_DELAYS_MS', '1,2,3,4'],
    ['PROBE_RETRY_DELAYS_MS', ','],
    ['ALLOW_ADDRESSES', '127.0.0.1'],
    ['ALLOW_ADDRESSES', 'localhost/8'],
    ['PUBLIC_URL', 'vedetta.example'],
    ['PUBLIC_URL', 'http://'],
    ['INFO_URL', 'javascript:alert(1)'],
    ['LOG_LEVEL', 'INFO'],
    ['LOG_LEVEL', 'toString'],
  ])('%s=%s', (name, value) => {
    expect(faultsOf({ [name]: value })).toHaveLength(1);
  });
});

it('never throws anything but a ConfigError, and never accepts a number out of its bounds', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(...Object.values(settings)), (value, { name }) => {
      faultsOf({ [name]: value });
    }),
  );
  fc.assert(
    fc.property(fc.integer(), (minutes) => {
      const accepts = (name: string): boolean => faultsOf({ [name]: String(minutes) }).length === 0;
      expect(accepts('CRAWL_EVERY_MINUTES')).toBe(minutes >= 1 && minutes <= 60);
      expect(accepts('PROBE_EVERY_MINUTES')).toBe(minutes >= 1 && minutes <= 60 && 60 % minutes === 0);
    }),
  );
});
