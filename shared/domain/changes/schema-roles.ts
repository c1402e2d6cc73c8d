/** What a schema is for: it says in which direction its values travel, and how the ids of its changes begin. */
import type { Direction } from './catalogue.ts';

export type SchemaRole = {
  readonly direction: Exclude<Direction, 'none'>;
  /** Beginnings of ids, the closest first: the first that the catalogue knows is told. */
  readonly prefixes: readonly string[];
  /** Of the schemas inside. */
  readonly inner: RoleName;
  /** It is always sent: what holds when it is not does not matter. */
  readonly isAlwaysSent?: boolean;
};

export type RoleName =
  | 'request-body'
  | 'request-property'
  | 'request-read-only-property'
  | 'request-parameter'
  | 'request-parameter-property'
  | 'request-required-parameter'
  | 'request-header'
  | 'request-required-header'
  | 'request-header-property'
  | 'response-body'
  | 'response-property'
  | 'response-write-only-property'
  | 'response-header'
  | 'response-header-property';

const parameter: SchemaRole = {
  direction: 'request',
  prefixes: ['request-parameter', 'request-property'],
  inner: 'request-parameter-property',
};
const header: SchemaRole = { ...parameter, inner: 'request-header-property' };

export const schemaRoles: { readonly [name in RoleName]: SchemaRole } = {
  'request-body': { direction: 'request', prefixes: ['request-body'], inner: 'request-property' },
  'request-property': { direction: 'request', prefixes: ['request-property'], inner: 'request-property' },
  // What only the server sets is not sent: little of it matters.
  'request-read-only-property': {
    direction: 'request',
    prefixes: ['request-read-only-property'],
    inner: 'request-read-only-property',
  },
  'request-parameter': parameter,
  'request-required-parameter': { ...parameter, isAlwaysSent: true },
  'request-parameter-property': {
    direction: 'request',
    prefixes: ['request-parameter-property', 'request-property'],
    inner: 'request-parameter-property',
  },
  'request-header': header,
  'request-required-header': { ...header, isAlwaysSent: true },
  'request-header-property': {
    direction: 'request',
    prefixes: ['request-header-property', 'request-parameter-property', 'request-property'],
    inner: 'request-header-property',
  },
  'response-body': {
    direction: 'response',
    prefixes: ['response-body', 'response-mediatype'],
    inner: 'response-property',
  },
  'response-property': { direction: 'response', prefixes: ['response-property'], inner: 'response-property' },
  'response-write-only-property': {
    direction: 'response',
    prefixes: ['response-write-only-property'],
    inner: 'response-write-only-property',
  },
  'response-header': { direction: 'response', prefixes: ['response-header'], inner: 'response-header-property' },
  'response-header-property': {
    direction: 'response',
    prefixes: ['response-header-property'],
    inner: 'response-header-property',
  },
};
