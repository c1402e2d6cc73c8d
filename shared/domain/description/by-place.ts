/** The order of a document; what has no place comes first, as do problems of the document as a whole. */
type Placed = { readonly line?: number; readonly column?: number };

export const byPlace = (one: Placed, other: Placed): number =>
  (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0);
