/** Words and examples of a schema: no caller's program reads them. */
import { placesOf, type SchemaComparison, type SchemaPair } from '../compare-schemas.ts';
import { differ, member } from '../document.ts';

const words: readonly (readonly [keyword: string, id: string])[] = [
  ['title', 'schema-description-changed'],
  ['description', 'schema-description-changed'],
  ['example', 'example-changed'],
  ['examples', 'example-changed'],
];

export function checkWording(comparison: SchemaComparison, pair: SchemaPair): void {
  const { base, revision } = pair;
  for (const [keyword, id] of words) {
    const [old, now] = [member(base.node.value, keyword), member(revision.node.value, keyword)];
    if (!differ(old, now)) continue;
    comparison.tellAs(pair, id, {
      ...placesOf(pair, keyword),
      old,
      new: now,
    });
  }
}
