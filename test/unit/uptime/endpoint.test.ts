import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DescribedServer } from '../../../shared/domain/description/analysis.ts';
import { endpointIdOf, healthAddressesOf } from '../../../shared/domain/uptime/endpoint.ts';
import { sampleMetadata } from '../../fixtures/sample-records.ts';

const server = (url: string, more: Partial<DescribedServer> = {}): DescribedServer => ({
  url,
  sandbox: false,
  ...more,
});
const checked = server('https://a.example/v1', {
  healthCheck: { url: 'https://a.example/health', intervalSeconds: 60, timeoutSeconds: 3 },
});
const plain = server('https://b.example/v1/');
const statusLink = 'https://c.example/status';

describe('healthAddressesOf', () => {
  it('takes a declared health check before anything else, with its timeout and its interval', () => {
    const metadata = sampleMetadata({ servers: [checked], declaresStatus: true });
    expect(healthAddressesOf(metadata, [statusLink])).toEqual([
      { url: 'https://a.example/health', kind: 'x-healthCheck', timeoutMs: 3000, everyMs: 60_000 },
    ]);
  });

  it('takes the catalogue’s status link next', () => {
    const metadata = sampleMetadata({ servers: [plain], declaresStatus: true });
    expect(healthAddressesOf(metadata, [statusLink])).toEqual([{ url: statusLink, kind: 'status-link' }]);
  });

  it('takes /status when the description declares it, else the server itself', () => {
    expect(healthAddressesOf(sampleMetadata({ servers: [plain], declaresStatus: true }), [])).toEqual([
      { url: 'https://b.example/v1/status', kind: 'status-path' },
    ]);
    expect(healthAddressesOf(sampleMetadata({ servers: [plain] }), [])).toEqual([
      { url: 'https://b.example/v1/', kind: 'server' },
    ]);
  });

  it('never takes a sandbox, nor an address that is not http', () => {
    const servers = [
      server('https://test.example', { sandbox: true, healthCheck: { url: 'https://test.example/health' } }),
      server('file:///etc/passwd'),
      server('/relative'),
    ];
    expect(healthAddressesOf(sampleMetadata({ servers }), [])).toEqual([]);
  });

  it('finds the status link of an API whose description could not be read', () => {
    expect(healthAddressesOf(undefined, [statusLink])).toEqual([{ url: statusLink, kind: 'status-link' }]);
    expect(healthAddressesOf(undefined, [])).toEqual([]);
  });

  it('gives at most five addresses, each once', () => {
    const url = fc.constantFrom(...Array.from({ length: 9 }, (_, index) => `https://host-${index}.example`));
    fc.assert(
      fc.property(fc.array(url), fc.array(url), fc.boolean(), (servers, links, declaresStatus) => {
        const metadata = sampleMetadata({ servers: servers.map((each) => server(each)), declaresStatus });
        const found = healthAddressesOf(metadata, links).map((address) => address.url);
        expect(found.length).toBe(Math.min(5, new Set(links.length > 0 ? links : servers).size));
        expect(new Set(found).size).toBe(found.length);
      }),
    );
  });
});

describe('endpointIdOf', () => {
  it('is one per API and address', () => {
    const ids = [endpointIdOf('a', 'u'), endpointIdOf('a', 'v'), endpointIdOf('b', 'u')];
    expect(new Set(ids).size).toBe(3);
    expect(endpointIdOf('a', 'u')).toBe(ids[0]);
  });
});
