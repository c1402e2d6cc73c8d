/**
 * JSON pointers to lines and columns of the text as published. One linear pass finds any number of pointers; nothing is
 * kept of the text but what was asked for. A member's place is its name, an item's place is its first character.
 */
import { parsePointer } from './json-pointer.ts';
import { createLineIndex } from './line-index.ts';
import type { DocumentFormat, ParsedDocument } from './parse-document.ts';
import { findJsonPlaces } from './positions-json.ts';
import { findYamlPlaces } from './positions-yaml.ts';
import type { Position } from './problem.ts';
import { createWanted, nearestOffset, type Wanted } from './wanted.ts';

type Events = ParsedDocument['events'];

const finders: { readonly [format in DocumentFormat]: (text: string, wanted: Wanted, events: Events) => void } = {
  json: findJsonPlaces,
  yaml: findYamlPlaces,
};

/**
 * Places of all pointers. What cannot be found (it came by an alias or a merge, or does not exist) has the place of its
 * nearest ancestor; only a text that cannot be read has none. `events`: those of a parsed YAML text, which is not read
 * again then.
 */
export function locateAll(
  text: string,
  format: DocumentFormat,
  pointers: Iterable<string>,
  events?: Events,
): ReadonlyMap<string, Position> {
  const root = createWanted();
  const leaves = [...new Set(pointers)].map((pointer) => [pointer, root.add(parsePointer(pointer) ?? [])] as const);
  if (leaves.length === 0) return new Map();
  finders[format](text, root, events);
  const positionAt = createLineIndex(text);
  const places = new Map<string, Position>();
  for (const [pointer, leaf] of leaves) {
    const offset = nearestOffset(leaf);
    if (offset !== undefined) places.set(pointer, positionAt(offset));
  }
  return places;
}

/** Place of one pointer; for many, `locateAll` reads the text once. */
export const locate = (text: string, format: DocumentFormat, pointer: string): Position | undefined =>
  locateAll(text, format, [pointer]).get(pointer);
