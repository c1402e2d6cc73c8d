/** Bounds of numbers, texts, lists and objects (JSON Schema Validation §6.2–6.5): tighter in a request, looser in a response. */
import type { SchemaComparison, SchemaPair } from '../compare-schemas.ts';
import { member, type Node, placeOf } from '../document.ts';
import { boundNames } from '../schema-facts.ts';

/** The name of each in ids, whether it grows to let more through, and the types it bounds. */
const bounds: {
  readonly [name in (typeof boundNames)[number]]: readonly [name: string, isUpper: boolean, types: readonly string[]];
} = {
  maximum: ['max', true, ['number', 'integer']],
  minimum: ['min', false, ['number', 'integer']],
  exclusiveMaximum: ['exclusive-max', true, ['number', 'integer']],
  exclusiveMinimum: ['exclusive-min', false, ['number', 'integer']],
  maxLength: ['max-length', true, ['string']],
  minLength: ['min-length', false, ['string']],
  maxItems: ['max-items', true, ['array']],
  minItems: ['min-items', false, ['array']],
  maxContains: ['max-contains', true, ['array']],
  minContains: ['min-contains', false, ['array']],
  maxProperties: ['max-properties', true, ['object']],
  minProperties: ['min-properties', false, ['object']],
  multipleOf: ['multiple-of', false, ['number', 'integer']],
};

/** The values of every JSON type; names beyond these are of no type we know. */
const jsonTypes: ReadonlySet<string> = new Set(['array', 'boolean', 'integer', 'number', 'object', 'string']);

/**
 * A bound says nothing of values of other types than its own (JSON Schema Validation §6). Where a type and a bound
 * contradict each other the publisher may mean either, so it is told all the same; of the inside of a parameter, which
 * travels as text, and of what a response holds it is not.
 */
const isIdle = ({ base, revision, roleName }: SchemaPair, name: (typeof boundNames)[number]): boolean =>
  /^(?:request-(?:parameter|header)|response(?:-write-only)?)-property$/.test(roleName) &&
  [base, revision].every(
    ({ facts: { types } }) =>
      types.length > 0 && types.every((type) => jsonTypes.has(type) && !bounds[name][2].includes(type)),
  );

/** The keyword, or where an exclusive bound of 3.0 stands: beside the bound it makes exclusive. */
const placeOfBound = (node: Node, name: string) =>
  placeOf(node, member(node.value, name) === undefined ? name.replace('exclusiveM', 'm') : name);

export function checkBounds(comparison: SchemaComparison, pair: SchemaPair): void {
  const [before, after] = [pair.base.facts.bounds, pair.revision.facts.bounds];
  const told = new Set<string>();
  for (const [inclusive, exclusive] of before.size + after.size === 0 ? [] : exclusives) {
    if (tellExclusive(comparison, pair, inclusive, exclusive)) told.add(inclusive).add(exclusive);
  }
  for (const name of before.size + after.size === 0 ? [] : boundNames) {
    const [old, now] = [before.get(name), after.get(name)];
    if (old === now || told.has(name) || isIdle(pair, name)) continue;
    const places = {
      base: placeOfBound(pair.base.node, name),
      revision: placeOfBound(pair.revision.node, name),
      old,
      new: now,
    };
    comparison.tell(pair, effectsOf(name, old, now, pair.role.direction), places);
  }
  checkUnique(comparison, pair);
}

const exclusives = [
  ['maximum', 'exclusiveMaximum'],
  ['minimum', 'exclusiveMinimum'],
] as const;

const isWhole = ({ base, revision }: SchemaPair): boolean =>
  [base, revision].every(({ facts }) => facts.types.join() === 'integer');

/** A bound that began or ceased to be exclusive is one change, not one bound gone and another come. */
function tellExclusive(
  comparison: SchemaComparison,
  pair: SchemaPair,
  inclusive: (typeof boundNames)[number],
  exclusive: (typeof boundNames)[number],
): boolean {
  const [before, after] = [pair.base.facts.bounds, pair.revision.facts.bounds];
  const isOne = (
    own: SchemaPair['base']['facts']['bounds'],
    name: typeof inclusive,
    other: typeof inclusive,
  ): boolean => own.has(name) && !own.has(other);
  const becomes = isOne(before, inclusive, exclusive) && isOne(after, exclusive, inclusive);
  const ceases = isOne(before, exclusive, inclusive) && isOne(after, inclusive, exclusive);
  if (!becomes && !ceases) return false;
  const [from, to] = becomes ? [inclusive, exclusive] : [exclusive, inclusive];
  const [old, now] = [before.get(from) ?? 0, after.get(to) ?? 0];
  const [, isUpper] = bounds[inclusive];
  const least = [before.get(from), after.get(to)].map((bound, side) => {
    const isExclusive = (side === 0 ? from : to) === exclusive;
    return (bound ?? 0) + (isExclusive ? (isUpper ? -1 : 1) : 0);
  });
  // Between whole numbers there is nothing: above 0 is from 1 on.
  if (isWhole(pair) && least[0] === least[1]) return true;
  const isTighter = becomes ? (isUpper ? now <= old : now >= old) : isUpper ? now < old : now > old;
  const [short] = bounds[to];
  const effects = isTighter
    ? [`${short}-set`, `${short}-tightened`, `${bounds[inclusive][0]}-tightened`]
    : [`${short}-unset`, `${short}-relaxed`, `${bounds[inclusive][0]}-relaxed`];
  comparison.tell(pair, effects, {
    base: placeOfBound(pair.base.node, from),
    revision: placeOfBound(pair.revision.node, to),
    old,
    new: now,
  });
  return true;
}

/** Not given, each is the least there can be: no length, no items, no properties, one that is contained. */
const hasFloor = (name: string): boolean => ['minLength', 'minItems', 'minProperties', 'minContains'].includes(name);

/** `now` differs from `old`, either may be undefined. */
function effectsOf(
  name: (typeof boundNames)[number],
  old: number | undefined,
  now: number | undefined,
  direction: string,
): readonly string[] {
  const [short, isUpper] = bounds[name];
  // A lower bound that is not given is one of nothing.
  if (old === undefined)
    return [`${short}-set`, `${short}-tightened`, ...(hasFloor(name) ? [`${short}-increased`] : [])];
  if (now === undefined)
    return [`${short}-unset`, `${short}-relaxed`, ...(hasFloor(name) ? [`${short}-decreased`] : [])];
  const isMore = now > old;
  const isLooser = name === 'multipleOf' ? isLooserMultiple(old, now, direction) : isMore === isUpper;
  return [`${short}-${isMore ? 'increased' : 'decreased'}`, `${short}-${isLooser ? 'relaxed' : 'tightened'}`];
}

/** Looser when each old multiple is one of the new; where neither holds, what is a risk to the caller. */
function isLooserMultiple(old: number, now: number, direction: string): boolean {
  if (Number.isInteger(old / now)) return true;
  return !Number.isInteger(now / old) && direction === 'response';
}

function checkUnique(comparison: SchemaComparison, pair: SchemaPair): void {
  const [old, now] = [pair.base, pair.revision].map(({ node }) => member(node.value, 'uniqueItems') === true);
  if (old === now) return;
  comparison.tell(pair, now === true ? 'unique-items-tightened' : 'unique-items-relaxed', { old, new: now });
}
