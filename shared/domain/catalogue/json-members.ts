/** Reading members of parsed JSON of others: own members only, so that names such as `constructor` find nothing. */

export type JsonObject = { readonly [name: string]: unknown };

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The member's value; undefined when the object does not hold it itself. */
export const memberOf = (object: JsonObject, name: string): unknown =>
  Object.hasOwn(object, name) ? object[name] : undefined;

/** The first of these members that is a non-blank string. */
export function textMember(object: JsonObject, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = memberOf(object, name);
    if (typeof value === 'string' && value.trim() !== '') return value;
  }
  return undefined;
}
