/**
 * The sample administrations: fictional, and between them in every state a catalogue can show. `tick` counts the steps of
 * their story, see `startSamples`.
 */
import type { Publisher, SourceSeed } from '../../../shared/domain/catalogue/publisher.ts';
import { anagrafe } from './descriptions/anagrafe.ts';
import { bandi } from './descriptions/bandi.ts';
import { didattica } from './descriptions/didattica.ts';
import { prenotazioni } from './descriptions/prenotazioni.ts';
import { referti } from './descriptions/referti.ts';
import { rifugi } from './descriptions/rifugi.ts';
import { tributi } from './descriptions/tributi.ts';
import { vaccinazioni } from './descriptions/vaccinazioni.ts';
import { viabilita } from './descriptions/viabilita.ts';

export type Page = {
  /** 200 unless given. */
  readonly status?: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: { readonly [name: string]: string };
};

/** What one origin serves at one moment, by path. */
export type Pages = { readonly [path: string]: Page };

export type Administration = Pick<Publisher, 'id' | 'name' | 'region' | 'categories' | 'contact'> & {
  /** What the sources file says of it; none: it is discovered from its host. */
  readonly sources?: (origin: string) => readonly SourceSeed[];
  readonly pages: (origin: string, tick: number) => Pages;
  /** Served over https, with a certificate that is about to expire. */
  readonly expiring?: true;
  /** Instead of 404. */
  readonly otherwise?: Page;
};

const yaml = 'application/yaml';
const json = 'application/json';

const asJson = (value: unknown): string => JSON.stringify(value, null, 2);

/** The status resource of the Italian guidelines: always a problem document (RFC 9457), never cached. */
const statusPage = (status: 200 | 503): Page => ({
  status,
  type: 'application/problem+json',
  body: asJson({ title: status === 200 ? 'OK' : 'Service Unavailable', status }),
  headers: { 'cache-control': 'no-store' },
});

/** A linkset as RFC 9727 wants it: one context for each API, with its description and its status. */
const catalogue = (origin: string, descriptions: { readonly [path: string]: string }): Page => ({
  type: 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"',
  body: asJson({
    linkset: Object.entries(descriptions).map(([path, type]) => {
      const anchor = `${origin}${path.slice(0, path.lastIndexOf('/'))}`;
      return {
        anchor,
        'service-desc': [{ href: `${origin}${path}`, type }],
        status: [{ href: `${anchor}/status`, type: 'application/problem+json' }],
      };
    }),
  }),
  headers: { link: `<${origin}/.well-known/api-catalog>; rel="api-catalog"` },
});

const wellKnown = '/.well-known/api-catalog';
const registeredCatalogue = (origin: string): readonly SourceSeed[] => [
  { url: `${origin}${wellKnown}`, kind: 'api-catalog' },
];

const firewall: Page = {
  status: 403,
  type: 'text/html; charset=utf-8',
  body: `<!doctype html>
<html lang="it"><head><title>Richiesta bloccata</title></head>
<body><h1>Access denied</h1><p>The request was blocked by the web application firewall. Support ID: 0000000000000000</p></body></html>
`,
  headers: { 'cache-control': 'no-store' },
};

