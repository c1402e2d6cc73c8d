/** Types, formats and null (JSON Schema Validation §6.1.1, OpenAPI formats): what a request narrows or a response widens. */
import type { SchemaComparison, SchemaPair, Side } from '../compare-schemas.ts';
import { at, member } from '../document.ts';
import { formatOf } from '../schema-facts.ts';
import { isText, moveOfTypes, type TypeMove, type Typing, typingText } from '../schema-types.ts';

/** What a move is called: the caller's side decides whether more or fewer values are a risk. */
const effects: { readonly [move in Exclude<TypeMove, 'same'>]: { readonly [direction: string]: readonly string[] } } = {
  widened: { request: ['type-generalized'], response: ['type-generalized', 'type-changed'] },
  narrowed: { request: ['type-specialized', 'type-changed'], response: ['type-specialized'] },
  changed: { request: ['type-changed'], response: ['type-changed'] },
};

const typingOf = ({ node, facts }: Side): Typing => ({ types: facts.types, format: formatOf(node) });

/** Branches that are more than a type say what the values are: then no type of its own is not any type. */
const isBranched = ({ facts, node }: Side): boolean =>
  facts.types.length === 0 &&
  (facts.branches.oneOf.length + facts.branches.anyOf.length + facts.branches.allOf.length > 0 ||
    member(node.value, '$ref') !== undefined);

export function checkTypes(comparison: SchemaComparison, pair: SchemaPair): void {
  checkNull(comparison, pair);
  const { base, revision, role, entry } = pair;
  const [before, after] = [typingOf(base), typingOf(revision)];
  if (isBranched(base) !== isBranched(revision) || (isBranched(base) && before.format === after.format)) return;
  const move = moveOfTypes(before, after);
  if (move === 'same') return;
  const told = {
    base: { path: member(base.node.value, 'type') === undefined ? base.node.path : at(base.node.path, 'type') },
    revision: {
      path: member(revision.node.value, 'type') === undefined ? revision.node.path : at(revision.node.path, 'type'),
    },
    old: typingText(before),
    new: typingText(after),
  };
  if (base.facts.isUnion || revision.facts.isUnion) {
    if (move === 'widened')
      return comparison.tell(pair, ['list-of-types-widened', ...(effects.widened[role.direction] ?? [])], told);
    if (move === 'narrowed')
      return comparison.tell(pair, ['list-of-types-narrowed', ...(effects.narrowed[role.direction] ?? [])], told);
  }
  // Where all that travels is text, text takes the place of anything.
  if (move === 'changed' && entry.isText) {
    if (role.direction === 'request' && isText(after)) return comparison.tell(pair, ['type-generalized'], told);
    if (role.direction === 'response' && isText(before)) return comparison.tell(pair, ['type-compatible'], told);
  }
  comparison.tell(pair, effects[move][role.direction] ?? [], told);
}

function checkNull(comparison: SchemaComparison, pair: SchemaPair): void {
  const [before, after] = [pair.base.facts, pair.revision.facts];
  if (before.nullable === after.nullable) return;
  comparison.tell(pair, after.nullable ? 'became-nullable' : 'became-not-nullable', {
    old: before.nullable,
    new: after.nullable,
  });
}
