/**
 * Whose a description is: it is owned when its host is one of the publisher's registered domains or below one of them.
 * Anything else a catalogue lists is shown as unowned (RFC 9727 §5.1 allows listing the APIs of others).
 */

export type Domain = {
  /** As the URL parser spells it: punycode, lower case, IPv6 in brackets, without a final dot. */
  readonly host: string;
  /** Only when the domain was registered with one: then it owns that port alone. */
  readonly port?: string;
  /** An IP address owns itself and nothing below. */
  readonly isAddress: boolean;
};

const ipv4 = /^\d+\.\d+\.\d+\.\d+$/;

/** Reads a registered domain: `comune.example.it`, `127.0.2.1`, `::1`, or one of them with a port. */
export function parseDomain(text: string): Domain | undefined {
  const isBareIpv6 = text.indexOf(':') !== text.lastIndexOf(':') && !text.startsWith('[');
  const authority = isBareIpv6 ? `[${text}]` : text;
  const port = /:(\d{1,5})$/.exec(authority)?.[1];
  const url = /[/?#@\\\s]|:$/.test(authority) ? null : URL.parse(`http://${authority}/`);
  if (url === null) return undefined;
  const host = url.hostname.replace(/\.$/, '');
  if (host === '') return undefined;
  const isAddress = host.startsWith('[') || ipv4.test(host);
  return { host, isAddress, ...(port === undefined ? {} : { port: String(Number(port)) }) };
}

const portOf = (url: URL): string => url.port || (url.protocol === 'https:' ? '443' : '80');

/** Whether an http(s) URL is on one of these domains or below it. */
export function isOwned(address: string, domains: readonly string[]): boolean {
  const url = URL.parse(address);
  const host = url?.hostname.replace(/\.$/, '') ?? '';
  if (url === null || !/^https?:$/.test(url.protocol) || host === '') return false;
  return domains.some((text) => {
    const domain = parseDomain(text);
    if (domain === undefined || (domain.port !== undefined && domain.port !== portOf(url))) return false;
    return host === domain.host || (!domain.isAddress && host.endsWith(`.${domain.host}`));
  });
}
