/** What a description may be before it costs more than its own verdict: the figures of trust.md, "Documents". */

const mebi = 1024 * 1024;

export const limits = {
  bytes: 20 * mebi,
  /** Values on the way from the root to a leaf, both counted. The deepest of 612 real documents has 20. */
  depth: 100,
  /** Values as written. */
  nodes: 2_000_000,
  /** Values with every YAML alias counted as often as it is used; an alias cap alone does not stop a bomb. */
  expandedNodes: 4_000_000,
  /** Characters of text, likewise: a long text may be repeated too. */
  expandedCharacters: 64 * mebi,
  /** Members of one object, items of one array are bounded by `nodes`. */
  members: 100_000,
  stringCharacters: mebi,
  keyCharacters: 1024,
  aliases: 100,
  mergeKeys: 1000,
  pointerCharacters: 1024,
  urlCharacters: 2048,
  /** Problems told of one document; all are counted. */
  problems: 200,
  messageCharacters: 400,
  /** External documents told of one description. */
  referenceFacts: 60,
  references: { documents: 50, bytes: 20 * mebi, depth: 10, perHost: 2, waitMs: 30_000 },
} as const;
