/** What is told of certificates and of maintenance, and in whose feeds. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Api, CatalogueEvent } from '../../../shared/domain/catalogue/api.ts';
import type { EventScope } from '../../../shared/domain/catalogue/event-scope.ts';
import type { Certificate, CertificateNotice } from '../../../shared/domain/uptime/certificate.ts';
import type { Endpoint } from '../../../shared/domain/uptime/endpoint.ts';
import { readChanges } from '../../../shared/usecases/read-changes.ts';
import { tellCertificate } from '../../../shared/usecases/tell-certificate.ts';
import { tellMaintenance } from '../../../shared/usecases/tell-maintenance.ts';
import type { CrawlWorld } from '../../../shared/usecases/world.ts';
import { feedItemOf } from '../../../shared/views/feed-item.ts';
import { eventJson } from '../../../shared/views/json-views.ts';
import { crashingPorts } from '../../fixtures/crash-after.ts';
import { morning, sampleApi, sampleEndpoint } from '../../fixtures/sample-records.ts';
import { SmallInternet } from '../../fixtures/small-internet.ts';
import { createPorts, type Ports, StillClock, worldOver } from '../../fixtures/small-world.ts';

const host = 'api.comune.example';
const certificateOf = (name: string, more: Partial<Certificate> = {}): Certificate => ({
  fingerprint: name.repeat(64),
  chain: 'c'.repeat(64),
  subject: `CN=${host}`,
  issuer: 'CN=CA Uno',
  validFrom: '2026-09-01T00:00:00.000Z',
  validTo: '2026-12-01T00:00:00.000Z',
  ...more,
});
const expiring = (threshold: number, more: Partial<CertificateNotice> = {}): CertificateNotice =>
  ({
    kind: 'certificate.expiring',
    at: morning,
    certificate: certificateOf('a'),
    threshold,
    days: threshold,
    ...more,
  }) as CertificateNotice;
const replaced: CertificateNotice = {
  kind: 'certificate.replaced',
  at: morning,
  from: certificateOf('a'),
  to: certificateOf('b', { issuer: 'CN=CA Due', validTo: '2027-03-01T00:00:00.000Z' }),
  changed: ['issuer'],
};

let world: CrawlWorld;
let ports: Ports;
let clock: StillClock;

const inFeed = async (scope: EventScope): Promise<readonly CatalogueEvent[]> =>
  (await readChanges(world, { scope }, 100)).items;
const everybody = (): Promise<readonly CatalogueEvent[]> => inFeed({ of: 'all' });

/** APIs of an administration, each with an endpoint at this address followed by its number. */
async function publish(count: number, base = `https://${host}/`, publisherId = 'c_h501') {
  const apis: Api[] = [];
  const endpoints: Endpoint[] = [];
  for (let number = 0; number < count; number += 1) {
    const api = sampleApi(`${base}${number}/openapi.yaml`, { publisherId });
    const endpoint = sampleEndpoint(api, `${base}${number}/status`, { publisherId });
    await world.store.apis.put(api);
    await world.store.endpoints.add(endpoint);
    apis.push(api);
    endpoints.push(endpoint);
  }
  return { apis, endpoints };
}

beforeEach(() => {
  clock = new StillClock();
  ports = createPorts(new SmallInternet(), clock);
  world = worldOver(ports);
});

