/** The pointers someone asks for, as a tree that is walked beside the text; each node takes the offset it is found at. */
export class Wanted {
  offset: number | undefined;
  readonly parent: Wanted | undefined;
  readonly #children = new Map<string, Wanted>();

  constructor(parent?: Wanted) {
    this.parent = parent;
  }

  add(tokens: readonly string[]): Wanted {
    let node: Wanted = this;
    for (const token of tokens) {
      const child = node.#children.get(token) ?? new Wanted(node);
      node.#children.set(token, child);
      node = child;
    }
    return node;
  }

  child(token: string): Wanted | undefined {
    return this.#children.get(token);
  }

  get isLeaf(): boolean {
    return this.#children.size === 0;
  }
}

export const createWanted = (): Wanted => new Wanted();

export function nearestOffset(leaf: Wanted): number | undefined {
  let node: Wanted | undefined = leaf;
  while (node !== undefined && node.offset === undefined) node = node.parent;
  return node?.offset;
}
