/**
 * Why a value does not meet a schema, in few clear sentences. The compiled validators give the verdict; this reads the
 * same schemas (JSON Schema 2020-12, the keywords that occur in them) only for values they refused. Where several
 * alternatives are possible, the one the author most probably meant is explained, the others are not.
 */
import { distinctItems } from './distinct-items.ts';
import { formatPointer, listKeys, type Path, parsePointer, readToken } from './json-pointer.ts';
import { quote } from './problem.ts';
import type { ProblemCode } from './problem-codes.ts';

export type SchemaNode = boolean | { readonly [keyword: string]: unknown };

/** `path` leads to the member the fault is about, or to the object that lacks one. */
export type Fault = { readonly code: ProblemCode; readonly path: Path; readonly message: string };

type Members = { readonly [name: string]: unknown };
type Schemas = { readonly [name: string]: SchemaNode };

/** One schema applied to one value: what was found wrong, and which members some keyword has looked at. */
type Visit = {
  readonly schema: Members;
  readonly value: unknown;
  readonly path: Path;
  readonly faults: Fault[];
  readonly known: Set<string>;
  readonly run: Run;
};

/** `left` bounds the work on hostile documents: when it is used up, what is found so far is told. */
type Run = { readonly bundle: unknown; left: number };

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A place for a sentence: `paths./a.get`, its end when it is long. */
function place(path: Path): string {
  const words = listKeys(path).join('.');
  if (words === '') return 'The document';
  return `\`${words.length > 120 ? `…${words.slice(-120)}` : words}\``;
}

const listWords = (words: readonly string[], last: string): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;

const some = (values: readonly unknown[]): string[] => {
  const words = values.slice(0, 12).map((value) => quote(typeof value === 'string' ? value : JSON.stringify(value)));
  return values.length > 12 ? [...words, `${values.length - 12} others`] : words;
};

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}

const typeWords: { readonly [type: string]: string } = {
  array: 'a list',
  object: 'an object',
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
};

const isType = (value: unknown, type: unknown): boolean =>
  type === 'integer' ? Number.isInteger(value) : type === typeOf(value);

const say = (visit: Visit, code: ProblemCode, message: string, path: Path = visit.path): void => {
  visit.faults.push({ code, path, message });
};

const join = (visit: Visit, other: Visit): void => {
  for (const fault of other.faults) visit.faults.push(fault);
  for (const name of other.known) visit.known.add(name);
};

/** Another schema applied to the same value. */
function applySame(visit: Visit, schema: unknown): Visit {
  return check(schema as SchemaNode, visit.value, visit.path, visit.run);
}

/** A schema applied to a member or an item. */
function applyChild(visit: Visit, key: string | number, schema: unknown): void {
  const path = { parent: visit.path, key };
  const child = check(schema as SchemaNode, (visit.value as Members)[key], path, visit.run);
  for (const fault of child.faults) visit.faults.push(fault);
  if (typeof key === 'string') visit.known.add(key);
}

const missingOf = (schema: unknown, value: Members): readonly string[] =>
  isObject(schema) && Array.isArray(schema.required)
    ? schema.required.filter((name) => !Object.hasOwn(value, name))
    : [];

/** Alternatives that only ask for a member each: `{required: [a]}`. */
function onlyRequired(schemas: readonly unknown[]): readonly string[] | undefined {
  const names = schemas.map((schema) =>
    isObject(schema) && Object.keys(schema).join() === 'required' ? schema.required : undefined,
  );
  return names.every((name) => Array.isArray(name) && name.length === 1) ? names.flat().map(String) : undefined;
}

/** How unlikely it is that the author meant this alternative: wrong kind first, then strange members, then faults. */
function distance(visit: Visit): number {
  const wrongKind = visit.faults.filter(({ code, path }) =>
    code === 'wrong-type' ? path === visit.path : code === 'wrong-value' && path?.parent === visit.path,
  ).length;
  const strange = isObject(visit.value) ? Object.keys(visit.value).filter((name) => !visit.known.has(name)).length : 0;
  return wrongKind * 1e9 + strange * 1e5 + Math.min(visit.faults.length, 99_999);
}

