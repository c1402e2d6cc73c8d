/**
 * js-yaml's events to a value (YAML 1.2 §3.1, core schema, with merge keys), in one pass that also holds the limits: an
 * alias costs what it stands for each time it is used, so that no bomb is ever built. The value has plain objects and
 * arrays; what is used by alias is the same object in several places, never in itself.
 */
import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import type { Problem } from './analysis.ts';
import { DigitKeeper, type ExactDigits } from './exact-digits.ts';
import { InexactNumber, normaliseDecimal } from './inexact-number.ts';
import { formatPointer } from './json-pointer.ts';
import { limits } from './limits.ts';
import { createLineIndex } from './line-index.ts';
import { Meter, Refusal } from './meter.ts';
import { createProblem, type Position, quote } from './problem.ts';
import type { ProblemCode } from './problem-codes.ts';
import { startOf } from './yaml-events.ts';
import { nameOf, readPlain, readTagged } from './yaml-scalar.ts';

type Members = { [name: string]: unknown };
type Scalar = Extract<Event, { readonly type: 4 }>;
type Collection = Extract<Event, { readonly type: 2 | 3 }>;

/** What an alias stands for, and what it costs each time it is used; open while it is still being read. */
type Anchor = { readonly value: unknown; nodes: number; characters: number; height: number; isOpen: boolean };

/** An open list or object. `name` is set between a name and its value. */
type Frame = {
  readonly container: unknown[] | Members;
  readonly isList: boolean;
  readonly anchor: Anchor | undefined;
  name: string | undefined;
  isMerge: boolean;
  members: number;
  height: number;
  /** Names that came by a merge: a name of the object itself replaces them. */
  merged: Set<string> | undefined;
};

export type ComposedYaml = {
  /** Undefined when there is no content. */
  readonly value: unknown;
  readonly exact: ExactDigits;
  readonly warnings: readonly Problem[];
  readonly problem?: Problem;
};

const core = 'tag:yaml.org,2002:';

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof InexactNumber);

const isText = (value: unknown): value is string => typeof value === 'string';

