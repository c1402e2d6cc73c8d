/** Ids of changes inside a schema are made of what the schema is for and of what happened to it. */
import type { ChangeId } from './catalogue.ts';

/** Longer beginnings first: ids begin with them. */
const idSubjects = [
  'request-read-only-property',
  'response-write-only-property',
  'request-parameter-property',
  'request-header-property',
  'request-parameter',
  'request-property',
  'request-body',
  'response-property',
  'response-header',
  'response-body',
] as const;
export type IdSubject = (typeof idSubjects)[number];

/** Undefined: the id is not about a schema. */
export function splitId(id: ChangeId): { readonly subject: IdSubject; readonly effect: string } | undefined {
  const subject = idSubjects.find((each) => id.startsWith(`${each}-`));
  return subject && { subject, effect: id.slice(subject.length + 1) };
}
