/** Counts what a document costs while it is read, and refuses it by name as soon as it is over a limit of trust.md. */
import { limits } from './limits.ts';
import { quote } from './problem.ts';
import type { ProblemCode } from './problem-codes.ts';

/** Thrown inside a reader, caught where the place is known, never seen outside. */
export class Refusal extends Error {
  readonly code: ProblemCode;

  constructor(code: ProblemCode, message: string) {
    super(message);
    this.code = code;
  }
}

export class Meter {
  nodes = 0;
  characters = 0;
  readonly #mostNodes: number;
  /** Texts may hold what the document itself cannot: NUL, half characters. */
  readonly #escapes: boolean;

  constructor(mostNodes: number, escapes: boolean) {
    this.#mostNodes = mostNodes;
    this.#escapes = escapes;
  }

  /** Answers true for a text with half a character. */
  countText(text: string): boolean {
    this.characters += text.length;
    if (text.length > limits.stringCharacters) {
      const message = `This text has ${text.length} characters, the limit is ${limits.stringCharacters}`;
      throw new Refusal('string-too-long', message);
    }
    return this.#escapes && !text.isWellFormed();
  }

  /** Answers true for a name with half a character. `__proto__` would reach the prototype, NUL cannot be stored. */
  countName(name: string): boolean {
    this.characters += name.length;
    if (name.length > limits.keyCharacters) {
      const message = `A name has ${name.length} characters, the limit is ${limits.keyCharacters}`;
      throw new Refusal('key-too-long', message);
    }
    if (name === '__proto__') throw new Refusal('forbidden-key', 'The name `__proto__` is not allowed');
    if (!this.#escapes) return false;
    if (name.includes('\0')) throw new Refusal('forbidden-key', `The name ${quote(name)} has a NUL character`);
    return !name.isWellFormed();
  }

  countMembers(count: number): void {
    if (count <= limits.members) return;
    throw new Refusal('too-many-nodes', `An object has more than ${limits.members} members`);
  }

  checkDepth(level: number): void {
    if (level > limits.depth) throw new Refusal('too-deep', `The nesting exceeds ${limits.depth} levels`);
  }

  checkTotals(): void {
    if (this.nodes > this.#mostNodes) {
      throw new Refusal('too-many-nodes', `There are more than ${this.#mostNodes} values, aliases included`);
    }
    if (this.characters > limits.expandedCharacters) {
      const message = `There are more than ${limits.expandedCharacters} characters, aliases included`;
      throw new Refusal('too-many-nodes', message);
    }
  }
}
