/** Which branch a value is told by (OpenAPI 3.1.1 §4.8.25; in 2.0 the property's name alone). */
import { isObject } from '../../description/specification.ts';
import type { SchemaComparison, SchemaPair } from '../compare-schemas.ts';
import { at, differ, member, membersOf, type Node } from '../document.ts';

function read({ value }: Node): { readonly name: unknown; readonly mapping: ReadonlyMap<string, unknown> } | undefined {
  const found = member(value, 'discriminator');
  if (typeof found === 'string') return { name: found, mapping: new Map() };
  if (!isObject(found)) return undefined;
  return { name: member(found, 'propertyName'), mapping: new Map(Object.entries(membersOf(member(found, 'mapping')))) };
}

export function checkDiscriminator(comparison: SchemaComparison, pair: SchemaPair): void {
  const [before, after] = [read(pair.base.node), read(pair.revision.node)];
  if (before === undefined && after === undefined) return;
  const base = { path: before === undefined ? pair.base.node.path : at(pair.base.node.path, 'discriminator') };
  const revision = {
    path: after === undefined ? pair.revision.node.path : at(pair.revision.node.path, 'discriminator'),
  };
  const places = { base, revision };
  if (before === undefined) {
    comparison.tell(pair, 'discriminator-added', { ...places, new: after?.name });
    return;
  }
  if (after === undefined) {
    comparison.tell(pair, 'discriminator-removed', { ...places, old: before.name });
    return;
  }
  if (differ(before.name, after.name)) {
    comparison.tell(pair, 'discriminator-property-name-changed', { ...places, old: before.name, new: after.name });
  }
  const added = [...after.mapping.keys()].filter((key) => !before.mapping.has(key));
  const removed = [...before.mapping.keys()].filter((key) => !after.mapping.has(key));
  if (added.length > 0) comparison.tell(pair, 'discriminator-mapping-added', { ...places, new: added });
  if (removed.length > 0) comparison.tell(pair, 'discriminator-mapping-deleted', { ...places, old: removed });
  for (const [key, old] of before.mapping) {
    const now = after.mapping.get(key);
    if (now !== undefined && differ(old, now))
      comparison.tell(pair, 'discriminator-mapping-changed', { ...places, subject: { name: key }, old, new: now });
  }
}
