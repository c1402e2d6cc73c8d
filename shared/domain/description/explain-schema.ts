/**
 * Why a value does not meet a schema, in few clear sentences. The compiled validators give the verdict; this reads the
 * same schemas (JSON Schema 2020-12, the keywords that occur in them) only for values they refused. Where several
 * alternatives are possible, the one the author most probably meant is explained, the others are not.
 */
import { distinctItems } from './distinct-items.ts';
import { formatPointer, listKeys, type Path, parsePointer, readToken } from './json-pointer.ts';
import { quote } from './problem.ts';
import type { ProblemCode } from './problem-codes.ts';
import { countWords, listValues, patternWords, placeWords, typeOf, typeWords } from './schema-words.ts';

type SchemaNode = boolean | { readonly [keyword: string]: unknown };

/** `path` leads to the member the fault is about, or to the object that lacks one. */
export type Fault = { readonly code: ProblemCode; readonly path: Path; readonly message: string };

/** Compiled verdicts of schemas by their pointer. */
export type Validators = { readonly [pointer: string]: ((value: unknown) => boolean) | undefined };

type Members = { readonly [name: string]: unknown };
type Schemas = { readonly [name: string]: SchemaNode };

/** A fault whose words are only made when it is told; they are given the place of the value that was visited. */
type Found = {
  readonly code: ProblemCode;
  readonly path: Path;
  readonly owner: Path;
  readonly words: (at: string) => string;
};

/** One schema applied to one value: what was found wrong, and which members some keyword has looked at. */
type Visit = {
  readonly schema: Members;
  readonly value: unknown;
  readonly path: Path;
  readonly found: Found[];
  readonly known: string[];
  readonly run: Run;
};

type ObjectVisit = Visit & { readonly value: Members };
type ArrayVisit = Visit & { readonly value: readonly unknown[] };

type Apply = (visit: Visit) => void;

class Run {
  /** Bounds the work on hostile documents: when it is used up, what is found so far is told. */
  left = 2_000_000;
  readonly #bundle: unknown;
  readonly #resolved = new Map<string, SchemaNode>();
  readonly #patterns = new Map<string, RegExp>();
  readonly #keywords = new Map<Members, readonly Apply[]>();
  readonly #validators: Validators;

  constructor(bundle: unknown, validators: Validators) {
    this.#bundle = bundle;
    this.#validators = validators;
  }

  /** True when a compiled validator says at once that there is nothing to explain here. */
  isFine(pointer: string, value: unknown): boolean {
    return this.#validators[pointer.slice(1)]?.(value) ?? false;
  }

