/** Properties of an object: new, gone, required, read-only, write-only, deprecated, of another stability (JSON Schema §6.5.3, §9). */
import { isObject, type Members } from '../../description/specification.ts';
import type { SchemaComparison, SchemaPair } from '../compare-schemas.ts';
import { at, type Document, listOf, member, membersOf, type Node, placeOfProperty } from '../document.ts';
import { readLifecycle, tellLifecycle } from '../lifecycle-marks.ts';
import type { RoleName } from '../schema-roles.ts';
import { isChoiceOfSame, isWrapped } from './branches.ts';

/** A property as one of the two says it. */
type Property = {
  readonly raw: unknown;
  readonly value: Members;
  readonly path: Node['path'];
  readonly isRequired: boolean;
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
};

function propertyOf(
  document: Document,
  node: Node,
  required: ReadonlySet<unknown>,
  name: string,
): Property | undefined {
  const raw = membersOf(member(node.value, 'properties'))[name];
  const path = placeOfProperty(node, name);
  const value = document.schema(raw, path)?.value;
  if (value === undefined) return undefined;
  const isMarked = (keyword: string): boolean =>
    member(value, keyword) === true || (isObject(raw) && member(raw, keyword) === true);
  return {
    raw,
    value,
    path,
    isRequired: required.has(name),
    readOnly: isMarked('readOnly'),
    writeOnly: isMarked('writeOnly'),
  };
}

const requiredOf = (node: Node): ReadonlySet<unknown> => new Set(listOf(member(node.value, 'required')));

export function checkProperties(comparison: SchemaComparison, pair: SchemaPair): void {
  const [base, revision] = [pair.base.node, pair.revision.node];
  const [before, after] = [base, revision].map(({ value }) => membersOf(member(value, 'properties')));
  if (before === undefined || after === undefined || isWrapped(comparison, pair) || isChoiceOfSame(comparison, pair))
    return;
  const [had, has] = [requiredOf(base), requiredOf(revision)];
  for (const name of Object.keys(after)) {
    const property = propertyOf(comparison.revision, revision, has, name);
    if (property === undefined) continue;
    const earlier = Object.hasOwn(before, name) ? propertyOf(comparison.base, base, had, name) : undefined;
    if (earlier === undefined) tellNew(comparison, pair, property, had.has(name));
    else tellKept(comparison, pair, earlier, property);
  }
  for (const name of Object.keys(before)) {
    const property = Object.hasOwn(after, name) ? undefined : propertyOf(comparison.base, base, had, name);
    if (property !== undefined) tellGone(comparison, pair, property);
  }
  checkRequiredElsewhere(comparison, pair, had, has);
}

const wordOf = ({ isRequired }: Property): string => (isRequired ? 'required' : 'optional');

/** What only the server sets is in no request; headers have ids of their own. */
const isOfBody = ({ role }: SchemaPair): boolean =>
  role.inner !== 'request-header-property' && role.inner !== 'request-read-only-property';

/** `wasRequired`: it was promised before it was described. */
function tellNew(comparison: SchemaComparison, pair: SchemaPair, property: Property, wasRequired: boolean): void {
  const told = { revision: { path: property.path }, new: property.value };
  if (pair.role.inner === 'request-header-property') {
    if (property.isRequired) comparison.tellAs(pair, 'new-required-request-header-property', told);
    return;
  }
  if (!isOfBody(pair)) return;
  if (pair.role.direction === 'request') {
    if (property.readOnly) return;
    const hasDefault = member(property.value, 'default') !== undefined;
    const suffix = property.isRequired && hasDefault ? '-with-default' : '';
    comparison.tellAs(pair, `new-${wordOf(property)}-request-property${suffix}`, told);
    return;
  }
  const writeOnly = property.writeOnly ? '-write-only' : '';
  comparison.tellAs(pair, `response-${wordOf(property)}${writeOnly}-property-added`, told);
  if (wasRequired && !property.isRequired)
    comparison.tellAs(pair, 'response-property-became-optional', { ...told, old: 'required', new: 'optional' });
}

function tellGone(comparison: SchemaComparison, pair: SchemaPair, property: Property): void {
  if (!isOfBody(pair)) return;
  const told = { base: { path: property.path }, old: property.value };
  if (pair.role.direction === 'request') {
    if (!property.readOnly) comparison.tellAs(pair, 'request-property-removed', told);
    return;
  }
  const writeOnly = property.writeOnly ? '-write-only' : '';
  comparison.tellAs(pair, `response-${wordOf(property)}${writeOnly}-property-removed`, told);
}