describe('a certificate', () => {
  it('of a host with a hundred APIs is told once, to everybody, to its administration and to each of them', async () => {
    const { apis, endpoints } = await publish(100);
    const { apis: others } = await publish(1, 'https://altro.comune.example/');
    let told = 0;
    for (const endpoint of endpoints) told += await tellCertificate(world, endpoint, expiring(14));
    expect(told).toBe(1);
    const [event, ...more] = await everybody();
    expect(more).toEqual([]);
    expect(event).toMatchObject({ kind: 'certificate.expiring', publisherId: 'c_h501', level: 'warning' });
    expect(event).not.toHaveProperty('apiId');
    expect(event?.facts).toMatchObject({
      host,
      apis: 100,
      threshold: 14,
      days: 14,
      valid_to: '2026-12-01T00:00:00.000Z',
    });
    expect(await inFeed({ of: 'publisher', id: 'c_h501' })).toEqual([event]);
    for (const { id } of apis) expect(await inFeed({ of: 'api', id })).toEqual([event]);
    expect(await inFeed({ of: 'api', id: others[0]!.id })).toEqual([]);
  });

  it('that was told costs two reads when it is seen behind the same host again', async () => {
    const { endpoints } = await publish(20);
    await tellCertificate(world, endpoints[0]!, replaced);
    const { ports: counted, calls } = crashingPorts(ports);
    const again = worldOver(counted);
    for (const endpoint of endpoints) expect(await tellCertificate(again, endpoint, replaced)).toBe(0);
    expect(calls()).toBe(2 * endpoints.length);
  });

  it('is told in the feeds of two hundred APIs at most, and counts all', async () => {
    const { endpoints } = await publish(203);
    await tellCertificate(world, endpoints[202]!, expiring(1));
    const [event] = await everybody();
    expect(event?.apiIds).toHaveLength(200);
    expect(event?.apiIds?.[0]).toBe(endpoints[202]!.apiId);
    expect(event?.facts.apis).toBe(203);
  });

  it('is told once in every feed wherever a run that tells it is killed', async () => {
    const { apis, endpoints } = await publish(3);
    const { ports: counted, calls } = crashingPorts(ports);
    await tellCertificate(worldOver(counted), endpoints[0]!, expiring(60));
    for (let call = 1; call <= calls(); call += 1) {
      for (const [index, when] of (['before', 'after'] as const).entries()) {
        // Each time of another certificate.
        const notice = expiring(7, { certificate: certificateOf('a', { chain: `${call} ${when}` }) });
        const at = new Date(clock.at + index).toISOString();
        const dying = worldOver(crashingPorts(ports, { call, when }).ports);
        await expect(tellCertificate(dying, endpoints[0]!, notice, at)).rejects.toThrow();
        clock.pass(1);
        await tellCertificate(world, endpoints[1]!, notice);
        const chain = `${call} ${when}`;
        const found = await Promise.all(
          [{ of: 'all' } as const, ...apis.map(({ id }) => ({ of: 'api', id }) as const)].map(async (scope) =>
            (await inFeed(scope)).filter(({ facts }) => facts.chain === chain).map(({ id }) => id),
          ),
        );
        expect(found).toEqual(Array(4).fill([expect.any(String)]));
      }
    }
  });

  it('is another event at each threshold, for each certificate, host and administration', async () => {
    const { endpoints } = await publish(1);
    const { endpoints: elsewhere } = await publish(1, 'https://altro.comune.example/');
    const { endpoints: ofOthers } = await publish(1, `https://${host}/altri/`, 'altri');
    const renewed = { certificate: certificateOf('b') };
    const all: readonly (readonly [Endpoint, CertificateNotice])[] = [
      [endpoints[0]!, expiring(60)],
      [endpoints[0]!, expiring(30)],
      [endpoints[0]!, expiring(30, renewed)],
      [endpoints[0]!, replaced],
      [elsewhere[0]!, expiring(30)],
      [ofOthers[0]!, expiring(30)],
    ];
    for (const round of [1, 0])
      for (const [endpoint, notice] of all) expect(await tellCertificate(world, endpoint, notice)).toBe(round);
    expect(await everybody()).toHaveLength(all.length);
    expect(await inFeed({ of: 'publisher', id: 'altri' })).toHaveLength(1);
  });

  it('is graver from fourteen days on, and when another took its place, unless it was renewed for the same key', async () => {
    const { endpoints } = await publish(1);
    const renewed = {
      ...replaced,
      from: certificateOf('a', { key: 'k' }),
      to: certificateOf('d', { key: 'k' }),
      changed: [],
    };
    for (const notice of [expiring(30), expiring(14), expiring(0), replaced, renewed]) {
      clock.at += 1000;
      await tellCertificate(world, endpoints[0]!, notice);
    }
    const levels = (await everybody()).map(({ level }) => level).toReversed();
    expect(levels).toEqual(['info', 'warning', 'warning', 'warning', 'info']);
  });

  it('of an API that is gone is not told', async () => {
    const gone = sampleEndpoint({ id: 'gone' }, `https://${host}/status`);
    expect(await tellCertificate(world, gone, expiring(7))).toBe(0);
    expect(await everybody()).toEqual([]);
  });

  it('that another took the place of is told in both languages with both fingerprints, issuers and ends', async () => {
    const { apis, endpoints } = await publish(2);
    await tellCertificate(world, endpoints[0]!, replaced);
    const [event] = await everybody();
    const json = eventJson(event!) as { readonly apis: readonly string[] };
    expect(json).toMatchObject({
      kind: 'certificate.replaced',
      api: null,
      publisher: { id: 'c_h501', name: 'Comune di Esempio' },
      from: 'a'.repeat(64),
      to: 'b'.repeat(64),
      level: 'warning',
    });
    expect([...json.apis].sort()).toEqual(apis.map(({ id }) => id).sort());
    const item = feedItemOf(event!, 'https://vedetta.example');
    expect(item.url).toBe(`https://vedetta.example/en/apis/${json.apis[0]}`);
    expect(item.title.en).toBe(`${host} (Comune di Esempio): the certificate was replaced`);
    expect(item.title.it).toBe(`${host} (Comune di Esempio): il certificato è stato sostituito`);
    for (const words of ['a'.repeat(64), 'b'.repeat(64), 'CN=CA Uno', 'CN=CA Due', '2027-03-01', '2 APIs', '2 API']) {
      expect(item.text).toContain(words);
      expect(item.content.text).toContain(words);
    }
  });

  it('with names without end is told in few words', async () => {
    const { endpoints } = await publish(1);
    const subject = `CN=\u202e${'x'.repeat(5_000)}`;
    await tellCertificate(
      world,
      endpoints[0]!,
      expiring(3, { certificate: certificateOf('a', { subject, issuer: subject }) }),
    );
    const [event] = await everybody();
    expect(JSON.stringify(event).length).toBeLessThan(2_000);
    expect(JSON.stringify(event)).not.toContain('\u202e');
  });
});

