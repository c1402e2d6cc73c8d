/** One walk over parsed JSON: limits, names that are refused, half characters replaced, digits kept. */
import type { Problem } from './analysis.ts';
import { DigitKeeper, type ExactDigits } from './exact-digits.ts';
import { InexactNumber, normaliseDecimal } from './inexact-number.ts';
import { formatPointer } from './json-pointer.ts';
import { limits } from './limits.ts';
import { Meter, Refusal } from './meter.ts';
import { createProblem, quote } from './problem.ts';
import type { ProblemCode } from './problem-codes.ts';

type Branch = { [name: string | number]: unknown };

export type CheckedTree = {
  readonly value: unknown;
  /** Names of all objects together. */
  readonly members: number;
  readonly exact: ExactDigits;
  readonly warnings: readonly Problem[];
  readonly problem?: Problem;
};

class TreeWalk {
  members = 0;
  readonly warnings: Problem[] = [];
  readonly digits = new DigitKeeper();
  readonly #meter: Meter;
  /** The way to the value being visited. */
  readonly #keys: (string | number)[] = [];
  #level = 0;

  constructor(escapes: boolean) {
    this.#meter = new Meter(limits.nodes, escapes);
  }

  tell(code: ProblemCode, message: string): Problem {
    return createProblem(code, message, formatPointer(this.#keys.slice(0, this.#level)));
  }

  warn(code: ProblemCode, message: string): void {
    if (this.warnings.length < limits.problems) this.warnings.push(this.tell(code, message));
  }

  visit(holder: Branch, key: string | number): void {
    const value = holder[key];
    if (typeof value === 'string') {
      if (!this.#meter.countText(value)) return;
      holder[key] = value.toWellFormed();
      this.warn('lone-surrogate', 'This text has half a character');
    } else if (typeof value === 'object' && value !== null) {
      if (value instanceof InexactNumber) this.visitInexact(holder, key, value);
      else if (Array.isArray(value)) this.visitItems(value);
      else this.visitMembers(value as Branch);
    }
  }

  visitInexact(holder: Branch, key: string | number, number: InexactNumber): void {
    holder[key] = number.value;
    this.digits.keep(holder, key, normaliseDecimal(number.digits));
    this.warn('number-inexact', `${quote(number.digits)} cannot be kept exactly as a number`);
  }

  visitItems(items: unknown[]): void {
    this.#level += 1;
    for (let index = 0; index < items.length; index += 1) {
      this.#keys[this.#level - 1] = index;
      this.visit(items as never, index);
    }
    this.#level -= 1;
  }

  visitMembers(branch: Branch): void {
    const names = Object.keys(branch);
    this.members += names.length;
    this.#meter.countMembers(names.length);
    this.#level += 1;
    for (const name of names) {
      this.#keys[this.#level - 1] = name;
      if (this.#meter.countName(name)) this.visit(branch, this.repairName(branch, name));
      else this.visit(branch, name);
    }
    this.#level -= 1;
  }

  repairName(branch: Branch, name: string): string {
    const whole = name.toWellFormed();
    branch[whole] = branch[name];
    delete branch[name];
    this.#keys[this.#level - 1] = whole;
    this.warn('lone-surrogate', 'A name has half a character');
    return whole;
  }
}

/**
 * Changes the value in place where it must be corrected. Depth and number of values were scanned before (json-scan.ts).
 * `escapes`: texts may hold what the document itself cannot, NUL and half characters.
 */
export function checkTree(value: unknown, escapes: boolean): CheckedTree {
  const walk = new TreeWalk(escapes);
  const holder: Branch = { root: value };
  let problem: Problem | undefined;
  try {
    walk.visit(holder, 'root');
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    problem = walk.tell(fault.code, fault.message);
  }
  const { members, digits, warnings } = walk;
  return { value: holder.root, members, exact: digits.kept, warnings, ...(problem && { problem }) };
}
