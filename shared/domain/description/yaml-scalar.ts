/**
 * What a YAML scalar is (YAML 1.2 §10.3, core schema) and nothing else: no dates, no binaries. Numbers that lose digits
 * stay marked.
 */
import { boolCoreTag, floatCoreTag, intCoreTag, NOT_RESOLVED, nullCoreTag, strTag } from 'js-yaml';
import { InexactNumber, losesDigits } from './inexact-number.ts';

const decimal = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;
const unsafeHexOrOctal = /^0(?:x[0-9a-fA-F]{14,250}|o[0-7]{18,250})$/;

/** By code unit: 1 for characters that may begin a scalar that is not text. Most scalars are text and names. */
const telling = new Uint8Array(128);
for (const character of '~nNtTfF+-.0123456789') telling[character.charCodeAt(0)] = 1;

const implicit = [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag];
const explicit = new Map([...implicit, strTag].map((tag) => [tag.tagName, tag]));

function keepDigits(source: string, value: unknown): unknown {
  if (source.length < 5) return value;
  if (decimal.test(source)) return losesDigits(source) ? new InexactNumber(source) : value;
  return unsafeHexOrOctal.test(source) ? new InexactNumber(String(BigInt(source))) : value;
}

/** The value of a plain scalar without a tag. */
export function readPlain(source: string): unknown {
  if (source === '') return null;
  if (telling[source.charCodeAt(0)] !== 1) return source;
  for (const tag of implicit) {
    const value = tag.resolve(source, false, tag.tagName);
    if (value !== NOT_RESOLVED) return keepDigits(source, value);
  }
  return keepDigits(source, source);
}

/** The value of a scalar under a tag of the core schema; undefined for other tags and for what does not fit. */
export function readTagged(source: string, tagName: string): unknown {
  const tag = explicit.get(tagName);
  const value = tag?.resolve(source, true, tagName) ?? (tag === nullCoreTag ? null : NOT_RESOLVED);
  if (value === NOT_RESOLVED) return undefined;
  return tag === strTag ? value : keepDigits(source, value);
}

/** The name an object gets from a scalar's value: a plain `0x10` is the number 16. */
export const nameOf = (value: unknown): string => (value instanceof InexactNumber ? value.digits : String(value));
