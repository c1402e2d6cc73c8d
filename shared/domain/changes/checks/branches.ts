/** oneOf, anyOf, allOf and prefixItems (JSON Schema §10.2, §10.3.1): branches matched, then what was added and removed. */
import { canonicalText } from '../../description/canonical-text.ts';
import type { Members } from '../../description/specification.ts';
import type { ChangeLevel } from '../change.ts';
import { placesOf, type SchemaComparison, type SchemaPair, type Side } from '../compare-schemas.ts';
import { at, type Document, listOf, member, membersOf, textOf } from '../document.ts';
import { flattenAllOf } from '../flatten-all-of.ts';
import { type BranchList, branchLists, componentOf, hasComponent } from '../schema-facts.ts';

type Branch = { readonly raw: unknown; readonly index: number };

const names: { readonly [list in BranchList]: string } = { oneOf: 'one-of', anyOf: 'any-of', allOf: 'all-of' };

export function checkBranches(comparison: SchemaComparison, pair: SchemaPair): void {
  if (isWrapped(comparison, pair)) {
    comparison.tell(pair, 'wrapped-in-one-of', {});
    return;
  }
  for (const list of branchLists) checkList(comparison, pair, list);
  checkPrefix(comparison, pair);
}

/** What was one shape is now a choice of shapes, none of which is the old one. */
export function isWrapped(comparison: SchemaComparison, { base, revision, role }: SchemaPair): boolean {
  return (
    role.prefixes.some((prefix) => prefix.endsWith('-body')) &&
    becomesChoice(base, revision) &&
    !isBranchOf(base, comparison.revision, revision)
  );
}

/** A shape of its own before, a oneOf or anyOf instead of it after. */
function becomesChoice(base: Side, revision: Side): boolean {
  const isChoice = ({ facts }: Side): boolean => facts.branches.oneOf.length + facts.branches.anyOf.length > 0;
  const hasShape = ({ node }: Side): boolean => member(node.value, 'properties') !== undefined;
  return hasShape(base) && !hasShape(revision) && !isChoice(base) && isChoice(revision);
}

function isBranchOf(one: Side, other: Document, choice: Side): boolean {
  const text = canonicalText(one.node.value);
  return [...choice.facts.branches.oneOf, ...choice.facts.branches.anyOf].some((branch) => {
    const node = other.resolve(branch, undefined);
    return node !== undefined && (node.value === one.node.value || canonicalText(node.value) === text);
  });
}

/** One shape became a choice that has it, or a choice became one of its shapes: the lists tell all. */
export const isChoiceOfSame = (comparison: SchemaComparison, { base, revision }: SchemaPair): boolean =>
  (becomesChoice(base, revision) && isBranchOf(base, comparison.revision, revision)) ||
  (becomesChoice(revision, base) && isBranchOf(revision, comparison.base, base));

const branchesOf = ({ node, facts }: Side, list: BranchList): readonly Branch[] => {
  const kept = new Set(facts.branches[list]);
  return listOf(member(node.value, list))
    .map((raw, index) => ({ raw, index }))
    .filter(({ raw }) => kept.has(raw));
};

type Identity = (branch: Branch, document: Document, comparison: SchemaComparison) => string | undefined;

/** By what a branch may be known again, the surest first. */
const identities: readonly Identity[] = [
  ({ raw }) => textOf((raw as Members | null)?.$ref),
  ({ raw }, document, comparison) => {
    const node = document.resolve(raw, undefined);
    return node && comparison.contentOf(node);
  },
  ({ raw }, document) => textOf(document.resolve(raw, undefined)?.value.title),
];

type Match = {
  readonly matched: [Branch, Branch][];
  readonly removed: readonly Branch[];
  readonly added: readonly Branch[];
};

/** More of one name are not looked through for the one that fits. */
const mostLookedAt = 20;

/** Takes the first that may be the same out of those of one name, which stand in reverse. */
function takeTwin(comparison: SchemaComparison, branch: Branch, named: Branch[]): Branch | undefined {
  for (let index = named.length - 1; index >= Math.max(0, named.length - mostLookedAt); index -= 1) {
    const twin = named[index];
    if (twin === undefined || !maybeSame(comparison, branch, twin)) continue;
    named.splice(index, 1);
    return twin;
  }
  return undefined;
}

function match(comparison: SchemaComparison, before: readonly Branch[], after: readonly Branch[]): Match {
  const matched: [Branch, Branch][] = [];
  let [removed, added] = [before, after];
  for (const identity of identities) {
    if (removed.length === 0 || added.length === 0) break;
    const byName = Map.groupBy(added.toReversed(), (branch) => identity(branch, comparison.revision, comparison));
    const taken = new Set<Branch>();
    removed = removed.filter((branch) => {
      const name = identity(branch, comparison.base, comparison);
      const twin = name === undefined ? undefined : takeTwin(comparison, branch, byName.get(name) ?? []);
      if (twin === undefined) return true;
      taken.add(twin);
      matched.push([branch, twin]);
      return false;
    });
    added = added.filter((branch) => !taken.has(branch));
  }
  const [one, other] = [removed[0], added[0]];
  if (
    removed.length === 1 &&
    added.length === 1 &&
    one !== undefined &&
    other !== undefined &&
    maybeSame(comparison, one, other)
  ) {
    matched.push([one, other]);
    return { matched, removed: [], added: [] };
  }
  return { matched, removed, added };
}

