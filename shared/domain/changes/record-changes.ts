/**
 * Changes as they are found, each at a place of both documents, with the operations that reach it: told at once for an
 * operation, through the graph of schema pairs for a schema.
 */
import { formatPointer, listKeys, type Path } from '../description/json-pointer.ts';
import { boundValue } from './bound-value.ts';
import { type ChangeId, catalogue, isChangeId } from './catalogue.ts';
import {
  type Change,
  type ChangeCounts,
  type ChangeLevel,
  changeLevels,
  type OperationName,
  type Subject,
} from './change.ts';

/** What is told of a change beside its id. A path absent: there is no such place in that document. */
export type Told = {
  readonly base?: Place;
  readonly revision?: Place;
  readonly subject?: Subject;
  readonly old?: unknown;
  readonly new?: unknown;
  /** A guard: another level than the catalogue's. */
  readonly level?: ChangeLevel;
};

/** A box, since the path of the root is `undefined`. */
export type Place = { readonly path: Path };

/** Whoever is reached: operations by their number, themselves or through those who reach them. */
export type Reach = {
  readonly operations: Set<number>;
  readonly parents: Set<Reach>;
  /** Of an answer that is no success: what leads through here alone breaks nobody's good path. */
  readonly isFailure?: boolean;
};

export const createReach = (operation?: number): Reach => ({
  operations: new Set(operation === undefined ? [] : [operation]),
  parents: new Set(),
});

/** What an operation answers when it fails. */
export const createFailureReach = (parent: Reach): Reach => ({
  operations: new Set(),
  parents: new Set([parent]),
  isFailure: true,
});

type Draft = Told & { readonly id: ChangeId; readonly reach: Reach | undefined };

/** `withFailures`: also those reached by their failures only. */
function operationsOf(reach: Reach, withFailures: boolean): readonly number[] {
  const found = new Set<number>();
  const seen = new Set<Reach>([reach]);
  for (const each of seen) {
    if (each.isFailure === true && !withFailures) continue;
    for (const operation of each.operations) found.add(operation);
    for (const parent of each.parents) seen.add(parent);
  }
  return [...found].sort((one, other) => one - other);
}

const pointerTo = (place: Place | undefined): string | undefined =>
  place === undefined ? undefined : formatPointer(listKeys(place.path));

/** Longer names are clipped: they are the publisher's text. */
const longestName = 200;
const clip = (text: string): string => (text.length > longestName ? `${text.slice(0, longestName - 1)}…` : text);

function clipSubject(subject: Subject): Subject {
  const clipped: { [name: string]: unknown } = {};
  for (const [name, value] of Object.entries(subject)) {
    if (value === undefined) continue;
    clipped[name] = typeof value === 'string' ? clip(value) : { in: clip(value.in), name: clip(value.name) };
  }
  return clipped as Subject;
}

export class ChangeRecord {
  readonly #operations: { readonly name: OperationName; readonly isUnstable: boolean }[] = [];
  readonly #drafts: Draft[] = [];

  /**
   * Names an operation; the answer reaches it. Of an unstable one (`x-stability-level` of draft or alpha) nobody was
   * promised anything: what reaches no other is editorial.
   */
  addOperation({ method, path }: OperationName, isUnstable = false): Reach {
    this.#operations.push({ name: { method: clip(method), path: clip(path) }, isUnstable });
    return createReach(this.#operations.length - 1);
  }

  /** Tells nothing when the catalogue knows no such change: not every effect matters for every subject. */
  tell(id: string, told: Told, reach?: Reach): void {
    if (isChangeId(id)) this.#drafts.push({ ...told, id, reach });
  }

  /** The same change told of several operations (a parameter of a whole path, a shared response) is one that reaches all. */
  conclude(): { readonly counts: ChangeCounts; readonly changes: readonly Change[] } {
    const grouped = new Map<string, { readonly draft: Draft; readonly reach: Reach }>();
    for (const draft of this.#drafts) {
      const identity = identityOf(draft);
      const group = grouped.get(identity) ?? { draft, reach: createReach() };
      if (draft.reach !== undefined) group.reach.parents.add(draft.reach);
      grouped.set(identity, group);
    }
    const counts = { breaking: 0, warning: 0, info: 0, editorial: 0 };
    const changes: Change[] = [];
    for (const { draft, reach } of grouped.values()) {
      const change = changeOf(draft, ...this.#guarded(draft, reach));
      counts[change.level] += 1;
      changes.push(change);
    }
    const rank = (change: Change): number => changeLevels.indexOf(change.level);
    return { counts, changes: changes.sort((one, other) => rank(one) - rank(other)) };
  }

  /** Whom it is told of, and how grave it is to them: to those it matters to most, where it is not the same to all. */
  #guarded(draft: Draft, reach: Reach): readonly [readonly OperationName[], ChangeLevel] {
    const level = draft.level ?? catalogue[draft.id].level;
    const namesOf = (withFailures: boolean, withUnstable: boolean): readonly OperationName[] =>
      operationsOf(reach, withFailures)
        .flatMap((number) => this.#operations[number] ?? [])
        .filter(({ isUnstable }) => withUnstable || !isUnstable)
        .map(({ name }) => name);
    const everyone = namesOf(true, true);
    if (everyone.length === 0 || draft.id.includes('stability')) return [everyone, level];
    const promised = namesOf(true, false);
    if (promised.length === 0) return [everyone, 'editorial'];
    if (level !== 'breaking') return [promised, level];
    const broken = namesOf(false, false);
    return broken.length === 0 ? [promised, 'warning'] : [broken, 'breaking'];
  }
}

/**
 * Told of one operation after the other when it is done to all of them: a scheme, an answer, a header, a tag. Whatever
 * the places, it is one change.
 */
const isSweeping =
  /^(?:api-security-(?:scope-)?(?:added|removed)|api-tag-|response-(?:non-)?success-status-|(?:optional-)?response-header-(?:added|removed))/;

const identityOf = ({ id, base, revision, old, new: now, subject, level }: Draft): string =>
  JSON.stringify([
    ...[id, level, subject?.name],
    ...(isSweeping.test(id) ? [subject?.status, subject?.header] : [pointerTo(base), pointerTo(revision)]),
    ...[old, now].map((value) => (value === undefined ? '' : boundValue(value))),
  ]);

function changeOf(draft: Draft, operations: readonly OperationName[], level: ChangeLevel): Change {
  const basePointer = pointerTo(draft.base);
  const revisionPointer = pointerTo(draft.revision);
  return {
    id: draft.id,
    level,
    ...(basePointer === undefined ? {} : { basePointer }),
    ...(revisionPointer === undefined ? {} : { revisionPointer }),
    subject: clipSubject(draft.subject ?? {}),
    operations,
    operationCount: operations.length,
    ...(draft.old === undefined ? {} : { old: boundValue(draft.old) }),
    ...(draft.new === undefined ? {} : { new: boundValue(draft.new) }),
  };
}