function innerRole({ role }: SchemaPair, after: Property): RoleName {
  if (role.inner === 'request-property' && after.readOnly) return 'request-read-only-property';
  if (role.inner === 'response-property' && after.writeOnly) return 'response-write-only-property';
  return role.inner;
}

function tellKept(comparison: SchemaComparison, pair: SchemaPair, before: Property, after: Property): void {
  const places = { base: { path: before.path }, revision: { path: after.path } };
  const { direction } = pair.role;
  if (before.isRequired !== after.isRequired) tellRequired(comparison, pair, before, after);
  if (isOfBody(pair)) {
    for (const [mark, name] of [
      ['readOnly', 'read-only'],
      ['writeOnly', 'write-only'],
    ] as const) {
      if (before[mark] === after[mark]) continue;
      const effect = `became-${after[mark] ? '' : 'not-'}${name}`;
      comparison.tellAs(pair, `${direction}-${wordOf(after)}-property-${effect}`, {
        ...places,
        old: before[mark],
        new: after[mark],
      });
    }
    tellLifecycle(readLifecycle(before.value), readLifecycle(after.value), comparison.today, (effect, told) =>
      comparison.tellAs(pair, `${direction}-property-${effect}`, { ...places, ...told }),
    );
  }
  comparison.visit(
    { value: before.raw, path: before.path },
    { value: after.raw, path: after.path },
    innerRole(pair, after),
    pair.reach,
    pair.entry,
  );
}

function tellRequired(comparison: SchemaComparison, pair: SchemaPair, before: Property, after: Property): void {
  const told = {
    base: { path: before.path },
    revision: { path: after.path },
    old: wordOf(before),
    new: wordOf(after),
  };
  if (pair.role.inner === 'request-header-property') {
    if (after.isRequired) comparison.tellAs(pair, 'request-header-property-became-required', told);
    return;
  }
  if (!isOfBody(pair)) return;
  const effect = `became-${wordOf(after)}`;
  if (pair.role.direction === 'response') {
    const isHidden = before.writeOnly && after.writeOnly;
    comparison.tellAs(pair, `response-${isHidden ? 'write-only-' : ''}property-${effect}`, told);
    return;
  }
  if (before.readOnly && after.readOnly) return;
  const hasDefault = after.isRequired && member(after.value, 'default') !== undefined;
  comparison.tellAs(pair, `request-property-${effect}${hasDefault ? '-with-default' : ''}`, told);
}

/** Required here, declared in a part of an allOf. What is described nowhere is not promised by anyone. */
function checkRequiredElsewhere(
  comparison: SchemaComparison,
  pair: SchemaPair,
  had: ReadonlySet<unknown>,
  has: ReadonlySet<unknown>,
): void {
  const moved = [...had.symmetricDifference(has)].filter((name) => typeof name === 'string');
  if (moved.length === 0) return;
  const [base, revision] = [pair.base.node, pair.revision.node];
  const [before, after] = [
    inheritedProperties(comparison.base, base),
    inheritedProperties(comparison.revision, revision),
  ];
  const isOwn = (name: string): boolean =>
    [base, revision].some(({ value }) => Object.hasOwn(membersOf(member(value, 'properties')), name));
  for (const name of moved) {
    const [one, other] = [before.get(name), after.get(name)];
    if (one === undefined || other === undefined || isOwn(name)) continue;
    const earlier = propertyOf(comparison.base, one, had, name);
    const later = propertyOf(comparison.revision, other, has, name);
    if (earlier !== undefined && later !== undefined) tellRequired(comparison, pair, earlier, later);
  }
}

/** More parts of an allOf are not looked through. */
const mostParts = 10_000;

/** For each property of the parts of an allOf, however far down, the part that has it; not of the schema itself. */
function inheritedProperties(document: Document, node: Node): ReadonlyMap<string, Node> {
  const holders = new Map<string, Node>();
  const seen = new Set<Members>([node.value]);
  const waiting = [node];
  for (let next = waiting.pop(); next !== undefined && seen.size < mostParts; next = waiting.pop()) {
    for (const name of next === node ? [] : Object.keys(membersOf(member(next.value, 'properties')))) {
      if (!holders.has(name)) holders.set(name, next);
    }
    for (const [index, branch] of listOf(member(next.value, 'allOf')).entries()) {
      const inner = document.resolve(branch, at(next.path, 'allOf', index));
      if (inner === undefined || seen.has(inner.value)) continue;
      seen.add(inner.value);
      waiting.push(inner);
    }
  }
  return holders;
}
