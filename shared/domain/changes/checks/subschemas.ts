/** Schemas inside a schema that are not properties or branches (JSON Schema §10.2.2, §10.3, §11): present, absent, or compared. */
import { canonicalText } from '../../description/canonical-text.ts';
import { isObject, type Members } from '../../description/specification.ts';
import { placesOf, type SchemaComparison, type SchemaPair } from '../compare-schemas.ts';
import { at, differ, member, membersOf } from '../document.ts';

/** One schema each: the name in ids. */
const singles: readonly (readonly [keyword: string, effect: string])[] = [
  ['contains', 'contains'],
  ['contentSchema', 'content-schema'],
  ['propertyNames', 'property-names'],
  ['if', 'if'],
  ['then', 'then'],
  ['else', 'else'],
  ['unevaluatedItems', 'unevaluated-items'],
  ['unevaluatedProperties', 'unevaluated-properties'],
];

/** A schema for each name. */
const maps: readonly (readonly [keyword: string, effect: string])[] = [
  ['patternProperties', 'pattern-property'],
  ['dependentSchemas', 'dependent-schema'],
];

export function checkSubschemas(comparison: SchemaComparison, pair: SchemaPair): void {
  const [base, revision] = [pair.base.node, pair.revision.node];
  for (const [keyword, effect] of singles) {
    const [old, now] = [member(base.value, keyword), member(revision.value, keyword)];
    if (old === undefined && now === undefined) continue;
    if (old === undefined) tell(comparison, pair, `${effect}-added`, keyword);
    else if (now === undefined) tell(comparison, pair, `${effect}-removed`, keyword);
    else descend(comparison, pair, [keyword], old, now);
  }
  checkNot(comparison, pair);
  for (const [keyword, effect] of maps) checkMap(comparison, pair, keyword, effect);
  checkDependentRequired(comparison, pair);
  checkItems(comparison, pair);
  checkAdditional(comparison, pair);
}

function tell(comparison: SchemaComparison, pair: SchemaPair, effect: string, keyword: string, name?: string): void {
  comparison.tell(pair, effect, {
    ...placesOf(pair, keyword, name),
    ...(name === undefined ? {} : { subject: { name } }),
  });
}

function descend(
  comparison: SchemaComparison,
  pair: SchemaPair,
  keys: readonly string[],
  old: unknown,
  now: unknown,
): void {
  comparison.visit(
    { value: old, path: at(pair.base.node.path, ...keys) },
    { value: now, path: at(pair.revision.node.path, ...keys) },
    pair.role.inner,
    pair.reach,
    pair.entry,
  );
}

function checkMap(comparison: SchemaComparison, pair: SchemaPair, keyword: string, effect: string): void {
  const before = membersOf(member(pair.base.node.value, keyword));
  const after = membersOf(member(pair.revision.node.value, keyword));
  for (const name of Object.keys(after)) {
    if (!Object.hasOwn(before, name)) tell(comparison, pair, `${effect}-added`, keyword, name);
  }
  for (const name of Object.keys(before)) {
    if (!Object.hasOwn(after, name)) tell(comparison, pair, `${effect}-removed`, keyword, name);
    else descend(comparison, pair, [keyword, name], before[name], after[name]);
  }
}

function checkDependentRequired(comparison: SchemaComparison, pair: SchemaPair): void {
  const keyword = 'dependentRequired';
  const [before, after] = [pair.base, pair.revision].map(({ node }) => membersOf(member(node.value, keyword)));
  const effectOf = (before: Members, after: Members, name: string): string | undefined => {
    if (!Object.hasOwn(before, name)) return 'added';
    if (!Object.hasOwn(after, name)) return 'removed';
    const [old, now] = [before[name], after[name]].map((list) =>
      canonicalText(Array.isArray(list) ? list.toSorted() : list),
    );
    return old === now ? undefined : 'changed';
  };
  for (const name of new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])) {
    const effect = effectOf(before ?? {}, after ?? {}, name);
    if (effect !== undefined) tell(comparison, pair, `dependent-required-${effect}`, keyword, name);
  }
}

/** What is meant by all but a schema: no part of it can be told apart, only that more or less is left. */
function checkNot(comparison: SchemaComparison, pair: SchemaPair): void {
  const [old, now] = [member(pair.base.node.value, 'not'), member(pair.revision.node.value, 'not')];
  if (!differ(old, now)) return;
  const { direction } = pair.role;
  const isWider = now === undefined;
  const effects =
    direction === 'request' && isWider
      ? ['type-generalized']
      : direction === 'response' && old === undefined
        ? ['type-specialized']
        : ['type-changed'];
  const shown = (value: unknown) => (value === undefined ? undefined : { not: value });
  comparison.tell(pair, effects, { ...placesOf(pair, 'not'), old: shown(old), new: shown(now) });
}

const anything: Members = {};

/** No `items` is any item. */
function checkItems(comparison: SchemaComparison, pair: SchemaPair): void {
  const [old, now] = [member(pair.base.node.value, 'items'), member(pair.revision.node.value, 'items')];
  if (old === undefined && now === undefined) return;
  // A list that stops or begins to be one is told by its type.
  const isList = ({ facts }: SchemaPair['base']): boolean => facts.types.length === 0 || facts.types.includes('array');
  if (!isList(pair.base) || !isList(pair.revision)) return;
  descend(comparison, pair, ['items'], old ?? anything, now ?? anything);
}

/** No `additionalProperties` is any property. */
function checkAdditional(comparison: SchemaComparison, pair: SchemaPair): void {
  const keyword = 'additionalProperties';
  const [old, now] = [member(pair.base.node.value, keyword), member(pair.revision.node.value, keyword)];
  if (old === undefined && now === undefined) return;
  if ((old === false) !== (now === false)) {
    tell(
      comparison,
      pair,
      now === false ? 'additional-properties-forbidden' : 'additional-properties-allowed',
      keyword,
    );
    return;
  }
  if (old === false || (!isObject(old) && !isObject(now))) return;
  descend(comparison, pair, [keyword], isObject(old) ? old : anything, isObject(now) ? now : anything);
}
