/** The JSON-LD read as its nodes, by full names, and held against what DCAT-AP 3.0 asks of each class. */
import { describe, expect, it } from 'vitest';
import {
  agentNode,
  catalogueNode,
  dcatContext,
  dcatDocument,
  dcatParts,
  pageNode,
  serviceNode,
} from '../../../shared/views/dcat.ts';
import { sampleMetadata } from '../../fixtures/sample-records.ts';
import { place, poor, rich } from './sample-exports.ts';

// biome-ignore lint/suspicious/noExplicitAny: what JSON.parse gives; the shapes judge it
type Json = any;

/** A value of a property: an IRI, a text, or a node within. */
type Value = { readonly iri?: string; readonly literal?: string; readonly type?: string; readonly node?: Node };
type Node = { readonly iri: string | undefined; readonly type: string; readonly properties: Map<string, Value[]> };

const [dcat, dct, foaf, xsd] = ['dcat', 'dct', 'foaf', 'xsd'].map(
  (prefix) => (dcatContext as Json)[prefix],
) as string[];

/** A name as the context has it; whatever is not among its prefixes is refused. */
function expand(name: string): string {
  const [, prefix = '', rest = ''] = /^([a-z]+):([A-Za-z]+)$/.exec(name) ?? [];
  const base = (dcatContext as Json)[prefix];
  if (base === undefined) throw new Error(`${name} is not of the context`);
  return base + rest;
}

