/**
 * What every table refuses, decided once so that a row that one store takes, all take: key lengths and row size of
 * DynamoDB (Developer Guide, "Constraints in Amazon DynamoDB"), measured on the row's JSON text. That text is never
 * shorter than what DynamoDB counts for the same row, so the limit is safe there too.
 */

/** Bytes of UTF-8. */
export const rowLimits = { row: 409_600, partitionKey: 2_048, sortKey: 1_024 } as const;

type RowKey = { readonly pk: string; readonly sk: string };
type StoredRow = RowKey & { readonly [attribute: string]: unknown };
type PutCondition = { readonly absent: true } | { readonly attribute: string; readonly equals: string | number };

const indexes = ['owner', 'listing', 'facet', 'due'] as const;

/** Whether a text can be (part of) a key: not empty, no lone surrogate (it has no UTF-8 form), short enough. */
export function isKeyText(text: unknown, mostBytes: number): text is string {
  return typeof text === 'string' && text !== '' && text.isWellFormed() && Buffer.byteLength(text) <= mostBytes;
}

/** Whether a row could be stored under this key; what cannot be stored cannot be found either. */
export function isRowKey(key: RowKey): boolean {
  return isKeyText(key.pk, rowLimits.partitionKey) && isKeyText(key.sk, rowLimits.sortKey);
}

/** The JSON text of a row; throws a RangeError on a row that no store takes. A row reads back as this text parsed. */
export function rowJson(row: StoredRow): string {
  requireKeyTexts(row);
  if (row.expiresAt !== undefined && !Number.isSafeInteger(row.expiresAt)) {
    throw new RangeError(`${describe(row)}: expiresAt must be whole seconds since 1970`);
  }
  const json = JSON.stringify(row);
  const bytes = Buffer.byteLength(json);
  if (bytes > rowLimits.row) {
    throw new RangeError(`${describe(row)} has ${bytes} bytes; a row may have ${rowLimits.row}`);
  }
  return json;
}

/**
 * Whether a store may hold an attribute as a value of its own, comparable in a condition: a plain name, and a value
 * that DynamoDB keeps unchanged (well-formed text, a number of its range, true, false, null).
 */
export function isComparable(name: string, value: unknown): boolean {
  if (!/^[a-zA-Z]\w{0,99}$/.test(name) || name in Object.prototype) return false;
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'number') return typeof value === 'boolean' || value === null;
  return value === 0 || (Math.abs(value) > 1e-99 && Math.abs(value) <= Number.MAX_SAFE_INTEGER);
}

/** Throws a RangeError on a condition that some store could not check. */
export function requireComparable(condition: PutCondition): void {
  if ('absent' in condition || isComparable(condition.attribute, condition.equals)) return;
  throw new RangeError(`no condition can compare ${JSON.stringify(condition.attribute)} with such a value`);
}

function requireKeyTexts(row: StoredRow): void {
  const keyTexts: readonly (readonly [string, number])[] = [
    ['pk', rowLimits.partitionKey],
    ['sk', rowLimits.sortKey],
    ...indexes.flatMap((index) => [
      [`${index}Pk`, rowLimits.partitionKey] as const,
      [`${index}Sk`, rowLimits.sortKey] as const,
    ]),
  ];
  for (const [name, mostBytes] of keyTexts) {
    const missingIndexKey = row[name] === undefined && name !== 'pk' && name !== 'sk';
    if (missingIndexKey || isKeyText(row[name], mostBytes)) continue;
    throw new RangeError(`${describe(row)}: ${name} must be text of 1 to ${mostBytes} bytes`);
  }
}

function describe(row: StoredRow): string {
  return `row ${JSON.stringify([row.pk, row.sk]).slice(0, 200)}`;
}
