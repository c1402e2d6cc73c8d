/**
 * Routes of open data: everything as files, APIs as data services (DCAT-AP 3) and as catalogues of links (RFC 9727), ours at
 * the well-known address, and whom to tell of a weakness (RFC 9116). A file is streamed from where it is kept; where that is
 * a bucket, which sends it itself, the client is sent on to it: an answer of a function has 6 MB at most.
 */
import { type ExportFormat, exportTypes } from '../../shared/domain/open-data/export-format.ts';
import type { Delivery } from '../../shared/ports.ts';
import {
  type Part,
  readApiWithPublisher,
  readExport,
  readHarvested,
  readPublished,
  readPublishing,
} from '../../shared/usecases/read-open-data.ts';
import { dcatPlaceOf } from '../../shared/usecases/rollup-exports.ts';
import { catalogPath, linksetType, renderHarvestedCatalog, renderOwnCatalog } from '../../shared/views/api-catalog.ts';
import { agentNode, catalogueNode, dcatDocument, pageNode, serviceNode } from '../../shared/views/dcat.ts';
import { exportSchema } from '../../shared/views/open-data/export-schema.ts';
import { renderSecurityTxt } from '../../shared/views/security-txt.ts';
import { listed } from './lists.ts';
import { identifier, type Parameter } from './parameters.ts';
import { decodePlace, encodePlace } from './place-cursor.ts';
import { found, Problem } from './problem.ts';
import { type Answer, json, type Route, route } from './route.ts';

const api = identifier('Id of the API', 'caa4b53661a69aa22eb3');
const publisher = identifier('Id of the administration', 'c_h501');

/** Where a list in order of ids goes on: after this id. */
const positionIn = (list: string): Parameter<string> => ({
  description: 'Where the part before ended, as its link to the next one has it',
  schema: { type: 'string', maxLength: 2048 },
  example: encodePlace({ value: null, id: 'c_h501' }, list),
  isText: true,
  isOpaque: true,
  parse: (text) => decodePlace(text, list).id,
});

/** The address of a part of a list, and of the one after it. */
function partAddresses(address: string, list: string, { next }: Pick<Part<unknown>, 'next'>, after?: string) {
  const at = (id: string | undefined): string =>
    id === undefined ? address : `${address}?cursor=${encodePlace({ value: null, id }, list)}`;
  return { here: at(after), ...(next === undefined ? {} : { next: at(next) }) };
}

const linkTo = (links: { readonly [relation: string]: string | undefined }): { readonly Link: string } => ({
  Link: Object.entries(links)
    .flatMap(([relation, address]) => (address === undefined ? [] : [`<${address}>; rel="${relation}"`]))
    .join(', '),
});

export const redirection = (when: string): string =>
  `${when}: to an address there that is good for five minutes, for the method it was asked by`;

/** Signed for the method it was asked by and for a while: nobody else may be given it. */
export async function sentOn({ urlFor }: Extract<Delivery, { urlFor: unknown }>, method: string): Promise<Answer> {
  const address = await urlFor(method === 'HEAD' ? 'HEAD' : 'GET');
  return {
    status: 307,
    contentType: 'text/plain; charset=utf-8',
    body: address,
    headers: { Location: address, 'Cache-Control': 'no-store' },
  };
}

const exportRoute = (format: ExportFormat, operationId: string, summary: string, more: Partial<Route> = {}): Route =>
  route({
    path: `/v1/export.${format}`,
    operationId,
    summary,
    tag: 'open-data',
    pathParameters: {},
    query: {},
    contentType: exportTypes[format].split(';', 1)[0] ?? '',
    ...more,
    headers: ['Content-Disposition', 'Last-Modified'],
    problems: ['not-yet'],
    mayRedirect: redirection('Where it is kept in a bucket'),
    maxAgeSeconds: 900,
    handle: async ({ world, method }): Promise<Answer> => {
      const known = await readExport(world, format);
      if (known === undefined)
        throw new Problem(
          'not-yet',
          'There is no export yet: the first roll-up of each day makes it.',
          {},
          { 'Retry-After': '60' },
        );
      const { contentType, fileName, delivery, pointer } = known;
      if ('urlFor' in delivery) return sentOn(delivery, method);
      return {
        contentType,
        body: { ...delivery, tag: pointer.digests[format] },
        lastModified: pointer.builtAt,
        headers: { 'Content-Disposition': `attachment; filename="${fileName}"` },
      };
    },
  });

const jsonLd = (body: string, headers: Answer['headers'] = {}): Answer => ({
  contentType: 'application/ld+json',
  body,
  headers,
});

/** Administrations that one part of our catalogue lists: few enough for readers that stop at some thousand links. */
const mostNested = 1000;

