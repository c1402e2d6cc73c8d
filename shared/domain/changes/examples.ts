/** An example of each id: two small descriptions that differ in this, for the page of changes and as a test of the engine. */
import type { ChangeId } from './catalogue.ts';
import { findOtherPair, type OtherPair } from './examples/other-pairs.ts';
import { findSchemaPair } from './examples/schema-effects.ts';
import { type Members, wrappers } from './examples/wrappers.ts';
import { splitId } from './id-subjects.ts';

export type ChangeExample = {
  /** Where the fragments stand, in English. */
  readonly where: string;
  readonly before: Members;
  readonly after: Members;
  /** The fragments in whole descriptions. */
  readonly base: Members;
  readonly revision: Members;
};

function pairOf(id: ChangeId): OtherPair | undefined {
  const other = findOtherPair(id);
  if (other !== undefined) return other;
  const parts = splitId(id);
  const pair = parts && findSchemaPair(parts.effect);
  return parts === undefined || pair === undefined ? undefined : [parts.subject, ...pair];
}

export function exampleOf(id: ChangeId): ChangeExample | undefined {
  const [name, before, after] = pairOf(id) ?? [];
  if (name === undefined || before === undefined || after === undefined) return undefined;
  const { where, wrap } = wrappers[name];
  return { where, before, after, base: wrap(before), revision: wrap(after) };
}
