/** Hosts that stand for a real one: those reserved for examples (RFC 2606, RFC 6761), this machine, and templates. */
const reserved = /(?:^|\.)(?:example|test|invalid|localhost|local)$|(?:^|\.)example\.(?:com|net|org|it)$/i;
const loopback = /^(?:127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[?::1\]?)$/;

/** True when a host can't be the one an API answers at. */
export const isPlaceholderHost = (host: string): boolean =>
  host === '' || /[{}<>]/.test(host) || reserved.test(host.replace(/\.$/, '')) || loopback.test(host);

/** The host of an absolute URL, without port; undefined for a relative one. Template variables stay as they are. */
export function hostOf(url: string): string | undefined {
  const [, authority] = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(url) ?? [];
  if (authority === undefined) return undefined;
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  return host.startsWith('[') ? host.replace(/\]:\d*$/, ']') : host.replace(/:\d*$/, '');
}

/** True when an e-mail address or URL is an example's. */
export function isPlaceholderAddress(address: string): boolean {
  const host = hostOf(address) ?? (address.includes('@') ? address.slice(address.lastIndexOf('@') + 1) : undefined);
  return host !== undefined && isPlaceholderHost(host);
}
