/** The endpoints of the bench: a host each, one in five of which keeps whoever asks waiting somewhere. */
export type Kind = 'healthy' | 'dns' | 'tls' | 'header' | 'body';

export const zoneHost = 'ente.test';
const tarpits = ['dns', 'tls', 'header', 'body'] as const;

export const hostsOf = (count: number): readonly { readonly host: string; readonly kind: Kind }[] =>
  Array.from({ length: count }, (_, index) => ({
    host: `host-${index}.${zoneHost}`,
    kind: index % 5 === 0 ? (tarpits[(index / 5) % tarpits.length] ?? 'dns') : 'healthy',
  }));