function checkAlternatives(visit: Visit, schemas: readonly unknown[], most: number): void {
  const names = onlyRequired(schemas);
  const branches = schemas.map((schema) => applySame(visit, schema));
  const met = branches.filter(({ faults }) => faults.length === 0);
  for (const { known } of met.length > 0 ? met : branches) for (const name of known) visit.known.add(name);
  if (met.length > 0 && met.length <= most) return;
  if (names !== undefined && isObject(visit.value)) {
    if (met.length === 0) say(visit, 'missing-member', `${place(visit.path)} lacks ${listWords(some(names), 'or')}`);
    else say(visit, 'wrong-combination', `${place(visit.path)} must have only one of ${listWords(some(names), 'and')}`);
  } else if (met.length > most) {
    say(visit, 'wrong-combination', `${place(visit.path)} can be read in more than one way`);
  } else {
    const [nearest] = branches.toSorted((left, right) => distance(left) - distance(right));
    visit.faults.push(...(nearest?.faults ?? []));
  }
}

function describeStranger(visit: Visit, name: string): string {
  if (name === '$ref') return `${place(visit.path)} must not be a reference ($ref)`;
  const isMapOfPaths =
    isObject(visit.schema.patternProperties) &&
    Object.keys(visit.schema.patternProperties).some((pattern) => /^\^\\?\/$/.test(pattern));
  return isMapOfPaths
    ? `The path ${quote(name)} must start with a slash`
    : `${place(visit.path)} has an unknown member ${quote(name)}`;
}

function checkMembers(visit: Visit, names: readonly string[], schema: unknown): void {
  for (const name of names) {
    if (schema !== false) applyChild(visit, name, schema);
    else say(visit, 'unknown-member', describeStranger(visit, name), { parent: visit.path, key: name });
  }
}

const countFault = (visit: Visit, words: string): void =>
  say(visit, 'wrong-count', `${place(visit.path)} must have ${words}`);

/** What each keyword demands of a value of any type. */
const anyKeywords: { readonly [keyword: string]: (visit: Visit, argument: never) => void } = {
  type: (visit, types: string | readonly string[]) => {
    const allowed = [types].flat();
    if (allowed.some((type) => isType(visit.value, type))) return;
    const words = listWords(
      allowed.map((type) => typeWords[type] ?? type),
      'or',
    );
    say(visit, 'wrong-type', `${place(visit.path)} must be ${words}, not ${typeWords[typeOf(visit.value)]}`);
  },
  enum: (visit, values: readonly unknown[]) => {
    if (!values.includes(visit.value)) {
      say(
        visit,
        'wrong-value',
        `${place(visit.path)} must be ${values.length > 1 ? 'one of ' : ''}${listWords(some(values), 'or')}`,
      );
    }
  },
  const: (visit, value: unknown) => {
    if (visit.value !== value) say(visit, 'wrong-value', `${place(visit.path)} must be ${some([value])[0]}`);
  },
  $ref: (visit, pointer: string) => join(visit, applySame(visit, resolveSchema(visit.run.bundle, pointer))),
  allOf: (visit, schemas: readonly unknown[]) => {
    for (const schema of schemas) join(visit, applySame(visit, schema));
  },
  oneOf: (visit, schemas: readonly unknown[]) => checkAlternatives(visit, schemas, 1),
  anyOf: (visit, schemas: readonly unknown[]) => checkAlternatives(visit, schemas, schemas.length),
  not: (visit, schema: SchemaNode) => {
    if (applySame(visit, schema).faults.length > 0) return;
    const names = isObject(schema) && Array.isArray(schema.required) ? schema.required.map(String) : [];
    if (names.length > 1)
      say(visit, 'wrong-combination', `${place(visit.path)} must not have ${listWords(some(names), 'and')} together`);
    else if (names.length === 1)
      say(visit, 'wrong-combination', `${place(visit.path)} must not have ${some(names)[0]} here`);
    else say(visit, 'wrong-value', `${place(visit.path)} has a value that is not allowed here`);
  },
  if: (visit, condition: SchemaNode) => {
    const tested = applySame(visit, condition);
    if (tested.faults.length === 0) join(visit, tested);
    const follows = tested.faults.length === 0 ? visit.schema.then : visit.schema.else;
    if (follows !== undefined) join(visit, applySame(visit, follows));
  },
};

