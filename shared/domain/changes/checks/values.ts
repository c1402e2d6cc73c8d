/** Which single values are meant: enum, const, default, pattern, and the two that say what a text holds (JSON Schema §6, §8). */
import { canonicalText } from '../../description/canonical-text.ts';
import { placesOf, type SchemaComparison, type SchemaPair, type Side } from '../compare-schemas.ts';
import { differ, listOf, member } from '../document.ts';
import { contentOf } from '../schema-facts.ts';

export function checkValues(comparison: SchemaComparison, pair: SchemaPair): void {
  checkEnum(comparison, pair);
  checkExtensibleEnum(comparison, pair);
  if (!isListedOnce(pair)) checkSingle(comparison, pair, 'const', 'const');
  if (pair.role.isAlwaysSent !== true) checkSingle(comparison, pair, 'default', 'default-value');
  checkPattern(comparison, pair);
  for (const [keyword, effect] of [
    ['contentEncoding', 'content-encoding-changed'],
    ['contentMediaType', 'content-media-type-changed'],
  ] as const) {
    const [old, now] = [
      contentOf(pair.base.node, pair.revision.node, keyword),
      contentOf(pair.revision.node, pair.base.node, keyword),
    ];
    if (differ(old, now)) comparison.tell(pair, effect, { ...placesOf(pair, keyword), old, new: now });
  }
}

/** Null is told by the type. */
const valuesOf = (list: unknown): ReadonlyMap<string, unknown> =>
  new Map(
    listOf(list)
      .filter((value) => value !== null)
      .map((value) => [canonicalText(value), value]),
  );

/** A const on one side is a list of one where the other side has a list (JSON Schema Validation §6.1.3). */
function listedValues({ node }: Side, other: Side): unknown {
  const only = member(node.value, 'const');
  const isListed = only !== undefined && Array.isArray(member(other.node.value, 'enum'));
  return isListed && member(node.value, 'enum') === undefined ? [only] : member(node.value, 'enum');
}

const isListedOnce = ({ base, revision }: SchemaPair): boolean =>
  [
    [base, revision],
    [revision, base],
  ].some(
    ([one, other]) =>
      one !== undefined &&
      other !== undefined &&
      member(one.node.value, 'const') !== undefined &&
      member(other.node.value, 'const') === undefined &&
      Array.isArray(member(other.node.value, 'enum')),
  );

function checkEnum(comparison: SchemaComparison, pair: SchemaPair): void {
  const [old, now] = [listedValues(pair.base, pair.revision), listedValues(pair.revision, pair.base)];
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
