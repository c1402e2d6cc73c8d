/**
 * Where an API is called: the servers that its description names, those for trying out aside; where it names none, the root
 * of the host that publishes the description (OpenAPI 3.1 §4.8.1, "servers": the default is `/`).
 */
import type { Api } from '../catalogue/api.ts';
import { safeIri } from './safe-iri.ts';

/** Absolute http(s) addresses, each once, the first being the one that stands for the API. Empty only of a faulty address. */
export function serviceAddressesOf({ url, metadata }: Pick<Api, 'url' | 'metadata'>): readonly string[] {
  const servers = (metadata?.servers ?? []).filter(({ sandbox }) => !sandbox);
  const named = servers.flatMap((server) => safeIri(server.url) ?? []);
  if (named.length > 0) return [...new Set(named)];
  const root = URL.parse('/', url)?.href;
  return root === undefined ? [] : [root].flatMap((href) => safeIri(href) ?? []);
}