describe('maintenance', () => {
  const windows = [
    { from: '2026-12-01T20:00:00.000Z', until: '2026-12-01T22:00:00.000Z', note: 'Nuova base dati' },
    { from: '2026-12-08T20:00:00.000Z', until: '2026-12-08T22:00:00.000Z' },
  ];

  it('is told once for each announcement, in the feed of its API', async () => {
    const [api] = (await publish(1)).apis;
    const announced = { apiId: api!.id, windows, announcedAt: morning };
    expect(await tellMaintenance(world, api!, announced)).toBe(1);
    expect(await tellMaintenance(world, api!, announced)).toBe(0);
    const [event, ...more] = await inFeed({ of: 'api', id: api!.id });
    expect(more).toEqual([]);
    expect(event?.facts).toEqual({
      windows: 2,
      announced_at: morning,
      maintenance_from: windows[0]!.from,
      maintenance_until: windows[0]!.until,
      note: 'Nuova base dati',
    });
    const { en, it: italian } = feedItemOf(event!, 'https://vedetta.example').summary;
    expect(en).toContain('1 further window');
    expect(italian).toContain('un’altra finestra');
  });

  it('is told as called off, and again when it is announced again', async () => {
    const [api] = (await publish(1)).apis;
    for (const [day, each] of [windows, [], windows].entries()) {
      clock.pass(day);
      const announcedAt = new Date(clock.at).toISOString();
      expect(await tellMaintenance(world, api!, { apiId: api!.id, windows: each, announcedAt })).toBe(1);
    }
    expect((await everybody()).map(({ facts }) => facts.windows)).toEqual([2, 0, 2]);
  });
});
