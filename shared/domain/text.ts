/** Words shown to people, in both languages of the product. */
export type Text = { readonly en: string; readonly it: string };

/** A value of a document as text: what is neither text nor a number is ''. `String` would throw for some objects. */
export const wordOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
