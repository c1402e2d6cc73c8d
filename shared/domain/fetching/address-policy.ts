/**
 * Which addresses may be connected to: the public unicast internet and nothing else (trust.md, "Addresses").
 * IPv4 refuses the special-purpose registry (RFC 6890), IPv6 allows global unicast less its special blocks (RFC 4291).
 */

type Address = { readonly words: readonly number[] };
type Range = { readonly words: readonly number[]; readonly bits: number };

type AddressVerdict =
  /** `address` in canonical form (IPv4-mapped IPv6 as IPv4): the one to connect to. */
  | { readonly ok: true; readonly address: string }
  | { readonly ok: false; readonly code: 'refused-address'; readonly detail: string };

/** Judges one textual IPv4 or IPv6 address, without brackets or zone. Text that is no address is refused. */
export type AddressPolicy = (ip: string) => AddressVerdict;

type AddressPolicyOptions = {
  /** CIDR ranges accepted although not public. */
  readonly allow: readonly string[];
  /** Accept 64:ff9b::/96 (RFC 6052) when the IPv4 address inside is accepted. */
  readonly nat64: boolean;
};

const refusedIpv4 = [
  ['0.0.0.0/8', 'this network'],
  ['10.0.0.0/8', 'private'],
  ['100.64.0.0/10', 'shared by carriers'],
  ['127.0.0.0/8', 'loopback'],
  ['168.63.129.16/32', 'cloud metadata'],
  ['169.254.0.0/16', 'link-local'],
  ['172.16.0.0/12', 'private'],
  ['192.0.0.0/24', 'protocol assignments'],
  ['192.0.2.0/24', 'documentation'],
  ['192.31.196.0/24', 'AS112'],
  ['192.52.193.0/24', 'multicast tunnels'],
  ['192.88.99.0/24', '6to4 relay'],
  ['192.168.0.0/16', 'private'],
  ['192.175.48.0/24', 'AS112'],
  ['198.18.0.0/15', 'benchmarking'],
  ['198.51.100.0/24', 'documentation'],
  ['203.0.113.0/24', 'documentation'],
  ['224.0.0.0/4', 'multicast'],
  ['240.0.0.0/4', 'reserved'],
] as const;

const refusedIpv6 = [
  ['2001::/23', 'protocol assignments'],
  ['2001:db8::/32', 'documentation'],
  ['2002::/16', '6to4'],
  ['2620:4f:8000::/48', 'AS112'],
  ['3fff::/20', 'documentation'],
] as const;

function parseIpv4(text: string): Address | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) {
    return undefined;
  }
  const [a = 0, b = 0, c = 0, d = 0] = parts.map(Number);
  return { words: [a * 256 + b, c * 256 + d] };
}

function parseGroups(text: string): number[] | undefined {
  if (text === '') return [];
  const words: number[] = [];
  const groups = text.split(':');
  for (const [index, group] of groups.entries()) {
    const tail = index === groups.length - 1 && group.includes('.') ? parseIpv4(group) : undefined;
    if (tail !== undefined) words.push(...tail.words);
    else if (/^[0-9a-f]{1,4}$/i.test(group)) words.push(Number.parseInt(group, 16));
    else return undefined;
  }
  return words;
}

function parseIpv6(text: string): Address | undefined {
  const halves = text.split('::');
  const head = parseGroups(halves[0] ?? '');
  const tail = parseGroups(halves[1] ?? '');
  if (head === undefined || tail === undefined || halves.length > 2) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1) return head.length === 8 ? { words: head } : undefined;
  // An embedded IPv4 address may only end the whole text, so never the part before "::".
  if (missing < 1 || halves[0]?.includes('.')) return undefined;
  return { words: [...head, ...new Array<number>(missing).fill(0), ...tail] };
}

const parseAddress = (text: string): Address | undefined => (text.includes(':') ? parseIpv6(text) : parseIpv4(text));

function parseRange(text: string): Range {
  const [ip = '', bits = ''] = text.split('/');
  const address = parseAddress(ip);
  if (address === undefined || !/^\d{1,3}$/.test(bits) || Number(bits) > address.words.length * 16) {
    throw new RangeError(`not a CIDR range: ${text}`);
  }
  return { words: address.words, bits: Number(bits) };
}

function isInside(address: Address, range: Range): boolean {
  if (address.words.length !== range.words.length) return false;
  return range.words.every((word, index) => {
    const bits = Math.min(16, Math.max(0, range.bits - index * 16));
    const mask = (0xffff << (16 - bits)) & 0xffff;
    return ((address.words[index] ?? 0) & mask) === (word & mask);
  });
}

const compile = (table: readonly (readonly [string, string])[]) =>
  table.map(([range, why]) => ({ range: parseRange(range), why }));

const refusals = compile([...refusedIpv4, ...refusedIpv6]);
const globalUnicast = parseRange('2000::/3');
const mapped = parseRange('::ffff:0:0/96');
const translated = parseRange('64:ff9b::/96');

/** Last 32 bits of an IPv6 address. */
const embeddedIpv4 = (address: Address): Address => ({ words: address.words.slice(6) });

function refusalOf(address: Address): string | undefined {
  const listed = refusals.find(({ range }) => isInside(address, range));
  if (listed !== undefined) return listed.why;
  return address.words.length === 8 && !isInside(address, globalUnicast) ? 'not global unicast' : undefined;
}

/** RFC 5952, as the URL parser writes it. */
function formatAddress({ words }: Address): string {
  if (words.length === 2) return words.flatMap((word) => [word >> 8, word & 255]).join('.');
  const groups = words.map((word) => word.toString(16)).join(':');
  return new URL(`http://[${groups}]`).hostname.slice(1, -1);
}

/** A policy for the given settings. Throws RangeError on a faulty CIDR range, at once. */
export function createAddressPolicy({ allow, nat64 }: AddressPolicyOptions): AddressPolicy {
  const allowed = allow.map(parseRange);
  const refuse = (ip: string, why: string): AddressVerdict => ({
    ok: false,
    code: 'refused-address',
    detail: `${ip} is not a public address (${why})`,
  });
  return (ip) => {
    const parsed = parseAddress(ip);
    if (parsed === undefined) return { ok: false, code: 'refused-address', detail: 'not an IP address' };
    const address = isInside(parsed, mapped) ? embeddedIpv4(parsed) : parsed;
    const text = formatAddress(address);
    if (allowed.some((range) => isInside(address, range))) return { ok: true, address: text };
    const judged = nat64 && isInside(address, translated) ? embeddedIpv4(address) : address;
    const why = refusalOf(judged);
    return why === undefined ? { ok: true, address: text } : refuse(text, why);
  };
}

/** The default: public addresses only. */
export const checkAddress: AddressPolicy = createAddressPolicy({ allow: [], nat64: false });
