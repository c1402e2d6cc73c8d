/** Which single values are meant: enum, const, default, pattern, and the two that say what a text holds (JSON Schema §6, §8). */
import { canonicalText } from '../../description/canonical-text.ts';
import type { SchemaComparison, SchemaPair } from '../compare-schemas.ts';
import { at, differ, listOf, member } from '../document.ts';

export function checkValues(comparison: SchemaComparison, pair: SchemaPair): void {
  checkEnum(comparison, pair);
  checkExtensibleEnum(comparison, pair);
  checkSingle(comparison, pair, 'const', 'const');
  if (pair.role.isAlwaysSent !== true) checkSingle(comparison, pair, 'default', 'default-value');
  checkPattern(comparison, pair);
  for (const [keyword, effect] of [
    ['contentEncoding', 'content-encoding-changed'],
    ['contentMediaType', 'content-media-type-changed'],
  ] as const) {
    const [old, now] = [member(pair.base.node.value, keyword), member(pair.revision.node.value, keyword)];
    if (differ(old, now)) comparison.tell(pair, effect, { ...placesOf(pair, keyword), old, new: now });
  }
}

const placesOf = ({ base, revision }: SchemaPair, keyword: string) => ({
  base: { path: member(base.node.value, keyword) === undefined ? base.node.path : at(base.node.path, keyword) },
  revision: {
    path: member(revision.node.value, keyword) === undefined ? revision.node.path : at(revision.node.path, keyword),
  },
});

/** Null is told by the type. */
const valuesOf = (list: unknown): ReadonlyMap<string, unknown> =>
  new Map(
    listOf(list)
      .filter((value) => value !== null)
      .map((value) => [canonicalText(value), value]),
  );

function checkEnum(comparison: SchemaComparison, pair: SchemaPair): void {
  const [old, now] = [member(pair.base.node.value, 'enum'), member(pair.revision.node.value, 'enum')];
  if (old === now || (old === undefined && now === undefined)) return;
  const places = placesOf(pair, 'enum');
  if (!Array.isArray(old)) {
    if (Array.isArray(now)) comparison.tell(pair, ['became-enum', 'enum-value-removed'], { ...places, new: now });
    return;
  }
  // Any value is meant now.
  if (!Array.isArray(now)) {
    comparison.tell(pair, 'enum-value-added', { ...places, old });
    return;
  }
  const [before, after] = [valuesOf(old), valuesOf(now)];
  for (const [text, value] of after) {
    if (!before.has(text)) comparison.tell(pair, 'enum-value-added', { ...places, new: value });
  }
  for (const [text, value] of before) {
    if (!after.has(text)) comparison.tell(pair, 'enum-value-removed', { ...places, old: value });
  }
}

function checkExtensibleEnum(comparison: SchemaComparison, pair: SchemaPair): void {
  const keyword = 'x-extensible-enum';
  const [before, after] = [pair.base, pair.revision].map(({ node }) => valuesOf(member(node.value, keyword)));
  for (const [text, value] of before ?? []) {
    if (after?.has(text) === false && after.size > 0)
      comparison.tell(pair, 'x-extensible-enum-value-removed', { ...placesOf(pair, keyword), old: value });
  }
}

function checkSingle(comparison: SchemaComparison, pair: SchemaPair, keyword: string, effect: string): void {
  const [old, now] = [member(pair.base.node.value, keyword), member(pair.revision.node.value, keyword)];
  if (old === now) return;
  const told = { ...placesOf(pair, keyword), old, new: now };
  if (old === undefined) comparison.tell(pair, `${effect}-added`, told);
  else if (now === undefined) comparison.tell(pair, `${effect}-removed`, told);
  else if (differ(old, now)) comparison.tell(pair, `${effect}-changed`, told);
}

/** Patterns that every text matches. */
const isAnyText = (pattern: unknown): boolean => typeof pattern === 'string' && /^\^?\.\*\$?$/.test(pattern);

function checkPattern(comparison: SchemaComparison, pair: SchemaPair): void {
  const [old, now] = [member(pair.base.node.value, 'pattern'), member(pair.revision.node.value, 'pattern')];
  if (!differ(old, now)) return;
  const told = { ...placesOf(pair, 'pattern'), old, new: now };
  if (old === undefined) comparison.tell(pair, ['pattern-added', 'pattern-tightened'], told);
  else if (now === undefined) comparison.tell(pair, ['pattern-removed', 'pattern-relaxed'], told);
  else
    comparison.tell(
      pair,
      [...(isAnyText(now) ? ['pattern-generalized'] : []), 'pattern-changed', 'pattern-relaxed'],
      told,
    );
}
