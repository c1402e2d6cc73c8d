/**
 * The operator's file of severities and waivers, YAML or JSON: every fault is told with its line and column, unknown names
 * are refused with the nearest that is known, and nothing is half read.
 *
 *     severities: { has-contact: warn, modi-upload-risk: off }
 *     waivers: [{ rule: use-semver, pointer: /info/version, reason: Agreed with the catalogue, until: 2027-06-30 }]
 */
import { clipText } from '../catalogue/clip-text.ts';
import { isJsonObject, type JsonObject, memberOf } from '../catalogue/json-members.ts';
import { byPlace } from '../description/by-place.ts';
import { formatPointer, parsePointer } from '../description/json-pointer.ts';
import { parseDocument } from '../description/parse-document.ts';
import { locateAll } from '../description/positions.ts';
import { isCalendarDay } from './calendar-day.ts';
import { nearestName } from './nearest-name.ts';
import type { Overrides, Waiver } from './overrides.ts';
import { severities as ruleSeverities, type Severity } from './rule.ts';
import { findRule, ruleset } from './ruleset.ts';

export type OverridesProblem = {
  /** One English sentence without its full stop. */
  readonly message: string;
  /** 1-based; absent only when the text has no such place. */
  readonly line?: number;
  readonly column?: number;
};

export type OverridesFile =
  | { readonly ok: true; readonly overrides: Overrides }
  /** At least one, at most 100, in the order of the file. */
  | { readonly ok: false; readonly problems: readonly OverridesProblem[] };

type Fault = { readonly message: string; readonly pointer: string };
type Override = Severity | 'off';

const mostProblems = 100;
const mostWaivers = 10_000;
const longest = { reason: 1000, api: 200, pointer: 4000 };
const severities: readonly Override[] = [...ruleSeverities, 'off'];

/** A value, its path as messages call it (`waivers[0].rule`), its place, and the list its faults go to. */
class Place {
  readonly value: unknown;
  readonly path: string;
  readonly pointer: string;
  readonly #faults: Fault[];

  constructor(value: unknown, path: string, pointer: string, faults: Fault[]) {
    this.value = value;
    this.path = path;
    this.pointer = pointer;
    this.#faults = faults;
  }

  /** Tells a fault; what could not be read is undefined. */
  refuse(message: string): undefined {
    this.#faults.push({ message: `${this.path} ${message}`, pointer: this.pointer });
  }

  /** Asked of objects only. A missing member has the place of the object it is missing from. */
  at(name: string): Place {
    const value = memberOf(this.value as JsonObject, name);
    const path = this.pointer === '' ? name : `${this.path}.${clipText(name, 60)}`;
    return new Place(
      value,
      path,
      value === undefined ? this.pointer : this.pointer + formatPointer([name]),
      this.#faults,
    );
  }