  resolve(pointer: string): SchemaNode {
    const tokens = (): readonly string[] => parsePointer(pointer.replace(/^#/, '')) ?? [];
    const known = this.#resolved.get(pointer);
    const found = known ?? (tokens().reduce<unknown>(readToken, this.#bundle) as SchemaNode);
    if (known === undefined) this.#resolved.set(pointer, found);
    return found;
  }

  pattern(source: string): RegExp {
    const found = this.#patterns.get(source) ?? new RegExp(source, 'u');
    this.#patterns.set(source, found);
    return found;
  }

  keywordsOf(schema: Members): readonly Apply[] {
    const known = this.#keywords.get(schema);
    if (known !== undefined) return known;
    const found = Object.entries(schema).flatMap(([keyword, argument]) => bindKeyword(keyword, argument));
    if (schema.unevaluatedProperties === false) found.push(refuseUnknown);
    this.#keywords.set(schema, found);
    return found;
  }
}

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function say(visit: Visit, code: ProblemCode, words: (at: string) => string, key?: string): void {
  const path = key === undefined ? visit.path : { parent: visit.path, key };
  visit.found.push({ code, path, owner: visit.path, words });
}

function join(visit: Visit, other: Visit): void {
  for (const fault of other.found) visit.found.push(fault);
  for (const name of other.known) visit.known.push(name);
}

/** Another schema applied to the same value. */
const applySame = (visit: Visit, schema: unknown): Visit =>
  check(schema as SchemaNode, visit.value, visit.path, visit.run);

/** A schema applied to a member or an item. */
function applyChild(visit: Visit, key: string | number, schema: unknown): void {
  if (typeof key === 'string') visit.known.push(key);
  const child = check(schema as SchemaNode, (visit.value as Members)[key], { parent: visit.path, key }, visit.run);
  for (const fault of child.found) visit.found.push(fault);
}

/** Alternatives that only ask for a member each: `{required: [a]}`. */
function onlyRequired(schemas: readonly unknown[]): readonly string[] | undefined {
  const names = schemas.map((schema) =>
    isObject(schema) && Object.keys(schema).join() === 'required' ? schema.required : undefined,
  );
  return names.every((name) => Array.isArray(name) && name.length === 1) ? names.flat().map(String) : undefined;
}

/** How unlikely it is that the author meant this alternative: wrong kind first, then strange members, then faults. */
function distance({ found, path: here, value, known }: Visit): number {
  const wrongKind = found.filter(({ code, path }) =>
    code === 'wrong-type' ? path === here : code === 'wrong-value' && path?.parent === here,
  ).length;
  const strange = isObject(value) ? Object.keys(value).filter((name) => !known.includes(name)).length : 0;
  return wrongKind * 1e9 + strange * 1e5 + Math.min(found.length, 99_999);
}

function checkAlternatives(visit: Visit, schemas: readonly unknown[], most: number): void {
  const branches = schemas.map((schema) => applySame(visit, schema));
  const met = branches.filter(({ found }) => found.length === 0);
  for (const { known } of met.length > 0 ? met : branches) visit.known.push(...known);
  if (met.length > 0 && met.length <= most) return;
  const names = isObject(visit.value) ? onlyRequired(schemas) : undefined;
  if (names === undefined && met.length === 0) {
    const [nearest] = branches.toSorted((left, right) => distance(left) - distance(right));
    for (const fault of nearest?.found ?? []) visit.found.push(fault);
  } else if (names === undefined) say(visit, 'wrong-combination', (at) => `${at} can be read in more than one way`);
  else if (met.length === 0) say(visit, 'missing-member', (at) => `${at} lacks ${listValues(names, 'or')}`);
  else say(visit, 'wrong-combination', (at) => `${at} must have only one of ${listValues(names, 'and')}`);
}

function strangerWords(schema: Members, name: string, at: string): string {
  if (name === '$ref') return `${at} must not be a reference ($ref)`;
  const { patternProperties = {} } = schema as { readonly patternProperties?: Schemas };
  const isMapOfPaths = Object.keys(patternProperties).some((pattern) => /^\^\\?\/$/.test(pattern));
  return isMapOfPaths
    ? `The path ${quote(name)} must start with a slash`
    : `${at} has an unknown member ${quote(name)}`;
}

function checkMember(visit: Visit, name: string, schema: unknown): void {
  if (schema !== false) applyChild(visit, name, schema);
  else say(visit, 'unknown-member', (at) => strangerWords(visit.schema, name, at), name);
}

/** The last keyword of a schema: members that no keyword has looked at. */
function refuseUnknown(visit: Visit): void {
  if (!isObject(visit.value)) return;
  const known = new Set(visit.known);
  for (const name of Object.keys(visit.value)) if (!known.has(name)) checkMember(visit, name, false);
}

function excludedWords(schema: SchemaNode, at: string): string {
  const names = isObject(schema) && Array.isArray(schema.required) ? schema.required : [];
  if (names.length === 0) return `${at} has a value that is not allowed here`;
  return `${at} must not have ${listValues(names, 'and')} ${names.length > 1 ? 'together' : 'here'}`;
}

/** What each keyword demands of a value of any type. */
const anyKeywords: { readonly [keyword: string]: (visit: Visit, argument: never) => void } = {
  type: (visit, types: string | readonly string[]) => {
    const { value } = visit;
    const actual = typeOf(value);
    const allowed = [types].flat();
    if (allowed.includes(actual) || (allowed.includes('integer') && Number.isInteger(value))) return;
    say(visit, 'wrong-type', (at) => `${at} must be ${typeWords(allowed)}, not ${typeWords([actual])}`);
  },
  enum: (visit, values: readonly unknown[]) => {
    if (values.includes(visit.value)) return;
    say(visit, 'wrong-value', (at) => `${at} must be ${values.length > 1 ? 'one of ' : ''}${listValues(values, 'or')}`);
  },
  const: (visit, value: unknown) => {
    if (visit.value !== value) say(visit, 'wrong-value', (at) => `${at} must be ${listValues([value], 'or')}`);
  },
  $ref: (visit, pointer: string) => {
    if (!visit.run.isFine(pointer, visit.value)) join(visit, applySame(visit, visit.run.resolve(pointer)));
  },
  allOf: (visit, schemas: readonly unknown[]) => {
    for (const schema of schemas) join(visit, applySame(visit, schema));
  },
  oneOf: (visit, schemas: readonly unknown[]) => checkAlternatives(visit, schemas, 1),
  anyOf: (visit, schemas: readonly unknown[]) => checkAlternatives(visit, schemas, schemas.length),
  not: (visit, schema: SchemaNode) => {
    if (applySame(visit, schema).found.length > 0) return;
    const code = isObject(schema) && Array.isArray(schema.required) ? 'wrong-combination' : 'wrong-value';
    say(visit, code, (at) => excludedWords(schema, at));
  },
  if: (visit, condition: SchemaNode) => {
    const tested = applySame(visit, condition);
    const holds = tested.found.length === 0;
    if (holds) join(visit, tested);
    const follows = holds ? visit.schema.then : visit.schema.else;
    if (follows !== undefined) join(visit, applySame(visit, follows));
  },
  pattern: (visit, pattern: string) => {
    const { value } = visit;
    if (typeof value !== 'string' || visit.run.pattern(pattern).test(value)) return;
    say(visit, 'wrong-value', (at) => `${at} ${patternWords(pattern, value)}`);
  },
  minimum: (visit, least: number) => {
    if (typeof visit.value !== 'number' || visit.value >= least) return;
    say(visit, 'wrong-value', (at) => `${at} must be at least ${least}`);
  },
  exclusiveMinimum: (visit, least: number) => {
    if (typeof visit.value !== 'number' || visit.value > least) return;
    say(visit, 'wrong-value', (at) => `${at} must be more than ${least}`);
  },
};

const objectKeywords: { readonly [keyword: string]: (visit: ObjectVisit, argument: never) => void } = {
  required: (visit, names: readonly string[]) => {
    const missing = names.filter((name) => !Object.hasOwn(visit.value, name));
    if (missing.length > 0) say(visit, 'missing-member', (at) => `${at} lacks ${listValues(missing, 'and')}`);
  },
  properties: (visit, properties: Schemas) => {
    for (const name of Object.keys(visit.value)) {
      if (Object.hasOwn(properties, name)) checkMember(visit, name, properties[name]);
    }
  },
  patternProperties: (visit, patterns: Schemas) => {
    for (const [source, schema] of Object.entries(patterns)) {
      const pattern = visit.run.pattern(source);
      for (const name of Object.keys(visit.value)) if (pattern.test(name)) checkMember(visit, name, schema);
    }
  },
  additionalProperties: (visit, schema: SchemaNode) => {
    const { properties = {}, patternProperties = {} } = visit.schema as {
      properties?: Schemas;
      patternProperties?: Schemas;
    };
    const patterns = Object.keys(patternProperties).map((source) => visit.run.pattern(source));
    for (const name of Object.keys(visit.value)) {
      const isListed = Object.hasOwn(properties, name) || patterns.some((pattern) => pattern.test(name));
      if (!isListed) checkMember(visit, name, schema);
    }
  },
  propertyNames: (visit, schema: SchemaNode) => {
    for (const name of Object.keys(visit.value)) {
      if (check(schema, name, visit.path, visit.run).found.length === 0) continue;
      say(visit, 'wrong-name', (at) => `The name ${quote(name)} is not allowed in ${at}`, name);
    }
  },
  dependentSchemas: (visit, schemas: Schemas) => {
    for (const [name, schema] of Object.entries(schemas)) {
      if (Object.hasOwn(visit.value, name)) join(visit, applySame(visit, schema));
    }
  },
  minProperties: (visit, least: number) => {
    if (Object.keys(visit.value).length >= least) return;
    say(visit, 'wrong-count', (at) => `${at} must have at least ${countWords(least, 'member')}`);
  },
  maxProperties: (visit, most: number) => {
    if (Object.keys(visit.value).length <= most) return;
    say(visit, 'wrong-count', (at) => `${at} must have at most ${countWords(most, 'member')}`);
  },
};

const arrayKeywords: { readonly [keyword: string]: (visit: ArrayVisit, argument: never) => void } = {
  items: (visit, schema: SchemaNode) => {
    for (const index of visit.value.keys()) applyChild(visit, index, schema);
  },
  contains: (visit, schema: SchemaNode) => {
    const { minContains = 1, maxContains = Number.POSITIVE_INFINITY } = visit.schema as {
      minContains?: number;
      maxContains?: number;
    };
    const isMet = (item: unknown): boolean => check(schema, item, visit.path, visit.run).found.length === 0;
    const count = visit.value.filter(isMet).length;
    if (count >= minContains && count <= maxContains) return;
    say(visit, 'wrong-combination', (at) => `${at} has items that exclude each other`);
  },
  minItems: (visit, least: number) => {
    if (visit.value.length >= least) return;
    say(visit, 'wrong-count', (at) => `${at} must have at least ${countWords(least, 'item')}`);
  },
  distinctItems: (visit) => {
    if (!distinctItems(visit.value)) say(visit, 'not-distinct', (at) => `${at} has two equal items`);
  },
};

/** A keyword with its argument, asleep for values it does not speak about (JSON Schema 2020-12 §7.6.1). */
function bindKeyword(keyword: string, argument: unknown): Apply[] {
  const find = (table: object): ((visit: Visit, argument: unknown) => void) | undefined =>
    Object.hasOwn(table, keyword) ? table[keyword as never] : undefined;
  const [any, object, array] = [find(anyKeywords), find(objectKeywords), find(arrayKeywords)];
  if (any !== undefined) return [(visit) => any(visit, argument)];
  if (object !== undefined) return [(visit) => isObject(visit.value) && object(visit, argument)];
  return array === undefined ? [] : [(visit) => Array.isArray(visit.value) && array(visit, argument)];
}

const nothing: Members = {};

function check(schema: SchemaNode, value: unknown, path: Path, run: Run): Visit {
  const visit: Visit = { schema: isObject(schema) ? schema : nothing, value, path, found: [], known: [], run };
  run.left -= 1;
  if (run.left < 0) return visit;
  if (schema === false) say(visit, 'wrong-value', (at) => `${at} is not allowed here`);
  for (const apply of run.keywordsOf(visit.schema)) apply(visit);
  return visit;
}

/** A place of the wrong type, or a reference where none may be, says nothing else of itself worth reading. */
function selectFaults(all: readonly Found[]): readonly Fault[] {
  const distinct = new Map<string, Fault & { readonly where: string }>();
  const settled = new Set<string>();
  for (const { code, path, owner, words } of all) {
    const where = formatPointer(listKeys(path));
    const message = words(placeWords(owner));
    if (code === 'wrong-type') settled.add(where);
    if (code === 'unknown-member' && path?.key === '$ref') settled.add(where.slice(0, -'/$ref'.length));
    distinct.set(`${where} ${code === 'wrong-value' ? '' : message}`, { code, path, message, where });
  }
  return [...distinct.values()].filter(({ code, where }) => code === 'wrong-type' || !settled.has(where));
}

/**
 * All faults of a value against the schema at a pointer of the bundle, in no order. `validators`, by pointer, spare the
 * parts of the value that are fine.
 */
export function explainSchema(
  bundle: unknown,
  pointer: string,
  value: unknown,
  path: Path = undefined,
  validators: Validators = {},
): readonly Fault[] {
  const run = new Run(bundle, validators);
  return selectFaults(check(run.resolve(pointer), value, path, run).found);
}
