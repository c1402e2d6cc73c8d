/** Bounds of numbers, texts, lists and objects (JSON Schema Validation §6.2–6.5): tighter in a request, looser in a response. */
import type { SchemaComparison, SchemaPair } from '../compare-schemas.ts';
import { at, member, type Node } from '../document.ts';
import { boundNames } from '../schema-facts.ts';

/** The name of each in ids, and whether it grows to let more through. */
const bounds: { readonly [name in (typeof boundNames)[number]]: readonly [name: string, isUpper: boolean] } = {
  maximum: ['max', true],
  minimum: ['min', false],
  exclusiveMaximum: ['exclusive-max', true],
  exclusiveMinimum: ['exclusive-min', false],
  maxLength: ['max-length', true],
  minLength: ['min-length', false],
  maxItems: ['max-items', true],
  minItems: ['min-items', false],
  maxContains: ['max-contains', true],
  minContains: ['min-contains', false],
  maxProperties: ['max-properties', true],
  minProperties: ['min-properties', false],
  multipleOf: ['multiple-of', false],
};

/** The keyword, or where an exclusive bound of 3.0 stands: beside the bound it makes exclusive. */
const placeOf = (node: Node, name: string) => {
  const keyword = [name, name.replace('exclusiveM', 'm')].find((each) => member(node.value, each) !== undefined);
  return { path: keyword === undefined ? node.path : at(node.path, keyword) };
};

export function checkBounds(comparison: SchemaComparison, pair: SchemaPair): void {
  const [before, after] = [pair.base.facts.bounds, pair.revision.facts.bounds];
  for (const name of before.size + after.size === 0 ? [] : boundNames) {
    const [old, now] = [before.get(name), after.get(name)];
    if (old === now) continue;
    const told = { base: placeOf(pair.base.node, name), revision: placeOf(pair.revision.node, name), old, new: now };
    comparison.tell(pair, effectsOf(name, old, now), told);
  }
  checkUnique(comparison, pair);
}

/** `now` is undefined, or differs from `old`. */
function effectsOf(name: (typeof boundNames)[number], old: number | undefined, now: number | undefined) {
  const [short, isUpper] = bounds[name];
  if (old === undefined) return [`${short}-set`, `${short}-tightened`];
  if (now === undefined) return [`${short}-unset`, `${short}-relaxed`];
  const isMore = now > old;
  // A multiple is looser when each old multiple is one of the new.
  const isLooser = name === 'multipleOf' ? Number.isInteger(old / now) : isMore === isUpper;
  return [`${short}-${isMore ? 'increased' : 'decreased'}`, `${short}-${isLooser ? 'relaxed' : 'tightened'}`];
}

function checkUnique(comparison: SchemaComparison, pair: SchemaPair): void {
  const [old, now] = [pair.base, pair.revision].map(({ node }) => member(node.value, 'uniqueItems') === true);
  if (old === now) return;
  comparison.tell(pair, now === true ? 'unique-items-tightened' : 'unique-items-relaxed', { old, new: now });
}
