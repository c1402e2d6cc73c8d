/** Media types of a body matched by name, then one left on each side by how general it is (RFC 9110 §12.5.1). */

type Rename = readonly [old: string, now: string, effect: 'generalized' | 'specialized'];

export type MediaTypeMatch = {
  readonly matched: readonly (readonly [string, string])[];
  readonly renamed: readonly Rename[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
};

/** Without its parameters. */
const typeOf = (name: string): string => name.split(';')[0] ?? '';

/** Whether the first means all that the second does: `application/*`, or a suffix's own type (RFC 6839). */
function covers(wide: string, narrow: string): boolean {
  const [type = '', subtype = ''] = typeOf(wide).split('/');
  const [narrowType = '', narrowSubtype = ''] = typeOf(narrow).split('/');
  if (typeOf(wide) === '*/*') return true;
  if (subtype === '*') return type === narrowType;
  return type === narrowType && narrowSubtype.endsWith(`+${subtype}`);
}

/** One left of a type on each side: its parameters changed. */
function sameType(gone: readonly string[], come: readonly string[]): readonly (readonly [string, string])[] {
  const [old, now] = [Map.groupBy(gone, typeOf), Map.groupBy(come, typeOf)];
  return [...old].flatMap(([type, [one, ...others]]) => {
    const [other, ...more] = now.get(type) ?? [];
    return one !== undefined && other !== undefined && others.length + more.length === 0 ? [[one, other] as const] : [];
  });
}

export function matchMediaTypes(
  before: readonly string[],
  after: readonly string[],
  isRequest: boolean,
): MediaTypeMatch {
  const kept = new Set(after).intersection(new Set(before));
  const gone = before.filter((name) => !kept.has(name));
  const come = after.filter((name) => !kept.has(name));
  const reworded = sameType(gone, come);
  const matched = [...[...kept].map((name) => [name, name] as const), ...reworded];
  // A request has to name its parameters: what it holds is compared, and the name is another one all the same.
  if (isRequest) return { matched, renamed: [], added: come, removed: gone };
  const removed = gone.filter((name) => !reworded.some(([old]) => old === name));
  const added = come.filter((name) => !reworded.some(([, now]) => now === name));
  const [old, now] = [removed[0], added[0]];
  if (removed.length !== 1 || added.length !== 1 || old === undefined || now === undefined) {
    return { matched, renamed: [], added, removed };
  }
  if (covers(now, old)) return { matched, renamed: [[old, now, 'generalized']], added: [], removed: [] };
  if (covers(old, now)) return { matched, renamed: [[old, now, 'specialized']], added: [], removed: [] };
  return { matched, renamed: [], added, removed };
}
