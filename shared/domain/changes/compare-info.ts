/** What is said of the description as a whole (OpenAPI Info Object): read by people, not by programs. */
import type { SchemaComparison } from './compare-schemas.ts';
import { at, type Document, differ, member, membersOf, type Node, placeOf } from './document.ts';

const members: readonly (readonly [name: string, id: string])[] = [
  ['title', 'api-title-changed'],
  ['description', 'api-description-changed'],
  ['summary', 'api-description-changed'],
  ['termsOfService', 'api-terms-changed'],
  ['contact', 'api-contact-changed'],
  ['license', 'api-license-changed'],
];

const declared = ({ root }: Document): unknown => member(root, 'openapi') ?? member(root, 'swagger');

const infoOf = ({ root }: Document): Node => ({ value: membersOf(member(root, 'info')), path: at(undefined, 'info') });

export function compareInfo({ base, revision, record }: SchemaComparison): void {
  const [before, after] = [infoOf(base), infoOf(revision)];
  for (const [name, id] of members) {
    const [old, now] = [member(before.value, name), member(after.value, name)];
    if (!differ(old, now)) continue;
    record.tell(id, { base: placeOf(before, name), revision: placeOf(after, name), old, new: now });
  }
  const [old, now] = [declared(base), declared(revision)];
  if (differ(old, now)) {
    const root = { path: undefined };
    record.tell('openapi-version-changed', { base: root, revision: root, old, new: now });
  }
}
