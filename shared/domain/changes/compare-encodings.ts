/** How the parts of a form or a multipart body are written (OpenAPI Encoding Object, 3.1.1 §4.8.15), with what holds unsaid. */
import { at, member, membersOf, textOf } from './document.ts';
import type { Reach } from './reached-operations.ts';
import type { MediaType } from './read-operations.ts';
import type { ChangeRecord } from './record-changes.ts';

function encodingOf(value: unknown): string {
  const encoding = membersOf(value);
  const style = textOf(member(encoding, 'style')) ?? 'form';
  const explode = member(encoding, 'explode') ?? style === 'form';
  return [
    textOf(member(encoding, 'contentType')) ?? '',
    style,
    explode === true ? 'explode' : '',
    member(encoding, 'allowReserved') === true ? 'allowReserved' : '',
  ]
    .filter((word) => word !== '')
    .join(' ');
}

export function compareEncodings(
  record: ChangeRecord,
  role: 'request-body' | 'response-body',
  before: MediaType,
  after: MediaType,
  reach: Reach,
): void {
  const [old, now] = [before, after].map(({ encoding }) => encoding);
  for (const name of new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])) {
    const [one, other] = [member(old ?? {}, name), member(now ?? {}, name)].map(encodingOf);
    if (one === other) continue;
    const placeOf = ({ path, encoding }: MediaType) => ({
      path: Object.hasOwn(encoding, name) ? at(path, 'encoding', name) : path,
    });
    const told = { base: placeOf(before), revision: placeOf(after), subject: { property: name }, old: one, new: other };
    record.tell(`${role}-content-encoding-changed`, told, reach);
  }
}
