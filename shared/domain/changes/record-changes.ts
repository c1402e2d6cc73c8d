/**
 * Changes as they are found, each at a place of both documents, with the operations that reach it: told at once for an
 * operation, through the graph of schema pairs for a schema.
 */
import { formatPointer, type Path } from '../description/json-pointer.ts';
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
import { createReach, createReachFinder, type Numbers, type Reach } from './reached-operations.ts';

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
type Place = { readonly path: Path };

type Draft = Told & { readonly id: ChangeId; readonly reach: Reach | undefined };

/** Pointers of places, each made once from that of its parent. */
const pointers = new WeakMap<NonNullable<Path>, string>();

function pointerOf(path: Path): string {
  const waiting: NonNullable<Path>[] = [];
  let at = path;
  for (; at !== undefined && !pointers.has(at); at = at.parent) waiting.push(at);
  let pointer = at === undefined ? '' : (pointers.get(at) ?? '');
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    pointer += formatPointer([next.key]);
    pointers.set(next, pointer);
  }
  return pointer;
}

const pointerTo = (place: Place | undefined): string | undefined =>
  place === undefined ? undefined : pointerOf(place.path);

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
  readonly #operations: Named[] = [];
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
    const grouped = new Map<string, Group>();
    for (const draft of this.#drafts) {
      const identity = identityOf(draft);
      const group = grouped.get(identity);
      if (group === undefined)
        grouped.set(identity, { draft, reaches: draft.reach === undefined ? [] : [draft.reach] });
      else if (draft.reach !== undefined) group.reaches.push(draft.reach);
    }
    const counts = { breaking: 0, warning: 0, info: 0, editorial: 0 };
    const graph = new OperationGraph(this.#operations);
    const leveled = changeLevels.map((): Group[] => []);
    for (const group of grouped.values()) {
      const level = graph.levelOf(group);
      counts[level] += 1;
      leveled[changeLevels.indexOf(level)]?.push(group);
    }
    const changes: Change[] = [];
    let left = mostListed;
    for (const [rank, level] of changeLevels.entries()) {
      for (const group of leveled[rank]?.slice(0, mostChanges - changes.length) ?? []) {
        const reached = graph.namesOf(group, level);
        const names = reached.length > left ? reached.slice(0, fewest) : reached;
        left -= names.length;
        changes.push(changeOf(group.draft, level, names, reached.length));
      }
    }
    return { counts, changes };
  }
}

type Group = { readonly draft: Draft; readonly reaches: Reach[] };

/** Changes that are listed, the gravest first; all are counted. Nobody reads more, and no real revision has them. */
const mostChanges = 5_000;
/** Operations listed in all; once they are spent, each further change lists the first few of its own. */
const mostListed = 50_000;
const fewest = 10;

type Named = { readonly name: OperationName; readonly isUnstable: boolean };

class OperationGraph {
  readonly #operations: readonly Named[];
  readonly #all = createReachFinder(true);
  readonly #successful = createReachFinder(false);
  readonly #names = new Map<
    Numbers,
    { readonly everyone: readonly OperationName[]; readonly promised: readonly OperationName[] }
  >();

  constructor(operations: readonly Named[]) {
    this.#operations = operations;
  }

  /** How grave it is to those it matters to most, where it is not the same to all. */
  levelOf({ draft, reaches }: Group): ChangeLevel {
    const level = draft.level ?? catalogue[draft.id].level;
    const { everyone, promised } = this.#namesOf(this.#reached(reaches, this.#all));
    if (everyone.length === 0 || draft.id.includes('stability')) return level;
    if (promised.length === 0) return 'editorial';
    if (level !== 'breaking') return level;
    return this.#namesOf(this.#reached(reaches, this.#successful)).promised.length === 0 ? 'warning' : 'breaking';
  }

  /** Whom it is told of: of a change that breaks callers, those it breaks. */
  namesOf({ draft, reaches }: Group, level: ChangeLevel): readonly OperationName[] {
    const { everyone, promised } = this.#namesOf(this.#reached(reaches, this.#all));
    if (promised.length === 0 || draft.id.includes('stability')) return everyone;
    return level === 'breaking' ? this.#namesOf(this.#reached(reaches, this.#successful)).promised : promised;
  }

  #reached(reaches: readonly Reach[], find: (reach: Reach) => Numbers): Numbers {
    const lists = new Set(reaches.map(find));
    const [only = []] = lists;
    return lists.size <= 1 ? only : [...new Set([...lists].flat())].sort((one, other) => one - other);
  }

  #namesOf(numbers: Numbers) {
    const known = this.#names.get(numbers);
    if (known !== undefined) return known;
    const reached = numbers.flatMap((number) => this.#operations[number] ?? []);
    const everyone = reached.map(({ name }) => name);
    const isStable = reached.every(({ isUnstable }) => !isUnstable);
    const promised = isStable ? everyone : reached.filter(({ isUnstable }) => !isUnstable).map(({ name }) => name);
    this.#names.set(numbers, { everyone, promised });
    return { everyone, promised };
  }
}

/**
 * Told of one operation after the other when it is done to all of them: a scheme, an answer, a header, a tag. Whatever
 * the places, it is one change.
 */
const isSweeping =
  /^(?:api-security-(?:scope-)?(?:added|removed)|api-tag-|response-(?:non-)?success-status-|(?:optional-|required-)?response-header-(?:added|removed))/;

/** Of the same place, a value is the same object; only single values tell changes of one place apart. */
const valueIdentity = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? '' : boundValue(value ?? '');

function identityOf({ id, base, revision, old, new: now, subject, level }: Draft): string {
  const places = isSweeping.test(id)
    ? [subject?.status, subject?.header, JSON.stringify([old ?? '', now ?? ''])]
    : [pointerTo(base), pointerTo(revision)];
  return [id, level, subject?.name, ...places, valueIdentity(old), valueIdentity(now)].map(String).join('\n');
}

function changeOf(
  draft: Draft,
  level: ChangeLevel,
  operations: readonly OperationName[],
  operationCount: number,
): Change {
  const basePointer = pointerTo(draft.base);
  const revisionPointer = pointerTo(draft.revision);
  return {
    id: draft.id,
    level,
    ...(basePointer === undefined ? {} : { basePointer }),
    ...(revisionPointer === undefined ? {} : { revisionPointer }),
    subject: clipSubject(draft.subject ?? {}),
    operations,
    operationCount,
    ...(draft.old === undefined ? {} : { old: boundValue(draft.old) }),
    ...(draft.new === undefined ? {} : { new: boundValue(draft.new) }),
  };
}