export const openData: readonly Route[] = [
  exportRoute('csv', 'exportCsv', 'Every published API as a row, for spreadsheets; made once a day'),
  exportRoute('ndjson', 'exportNdjson', 'Administrations and published APIs, one JSON record a line; made once a day'),
  exportRoute('jsonld', 'exportJsonld', 'Every published API as a data service of DCAT-AP 3; made once a day', {
    schema: 'JsonLd',
  }),
  route({
    path: '/v1/export/schema.json',
    operationId: 'getExportSchema',
    summary: 'The schema of the CSV as a Frictionless Table Schema: each column with its type and its words',
    tag: 'open-data',
    pathParameters: {},
    query: {},
    contentType: 'application/json',
    schema: 'TableSchema',
    maxAgeSeconds: 3600,
    handle: async () => json(exportSchema),
  }),
  route({
    path: '/v1/apis/{id}/dcat.jsonld',
    operationId: 'getApiDcat',
    summary: 'An API as a data service of DCAT-AP 3',
    tag: 'open-data',
    pathParameters: { id: api },
    query: {},
    contentType: 'application/ld+json',
    schema: 'JsonLd',
    maxAgeSeconds: 300,
    handle: async ({ world, path, publicUrl }) => {
      const known = found(await readApiWithPublisher(world, path.id), 'API', path.id);
      const place = dcatPlaceOf(world, publicUrl);
      return jsonLd(dcatDocument([agentNode(known.publisher, place), serviceNode(known, place)]));
    },
  }),
  route({
    path: '/v1/publishers/{id}/dcat.jsonld',
    operationId: 'getPublisherDcat',
    summary: 'The APIs of an administration as data services of DCAT-AP 3, a part at a time',
    tag: 'open-data',
    pathParameters: { id: publisher },
    query: { cursor: positionIn('dcat') },
    contentType: 'application/ld+json',
    schema: 'JsonLd',
    problems: ['not-yet'],
    maxAgeSeconds: 300,
    handle: async ({ world, path, publicUrl, query: { cursor } }) => {
      const read = found(await readPublished(world, path.id, cursor), 'administration', path.id);
      const { publisher: whose, items, ...rest } = listed(read === 'not-yet' ? undefined : read);
      const place = dcatPlaceOf(world, publicUrl);
      const at = partAddresses(`${publicUrl}/v1/publishers/${path.id}/dcat.jsonld`, 'dcat', rest, cursor);
      const ids = items.map(({ id }) => id);
      return jsonLd(
        dcatDocument([
          pageNode(at.here, at.next),
          catalogueNode(ids, place),
          agentNode(whose, place),
          ...items.map((each) => serviceNode({ api: each, publisher: whose }, place)),
        ]),
        at.next === undefined ? {} : linkTo({ next: at.next }),
      );
    },
  }),
  route({
    path: '/v1/publishers/{id}/api-catalog',
    operationId: 'getPublisherApiCatalog',
    summary: 'What was harvested from an administration, as a catalogue of APIs (RFC 9727), a part at a time',
    tag: 'open-data',
    pathParameters: { id: publisher },
    query: { cursor: positionIn('harvested') },
    contentType: 'application/linkset+json',
    schema: 'Linkset',
    headers: ['Link'],
    problems: ['not-yet'],
    maxAgeSeconds: 300,
    handle: async ({ world, path, publicUrl, query: { cursor } }) => {
      const read = found(await readHarvested(world, path.id, cursor), 'administration', path.id);
      const { items, ...rest } = listed(read === 'not-yet' ? undefined : read);
      const at = partAddresses(`${publicUrl}/v1/publishers/${path.id}/api-catalog`, 'harvested', rest, cursor);
      return {
        contentType: linksetType,
        body: renderHarvestedCatalog(items, { publicUrl, ...at }),
        headers: linkTo({ up: catalogPath, next: at.next }),
      };
    },
  }),
  route({
    path: catalogPath,
    operationId: 'getApiCatalog',
    summary: 'Our own catalogue of APIs (RFC 9727): this one, and those of each administration',
    tag: 'about',
    pathParameters: {},
    query: { cursor: positionIn('api-catalog') },
    contentType: 'application/linkset+json',
    schema: 'Linkset',
    headers: ['Link'],
    maxAgeSeconds: 300,
    handle: async ({ world, publicUrl, query: { cursor } }) => {
      // Until the roll-up has listed anybody there is ourselves.
      const { items, ...rest } = (await readPublishing(world, mostNested, cursor)) ?? { items: [] };
      const at = partAddresses(`${publicUrl}${catalogPath}`, 'api-catalog', rest, cursor);
      return {
        contentType: linksetType,
        body: renderOwnCatalog(items, { publicUrl, ...at }, cursor === undefined),
        headers: linkTo({ 'api-catalog': catalogPath, next: at.next }),
      };
    },
  }),
  route({
    path: '/.well-known/security.txt',
    operationId: 'getSecurityTxt',
    summary: 'Whom to tell of a weakness of this service (RFC 9116)',
    tag: 'about',
    pathParameters: {},
    query: {},
    contentType: 'text/plain',
    mayBeAbsent: true,
    maxAgeSeconds: 3600,
    handle: async ({ world, publicUrl }) => {
      const body = renderSecurityTxt(world.config, publicUrl, world.clock.now());
      if (body === undefined)
        throw new Problem(
          'not-found',
          'The operator of this service has set nobody to tell: neither CONTACT nor INFO_URL names an address.',
        );
      return { contentType: 'text/plain; charset=utf-8', body };
    },
  }),
];