const objectKeywords: {
  readonly [keyword: string]: (visit: Visit & { readonly value: Members }, argument: never) => void;
} = {
  required: (visit) => {
    const missing = missingOf(visit.schema, visit.value);
    if (missing.length > 0)
      say(visit, 'missing-member', `${place(visit.path)} lacks ${listWords(some(missing), 'and')}`);
  },
  properties: (visit, properties: Schemas) => {
    for (const name of Object.keys(properties))
      if (Object.hasOwn(visit.value, name)) checkMember(visit, name, properties[name]);
  },
  patternProperties: (visit, patterns: Schemas) => {
    for (const [pattern, schema] of Object.entries(patterns)) {
      const expression = new RegExp(pattern, 'u');
      checkMembers(
        visit,
        Object.keys(visit.value).filter((name) => expression.test(name)),
        schema,
      );
    }
  },
  additionalProperties: (visit, schema: SchemaNode) => {
    const { properties = {}, patternProperties = {} } = visit.schema as {
      properties?: Schemas;
      patternProperties?: Schemas;
    };
    const patterns = Object.keys(patternProperties).map((pattern) => new RegExp(pattern, 'u'));
    const others = Object.keys(visit.value).filter(
      (name) => !Object.hasOwn(properties, name) && !patterns.some((pattern) => pattern.test(name)),
    );
    checkMembers(visit, others, schema);
  },
  propertyNames: (visit, schema: SchemaNode) => {
    for (const name of Object.keys(visit.value)) {
      const path = { parent: visit.path, key: name };
      if (check(schema, name, path, visit.run).faults.length > 0) {
        say(visit, 'wrong-name', `The name ${quote(name)} is not allowed in ${place(visit.path)}`, path);
      }
    }
  },
  dependentSchemas: (visit, schemas: Schemas) => {
    for (const [name, schema] of Object.entries(schemas))
      if (Object.hasOwn(visit.value, name)) join(visit, applySame(visit, schema));
  },
  minProperties: (visit, least: number) => {
    if (Object.keys(visit.value).length < least) countFault(visit, `at least ${least} member${least === 1 ? '' : 's'}`);
  },
  maxProperties: (visit, most: number) => {
    if (Object.keys(visit.value).length > most) countFault(visit, `at most ${most} member${most === 1 ? '' : 's'}`);
  },
};

/** A member that some alternative forbids is told like an unknown one. */
function checkMember(visit: Visit, name: string, schema: unknown): void {
  if (schema === false)
    say(visit, 'unknown-member', `${place(visit.path)} must not have ${quote(name)} here`, {
      parent: visit.path,
      key: name,
    });
  else applyChild(visit, name, schema);
}

const arrayKeywords: {
  readonly [keyword: string]: (visit: Visit & { readonly value: readonly unknown[] }, argument: never) => void;
} = {
  items: (visit, schema: SchemaNode) => {
    for (const index of visit.value.keys()) applyChild(visit, index, schema);
  },
  contains: (visit, schema: SchemaNode) => {
    const { minContains = 1, maxContains = Number.POSITIVE_INFINITY } = visit.schema as {
      minContains?: number;
      maxContains?: number;
    };
    const count = visit.value.filter(
      (item, key) => check(schema, item, { parent: visit.path, key }, visit.run).faults.length === 0,
    ).length;
    if (count < minContains || count > maxContains)
      say(visit, 'wrong-combination', `${place(visit.path)} has items that exclude each other`);
  },
  minItems: (visit, least: number) => {
    if (visit.value.length < least) countFault(visit, `at least ${least} item${least === 1 ? '' : 's'}`);
  },
  distinctItems: (visit) => {
    if (!distinctItems(visit.value)) say(visit, 'not-distinct', `${place(visit.path)} has two equal items`);
  },
};

