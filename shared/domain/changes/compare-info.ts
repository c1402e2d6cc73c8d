/** What is said of the description as a whole (OpenAPI Info Object): read by people, not by programs. */
import type { SchemaComparison } from './compare-schemas.ts';
import { at, type Document, differ, member, membersOf } from './document.ts';

const members: readonly (readonly [name: string, id: string])[] = [
  ['title', 'api-title-changed'],
  ['description', 'api-description-changed'],
  ['summary', 'api-description-changed'],
  ['termsOfService', 'api-terms-changed'],
  ['contact', 'api-contact-changed'],
  ['license', 'api-license-changed'],
];

const declared = ({ root }: Document): unknown => member(root, 'openapi') ?? member(root, 'swagger');

export function compareInfo({ base, revision, record }: SchemaComparison): void {
  const [before, after] = [base, revision].map(({ root }) => membersOf(member(root, 'info')));
  for (const [name, id] of members) {
    const [old, now] = [before, after].map((info) => member(info ?? {}, name));
    if (!differ(old, now)) continue;
    const placeOf = (value: unknown) => ({
      path: value === undefined ? at(undefined, 'info') : at(undefined, 'info', name),
    });
    record.tell(id, { base: placeOf(old), revision: placeOf(now), old, new: now });
  }
  const [old, now] = [declared(base), declared(revision)];
  if (differ(old, now)) {
    const root = { path: undefined };
    record.tell('openapi-version-changed', { base: root, revision: root, old, new: now });
  }
}
