/**
 * What one rule says of one document. A place judged from several sides (a shared component) is told each time and counts
 * once. Places are compared as text only where that can happen: a walk visits each object once, so that what a rule says
 * of the object before it, or of its members, is new.
 */
import { clipText } from '../catalogue/clip-text.ts';
import { formatPointer, listKeys, type Path } from '../description/json-pointer.ts';
import { FindingList } from './finding-list.ts';
import type { Finding, RuleResult } from './report.ts';
import type { Teller, Values } from './rule.ts';

/** Characters of one value inside a message. */
const valueCharacters = 120;
/** So many tellings of one object are compared with each other; beyond, as text at the end. */
const comparedTellings = 8;

type Telling = { readonly path: Path; readonly fault: string; readonly values: Values | undefined };

/** Text that `clipText` would not change. */
const isFit = (value: string | number): boolean =>
  typeof value === 'number' || (value.length <= valueCharacters && /^[\x21-\x7e]*$/.test(value));

const clipValues = (values: Values): Values =>
  Object.values(values).every(isFit)
    ? values
    : Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          typeof value === 'string' ? clipText(value, valueCharacters) : value,
        ]),
      );

const pointerOf = (path: Path): string => formatPointer(listKeys(path));
const textOf = ({ path, fault, values }: Telling): string =>
  `${fault} ${pointerOf(path)} ${values === undefined ? '' : JSON.stringify(values)}`;

const toFinding = ({ path, fault, values }: Telling): Finding => ({
  fault,
  pointer: pointerOf(path),
  ...(values === undefined ? {} : { values: clipValues(values) }),
});

/** Faults differ, or keys do, more often than not. */
const isSame = (one: Telling, other: Telling): boolean =>
  one.fault === other.fault && one.path?.key === other.path?.key && textOf(one) === textOf(other);

/** Whether a place is an object, a member of it or a member's member. */
const isWithin = (path: Path, visited: Path): boolean =>
  path === visited || path?.parent === visited || path?.parent?.parent === visited;

/** The object that the rules are being shown: a new one for each. */
export type Visit = { path: Path };

export class Ledger {
  readonly teller: Teller;
  readonly #visit: Visit;
  #tellings: Telling[] = [];
  #seen = 0;
  #mayRepeat = false;
  /** The object of the last telling, and where its tellings begin. */
  #toldOf: Path;
  #toldFrom = 0;

  constructor(visit: Visit) {
    this.#visit = visit;
    this.teller = {
      saw: (places = 1) => {
        this.#seen += places;
      },
      tell: (path, fault, values) => this.tell({ path, fault, values }),
    };
  }

  /** The rule looks at several kinds of objects, and may tell a place from two of them. */
  mayRepeat(): void {
    this.#mayRepeat = true;
  }

  tell(telling: Telling): void {
    const { path } = this.#visit;
    if (path !== this.#toldOf) {
      this.#toldOf = path;
      this.#toldFrom = this.#tellings.length;
    }
    this.#mayRepeat ||= !isWithin(telling.path, path) || this.isToldTwice(telling);
    this.#tellings.push(telling);
  }

  isToldTwice(telling: Telling): boolean {
    if (this.#tellings.length - this.#toldFrom > comparedTellings) return true;
    for (let index = this.#toldFrom; index < this.#tellings.length; index += 1) {
      if (isSame(this.#tellings[index] as Telling, telling)) return true;
    }
    return false;
  }

  /** Findings beyond `most`, in the order of their telling, are counted only. */
  close(rule: string, most: number): RuleResult {
    const told = this.#mayRepeat ? this.distinct() : this.#tellings;
    const list = new FindingList(most);
    for (const telling of told) {
      if (!list.hasRoom()) break;
      list.add(toFinding(telling));
    }
    return { rule, tested: Math.max(this.#seen, told.length), count: told.length, findings: list.findings };
  }

  distinct(): readonly Telling[] {
    const known = new Set<string>();
    return this.#tellings.filter((telling) => {
      const text = textOf(telling);
      return !known.has(text) && known.add(text);
    });
  }
}
