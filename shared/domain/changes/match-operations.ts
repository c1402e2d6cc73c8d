/** Operations of two revisions matched: by method and template with its names blanked, then by operationId and shape. */
import { canonicalText } from '../description/canonical-text.ts';
import { member, textOf } from './document.ts';
import { blank, type Operation } from './read-operations.ts';

export type OperationMatch = {
  readonly matched: readonly (readonly [base: Operation, revision: Operation])[];
  /** The same operation at another address. */
  readonly moved: readonly (readonly [base: Operation, revision: Operation])[];
  readonly added: readonly Operation[];
  readonly removed: readonly Operation[];
};

const addressOf = ({ method, template }: Operation): string => `${method} ${blank(template)}`;
const namedAddressOf = (operation: Operation): string | undefined => {
  const id = textOf(member(operation.value, 'operationId'));
  return id === undefined ? undefined : `${addressOf(operation)} ${id}`;
};
const exactAddressOf = ({ method, template }: Operation): string => `${method} ${template}`;

/** Its id and what it takes and gives, as they are written. */
function shapeOf({ value }: Operation): string | undefined {
  const id = textOf(member(value, 'operationId'));
  if (id === undefined) return undefined;
  return canonicalText([id, ...['requestBody', 'responses'].map((name) => member(value, name) ?? null)]);
}

type Pairs = (readonly [Operation, Operation])[];

/** Takes out of both lists those of the same name; the first of several is taken first. */
function pairBy(
  nameOf: (operation: Operation) => string | undefined,
  before: readonly Operation[],
  after: readonly Operation[],
): { readonly pairs: Pairs; readonly before: readonly Operation[]; readonly after: readonly Operation[] } {
  const waiting = Map.groupBy(after, nameOf);
  const pairs: Pairs = [];
  const left = before.filter((operation) => {
    const name = nameOf(operation);
    const twin = name === undefined ? undefined : waiting.get(name)?.shift();
    if (twin !== undefined) pairs.push([operation, twin]);
    return twin === undefined;
  });
  const taken = new Set(pairs.map(([, twin]) => twin));
  return { pairs, before: left, after: after.filter((operation) => !taken.has(operation)) };
}

export function matchOperations(before: readonly Operation[], after: readonly Operation[]): OperationMatch {
  const exact = pairBy(exactAddressOf, before, after);
  // Where several have one address but for the names in it, their ids say which is which.
  const named = pairBy(namedAddressOf, exact.before, exact.after);
  const blanked = pairBy(addressOf, named.before, named.after);
  const moved = pairBy(shapeOf, blanked.before, blanked.after);
  return {
    matched: [...exact.pairs, ...named.pairs, ...blanked.pairs],
    moved: moved.pairs,
    added: moved.after,
    removed: moved.before,
  };
}
