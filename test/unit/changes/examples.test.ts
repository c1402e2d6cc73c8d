/** Each id has an example, and the comparison tells that id of it. */
import { describe, expect, it } from 'vitest';
import { catalogue, changeIds } from '../../../shared/domain/changes/catalogue.ts';
import { compare } from '../../../shared/domain/changes/compare.ts';
import { exampleOf } from '../../../shared/domain/changes/examples.ts';
import { parsePointer } from '../../../shared/domain/description/json-pointer.ts';
import { isObject } from '../../../shared/domain/description/specification.ts';

const today = '2026-11-23';

function exists(document: unknown, pointer: string): boolean {
  let place = document;
  for (const key of parsePointer(pointer) ?? ['']) {
    const members: unknown = Array.isArray(place) ? { ...place } : place;
    if (!isObject(members) || !Object.hasOwn(members, key)) return false;
    place = members[key];
  }
  return true;
}

describe('the example', () => {
  it.each(changeIds)('of %s is told so, at its level, at places that exist', (id) => {
    const { base, revision } = exampleOf(id) ?? {};
    const { changes } = compare(base, revision, today);
    const found = changes.find((change) => change.id === id);
    expect(found ?? changes.map((change) => change.id)).toMatchObject({ id, level: catalogue[id].level });
    for (const [document, pointer] of [
      [base, found?.basePointer],
      [revision, found?.revisionPointer],
    ] as const) {
      if (pointer !== undefined) expect(exists(document, pointer), pointer).toBe(true);
    }
    expect(found?.basePointer ?? found?.revisionPointer).toBeDefined();
  });
});