const isIri = (text: string): boolean => /^(https?:\/\/|mailto:|urn:)(?:[^\s<>"{}|\\^`%]|%[0-9A-Fa-f]{2})+$/.test(text);

function readValue(value: Json): Value {
  if (typeof value === 'string') return { literal: value };
  const keys = Object.keys(value);
  if (keys.length === 1 && keys[0] === '@id') {
    if (!isIri(value['@id'])) throw new Error(`${value['@id']} is no IRI`);
    return { iri: value['@id'] };
  }
  if ('@value' in value) {
    if (keys.some((key) => !['@value', '@type', '@language'].includes(key))) throw new Error(`odd literal: ${keys}`);
    if (typeof value['@value'] !== 'string') throw new Error('a literal must be text');
    return { literal: value['@value'], ...(value['@type'] === undefined ? {} : { type: expand(value['@type']) }) };
  }
  const node = readNode(value);
  return { node, ...(node.iri === undefined ? {} : { iri: node.iri }) };
}

function readNode({ '@id': iri, '@type': type, ...members }: Json): Node {
  if (iri !== undefined && !isIri(iri)) throw new Error(`${iri} is no IRI`);
  const properties = new Map(
    Object.entries(members).map(([name, value]) => [expand(name), [value].flat().map(readValue)]),
  );
  return { iri, type: expand(type), properties };
}

/** Strictly: nothing but a context of prefixes and a graph of nodes with types. */
function readDocument(text: string): readonly Node[] {
  const document = JSON.parse(text);
  expect(Object.keys(document)).toEqual(['@context', '@graph']);
  for (const base of Object.values(document['@context'])) expect(base).toMatch(/^http:\/\/.+[/#]$/);
  return document['@graph'].map(readNode);
}

const within = (node: Node): readonly Node[] => [
  node,
  ...[...node.properties.values()].flat().flatMap((value) => (value.node === undefined ? [] : within(value.node))),
];

type Shape = {
  readonly [property: string]: { least?: 1; most?: 1; kind: 'iri' | 'literal'; class?: string; type?: string };
};

/** What DCAT-AP 3.0 asks: mandatory properties, how many there may be, and what they are. */
const shapes: { readonly [type: string]: Shape } = {
  [`${dcat}Catalog`]: {
    [`${dct}title`]: { least: 1, kind: 'literal' },
    [`${dct}description`]: { least: 1, kind: 'literal' },
    [`${dct}publisher`]: { least: 1, most: 1, kind: 'iri', class: `${foaf}Agent` },
    [`${dcat}service`]: { kind: 'iri', class: `${dcat}DataService` },
    [`${foaf}homepage`]: { most: 1, kind: 'iri' },
  },
  [`${dcat}DataService`]: {
    [`${dct}title`]: { least: 1, kind: 'literal' },
    [`${dcat}endpointURL`]: { least: 1, kind: 'iri' },
    [`${dct}description`]: { kind: 'literal' },
    [`${dcat}endpointDescription`]: { kind: 'iri' },
    [`${dct}publisher`]: { most: 1, kind: 'iri', class: `${foaf}Agent` },
    [`${dct}license`]: { most: 1, kind: 'iri' },
    [`${dct}issued`]: { most: 1, kind: 'literal', type: `${xsd}dateTime` },
    [`${dct}modified`]: { most: 1, kind: 'literal', type: `${xsd}dateTime` },
    [`${dct}conformsTo`]: { kind: 'iri', class: `${dct}Standard` },
    [`${dcat}keyword`]: { kind: 'literal' },
    [`${dcat}landingPage`]: { kind: 'iri' },
  },
  [`${foaf}Agent`]: { [`${foaf}name`]: { least: 1, kind: 'literal' } },
};

function faultsOf(nodes: readonly Node[]): readonly string[] {
  const every = nodes.flatMap(within);
  const typeOf = new Map(every.flatMap(({ iri, type }) => (iri === undefined ? [] : [[iri, type]])));
  return every.flatMap(({ iri, type, properties }) =>
    Object.entries(shapes[type] ?? {}).flatMap(([property, { least = 0, most = 99, kind, ...wanted }]) => {
      const values = properties.get(property) ?? [];
      const at = `${iri ?? type} ${property}`;
      return [
        ...(values.length < least || values.length > most ? [`${at}: ${values.length} values`] : []),
        ...values.flatMap(({ iri: target, literal, node, type: datatype }) => {
          const isKind = kind === 'literal' ? literal !== undefined && literal !== '' : target !== undefined || node;
          const found = node?.type ?? typeOf.get(target ?? '');
          return [
            ...(isKind ? [] : [`${at}: not a ${kind}`]),
            ...(wanted.class === undefined || found === wanted.class ? [] : [`${at}: a ${found}`]),
            ...(wanted.type === undefined || datatype === wanted.type ? [] : [`${at}: a ${datatype}`]),
          ];
        }),
      ];
    }),
  );
}

const documentOf = (at: typeof place) =>
  readDocument(
    dcatDocument([
      pageNode('https://vedetta.example/part', 'https://vedetta.example/next'),
      catalogueNode([rich.api.id, poor.api.id], at),
      agentNode(rich.publisher, at),
      serviceNode(rich, at),
      serviceNode(poor, at),
    ]),
  );

describe('the catalogue as JSON-LD', () => {
  it.each([place, { publicUrl: '', operator: { name: '', url: '' } }])('is what DCAT-AP 3 asks, at %j', (at) => {
    expect(faultsOf(documentOf(at))).toEqual([]);
  });

  it('has a judge with teeth: each property that must be there is missed', () => {
    const nodes = documentOf(place);
    for (const [type, shape] of Object.entries(shapes))
      for (const [property] of Object.entries(shape).filter(([, { least }]) => least === 1)) {
        const without = nodes.map((node) =>
          node.type === type
            ? { ...node, properties: new Map([...node.properties].filter(([name]) => name !== property)) }
            : node,
        );
        expect(faultsOf(without), `${type} ${property}`).not.toEqual([]);
      }
  });

  it('is the same written a node at a time', () => {
    const nodes = [catalogueNode([rich.api.id], place), agentNode(rich.publisher, place), serviceNode(rich, place)];
    const { head, between, tail } = dcatParts;
    const written = head + nodes.map((node) => JSON.stringify(node)).join(between) + tail;
    expect(JSON.parse(written)).toEqual(JSON.parse(dcatDocument(nodes)));
  });
});

describe('an API as a data service', () => {
  const node: Json = serviceNode(rich, place);

  it('tells what it is, where it is called and described, by what it is written, and whom to ask', () => {
    expect(node).toMatchObject({
      '@id': `https://vedetta.example/v1/apis/${rich.api.id}`,
      'dct:title': 'Anagrafe; "popolazione"',
      'dcat:version': '1.2.0',
      'dcat:endpointURL': [{ '@id': 'https://api.comune.example/v1' }],
      'dcat:endpointDescription': { '@id': 'https://api.comune.example/v1/openapi.yaml' },
      'dcat:keyword': ['residenti', 'famiglie'],
      'dct:conformsTo': { '@id': 'https://spec.openapis.org/oas/v3.0.3' },
      'dct:license': { '@id': 'https://creativecommons.org/licenses/by/4.0/' },
      'dcat:contactPoint': { 'vcard:fn': 'URP', 'vcard:hasEmail': { '@id': 'mailto:urp@comune.example' } },
      'dcat:landingPage': { '@id': `https://vedetta.example/it/apis/${rich.api.id}` },
      'adms:status': { '@id': expect.stringMatching(/\/DEPRECATED$/) },
    });
  });

  it('is told to be withdrawn once it is', () => {
    const withdrawn: Json = serviceNode({ ...rich, api: { ...rich.api, state: 'withdrawn' } }, place);
    expect(withdrawn['adms:status']['@id']).toMatch(/\/WITHDRAWN$/);
  });

  it('of which little is known tells nothing that is not known', () => {
    const bare: Json = serviceNode(poor, place);
    expect(bare['dct:title']).toBe('https://comune.example/rotto');
    for (const name of ['dct:description', 'dcat:contactPoint', 'dcat:keyword', 'dct:conformsTo', 'adms:status'])
      expect(bare).not.toHaveProperty([name]);
  });

  it('makes no identifier of an address that is none, and keeps hostile texts as they are', () => {
    const hostile = '"><script>alert(1)</script>\u202e';
    const metadata = sampleMetadata({
      title: hostile,
      description: hostile,
      contact: { name: hostile, email: 'a@b.example?bcc=c@d.example', url: 'javascript:alert(1)' },
      license: { name: hostile, url: 'data:text/html,x' },
      tags: [hostile],
      servers: [{ url: 'javascript:alert(1)', sandbox: false }],
    });
    const api = { ...rich.api, metadata, specification: '3.0.3/../x' };
    const publisher = { ...rich.publisher, homepage: 'javascript:alert(1)', name: hostile };
    const text = dcatDocument([agentNode(publisher, place), serviceNode({ api, publisher }, place)]);
    expect(faultsOf(readDocument(text))).toEqual([]);
    expect(text).not.toMatch(/javascript:|data:|bcc/);
    const [, service] = JSON.parse(text)['@graph'];
    expect([service['dct:title'], service['dcat:keyword']]).toEqual([hostile, [hostile]]);
    expect(service['dcat:contactPoint']).toEqual({ '@type': 'vcard:Organization', 'vcard:fn': hostile });
    expect(service).not.toHaveProperty(['dct:license']);
    expect(service).not.toHaveProperty(['dct:conformsTo']);
  });
});
