/**
 * What is told of a host's certificate, once for an administration however many of its APIs are behind the host. Told before
 * the row that remembers it is written: the id derives from what happened, so that a run that is killed between the two
 * tells it again and adds nothing.
 */
import type { CatalogueEvent } from '../domain/catalogue/api.ts';
import { clipText } from '../domain/catalogue/clip-text.ts';
import { mostApis } from '../domain/catalogue/event-scope.ts';
import type { ChangeLevel } from '../domain/changes/change.ts';
import { deriveId } from '../domain/digest.ts';
import type { Certificate, CertificateNotice } from '../domain/uptime/certificate.ts';
import type { Endpoint } from '../domain/uptime/endpoint.ts';
import { isoNow, type World } from './world.ts';

/** Names in a certificate are the peer's. */
const longestName = 200;

/** From so many days on it is more than something to plan. */
const urgentDays = 14;

type Telling = Pick<CatalogueEvent, 'from' | 'to' | 'facts'> & {
  readonly level: ChangeLevel;
  /** What the id is made of, beside administration, host and kind. */
  readonly parts: readonly string[];
};

const nameOf = ({ fingerprint, chain }: Certificate): string => `${fingerprint} ${chain}`;

const factsOf = ({ fingerprint, chain, subject, issuer, validFrom, validTo }: Certificate, suffix = '') => ({
  [`fingerprint${suffix}`]: fingerprint,
  [`chain${suffix}`]: chain,
  [`subject${suffix}`]: clipText(subject, longestName),
  [`issuer${suffix}`]: clipText(issuer, longestName),
  [`valid_from${suffix}`]: validFrom,
  [`valid_to${suffix}`]: validTo,
});

function tellingOf(notice: CertificateNotice): Telling {
  if (notice.kind === 'certificate.expiring') {
    const { certificate, threshold, days } = notice;
    return {
      level: threshold <= urgentDays ? 'warning' : 'info',
      parts: [nameOf(certificate), `${threshold}`],
      from: certificate.validTo,
      to: `${threshold} days`,
      facts: { ...factsOf(certificate), threshold, days },
    };
  }
  const { from, to, changed } = notice;
  // A certificate renewed for the same key is another one only to those who pin the certificate itself.
  const isRenewal = changed.length === 0 && from.key !== undefined && from.key === to.key;
  return {
    level: isRenewal ? 'info' : 'warning',
    parts: [nameOf(from), nameOf(to)],
    from: from.fingerprint,
    to: to.fingerprint,
    facts: { ...factsOf(to), ...factsOf(from, '_before'), changed: changed.join(', ') },
  };
}

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url);

/** The APIs of the endpoint's administration behind the same origin, its own first. */
async function apisBehind({ store }: World, { apiId, publisherId, url }: Endpoint): Promise<readonly string[]> {
  const origin = originOf(url);
  const endpoints = await store.endpoints.ofPublisher(publisherId);
  const others = endpoints.filter((each) => originOf(each.url) === origin).map((each) => each.apiId);
  return [...new Set([apiId, ...others.sort()])];
}

/** Returns how many events were told: none when its administration has been told, or the API is gone. */
export async function tellCertificate(
  world: World,
  endpoint: Endpoint,
  notice: CertificateNotice,
  at = isoNow(world.clock),
): Promise<number> {
  const { publisherId, apiId, url } = endpoint;
  const { events, apis } = world.store;
  const { host } = new URL(url);
  const { parts, facts, ...telling } = tellingOf(notice);
  const id = deriveId('event', publisherId, host, notice.kind, ...parts);
  // Asked for each endpoint of the host: all that follows is done for the first.
  if (await events.isTold(id)) return 0;
  const api = await apis.get(apiId);
  if (api === undefined) return 0;
  const behind = await apisBehind(world, endpoint);
  const isNew = await events.add({
    id,
    kind: notice.kind,
    at,
    publisherId,
    publisherName: api.publisherName,
    apiIds: behind.slice(0, mostApis),
    ...telling,
    facts: { host, apis: behind.length, ...facts },
  });
  return isNew ? 1 : 0;
}
