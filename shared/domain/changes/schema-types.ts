/** How one set of types with a format stands to another: what every old value is to a new schema. */

export type Typing = { readonly types: readonly string[]; readonly format: string };

export type TypeMove = 'same' | 'narrowed' | 'widened' | 'changed';

/** Of a type, formats whose values are all values of the one after. */
const widerFormats: { readonly [format: string]: readonly string[] } = {
  int32: ['int64', 'bigint', ''],
  int64: ['bigint', ''],
  float: ['double', ''],
  date: ['date-time'],
  time: ['date-time'],
};

/** Whether each value of `one` is a value of `other`. */
function holdsType(other: string, one: string): boolean {
  return other === one || (other === 'number' && one === 'integer');
}

function holdsFormat(other: Typing, one: Typing): boolean {
  if (other.format === one.format || other.format === '') return true;
  if (widerFormats[one.format]?.includes(other.format) === true) return true;
  return false;
}

const holds = (other: Typing, one: Typing): boolean => {
  if (other.types.length === 0) return holdsFormat(other, one);
  if (one.types.length === 0) return false;
  if (!one.types.every((type) => other.types.some((wider) => holdsType(wider, type)))) return false;
  // Another format of another type says nothing of this one: an integer of int32 is a number.
  const isSameType = one.types.join() === other.types.join();
  return isSameType ? holdsFormat(other, one) : other.format === '' || other.format === one.format;
};

export function moveOfTypes(base: Typing, revision: Typing): TypeMove {
  const widened = holds(revision, base);
  const narrowed = holds(base, revision);
  if (widened && narrowed) return 'same';
  if (widened) return 'widened';
  return narrowed ? 'narrowed' : 'changed';
}

/** Outside JSON and XML all that is sent is text: any single value may become a string. */
export const isText = ({ types, format }: Typing, other: Typing): boolean =>
  types.join() === 'string' && (format === '' || format === other.format);

/** `string/date`, `any`, `integer, string`. */
export const typingText = ({ types, format }: Typing): string =>
  `${types.length === 0 ? 'any' : types.join(', ')}${format === '' ? '' : `/${format}`}`;
