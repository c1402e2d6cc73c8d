/** What else is to be said of a revision that breaks its callers: its version number, and an end announced for later. */
import { wordOf } from '../text.ts';
import type { Change, ComparisonNote } from './change.ts';
import type { SchemaComparison } from './compare-schemas.ts';
import { type Document, member, membersOf } from './document.ts';
import { dayOf, readLifecycle } from './lifecycle-marks.ts';
import type { Operation } from './read-operations.ts';

/** Numbers of a version; undefined when it has none. */
function numbersOf({ root }: Document): readonly [major: number, minor: number, patch: number] | undefined {
  const version = member(membersOf(member(root, 'info')), 'version');
  const [, major, minor = '0', patch = '0'] =
    /^\s*[vV]?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?/.exec(wordOf(version)) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
}

/** Semantic Versioning 2.0.0 §8; below 1.0.0 it is the minor number that breaks (§4). */
function versionNote(base: Document, revision: Document): ComparisonNote | undefined {
  const [before, after] = [numbersOf(base), numbersOf(revision)];
  if (before === undefined || after === undefined) return undefined;
  const index = before.findIndex((number, place) => number !== after[place]);
  if (index < 0) return 'api-version-not-bumped';
  if ((after[index] ?? 0) < (before[index] ?? 0)) return 'api-version-decreased';
  const breakingPlace = before[0] === 0 ? 1 : 0;
  return index > breakingPlace ? 'api-major-version-not-bumped' : undefined;
}

/** Days announced for the whole, or for one of the operations that a breaking change reaches. */
function isBeforeSunset(
  { base, today }: SchemaComparison,
  operations: readonly Operation[],
  breaking: readonly Change[],
): boolean {
  if (breaking.some(({ id }) => id.endsWith('-before-sunset'))) return true;
  const whole = [base.root, membersOf(member(base.root, 'info'))].map((each) => member(each, 'x-sunset'));
  if (whole.some((text) => typeof text === 'string' && (dayOf(text) ?? '') > today)) return true;
  const ending = new Set(
    operations
      .filter(({ value }) => (readLifecycle(value).sunset?.day ?? '') > today)
      .map(({ method, template }) => `${method.toUpperCase()} ${template}`),
  );
  return breaking.some((change) => change.operations.some(({ method, path }) => ending.has(`${method} ${path}`)));
}

/** `operations`: of the base. */
export function notesOn(
  comparison: SchemaComparison,
  operations: readonly Operation[],
  changes: readonly Change[],
): readonly ComparisonNote[] {
  const breaking = changes.filter(({ level }) => level === 'breaking');
  if (breaking.length === 0) return [];
  const version = versionNote(comparison.base, comparison.revision);
  return [
    ...(version === undefined ? [] : [version]),
    ...(isBeforeSunset(comparison, operations, breaking) ? (['breaking-before-sunset'] as const) : []),
  ];
}
