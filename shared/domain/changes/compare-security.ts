/**
 * Who may call (OpenAPI Security Requirement): a list of alternatives, each a set of schemes with scopes, all of them
 * needed. A caller is broken only when what satisfied an old alternative satisfies none of the new ones.
 */
import type { Path } from '../description/json-pointer.ts';
import type { ChangeLevel } from './change.ts';
import type { OperationPair } from './compare-operations.ts';
import type { SchemaComparison } from './compare-schemas.ts';
import { type Document, listOf, member, membersOf, placeOf, textOf } from './document.ts';
import type { Reach } from './reached-operations.ts';
import type { Told } from './record-changes.ts';

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

/** The same name may stand for several alternatives, of other scopes each. */
const wholeNameOf = (alternative: Alternative): string =>
  [...alternative.keys()]
    .sort()
    .map((name) => [name, ...[...(alternative.get(name) ?? [])].sort()].join(' '))
    .join(' AND ');

type Lists = {
  readonly before: readonly Alternative[];
  readonly after: readonly Alternative[];
  /** Whether anyone is asked by this. */
  readonly isAsked: boolean;
  readonly base: { readonly path: Path };
  readonly revision: { readonly path: Path };
  readonly prefix: 'api-security' | 'api-global-security';
};

function compareLists({ record }: SchemaComparison, lists: Lists, reach: Reach | undefined): void {
  const { before, after, isAsked, prefix, ...places } = lists;
  const narrows = isAsked && asksForMore(before, after);
  const level: ChangeLevel = narrows ? 'breaking' : 'info';
  let isTold = !narrows;
  const tell = (effect: string, name: string, told: Pick<Told, 'old' | 'new'>, grave: ChangeLevel): void => {
    isTold ||= grave === 'breaking';
    record.tell(`${prefix}-${effect}`, { ...places, subject: { name }, ...told, level: grave }, reach);
  };
  const { added, removed, rescoped } = matchAlternatives(before, after);
  for (const name of added) tell('added', name, { new: name }, level);
  for (const [earlier, later] of rescoped) {
    for (const [scheme, scopes] of later) {
      const held = earlier.get(scheme) ?? new Set<string>();
      for (const scope of scopes.difference(held)) tell('scope-added', scheme, { new: scope }, level);
      for (const scope of held.difference(scopes)) tell('scope-removed', scheme, { old: scope }, 'info');
    }
  }
  // Where nothing was added, it is the removal that shuts callers out.
  for (const name of removed) tell('removed', name, { old: name }, isTold ? 'info' : level);
  // Who gave none could call before: what is left is asked of everyone now.
  if (!isTold) for (const name of after.map(nameOf)) tell('added', name, { new: name }, level);
}

type Match = {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** The same schemes with other scopes, where no other alternative has these schemes. */
  readonly rescoped: readonly (readonly [Alternative, Alternative])[];
};

function matchAlternatives(before: readonly Alternative[], after: readonly Alternative[]): Match {
  const [old, now] = [before, after].map((list) => Map.groupBy(list, nameOf));
  const rescoped: [Alternative, Alternative][] = [];
  const [wholeOld, wholeNow] = [new Set<string>(), new Set<string>()];
  for (const name of new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])) {
    const [earlier = [], later = []] = [old?.get(name), now?.get(name)];
    const [one, other] = [earlier[0], later[0]];
    if (earlier.length === 1 && later.length === 1 && one !== undefined && other !== undefined)
      rescoped.push([one, other]);
    else {
      const isSeveral = earlier.length > 1 || later.length > 1;
      for (const each of earlier) wholeOld.add(isSeveral ? wholeNameOf(each) : name);
      for (const each of later) wholeNow.add(isSeveral ? wholeNameOf(each) : name);
    }
  }
  const isNamed = (name: string): boolean => name !== '';
  return {
    added: [...wholeNow.difference(wholeOld)].filter(isNamed),
    removed: [...wholeOld.difference(wholeNow)].filter(isNamed),
    rescoped,
  };
}

const securityOf = ({ root }: Document, renamed?: ReadonlyMap<string, string>): readonly Alternative[] =>
  readAlternatives(member(root, 'security'), renamed);

export function compareSecurity(comparison: SchemaComparison, { base, revision, reach }: OperationPair): void {
  const [own, newOwn] = [base, revision].map(({ value }) => member(value, 'security'));
  if (own === undefined && newOwn === undefined) return;
  const { schemes } = comparison;
  const lists: Lists = {
    before: own === undefined ? securityOf(comparison.base, schemes) : readAlternatives(own, schemes),
    after: newOwn === undefined ? securityOf(comparison.revision) : readAlternatives(newOwn),
    isAsked: true,
    base: placeOf(base, 'security'),
    revision: placeOf(revision, 'security'),
    prefix: 'api-security',
  };
  compareLists(comparison, lists, reach);
}

/** Of the whole description; `reach`: the operations that have none of their own. Where all have, nobody is asked by it. */
export function compareGlobalSecurity(comparison: SchemaComparison, reach: Reach): void {
  const rootPlace = ({ root }: Document) => placeOf({ value: root, path: undefined }, 'security');
  const lists: Lists = {
    before: securityOf(comparison.base, comparison.schemes),
    after: securityOf(comparison.revision),
    isAsked: reach.parents.size > 0,
    base: rootPlace(comparison.base),
    revision: rootPlace(comparison.revision),
    prefix: 'api-global-security',
  };
  compareLists(comparison, lists, reach);
}
