/** An example of each id: two small descriptions that differ in this, for the page of changes and as a test of the engine. */
import type { ChangeId } from './catalogue.ts';
import { findOtherPair, type OtherPair } from './examples/other-pairs.ts';
import { findSchemaPair } from './examples/schema-effects.ts';
import { type Members, type WrapperName, wrappers } from './examples/wrappers.ts';

export type ChangeExample = {
  /** Where the fragments stand, in English. */
  readonly where: string;
  readonly before: Members;
  readonly after: Members;
  /** The fragments in whole descriptions. */
  readonly base: Members;
  readonly revision: Members;
};

/** Longer beginnings first: ids begin with them. */
const subjects: readonly WrapperName[] = [
  'request-read-only-property',
  'response-write-only-property',
  'request-parameter-property',
  'request-header-property',
  'request-parameter',
  'request-property',
  'request-body',
  'response-property',
  'response-header',
  'response-body',
];

function pairOf(id: ChangeId): OtherPair | undefined {
  const other = findOtherPair(id);
  if (other !== undefined) return other;
  const subject = subjects.find((each) => id.startsWith(`${each}-`));
  const pair = subject === undefined ? undefined : findSchemaPair(id.slice(subject.length + 1));
  return subject === undefined || pair === undefined ? undefined : [subject, ...pair];
}

export function exampleOf(id: ChangeId): ChangeExample | undefined {
  const [name, before, after] = pairOf(id) ?? [];
  if (name === undefined || before === undefined || after === undefined) return undefined;
  const { where, wrap } = wrappers[name];
  return { where, before, after, base: wrap(before), revision: wrap(after) };
}
