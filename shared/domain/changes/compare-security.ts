/**
 * Who may call (OpenAPI Security Requirement): a list of alternatives, each a set of schemes with scopes, all of them
 * needed. A caller is broken only when what satisfied an old alternative satisfies none of the new ones.
 */
import type { Path } from '../description/json-pointer.ts';
import type { ChangeLevel } from './change.ts';
import type { OperationPair } from './compare-operations.ts';
import type { SchemaComparison } from './compare-schemas.ts';
import { at, type Document, listOf, member, membersOf, textOf } from './document.ts';
import type { Reach } from './reached-operations.ts';

type Alternative = ReadonlyMap<string, ReadonlySet<string>>;

/** `renamed`: what a scheme is called now. */
const readAlternatives = (value: unknown, renamed: ReadonlyMap<string, string> = new Map()): readonly Alternative[] =>
  listOf(value).map((each) => {
    const schemes = membersOf(each);
    return new Map(
      Object.keys(schemes).map((name) => [renamed.get(name) ?? name, new Set(listOf(schemes[name]).map(textOrNone))]),
    );
  });

const textOrNone = (scope: unknown): string => textOf(scope) ?? '';

/** No list, or an empty one: no credentials are asked for. */
const open: readonly Alternative[] = [new Map()];
const effective = (alternatives: readonly Alternative[]): readonly Alternative[] =>
  alternatives.length === 0 ? open : alternatives;

const isSatisfied = (asked: Alternative, held: Alternative): boolean =>
  [...asked].every(([name, scopes]) => held.get(name) !== undefined && scopes.isSubsetOf(held.get(name) ?? new Set()));

/** Whether some caller who could call before no longer can. */
const asksForMore = (before: readonly Alternative[], after: readonly Alternative[]): boolean =>
  effective(before).some((held) => !effective(after).some((asked) => isSatisfied(asked, held)));

const nameOf = (alternative: Alternative): string => [...alternative.keys()].sort().join(' AND ');

type Lists = {
  readonly before: readonly Alternative[];
  readonly after: readonly Alternative[];
  /** What holds for a caller, when it is not the lists themselves. */
  readonly narrows: boolean;
  readonly base: { readonly path: Path };
  readonly revision: { readonly path: Path };
  readonly prefix: 'api-security' | 'api-global-security';
};

function compareLists({ record }: SchemaComparison, lists: Lists, reach: Reach | undefined): void {
  const { before, after, narrows, base, revision, prefix } = lists;
  const level: ChangeLevel = narrows ? 'breaking' : 'info';
  const [old, now] = [before, after].map((list) => Map.groupBy(list, nameOf));
  let isTold = false;
  for (const [name, [alternative]] of now ?? []) {
    const [earlier] = old?.get(name) ?? [];
    if (earlier === undefined) {
      if (name === '') continue;
      isTold = true;
      record.tell(`${prefix}-added`, { base, revision, subject: { name }, new: name, level }, reach);
    } else if (alternative !== undefined) isTold = tellScopes(name, earlier, alternative) || isTold;
  }
  for (const [name] of old ?? []) {
    if (now?.has(name) === true || name === '') continue;
    // Where nothing was added, it is the removal that shuts callers out.
    record.tell(
      `${prefix}-removed`,
      { base, revision, subject: { name }, old: name, level: isTold ? 'info' : level },
      reach,
    );
  }

  function tellScopes(name: string, earlier: Alternative, alternative: Alternative): boolean {
    let hasAdded = false;
    for (const [scheme, scopes] of alternative) {
      const held = earlier.get(scheme) ?? new Set<string>();
      for (const scope of scopes.difference(held)) {
        hasAdded = true;
        record.tell(`${prefix}-scope-added`, { base, revision, subject: { name: scheme }, new: scope, level }, reach);
      }
      for (const scope of held.difference(scopes))
        record.tell(`${prefix}-scope-removed`, { base, revision, subject: { name: scheme }, old: scope }, reach);
    }
    return hasAdded && name !== '';
  }
}

const securityOf = ({ root }: Document, renamed?: ReadonlyMap<string, string>): readonly Alternative[] =>
  readAlternatives(member(root, 'security'), renamed);

export function compareSecurity(comparison: SchemaComparison, { base, revision, reach }: OperationPair): void {
  const [own, newOwn] = [base, revision].map(({ value }) => member(value, 'security'));
  if (own === undefined && newOwn === undefined) return;
  const placeOf = (value: unknown, path: Path) => ({ path: value === undefined ? path : at(path, 'security') });
  const { schemes } = comparison;
  const before = own === undefined ? securityOf(comparison.base, schemes) : readAlternatives(own, schemes);
  const after = newOwn === undefined ? securityOf(comparison.revision) : readAlternatives(newOwn);
  const lists = {
    before: readAlternatives(own, schemes),
    after: readAlternatives(newOwn),
    narrows: asksForMore(before, after),
  };
  compareLists(
    comparison,
    { ...lists, base: placeOf(own, base.path), revision: placeOf(newOwn, revision.path), prefix: 'api-security' },
    reach,
  );
}

/** Of the whole description; `reach`: the operations that have none of their own. */
export function compareGlobalSecurity(comparison: SchemaComparison, reach: Reach): void {
  const [before, after] = [securityOf(comparison.base, comparison.schemes), securityOf(comparison.revision)];
  const placeOf = ({ root }: Document) => ({
    path: member(root, 'security') === undefined ? undefined : at(undefined, 'security'),
  });
  compareLists(
    comparison,
    {
      before,
      after,
      // Where each operation says for itself, nobody is asked by this.
      narrows: reach.parents.size > 0 && asksForMore(before, after),
      base: placeOf(comparison.base),
      revision: placeOf(comparison.revision),
      prefix: 'api-global-security',
    },
    reach,
  );
}