/** A component does not turn into another one, unless it was renamed: the old name is gone and the new one is new. */
function maybeSame({ base, revision }: SchemaComparison, one: Branch, other: Branch): boolean {
  const [old, now] = [one, other].map(({ raw }) => componentOf((raw as Members | null)?.$ref));
  if (old === undefined || now === undefined || old === now) return true;
  return !hasComponent(revision, old) && !hasComponent(base, now);
}

/** Keywords without effect on what is valid. */
const annotations: ReadonlySet<string> = new Set([
  ...['title', 'description', 'example', 'examples', 'deprecated', '$comment', 'externalDocs', 'xml', 'summary'],
]);

function isAnnotation(document: Document, { raw }: Branch): boolean {
  const node = document.resolve(raw, undefined);
  return node !== undefined && Object.keys(node.value).every((name) => annotations.has(name) || name.startsWith('x-'));
}

function namesOf(branches: readonly Branch[], document: Document): readonly string[] {
  return branches.map(({ raw, index }) => {
    const title = textOf(document.resolve(raw, undefined)?.value.title);
    return componentOf((raw as Members | null)?.$ref) ?? title ?? `#${index + 1}`;
  });
}

function checkList(comparison: SchemaComparison, pair: SchemaPair, list: BranchList): void {
  const [before, after] = [branchesOf(pair.base, list), branchesOf(pair.revision, list)];
  if (before.length === 0 && after.length === 0) return;
  const { matched, removed, added } = match(comparison, before, after);
  descend(comparison, pair, list, matched);
  for (const isBare of list === 'allOf' ? [false, true] : [false]) {
    const is = (document: Document) => (branch: Branch) =>
      list !== 'allOf' || isAnnotation(document, branch) === isBare;
    const suffix = isBare ? '-annotation-only' : '';
    tellList(comparison, pair, list, `${names[list]}-added${suffix}`, {
      added: added.filter(is(comparison.revision)),
      removed: [],
    });
    tellList(comparison, pair, list, `${names[list]}-removed${suffix}`, {
      added: [],
      removed: removed.filter(is(comparison.base)),
    });
  }
}

function tellList(
  comparison: SchemaComparison,
  pair: SchemaPair,
  list: string,
  effect: string,
  { added, removed }: Pick<Match, 'added' | 'removed'>,
): void {
  if (added.length + removed.length === 0) return;
  const level = list === 'allOf' ? levelOfParts(comparison, pair, added, removed) : undefined;
  comparison.tell(pair, effect, {
    ...(level === undefined ? {} : { level }),
    ...placesOf(pair, list),
    ...(removed.length === 0 ? {} : { old: namesOf(removed, comparison.base) }),
    ...(added.length === 0 ? {} : { new: namesOf(added, comparison.revision) }),
  });
}

/**
 * A part of an allOf that is nothing but an object is as grave as its properties: optional ones narrow no request, and
 * those that are gone from a response are missed. Undefined: as the catalogue says.
 */
function levelOfParts(
  comparison: SchemaComparison,
  { role }: SchemaPair,
  added: readonly Branch[],
  removed: readonly Branch[],
): ChangeLevel | undefined {
  const isRequest = role.direction === 'request';
  const [document, parts] = isRequest ? [comparison.revision, added] : [comparison.base, removed];
  const objects = parts.map(({ raw }) => {
    const node = document.schema(raw, undefined);
    return node && flattenAllOf(document, node);
  });
  if (objects.length === 0 || objects.includes(undefined)) return undefined;
  const isDemanding = objects.some((object) => listOf(object?.value.required).length > 0);
  if (isRequest) return isDemanding ? undefined : 'info';
  if (isDemanding) return 'breaking';
  return objects.some((object) => Object.keys(membersOf(object?.value.properties)).length > 0) ? 'warning' : undefined;
}

function descend(comparison: SchemaComparison, pair: SchemaPair, list: string, matched: Match['matched']): void {
  for (const [one, other] of matched) {
    comparison.visit(
      { value: one.raw, path: at(pair.base.node.path, list, one.index) },
      { value: other.raw, path: at(pair.revision.node.path, list, other.index) },
      pair.role.inner,
      pair.reach,
      pair.entry,
    );
  }
}

/** Items that stand in a fixed place are matched by it. */
function checkPrefix(comparison: SchemaComparison, pair: SchemaPair): void {
  const [before, after] = [pair.base, pair.revision].map(({ node }) =>
    listOf(member(node.value, 'prefixItems')).map((raw, index) => ({ raw, index })),
  );
  if (before === undefined || after === undefined || before.length + after.length === 0) return;
  const shared = Math.min(before.length, after.length);
  const matched = before.slice(0, shared).map((branch, index): [Branch, Branch] => [branch, after[index] as Branch]);
  descend(comparison, pair, 'prefixItems', matched);
  tellList(comparison, pair, 'prefixItems', 'prefix-items-added', { added: after.slice(shared), removed: [] });
  tellList(comparison, pair, 'prefixItems', 'prefix-items-removed', { added: [], removed: before.slice(shared) });
}