/** What a pattern of the official schemas asks for, where it is hard to read. */
const patternWords: { readonly [pattern: string]: string } = {
  '^[^{}/ :\\\\]+(?::\\d+)?$': 'must be a host name, with or without a port',
  '^/': 'must start with a slash',
};

const scalarKeywords: { readonly [keyword: string]: (visit: Visit, argument: never) => void } = {
  pattern: (visit, pattern: string) => {
    if (typeof visit.value !== 'string' || new RegExp(pattern, 'u').test(visit.value)) return;
    const words = patternWords[pattern] ?? `must have the form ${quote(pattern)}`;
    say(
      visit,
      'wrong-value',
      `${place(visit.path)} ${words}, not ${visit.value === '' ? 'be empty' : `be ${quote(visit.value)}`}`,
    );
  },
  minimum: (visit, least: number) => {
    if (typeof visit.value === 'number' && visit.value < least)
      say(visit, 'wrong-value', `${place(visit.path)} must be at least ${least}`);
  },
  exclusiveMinimum: (visit, least: number) => {
    if (typeof visit.value === 'number' && visit.value <= least)
      say(visit, 'wrong-value', `${place(visit.path)} must be more than ${least}`);
  },
};

const everyKeywords = { ...anyKeywords, ...objectKeywords, ...arrayKeywords, ...scalarKeywords };

/** Whether a keyword speaks about values like this one (JSON Schema 2020-12 §7.6.1). */
function concerns(keyword: string, value: unknown): boolean {
  if (Object.hasOwn(objectKeywords, keyword)) return isObject(value);
  if (Object.hasOwn(arrayKeywords, keyword)) return Array.isArray(value);
  return true;
}

export function resolveSchema(bundle: unknown, pointer: string): SchemaNode {
  const tokens = parsePointer(pointer.replace(/^#/, '')) ?? [];
  return tokens.reduce<unknown>((node, token) => readToken(node, token), bundle) as SchemaNode;
}

function check(schema: SchemaNode, value: unknown, path: Path, run: Run): Visit {
  const visit: Visit = { schema: isObject(schema) ? schema : {}, value, path, faults: [], known: new Set(), run };
  run.left -= 1;
  if (run.left < 0) return visit;
  if (schema === false) say(visit, 'wrong-value', `${place(path)} is not allowed here`);
  for (const [keyword, argument] of Object.entries(visit.schema)) {
    const apply = Object.hasOwn(everyKeywords, keyword)
      ? everyKeywords[keyword as keyof typeof everyKeywords]
      : undefined;
    if (apply !== undefined && concerns(keyword, value))
      (apply as (visit: Visit, argument: unknown) => void)(visit, argument);
  }
  if (visit.schema.unevaluatedProperties === false && isObject(value)) {
    checkMembers(
      visit,
      Object.keys(value).filter((name) => !visit.known.has(name)),
      false,
    );
  }
  return visit;
}

/** A place of the wrong type, or a reference where none may be, says nothing else of itself worth reading. */
function selectFaults(faults: readonly Fault[]): readonly Fault[] {
  const distinct = new Map<string, Fault & { readonly where: string }>();
  const settled = new Set<string>();
  for (const fault of faults) {
    const where = formatPointer(listKeys(fault.path));
    if (fault.code === 'wrong-type') settled.add(where);
    if (fault.code === 'unknown-member' && fault.path?.key === '$ref') settled.add(where.slice(0, -'/$ref'.length));
    distinct.set(`${where} ${fault.code === 'wrong-value' ? '' : fault.message}`, { ...fault, where });
  }
  return [...distinct.values()].filter(({ code, where }) => code === 'wrong-type' || !settled.has(where));
}

/** All faults of a value against the schema at a pointer of the bundle, in no order. */
export function explainSchema(
  bundle: unknown,
  pointer: string,
  value: unknown,
  path: Path = undefined,
): readonly Fault[] {
  const { faults } = check(resolveSchema(bundle, pointer), value, path, { bundle, left: 2_000_000 });
  return selectFaults(faults);
}
