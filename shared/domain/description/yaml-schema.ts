/**
 * YAML 1.2 core schema with merge keys, and nothing else: no dates, binaries, sets or foreign tags. Numbers that lose
 * digits stay marked, names are text.
 */
import {
  boolCoreTag,
  CORE_SCHEMA,
  defineMappingTag,
  defineScalarTag,
  floatCoreTag,
  intCoreTag,
  mapTag,
  mergeTag,
  NOT_RESOLVED,
  nullCoreTag,
  type Schema,
} from 'js-yaml';
import { InexactNumber, losesDigits } from './inexact-number.ts';

const decimal = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;
const unsafeHexOrOctal = /^0(?:x[0-9a-fA-F]{14,250}|o[0-7]{18,250})$/;

function keepDigits(source: string, value: unknown): unknown {
  if (source.length < 5) return value;
  if (decimal.test(source)) return losesDigits(source) ? new InexactNumber(source) : value;
  return unsafeHexOrOctal.test(source) ? new InexactNumber(String(BigInt(source))) : value;
}

const withDigits = (tag: typeof intCoreTag) =>
  defineScalarTag<unknown>(tag.tagName, {
    implicit: true,
    implicitFirstChars: tag.implicitFirstChars,
    identify: tag.identify,
    resolve: (source, isExplicit, tagName) => keepDigits(source, tag.resolve(source, isExplicit, tagName)),
  });

/** What js-yaml says of a faulty name; `parse-yaml.ts` knows these words. */
export const nameFaults = { complex: 'complex name', forbidden: 'forbidden name' } as const;

function nameOf(key: unknown): string | undefined {
  if (typeof key === 'string') return key;
  if (key instanceof InexactNumber) return key.digits;
  return key !== null && typeof key === 'object' ? undefined : String(key);
}

const mapping = defineMappingTag<{ [name: string]: unknown }>(mapTag.tagName, {
  create: () => ({}),
  identify: mapTag.identify,
  addPair: (object, key, value) => {
    const name = nameOf(key);
    if (name === undefined) return nameFaults.complex;
    if (name === '__proto__') return nameFaults.forbidden;
    object[name] = value;
    return '';
  },
  has: (object, key) => Object.hasOwn(object, nameOf(key) ?? ''),
  keys: Object.keys,
  get: (object, key) => object[String(key)],
});

export const yamlSchema: Schema = CORE_SCHEMA.withTags(
  mergeTag,
  withDigits(intCoreTag),
  withDigits(floatCoreTag),
  mapping,
);

const plainNames: readonly { readonly resolve: (source: string, isExplicit: boolean, tagName: string) => unknown }[] = [
  nullCoreTag,
  boolCoreTag,
  withDigits(intCoreTag),
  withDigits(floatCoreTag),
];

/** The name an object gets from a scalar: a plain `0x10` is the number 16, a quoted one is text. */
export function readName(source: string, isPlain: boolean): string {
  if (!isPlain || !/^$|^[-+.~\dnNtTfF]/.test(source)) return source;
  const value = plainNames.map((tag) => tag.resolve(source, false, '')).find((read) => read !== NOT_RESOLVED);
  return value === undefined ? source : (nameOf(value) ?? source);
}
