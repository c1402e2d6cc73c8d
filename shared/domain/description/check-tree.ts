/**
 * One walk over a parsed document: the limits of trust.md with every YAML alias counted as often as it is used (each
 * shared object is measured once), names and numbers that are refused, half characters replaced, digits kept.
 */
import type { Problem } from './analysis.ts';
import { InexactNumber, normaliseDecimal } from './inexact-number.ts';
import { formatPointer } from './json-pointer.ts';
import { limits } from './limits.ts';
import { createProblem, quote } from './problem.ts';
import type { ProblemCode } from './problem-codes.ts';

type Branch = { [name: string | number]: unknown };

/** Digits of numbers that lost some, by the object or list they are in and their name or index in it. */
export type ExactDigits = ReadonlyMap<object, ReadonlyMap<string, string>>;

export type CheckedTree = {
  readonly value: unknown;
  /** Names of all objects together, as written. */
  readonly members: number;
  readonly exact: ExactDigits;
  readonly warnings: readonly Problem[];
  readonly problem?: Problem;
};

/** Size of a shared object, known after its first visit; undefined while that visit lasts. */
type Size = { readonly nodes: number; readonly characters: number; readonly height: number } | undefined;

export type TreeFacts = {
  /** The same object may be in several places. */
  readonly shared: boolean;
  /** Texts may hold what the document itself cannot: NUL, half characters. */
  readonly escapes: boolean;
};

class Refusal extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

class TreeWalk {
  nodes = 0;
  characters = 0;
  members = 0;
  readonly warnings: Problem[] = [];
  readonly exact = new Map<object, Map<string, string>>();
  /** The way to the value being visited, as far as its level. */
  readonly #keys: (string | number)[] = [];
  readonly #sizes: Map<object, Size> | undefined;
  readonly #escapes: boolean;

  constructor({ shared, escapes }: TreeFacts) {
    this.#sizes = shared ? new Map() : undefined;
    this.#escapes = escapes;
  }

  tell(code: ProblemCode, message: string, level: number): Problem {
    return createProblem(code, message, formatPointer(this.#keys.slice(0, level - 1)));
  }

  refuse(code: ProblemCode, message: string, level: number): never {
    throw new Refusal(this.tell(code, message, level));
  }

  warn(code: ProblemCode, message: string, level: number): void {
    if (this.warnings.length < limits.problems) this.warnings.push(this.tell(code, message, level));
  }

  /** Visits a value at a level (the root is 1); answers its height (a leaf is 1). */
  visit(holder: Branch, key: string | number, level: number): number {
    const value = holder[key];
    this.nodes += 1;
    if (level > limits.depth) this.refuse('too-deep', `The nesting exceeds ${limits.depth} levels`, level);
    if (typeof value === 'string') this.visitText(holder, key, value, level);
    else if (typeof value === 'number') {
      if (!Number.isFinite(value)) this.refuse('number-not-finite', `${value} is not a JSON value`, level);
    } else if (typeof value === 'object' && value !== null) {
      if (!(value instanceof InexactNumber)) return this.visitBranch(value as Branch, level);
      this.visitInexact(holder, key, value, level);
    }
    return 1;
  }

  visitText(holder: Branch, key: string | number, value: string, level: number): void {
    this.characters += value.length;
    if (value.length > limits.stringCharacters) {
      const message = `This text has ${value.length} characters, the limit is ${limits.stringCharacters}`;
      this.refuse('string-too-long', message, level);
    }
    if (!this.#escapes || value.isWellFormed()) return;
    holder[key] = value.toWellFormed();
    this.warn('lone-surrogate', 'This text has half a character', level);
  }

  visitInexact(holder: Branch, key: string | number, number: InexactNumber, level: number): void {
    holder[key] = number.value;
    const known = this.exact.get(holder) ?? new Map<string, string>();
    this.exact.set(holder, known.set(String(key), normaliseDecimal(number.digits)));
    this.characters += number.digits.length;
    this.warn('number-inexact', `${quote(number.digits)} cannot be kept exactly as a number`, level);
  }

  visitBranch(branch: Branch, level: number): number {
    if (this.#sizes === undefined) return this.visitMembers(branch, level);
    if (this.#sizes.has(branch)) return this.repeat(this.#sizes.get(branch), level);
    const { nodes, characters } = this;
    this.#sizes.set(branch, undefined);
    const height = this.visitMembers(branch, level);
    this.#sizes.set(branch, { nodes: this.nodes - nodes, characters: this.characters - characters, height });
    return height;
  }

  repeat(size: Size, level: number): number {
    if (size === undefined) this.refuse('too-deep', 'An alias leads back to what contains it', level);
    if (level + size.height - 1 > limits.depth) {
      this.refuse('too-deep', `The nesting exceeds ${limits.depth} levels`, level);
    }
    this.nodes += size.nodes;
    this.characters += size.characters;
    this.checkSize(level);
    return size.height;
  }

  visitMembers(branch: Branch, level: number): number {
    let height = 0;
    if (Array.isArray(branch)) {
      for (let index = 0; index < branch.length; index += 1) {
        this.#keys[level - 1] = index;
        height = Math.max(height, this.visit(branch, index, level + 1));
      }
    } else {
      const names = Object.keys(branch);
      this.members += names.length;
      if (names.length > limits.members) {
        const message = `This object has ${names.length} members, the limit is ${limits.members}`;
        this.refuse('too-many-nodes', message, level);
      }
      for (const name of names) {
        this.#keys[level - 1] = name;
        height = Math.max(height, this.visit(branch, this.checkName(branch, name, level), level + 1));
      }
    }
    this.checkSize(level);
    return height + 1;
  }

  /** The name as it may stay. */
  checkName(branch: Branch, name: string, level: number): string {
    this.characters += name.length;
    if (name.length > limits.keyCharacters) {
      const message = `A name has ${name.length} characters, the limit is ${limits.keyCharacters}`;
      this.refuse('key-too-long', message, level);
    }
    if (name === '__proto__') this.refuse('forbidden-key', 'The name `__proto__` is not allowed', level + 1);
    return this.#escapes ? this.checkCharacters(branch, name, level) : name;
  }

  /** What only escapes can bring into a name: NUL, and half characters. */
  checkCharacters(branch: Branch, name: string, level: number): string {
    if (name.includes('\0')) this.refuse('forbidden-key', `The name ${quote(name)} has a NUL character`, level);
    if (name.isWellFormed()) return name;
    const whole = name.toWellFormed();
    branch[whole] = branch[name];
    delete branch[name];
    this.#keys[level - 1] = whole;
    this.warn('lone-surrogate', 'A name has half a character', level + 1);
    return whole;
  }

  checkSize(level: number): void {
    const most = this.#sizes === undefined ? limits.nodes : limits.expandedNodes;
    if (this.nodes > most) this.refuse('too-many-nodes', `There are more than ${most} values`, level);
    if (this.characters > limits.expandedCharacters) {
      const message = `There are more than ${limits.expandedCharacters} characters, aliases included`;
      this.refuse('too-many-nodes', message, level);
    }
  }
}

/** Changes the value in place where it must be corrected. */
export function checkTree(value: unknown, facts: TreeFacts): CheckedTree {
  const walk = new TreeWalk(facts);
  const holder: Branch = { root: value };
  let problem: Problem | undefined;
  try {
    walk.visit(holder, 'root', 1);
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    problem = fault.problem;
  }
  const { members, exact, warnings } = walk;
  return { value: holder.root, members, exact, warnings, ...(problem && { problem }) };
}
