/**
 * Our own catalogue of APIs (RFC 9727), as a linkset (RFC 9264 §4.2): this service, and for each administration a catalogue
 * of its own of what was harvested from it. Only addresses that are absolute http(s) are links.
 */
import type { Api } from '../domain/catalogue/api.ts';
import { typeOfEnding } from '../domain/catalogue/corrected-linkset.ts';
import { safeIri } from '../domain/open-data/safe-iri.ts';
import { serviceAddressesOf } from '../domain/open-data/service-addresses.ts';

type Target = {
  readonly href: string;
  readonly type?: string;
  readonly title?: string;
  readonly hreflang?: readonly string[];
};
type Context = { readonly anchor: string } & { readonly [relation: string]: string | readonly Target[] };

/** RFC 9727 §4.2. */
export const linksetType = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"';

export const catalogPath = '/.well-known/api-catalog';

const linkset = (contexts: readonly Context[]): string => `${JSON.stringify({ linkset: contexts }, null, 1)}\n`;

const catalogTarget = (href: string, title?: string): Target => ({
  href,
  type: 'application/linkset+json',
  ...(title === undefined ? {} : { title }),
});

const aboutUs = (publicUrl: string): Context => ({
  anchor: `${publicUrl}/v1`,
  'service-desc': [
    { href: `${publicUrl}/openapi.json`, type: 'application/json', title: 'Vedetta' },
    { href: `${publicUrl}/openapi.yaml`, type: 'application/yaml', title: 'Vedetta' },
  ],
  'service-doc': [
    { href: `${publicUrl}/it/`, type: 'text/html', hreflang: ['it'] },
    { href: `${publicUrl}/en/`, type: 'text/html', hreflang: ['en'] },
  ],
  'service-meta': [{ href: `${publicUrl}/v1/export.jsonld`, type: 'application/ld+json' }],
  status: [{ href: `${publicUrl}/status`, type: 'application/problem+json' }],
});

type Nested = { readonly id: string; readonly name: string };

/** `here`: the address of this part; `next`: of the part that goes on, where it does not end here. */
type Part = { readonly publicUrl: string; readonly here: string; readonly next?: string };

/** `isFirst`: it begins with ourselves. */
export function renderOwnCatalog(
  publishers: readonly Nested[],
  { publicUrl, here, next }: Part,
  isFirst: boolean,
): string {
  const nested = [
    ...publishers.map(({ id, name }) => catalogTarget(`${publicUrl}/v1/publishers/${id}/api-catalog`, name)),
    ...(next === undefined ? [] : [catalogTarget(next)]),
  ];
  return linkset([
    ...(isFirst ? [aboutUs(publicUrl)] : []),
    ...(nested.length === 0 ? [] : [{ anchor: here, 'api-catalog': nested }]),
  ]);
}

/** `statusUrls`: where the API itself says how it is. */
export type HarvestedApi = { readonly api: Api; readonly statusUrls: readonly string[] };

function contextOf({ api, statusUrls }: HarvestedApi, publicUrl: string): readonly Context[] {
  const description = safeIri(api.url);
  const [anchor] = serviceAddressesOf(api);
  if (description === undefined || anchor === undefined) return [];
  const type = typeOfEnding(description);
  const title = api.metadata?.title;
  const page = (language: string): Target => ({
    href: `${publicUrl}/${language}/apis/${api.id}`,
    type: 'text/html',
    hreflang: [language],
  });
  const statuses = statusUrls.flatMap((url) => safeIri(url) ?? []);
  return [
    {
      anchor,
      'service-desc': [{ href: description, ...(type === undefined ? {} : { type }), ...(title ? { title } : {}) }],
      'service-doc': [page('it'), page('en')],
      'service-meta': [{ href: `${publicUrl}/v1/apis/${api.id}/dcat.jsonld`, type: 'application/ld+json' }],
      ...(statuses.length === 0 ? {} : { status: statuses.map((href) => ({ href })) }),
    },
  ];
}

export const renderHarvestedCatalog = (apis: readonly HarvestedApi[], { publicUrl, here, next }: Part): string =>
  linkset([
    ...apis.flatMap((each) => contextOf(each, publicUrl)),
    ...(next === undefined ? [] : [{ anchor: here, 'api-catalog': [catalogTarget(next)] }]),
  ]);