  items(list: readonly unknown[]): readonly Place[] {
    return list
      .slice(0, mostWaivers)
      .map((item, index) => new Place(item, `${this.path}[${index}]`, `${this.pointer}/${index}`, this.#faults));
  }
}

const quoted = (text: string): string => `"${clipText(text, 60)}"`;

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function suggest(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? '' : `; did you mean ${nearest}?`;
}

/** The object's own names; those that are not known are refused. */
function expectObject(place: Place, known: readonly string[]): boolean {
  if (!isJsonObject(place.value)) return place.refuse(`must be an object, not ${kindOf(place.value)}`) ?? false;
  for (const name of Object.keys(place.value).filter((each) => !known.includes(each)))
    place.at(name).refuse(`is not known here${suggest(name, known) || `; known are ${known.join(', ')}`}`);
  return true;
}

const ruleIds = ruleset.map(({ id }) => id);

const knowsRule = (place: Place, name: string): boolean =>
  findRule(name) !== undefined || (place.refuse(`names no rule${suggest(name, ruleIds)}`) ?? false);

function severitiesOf(place: Place): Overrides['severities'] {
  const { value } = place;
  if (value === undefined) return {};
  if (!isJsonObject(value)) return place.refuse(`must be an object of rules, not ${kindOf(value)}`) ?? {};
  const read = Object.keys(value).flatMap((name): readonly (readonly [string, Override])[] => {
    const at = place.at(name);
    if (!knowsRule(at, name)) return [];
    const severity = severities.find((each) => each === at.value);
    if (severity !== undefined) return [[name, severity]];
    const given = typeof at.value === 'string' ? quoted(at.value) : kindOf(at.value);
    at.refuse(`must be ${severities.slice(0, -1).join(', ')} or off, not ${given}`);
    return [];
  });
  return Object.fromEntries(read);
}

/** Text that is there and can be shown. */
function textOf(place: Place, limit: number): string | undefined {
  const { value } = place;
  if (typeof value === 'number' || typeof value === 'boolean') return place.refuse('must be text: put it in quotes');
  if (typeof value !== 'string') return place.refuse(`must be text, not ${kindOf(value)}`);
  if (value.trim() === '') return place.refuse('is empty');
  if (value.length > limit) return place.refuse(`has ${value.length} characters, at most ${limit} are allowed`);
  return clipText(value, limit);
}

function ruleOf(place: Place): string | undefined {
  const name = textOf(place, 200);
  return name !== undefined && knowsRule(place, name) ? name : undefined;
}

function pointerOf(place: Place): string | undefined {
  const { value } = place;
  if (typeof value !== 'string') return place.refuse(`must be text, not ${kindOf(value)}`);
  if (value.length > longest.pointer) return place.refuse(`has more than ${longest.pointer} characters`);
  if (parsePointer(value) !== undefined) return value;
  return place.refuse(`must be a JSON pointer such as /paths/~1things/get, not ${quoted(value)}`);
}

function untilOf(place: Place): string | undefined {
  const { value } = place;
  if (typeof value === 'string' && isCalendarDay(value)) return value;
  const given = typeof value === 'string' ? quoted(value) : kindOf(value);
  return place.refuse(`must be a day of the calendar such as 2027-06-30, not ${given}`);
}

const optional = <T>(place: Place, read: (place: Place) => T | undefined): T | undefined =>
  place.value === undefined ? undefined : read(place);

function waiverOf(place: Place): Waiver | undefined {
  if (!expectObject(place, ['rule', 'pointer', 'api', 'reason', 'until'])) return undefined;
  const rule = ruleOf(place.at('rule'));
  const reason = textOf(place.at('reason'), longest.reason);
  const pointer = optional(place.at('pointer'), pointerOf);
  const api = optional(place.at('api'), (at) => textOf(at, longest.api));
  const until = optional(place.at('until'), untilOf);
  if (rule === undefined || reason === undefined) return undefined;
  return {
    rule,
    ...(pointer === undefined ? {} : { pointer }),
    ...(api === undefined ? {} : { api }),
    reason,
    ...(until === undefined ? {} : { until }),
  };
}

function waiversOf(place: Place): readonly Waiver[] {
  const { value } = place;
  if (value === undefined) return [];
  if (!Array.isArray(value)) return place.refuse(`must be a list, not ${kindOf(value)}`) ?? [];
  if (value.length > mostWaivers) place.refuse(`has ${value.length} entries, at most ${mostWaivers} are allowed`);
  return place.items(value).flatMap((item) => waiverOf(item) ?? []);
}

export function readOverrides(text: string): OverridesFile {
  const parsed = parseDocument(new TextEncoder().encode(text));
  if (!parsed.ok) {
    const { message, line, column } = parsed.problem;
    return { ok: false, problems: [{ message, ...(line && column ? { line, column } : {}) }] };
  }
  const faults: Fault[] = parsed.warnings
    .filter(({ code }) => code === 'json-duplicate-key')
    .map(({ message, pointer }) => ({ message, pointer }));
  const root = new Place(parsed.value, 'the file', '', faults);
  const isRead = expectObject(root, ['severities', 'waivers']);
  const overrides: Overrides = {
    severities: isRead ? severitiesOf(root.at('severities')) : {},
    waivers: isRead ? waiversOf(root.at('waivers')) : [],
  };
  if (faults.length === 0) return { ok: true, overrides };
  const places = locateAll(
    parsed.text,
    parsed.format,
    faults.map(({ pointer }) => pointer),
  );
  const problems = faults.map(({ message, pointer }): OverridesProblem => ({ message, ...places.get(pointer) }));
  return { ok: false, problems: problems.toSorted(byPlace).slice(0, mostProblems) };
}
