/**
 * The findings of one rule that are listed: so many, and of so many characters in all, since each pointer of a deep
 * document with long names may have a hundred thousand. The first is always listed.
 */
import type { Finding } from './report.ts';

/** Of one pointer, on average; those of real documents have 80. */
const pointerCharacters = 256;

export class FindingList {
  readonly findings: Finding[] = [];
  readonly #most: number;
  #characters = 0;

  constructor(most: number) {
    this.#most = most;
  }

  hasRoom(): boolean {
    return this.findings.length < this.#most && this.#characters < this.#most * pointerCharacters;
  }

  add(finding: Finding): void {
    this.#characters += finding.pointer.length;
    this.findings.push(finding);
  }
}
