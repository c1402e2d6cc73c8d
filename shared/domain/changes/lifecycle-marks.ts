/** How an operation, a parameter or a property is marked: deprecated, to end on a day, more or less stable. */
import type { Members } from '../description/specification.ts';
import { member } from './document.ts';

export type Marks = {
  readonly deprecated: boolean;
  /** As it stands; the day is undefined when it is none. */
  readonly sunset?: { readonly text: string; readonly day: string | undefined };
  /** Undefined: none given, or none we know. */
  readonly stability?: Stability;
};

/** From the least stable. */
const stabilities = ['draft', 'alpha', 'beta', 'stable'] as const;
type Stability = (typeof stabilities)[number];

/** The day of an RFC 3339 date or date-time; undefined when it is none. */
export function dayOf(text: string): string | undefined {
  const [, day] = /^(\d{4}-\d{2}-\d{2})(?:[Tt ].*)?$/.exec(text.trim()) ?? [];
  const at = day === undefined ? Number.NaN : Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day ? undefined : day;
}

export function readLifecycle(value: Members): Marks {
  const sunset = member(value, 'x-sunset');
  const stability = stabilities.find((name) => name === member(value, 'x-stability-level'));
  return {
    deprecated: member(value, 'deprecated') === true,
    ...(typeof sunset === 'string' && sunset !== '' ? { sunset: { text: sunset, day: dayOf(sunset) } } : {}),
    ...(stability === undefined ? {} : { stability }),
  };
}

/** What is not called anything is stable. */
const rankOf = ({ stability }: Marks): number => stabilities.indexOf(stability ?? 'stable');

export const isUnstable = (marks: Marks): boolean => rankOf(marks) < stabilities.indexOf('beta');

type Tell = (effect: string, told: { readonly old?: unknown; readonly new?: unknown }) => void;

type Removal = 'removed-without-deprecation' | 'removed-with-deprecation' | 'removed-before-sunset';

/** How what is gone was marked. Announced to end on a day that has come it is no news to anyone. `today`: yyyy-mm-dd. */
export function tellRemoval(
  { deprecated, sunset }: Marks,
  today: string,
  tell: (effect: Removal, told: { readonly old?: unknown; readonly level?: 'editorial' }) => void,
): void {
  const day = sunset?.day;
  if (!deprecated) tell('removed-without-deprecation', {});
  else if (day === undefined) tell('removed-with-deprecation', {});
  else if (day > today) tell('removed-before-sunset', { old: day });
  else tell('removed-with-deprecation', { old: day, level: 'editorial' });
}

/** `today`: yyyy-mm-dd. */
export function tellLifecycle(before: Marks, after: Marks, today: string, tell: Tell): void {
  if (after.deprecated && !before.deprecated) {
    if (after.sunset?.day === undefined) tell('deprecated', {});
    else tell('deprecated-with-sunset', { new: after.sunset.day });
  }
  if (before.deprecated && !after.deprecated) tell('reactivated', {});
  if (before.deprecated && after.deprecated && before.sunset !== undefined) tellSunset(before, after, today, tell);
  const [old, now] = [rankOf(before), rankOf(after)];
  const names = { old: before.stability ?? 'stable', new: after.stability ?? 'stable' };
  if (old !== now) tell(`stability-${now < old ? 'decreased' : 'increased'}`, names);
}

function tellSunset(before: Marks, after: Marks, today: string, tell: Tell): void {
  const [old, now] = [before.sunset?.day, after.sunset?.day];
  if (after.sunset === undefined) {
    tell('sunset-deleted', { old });
    return;
  }
  if (old === undefined || now === undefined || now >= old) return;
  if (old >= today) tell('sunset-date-changed-too-small', { old, new: now });
}
