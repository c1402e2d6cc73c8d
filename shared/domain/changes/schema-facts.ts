/** What a schema says, in the words of JSON Schema 2020-12 whatever its dialect: null is a type apart, bounds are numbers. */
import { decodeFragment, parsePointer } from '../description/json-pointer.ts';
import { isObject, type Members } from '../description/specification.ts';
import { type Dialect, type Document, isNullSchema, listOf, member, membersOf, type Node, textOf } from './document.ts';

export type SchemaFacts = {
  /** Without `null`, sorted; none: any type. */
  readonly types: readonly string[];
  /** The types came from branches of a oneOf or anyOf that say nothing but a type. */
  readonly isUnion: boolean;
  readonly nullable: boolean;
  /** By name of the keyword: minimum, exclusiveMinimum, maxLength and so on. */
  readonly bounds: ReadonlyMap<string, number>;
  readonly branches: { readonly [list in BranchList]: readonly unknown[] };
};

export const branchLists = ['oneOf', 'anyOf', 'allOf'] as const;
export type BranchList = (typeof branchLists)[number];

export const boundNames = [
  'maximum',
  'minimum',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'maxLength',
  'minLength',
  'maxItems',
  'minItems',
  'maxContains',
  'minContains',
  'maxProperties',
  'minProperties',
  'multipleOf',
] as const;

/** What a bound is when it is not given: the same as without. */
const idle: { readonly [name: string]: number } = { minLength: 0, minItems: 0, minProperties: 0, minContains: 1 };

const isBareType = (branch: unknown): branch is { readonly type: string } =>
  isObject(branch) && typeof branch.type === 'string' && Object.keys(branch).length === 1;

function readBounds(value: Members, dialect: Dialect): ReadonlyMap<string, number> {
  const bounds = new Map<string, number>();
  for (const name of boundNames) {
    const bound = member(value, name);
    if (typeof bound === 'number' && Number.isFinite(bound) && idle[name] !== bound) bounds.set(name, bound);
  }
  if (dialect === 'openapi-3.1') return bounds;
  for (const [flag, name] of [
    ['exclusiveMaximum', 'maximum'],
    ['exclusiveMinimum', 'minimum'],
  ] as const) {
    const bound = bounds.get(name);
    if (member(value, flag) !== true || bound === undefined) continue;
    bounds.delete(name);
    bounds.set(flag, bound);
  }
  return bounds;
}

export function readSchemaFacts({ value }: Node, { dialect }: Pick<Document, 'dialect'>): SchemaFacts {
  const declared = member(value, 'type');
  const listed = (Array.isArray(declared) ? declared : [declared]).filter((type) => typeof type === 'string');
  const lists = { oneOf: listOf(member(value, 'oneOf')), anyOf: listOf(member(value, 'anyOf')) };
  const union = listed.length > 0 ? [] : [...lists.oneOf, ...lists.anyOf];
  const unionTypes = union.filter(isBareType).map(({ type }) => type);
  const isUnion = union.length > 0 && unionTypes.length === union.length;
  const types = [...new Set([...listed, ...(isUnion ? unionTypes : [])])].filter((type) => type !== 'null').sort();
  const nullable =
    listed.includes('null') ||
    member(value, 'nullable') === true ||
    member(value, 'x-nullable') === true ||
    (listed.length === 0 && listOf(member(value, 'enum')).includes(null)) ||
    lists.oneOf.some(isNullSchema) ||
    lists.anyOf.some(isNullSchema);
  const branchesOf = (list: readonly unknown[]) => (isUnion ? [] : list.filter((branch) => !isNullSchema(branch)));
  return {
    types,
    isUnion,
    nullable,
    bounds: readBounds(value, dialect),
    branches: {
      oneOf: branchesOf(lists.oneOf),
      anyOf: branchesOf(lists.anyOf),
      allOf: listOf(member(value, 'allOf')),
    },
  };
}

/** How 3.1 says what 3.0 says by a format (OpenAPI 3.1.1 §4.4.1.2, "Migrating binary descriptions"). */
const encodedFormats: { readonly [format: string]: readonly [keyword: string, value: string] } = {
  byte: ['contentEncoding', 'base64'],
  binary: ['contentMediaType', 'application/octet-stream'],
};

/** Whether one says by a keyword what the other says by its format. */
function saysByKeyword({ value }: Node, other: Node): boolean {
  const [keyword, said] = encodedFormats[textOf(member(other.value, 'format')) ?? ''] ?? [];
  return keyword !== undefined && member(value, 'format') === undefined && member(value, keyword) === said;
}

/** Bytes, in the words of 3.0. */
export const isBytes = ({ value }: Node): boolean =>
  member(value, 'type') === 'string' && member(value, 'format') === 'binary';

/** The schema's `format`, in the words of the other one; '' for none. */
export const formatOf = (node: Node, other: Node): string =>
  textOf(member((saysByKeyword(node, other) ? other : node).value, 'format')) ?? '';

/** `contentEncoding` or `contentMediaType`, also where a format says what the other one says by it. */
export const contentOf = (node: Node, other: Node, keyword: 'contentEncoding' | 'contentMediaType'): unknown =>
  member((saysByKeyword(other, node) ? other : node).value, keyword);

/** The name of the component that a `$ref` names, or that a place is. */
export const componentOf = (reference: unknown): string | undefined => {
  const [, name] = /^#\/(?:components\/schemas|definitions)\/([^/]+)$/.exec(textOf(reference) ?? '') ?? [];
  return name === undefined ? undefined : parsePointer(decodeFragment(`/${name}`))?.[0];
};

export function hasComponent({ root, dialect }: Document, name: string): boolean {
  const holder =
    dialect === 'swagger-2.0' ? member(root, 'definitions') : member(membersOf(member(root, 'components')), 'schemas');
  return Object.hasOwn(membersOf(holder), name);
}