export const administrations: readonly Administration[] = [
  {
    // One description is repaired on the third tick, so that the national catalogue would take it.
    id: 'sample-comune-di-esempio',
    name: 'Comune di Esempio',
    region: 'Ipotesia',
    categories: ['comuni'],
    contact: 'api@comune-di-esempio.example',
    sources: registeredCatalogue,
    pages: (origin, tick) => ({
      [wellKnown]: catalogue(origin, {
        '/anagrafe/v1/openapi.yaml': 'application/vnd.oai.openapi;version=3.0',
        '/tributi/v2/openapi.json': 'application/vnd.oai.openapi+json;version=3.1',
      }),
      '/anagrafe/v1/openapi.yaml': { type: yaml, body: anagrafe(origin, tick >= 3) },
      '/anagrafe/v1/status': statusPage(200),
      '/tributi/v2/openapi.json': { type: json, body: tributi(origin) },
      '/tributi/v2/status': statusPage(200),
    }),
  },
  {
    // The description grows on the first tick.
    id: 'sample-regione-ipotetica',
    name: 'Regione Ipotetica',
    region: 'Ipotesia',
    categories: ['regioni'],
    contact: 'api@regione-ipotetica.example',
    sources: registeredCatalogue,
    pages: (origin, tick) => ({
      [wellKnown]: catalogue(origin, { '/prenotazioni/v1/openapi.json': json, '/bandi/v1/openapi.yaml': yaml }),
      '/prenotazioni/v1/openapi.json': { type: json, body: prenotazioni(origin, tick >= 1) },
      '/prenotazioni/v1/status': statusPage(200),
      '/bandi/v1/openapi.yaml': { type: yaml, body: bandi(origin, tick >= 2) },
      '/bandi/v1/status': statusPage(200),
    }),
  },
  {
    // A catalogue as many publish it: flat links instead of relations, relative addresses, a member of its own, a wrong type.
    id: 'sample-provincia-immaginaria',
    name: 'Provincia Immaginaria',
    region: 'Ipotesia',
    categories: ['province'],
    contact: 'api@provincia-immaginaria.example',
    sources: registeredCatalogue,
    pages: (origin) => ({
      [wellKnown]: {
        type: 'text/plain; charset=utf-8',
        body: asJson({
          title: 'Catalogo delle API della Provincia',
          linkset: [
            { anchor: '/viabilita/v0', rel: 'service-desc', href: '../viabilita/v0/openapi.yaml', type: 'text/yaml' },
            { anchor: '/viabilita/v0', rel: 'status', href: '../viabilita/v0/status' },
          ],
        }),
      },
      '/viabilita/v0/openapi.yaml': { type: 'text/plain; charset=utf-8', body: viabilita(origin) },
      '/viabilita/v0/status': statusPage(200),
    }),
  },
  {
    id: 'sample-asl-di-fantasia',
    name: 'ASL di Fantasia',
    region: 'Ipotesia',
    categories: ['aziende-sanitarie'],
    contact: 'api@asl-di-fantasia.example',
    sources: registeredCatalogue,
    pages: (origin) => ({
      [wellKnown]: catalogue(origin, { '/referti/v1/openapi.yaml': yaml, '/vaccinazioni/v3/openapi.yaml': yaml }),
      '/referti/v1/openapi.yaml': { type: yaml, body: referti(origin) },
      '/referti/v1/status': statusPage(200),
      '/vaccinazioni/v3/openapi.yaml': { type: yaml, body: vaccinazioni(origin) },
      '/vaccinazioni/v3/status': statusPage(200),
    }),
  },
  {
    // Its status is 503 from the first tick to the third. No Retry-After: that would announce maintenance.
    id: 'sample-universita-di-prova',
    name: 'Università di Prova',
    region: 'Ipotesia',
    categories: ['universita'],
    contact: 'api@universita-di-prova.example',
    sources: (origin) => [{ url: `${origin}/didattica/v1/swagger.json`, kind: 'openapi' }],
    pages: (origin, tick) => ({
      '/didattica/v1/swagger.json': { type: json, body: didattica(origin) },
      '/didattica/v1/status': statusPage(tick === 1 || tick === 2 ? 503 : 200),
    }),
  },
  {
    id: 'sample-autorita-sbarrata',
    name: 'Autorità Sbarrata',
    categories: ['autorita'],
    contact: 'api@autorita-sbarrata.example',
    sources: (origin) => [{ url: `${origin}/concessioni/v1/openapi.json` }],
    pages: () => ({ '/': firewall }),
    otherwise: firewall,
  },
  {
    id: 'sample-comunita-montana-del-campione',
    name: 'Comunità Montana del Campione',
    region: 'Ipotesia',
    categories: ['comunita-montane'],
    contact: 'api@comunita-montana-del-campione.example',
    expiring: true,
    pages: (origin) => ({
      [wellKnown]: catalogue(origin, { '/rifugi/v1/openapi.yaml': yaml }),
      '/rifugi/v1/openapi.yaml': { type: yaml, body: rifugi(origin) },
      '/rifugi/v1/status': statusPage(200),
    }),
  },
];
