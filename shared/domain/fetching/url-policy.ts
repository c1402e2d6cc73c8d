/**
 * Which URLs may be fetched, judged from their text alone (trust.md, "Addresses"). The raw text is judged before WHATWG
 * parsing, which forgives what a careful reader must not; names are judged again by their addresses when connecting.
 */
import { type AddressPolicy, checkAddress } from './address-policy.ts';

type UrlCode =
  | 'url-invalid'
  | 'url-too-long'
  | 'url-scheme'
  | 'url-userinfo'
  | 'url-host'
  | 'url-port'
  | 'refused-address';

export type UrlVerdict =
  /** `url` is canonical: ASCII host without final dot, default port dropped, no fragment. `literal`: host is an address. */
  | { readonly ok: true; readonly url: URL; readonly literal: boolean }
  | { readonly ok: false; readonly code: UrlCode; readonly detail: string };

const maxLength = 2048;

/** Control and blank characters, backslashes, bidi controls, invisible joiners and lone surrogates. */
const forbidden = /[\p{Cc}\p{White_Space}\p{Bidi_Control}\p{Cs}\u200b-\u200d\u2060\ufeff\\]/u;

/** Names that never lead to a public host: RFC 6761, RFC 7686, RFC 8375, RFC 9476 and usual private suffixes. */
const privateSuffixes = new Set([
  'alt',
  'arpa',
  'corp',
  'home',
  'internal',
  'intranet',
  'lan',
  'local',
  'localdomain',
  'localhost',
  'onion',
  'private',
]);

/** Ports from 1024 on where something else than public HTTP answers. Below 1024 only 80 and 443 are accepted. */
const servicePorts = new Set([
  1080, 1099, 1433, 1434, 1521, 1719, 1720, 1723, 1883, 2049, 2181, 2375, 2376, 2379, 2380, 3128, 3306, 3389, 3659,
  4045, 4190, 4369, 5060, 5061, 5222, 5269, 5353, 5432, 5671, 5672, 5900, 5901, 5902, 5903, 5985, 5986, 6000, 6379,
  6380, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 8009, 8125, 8883, 9042, 9092, 9160, 9200, 9300, 10080, 10250,
  10255, 11211, 15672, 25672, 26379, 27017, 27018, 27019, 28017,
]);

const label = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

const refuse = (code: UrlCode, detail: string): UrlVerdict => ({ ok: false, code, detail });

function judgeText(text: string): UrlVerdict | undefined {
  if (text.length > maxLength) return refuse('url-too-long', `${text.length} characters, at most ${maxLength}`);
  if (text === '') return refuse('url-invalid', 'empty');
  return forbidden.test(text)
    ? refuse('url-invalid', 'a control, blank, bidi or invisible character, or a backslash')
    : undefined;
}

function judgeScheme(text: string): UrlVerdict | undefined {
  const [, scheme, rest = ''] = /^([a-z][a-z0-9+.-]*):(.*)$/i.exec(text) ?? [];
  if (scheme === undefined) return refuse('url-invalid', 'no scheme');
  if (!/^https?$/i.test(scheme)) {
    // "ente.gov.it:8443/x" is a host and a port whose scheme was forgotten.
    return /^\d/.test(rest)
      ? refuse('url-invalid', 'no scheme')
      : refuse('url-scheme', `not http or https: ${scheme.slice(0, 20)}`);
  }
  const [, authority = ''] = /^\/\/([^/?#]*)/.exec(rest) ?? [];
  if (authority === '') return refuse('url-invalid', 'no host after the scheme');
  return authority.includes('@') ? refuse('url-userinfo', 'a user name or password before the host') : undefined;
}

function judgeName(name: string): UrlVerdict | undefined {
  const labels = name.split('.');
  if (name.length > 253) return refuse('url-host', 'host name over 253 characters');
  if (!labels.every((part) => label.test(part))) return refuse('url-host', 'host name with a faulty label');
  if (labels.length < 2 && !privateSuffixes.has(name)) return refuse('url-host', 'host name of a single label');
  return privateSuffixes.has(labels.at(-1) ?? '') ? refuse('url-host', 'host name of a private network') : undefined;
}

function judgePort(port: string): UrlVerdict | undefined {
  if (port === '' || port === '80' || port === '443') return undefined;
  if (Number(port) < 1024) return refuse('url-port', `port ${port}: below 1024 only 80 and 443`);
  return servicePorts.has(Number(port)) ? refuse('url-port', `port ${port} belongs to another service`) : undefined;
}

/** The address a parsed host is, without brackets; undefined for a name. */
function literalAddress(hostname: string): string | undefined {
  if (hostname.startsWith('[')) return hostname.slice(1, -1);
  return /^[\d.]+$/.test(hostname) ? hostname : undefined;
}

/** Judges an absolute URL. Literal addresses are judged by `policy`; the default accepts public ones only. */
export function checkUrl(text: string, policy: AddressPolicy = checkAddress): UrlVerdict {
  const fault = judgeText(text) ?? judgeScheme(text);
  if (fault !== undefined) return fault;
  const url = URL.parse(text);
  if (url === null) return refuse('url-invalid', 'not a URL');
  url.hash = '';
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1);
  const address = literalAddress(url.hostname);
  if (address === undefined) {
    const hostFault = judgeName(url.hostname);
    if (hostFault !== undefined) return hostFault;
  } else {
    const verdict = policy(address);
    if (!verdict.ok) return verdict;
  }
  return judgePort(url.port) ?? { ok: true, url, literal: address !== undefined };
}

/** Judges a reference (RFC 3986 §4.1) found in a document at `base`; the base itself is not judged. */
export function resolveUrl(reference: string, base: string, policy: AddressPolicy = checkAddress): UrlVerdict {
  if (/^[a-z][a-z0-9+.-]*:/i.test(reference)) return checkUrl(reference, policy);
  const fault = reference === '' ? undefined : judgeText(reference);
  if (fault !== undefined) return fault;
  const from = URL.parse(base);
  if (from === null) return refuse('url-invalid', 'the base of the reference is not a URL');
  if (reference.startsWith('//')) return checkUrl(from.protocol + reference, policy);
  const target = URL.parse(reference, base);
  return target === null ? refuse('url-invalid', 'not a URL reference') : checkUrl(target.href, policy);
}
