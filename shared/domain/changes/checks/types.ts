/** Types, formats and null (JSON Schema Validation §6.1.1, OpenAPI formats): what a request narrows or a response widens. */
import { placesOf, type SchemaComparison, type SchemaPair, Side } from '../compare-schemas.ts';
import { at, type Document, isUnknown, member } from '../document.ts';
import { formatOf, isBytes } from '../schema-facts.ts';
import { isText, moveOfTypes, type TypeMove, type Typing, typingText } from '../schema-types.ts';
import { isChoiceOfSame } from './branches.ts';

/** What a move is called: the caller's side decides whether more or fewer values are a risk. */
const effects: { readonly [move in Exclude<TypeMove, 'same'>]: { readonly [direction: string]: readonly string[] } } = {
  widened: { request: ['type-generalized'], response: ['type-generalized', 'type-changed'] },
  narrowed: { request: ['type-specialized', 'type-changed'], response: ['type-specialized'] },
  changed: { request: ['type-changed'], response: ['type-changed'] },
};

const typingOf = ({ node, facts }: Side, other: Side): Typing => ({
  types: facts.types,
  format: formatOf(node, other.node),
});

/** Branches that are more than a type say what the values are: then no type of its own is not any type. */
const isBranched = ({ facts, node }: Side): boolean =>
  facts.types.length === 0 &&
  (facts.branches.oneOf.length + facts.branches.anyOf.length + facts.branches.allOf.length > 0 || isUnknown(node));

/** A choice of shapes became one shape that was none of them. */
const isChoiceGivenUp = (comparison: SchemaComparison, pair: SchemaPair): boolean =>
  pair.base.facts.branches.oneOf.length + pair.base.facts.branches.anyOf.length > 0 &&
  !isChoiceOfSame(comparison, pair);

export function checkTypes(comparison: SchemaComparison, pair: SchemaPair): void {
  checkNull(comparison, pair);
  const { base, revision } = pair;
  const [before, after] = [typingOf(base, revision), typingOf(revision, base)];
  if (isBranched(revision) || (isBranched(base) && !isChoiceGivenUp(comparison, pair))) return;
  const move = moveOfTypes(before, after);
  if (move === 'same' || areBytes(comparison, pair)) return;
  const told = {
    ...placesOf(pair, 'type'),
    old: typingText(before),
    new: typingText(after),
  };
  comparison.tell(pair, effectsOf(comparison, pair, before, after, move), told);
}

function effectsOf(
  comparison: SchemaComparison,
  pair: SchemaPair,
  before: Typing,
  after: Typing,
  move: Exclude<TypeMove, 'same'>,
): readonly string[] {
  const { role, entry, roleName } = pair;
  // Anything at all is not more of the same.
  const isOpened = move === 'widened' && role.direction === 'response' && after.types.length === 0;
  const usual = effects[isOpened ? 'changed' : move][role.direction] ?? [];
  if (move !== 'changed') {
    const isUnion = pair.base.facts.isUnion || pair.revision.facts.isUnion;
    return isUnion ? [`list-of-types-${move}`, ...usual] : usual;
  }
  if (!entry.isText) return usual;
  // Where all that travels is text, a text takes the place of anything; the other way round less is left.
  const isOutermost = !/^request-(?:parameter|header)-property$/.test(roleName);
  if (role.direction === 'response')
    return isText(before, after) && isOutermost ? ['type-compatible', ...usual] : usual;
  if (isText(after, before) && isOutermost) return ['type-compatible', 'type-generalized'];
  if (entry.isExploded === true && isListOf(comparison, pair, before, after)) return ['type-generalized'];
  return isText(before, after) ? (effects.narrowed[role.direction] ?? []) : usual;
}

/** Of an item, beside its type: what narrows nothing. */
const saysNothingMore: ReadonlySet<string> = new Set(['type', 'format', 'nullable', 'title', 'description', 'example']);

/** Whether a list takes the place of what is now its item. */
function isListOf(comparison: SchemaComparison, { revision }: SchemaPair, before: Typing, after: Typing): boolean {
  if (after.types.join() !== 'array' || before.types.includes('array')) return false;
  const items = comparison.revision.schema(member(revision.node.value, 'items'), at(revision.node.path, 'items'));
  if (items === undefined || Object.keys(items.value).some((keyword) => !saysNothingMore.has(keyword))) return false;
  const typing = { types: new Side(items, comparison.revision).facts.types, format: formatOf(items, items) };
  return ['same', 'widened'].includes(moveOfTypes(before, typing)) || isText(typing, before);
}

/** Without a type null is one of the values already. */
const isAnything = (side: Side): boolean =>
  side.facts.types.length === 0 && !isBranched(side) && !Array.isArray(member(side.node.value, 'enum'));

/** Where a value is not written inside JSON, 3.1 says nothing at all of bytes (OpenAPI 3.1.1 §4.4.1.2). */
function areBytes({ base, revision }: SchemaComparison, pair: SchemaPair): boolean {
  if (!pair.entry.isText || base.dialect === revision.dialect || !/-(?:body|property)$/.test(pair.roleName))
    return false;
  const isSilent = (side: Side, { dialect }: Document) => dialect === 'openapi-3.1' && isAnything(side);
  return (
    (isBytes(pair.base.node) && isSilent(pair.revision, revision)) ||
    (isBytes(pair.revision.node) && isSilent(pair.base, base))
  );
}

function checkNull(comparison: SchemaComparison, pair: SchemaPair): void {
  const [before, after] = [pair.base.facts, pair.revision.facts];
  if (before.nullable === after.nullable || isAnything(pair.base) || isAnything(pair.revision)) return;
  comparison.tell(pair, after.nullable ? 'became-nullable' : 'became-not-nullable', {
    old: before.nullable,
    new: after.nullable,
  });
}
