/**
 * The catalogue as JSON-LD by DCAT-AP 3.0: each API is a `dcat:DataService`, each administration a `foaf:Agent`, and this
 * service's view of them a `dcat:Catalog`. The context is in the document, so that nobody has to fetch one. Titles and texts
 * of descriptions have no language tag: descriptions do not say in which language they are. What an API's publisher says of
 * its end is told as W3C DCAT 3 §11.3 does (`adms:status`); DCAT-AP has planned availability of distributions only, so a
 * service has none. Addresses from documents become identifiers only where they are absolute http(s), or mailto of contacts.
 */
import { titleOf } from '../domain/catalogue/title-of.ts';
import type { Metadata } from '../domain/description/analysis.ts';
import type { ExportedApi } from '../domain/open-data/exported-api.ts';
import { mailtoIri, safeIri } from '../domain/open-data/safe-iri.ts';
import { serviceAddressesOf } from '../domain/open-data/service-addresses.ts';

type Json = { readonly [name: string]: unknown };
type Reference = { readonly '@id': string };
type Agent = { readonly id: string; readonly name: string; readonly homepage?: string };

/**
 * `publicUrl`: scheme and host, without a slash at the end; empty where it is not known, and then things are named by URNs.
 * `operator`: who runs the catalogue.
 */
export type DcatPlace = {
  readonly publicUrl: string;
  readonly operator: { readonly name: string; readonly url: string };
};

export const dcatContext: Json = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  hydra: 'http://www.w3.org/ns/hydra/core#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

const status = 'http://publications.europa.eu/resource/authority/distribution-status/';
const instant = (value: string): Json => ({ '@type': 'xsd:dateTime', '@value': value });
const reference = (iri: string): Reference => ({ '@id': iri });

/** Without what is undefined or an empty list. */
const known = (members: Json): Json =>
  Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  );

const nameOf = (kind: 'apis' | 'publishers', id: string, { publicUrl }: DcatPlace): string =>
  publicUrl === '' ? `urn:vedetta:${kind}:${encodeURIComponent(id)}` : `${publicUrl}/v1/${kind}/${id}`;

const catalogueName = ({ publicUrl }: DcatPlace): string =>
  publicUrl === '' ? 'urn:vedetta:catalogue' : `${publicUrl}/v1/export.jsonld`;

const iriOr = (text: string | undefined): Reference | undefined => {
  const iri = text === undefined ? undefined : safeIri(text);
  return iri === undefined ? undefined : reference(iri);
};

function contactOf(contact: Metadata['contact'], publisher: string): Json | undefined {
  if (contact === undefined) return undefined;
  const mail = contact.email === undefined ? undefined : mailtoIri(contact.email);
  return known({
    '@type': 'vcard:Organization',
    'vcard:fn': contact.name ?? publisher,
    'vcard:hasEmail': mail === undefined ? undefined : reference(mail),
    'vcard:hasURL': iriOr(contact.url),
  });
}

/** The version of OpenAPI that it is written in. */
function standardOf(specification: string | undefined): Json | undefined {
  if (specification === undefined || !/^\d{1,2}\.\d{1,2}(\.\d{1,3})?$/.test(specification)) return undefined;
  return {
    '@id': `https://spec.openapis.org/oas/v${specification}`,
    '@type': 'dct:Standard',
    'dct:title': `OpenAPI ${specification}`,
  };
}

function statusOf({ state, lifecycle }: ExportedApi['api']): Reference | undefined {
  if (state === 'withdrawn') return reference(`${status}WITHDRAWN`);
  return lifecycle?.deprecated === undefined ? undefined : reference(`${status}DEPRECATED`);
}

export function agentNode({ id, name, homepage }: Agent, place: DcatPlace): Json {
  return known({
    '@id': nameOf('publishers', id, place),
    '@type': 'foaf:Agent',
    'dct:identifier': id,
    'foaf:name': name,
    'foaf:homepage': iriOr(homepage),
  });
}

/** `api`: also one that is withdrawn. */
export function serviceNode({ api, publisher }: Pick<ExportedApi, 'api' | 'publisher'>, place: DcatPlace): Json {
  const { id, metadata, url, specification } = api;
  const { publicUrl } = place;
  return known({
    '@id': nameOf('apis', id, place),
    '@type': 'dcat:DataService',
    'dct:identifier': id,
    'dct:title': titleOf(api),
    'dct:description': metadata?.description ?? metadata?.summary,
    'dcat:version': metadata?.version || undefined,
    'dcat:endpointURL': serviceAddressesOf(api).map(reference),
    'dcat:endpointDescription': iriOr(url),
    'dct:publisher': reference(nameOf('publishers', publisher.id, place)),
    'dcat:contactPoint': contactOf(metadata?.contact, publisher.name),
    'dcat:keyword': metadata?.tags,
    'dct:conformsTo': standardOf(specification),
    'dct:license': iriOr(metadata?.license?.url),
    'dct:issued': instant(api.publishedAt),
    'dct:modified': instant(api.changedAt),
    'dcat:landingPage': publicUrl === '' ? undefined : reference(`${publicUrl}/it/apis/${id}`),
    'adms:status': statusOf(api),
  });
}

/** `apiIds`: of what the document shows. */
export function catalogueNode(apiIds: readonly string[], place: DcatPlace): Json {
  const { publicUrl, operator } = place;
  return known({
    '@id': catalogueName(place),
    '@type': 'dcat:Catalog',
    'dct:title': [
      { '@language': 'it', '@value': 'Vedetta: le API delle pubbliche amministrazioni' },
      { '@language': 'en', '@value': 'Vedetta: the APIs of public administrations' },
    ],
    'dct:description': [
      {
        '@language': 'it',
        '@value': 'Le API che le pubbliche amministrazioni pubblicano con le loro descrizioni, raccolte ogni giorno.',
      },
      {
        '@language': 'en',
        '@value': 'The APIs that public administrations publish with their descriptions, gathered every day.',
      },
    ],
    'dct:publisher': known({
      '@type': 'foaf:Agent',
      'foaf:name': operator.name === '' ? 'Vedetta' : operator.name,
      'foaf:homepage': iriOr(operator.url),
    }),
    'foaf:homepage': publicUrl === '' ? undefined : reference(`${publicUrl}/it/`),
    'dcat:service': apiIds.map((id) => reference(nameOf('apis', id, place))),
  });
}

/** Of a list that is told in parts (Hydra, `PartialCollectionView`): addresses of this part and the next. */
export const pageNode = (url: string, next: string | undefined): Json =>
  known({
    '@id': url,
    '@type': 'hydra:PartialCollectionView',
    'hydra:next': next === undefined ? undefined : reference(next),
  });

export const dcatDocument = (nodes: readonly Json[]): string =>
  `${JSON.stringify({ '@context': dcatContext, '@graph': nodes })}\n`;

/** A document that is written a node at a time: what comes before the first, between two, and after the last. */
export const dcatParts = {
  head: `{"@context":${JSON.stringify(dcatContext)},"@graph":[\n`,
  between: ',\n',
  tail: '\n]}\n',
} as const;