class Composer {
  readonly warnings: Problem[] = [];
  readonly digits = new DigitKeeper();
  value: unknown;
  readonly #text: string;
  readonly #meter: Meter;
  readonly #frames: Frame[] = [];
  readonly #anchors = new Map<string, Anchor>();
  #frame: Frame | undefined;
  #event: Event | undefined;
  #documents = 0;
  #aliases = 0;
  #merges = 0;
  #positionAt: ((offset: number) => Position) | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#meter = new Meter(limits.expandedNodes, text.includes('\\') && /\\[uUx0]/.test(text));
  }

  /** A problem at the event being read. */
  tell(code: ProblemCode, message: string): Problem {
    const keys = this.#frames.map(({ container, name }) => (Array.isArray(container) ? container.length : name));
    const open = keys.indexOf(undefined);
    const known = (open < 0 ? keys : keys.slice(0, open)) as (string | number)[];
    const offset = this.#event === undefined ? undefined : startOf(this.#event);
    this.#positionAt ??= createLineIndex(this.#text);
    return createProblem(
      code,
      message,
      formatPointer(known),
      offset === undefined ? undefined : this.#positionAt(offset),
    );
  }

  warn(code: ProblemCode, message: string): void {
    if (this.warnings.length < limits.problems) this.warnings.push(this.tell(code, message));
  }

  read(event: Event): void {
    this.#event = event;
    if (event.type === EVENT_ID.SCALAR) this.readScalar(event);
    else if (event.type === EVENT_ID.POP) this.close();
    else if (event.type === EVENT_ID.MAPPING) this.open({}, false, event);
    else if (event.type === EVENT_ID.SEQUENCE) this.open([], true, event);
    else if (event.type === EVENT_ID.ALIAS) this.readAlias(this.#text.slice(event.anchorStart, event.anchorEnd));
    else this.startDocument(event);
  }

  startDocument({ directives }: Extract<Event, { readonly type: 1 }>): void {
    this.#documents += 1;
    if (this.#documents > 1) throw new Refusal('yaml-many-documents', 'The file holds more than one YAML document');
    if (directives.some(({ kind }) => kind === 'tag')) this.refuseTag();
  }

  /** The full name of a tag; undefined for none, and for `!`, which says nothing of collections. */
  readTag({ tagStart, tagEnd }: Scalar | Collection): string | undefined {
    if (tagStart < 0) return undefined;
    const tag = this.#text.slice(tagStart, tagEnd);
    return tag.startsWith('!<') ? tag.slice(2, -1) : tag.replace(/^!!/, core);
  }

  refuseTag(): never {
    throw new Refusal('yaml-tag', 'This tag is not allowed');
  }

  readScalar(event: Scalar): void {
    const source = event.valueStart < 0 ? '' : getScalarValue(this.#text, event);
    const tag = this.readTag(event);
    const isPlain = event.style === SCALAR_STYLE.PLAIN && tag === undefined;
    const value = isPlain ? readPlain(source) : this.readQuoted(source, tag);
    const characters = isText(value) ? value.length : 0;
    if (event.anchorStart >= 0) {
      const name = this.#text.slice(event.anchorStart, event.anchorEnd);
      this.#anchors.set(name, { value, nodes: 1, characters, height: 1, isOpen: false });
    }
    const isMerge = (isPlain && source === '<<') || tag === `${core}merge`;
    if (this.#frame?.isList === false && this.#frame.name === undefined) this.takeName(this.#frame, value, isMerge);
    else {
      this.#meter.nodes += 1;
      this.put(value, 1);
    }
  }

  readQuoted(source: string, tag: string | undefined): unknown {
    if (tag === undefined || tag === '!' || tag === `${core}merge`) return source;
    const value = readTagged(source, tag);
    return value === undefined ? this.refuseTag() : value;
  }

  open(container: unknown[] | Members, isList: boolean, event: Collection): void {
    const tag = this.readTag(event);
    if (tag !== undefined && tag !== '!' && tag !== `${core}${isList ? 'seq' : 'map'}`) this.refuseTag();
    if (this.#frame?.isList === false && this.#frame.name === undefined) this.refuseName();
    const { nodes, characters } = this.#meter;
    const isAnchored = event.anchorStart >= 0;
    const anchor = isAnchored ? { value: container, nodes, characters, height: 1, isOpen: true } : undefined;
    if (anchor !== undefined) this.#anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), anchor);
    this.#meter.nodes += 1;
    this.#frame = {
      container,
      isList,
      anchor,
      name: undefined,
      isMerge: false,
      members: 0,
      height: 0,
      merged: undefined,
    };
    this.#frames.push(this.#frame);
  }

  refuseName(): never {
    throw new Refusal('yaml-complex-key', 'A name must be text');
  }

  close(): void {
    const frame = this.#frames.pop();
    this.#frame = this.#frames.at(-1);
    if (frame === undefined) return;
    const { container, anchor, height } = frame;
    this.#meter.checkTotals();
    if (anchor !== undefined) {
      anchor.nodes = this.#meter.nodes - anchor.nodes;
      anchor.characters = this.#meter.characters - anchor.characters;
      anchor.height = height + 1;
      anchor.isOpen = false;
    }
    this.put(container, height + 1);
  }

  readAlias(name: string): void {
    const anchor = this.#anchors.get(name);
    this.#aliases += 1;
    if (this.#aliases > limits.aliases) {
      throw new Refusal('too-many-aliases', `There are more than ${limits.aliases} aliases`);
    }
    if (anchor === undefined) throw new Refusal('yaml-syntax', `There is no anchor ${quote(name)} before this alias`);
    if (anchor.isOpen) throw new Refusal('too-deep', 'An alias leads back to what contains it');
    if (this.#frame?.isList === false && this.#frame.name === undefined) {
      this.takeName(this.#frame, anchor.value, false);
      return;
    }
    this.#meter.checkDepth(this.#frames.length + anchor.height);
    this.#meter.nodes += anchor.nodes;
    this.#meter.characters += anchor.characters;
    this.#meter.checkTotals();
    this.put(anchor.value, anchor.height);
  }

  takeName(frame: Frame, value: unknown, isMerge: boolean): void {
    frame.isMerge = isMerge;
    if (typeof value === 'object' && value !== null && !(value instanceof InexactNumber)) this.refuseName();
    let name = isText(value) ? value : nameOf(value);
    if (this.#meter.countName(name)) {
      name = name.toWellFormed();
      this.warn('lone-surrogate', 'A name has half a character');
    }
    if (!isMerge && Object.hasOwn(frame.container, name) && !frame.merged?.has(name)) {
      throw new Refusal('yaml-duplicate-key', `The name ${quote(name)} is already in the mapping`);
    }
    frame.name = name;
  }

  /** A value, whose height is known, goes where it belongs. */
  put(value: unknown, height: number): void {
    const frame = this.#frame;
    if (frame === undefined) {
      this.value = value instanceof InexactNumber ? value.value : value;
      return;
    }
    if (height > frame.height) frame.height = height;
    if (Array.isArray(frame.container)) {
      const index = frame.container.length;
      frame.container.push(value);
      if (typeof value !== 'boolean') this.finish(frame.container, index, value);
      return;
    }
    const name = frame.name as string;
    if (frame.isMerge) this.merge(frame, value);
    else {
      frame.container[name] = value;
      frame.merged?.delete(name);
      frame.members += 1;
      if (typeof value !== 'boolean') this.finish(frame.container, name, value);
      this.#meter.countMembers(frame.members);
    }
    frame.name = undefined;
  }

  /** Texts are measured and repaired, numbers held to what JSON has. */
  finish(container: object, key: string | number, value: unknown): void {
    if (isText(value)) {
      if (!this.#meter.countText(value)) return;
      (container as Members)[key] = value.toWellFormed();
      this.warn('lone-surrogate', 'This text has half a character');
    } else if (typeof value === 'number') {
      if (!Number.isFinite(value)) throw new Refusal('number-not-finite', `${value} is not a JSON value`);
    } else if (value instanceof InexactNumber) {
      (container as Members)[key] = value.value;
      this.digits.keep(container, key, normaliseDecimal(value.digits));
      this.warn('number-inexact', `${quote(value.digits)} cannot be kept exactly as a number`);
    }
  }

  /** `<<`: members of one mapping, or of each of a list, that the object does not have. */
  merge(frame: Frame, value: unknown): void {
    for (const source of Array.isArray(value) ? value : [value]) {
      if (!isMembers(source)) throw new Refusal('yaml-syntax', 'Only mappings can be merged (<<)');
      const names = Object.keys(source);
      this.#merges += names.length + 1;
      if (this.#merges > limits.mergeKeys) {
        throw new Refusal('too-many-aliases', `Merges (<<) bring in more than ${limits.mergeKeys} members`);
      }
      for (const name of names) this.mergeMember(frame, source, name);
    }
  }

  mergeMember(frame: Frame, source: Members, name: string): void {
    const container = frame.container as Members;
    if (Object.hasOwn(container, name)) return;
    container[name] = source[name];
    frame.members += 1;
    frame.merged ??= new Set();
    frame.merged.add(name);
    const digits = this.digits.kept.get(source)?.get(name);
    if (digits !== undefined) this.digits.keep(container, name, digits);
  }
}

export function composeYaml(events: readonly Event[], text: string): ComposedYaml {
  const composer = new Composer(text);
  let problem: Problem | undefined;
  try {
    for (const event of events) composer.read(event);
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    problem = composer.tell(fault.code, fault.message);
  }
  const { value, digits, warnings } = composer;
  return { value, exact: digits.kept, warnings, ...(problem && { problem }) };
}
