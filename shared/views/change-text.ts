/** A change as a sentence, and what a consumer should do about it, in both languages. */
import type { Change } from '../domain/changes/change.ts';
import type { Text } from '../domain/text.ts';

export type ChangeWords = { readonly message: Text; readonly advice?: Text };

export function describeChange(change: Change): ChangeWords {
  return { message: { en: change.id, it: change.id } };
}
