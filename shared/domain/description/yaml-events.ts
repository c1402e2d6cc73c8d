/** Where js-yaml's events are in the text. */
import { EVENT_ID, type Event, SCALAR_STYLE } from 'js-yaml';

const present = (offset: number): number | undefined => (offset < 0 ? undefined : offset);

/** Where a node begins: its tag or anchor, else its content with the quotation mark. Undefined when it has none. */
export function startOf(event: Event): number | undefined {
  if (event.type === EVENT_ID.POP || event.type === EVENT_ID.DOCUMENT) return undefined;
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
  const tag = present(event.tagStart);
  const anchor = event.anchorStart < 0 ? undefined : event.anchorStart - 1;
  if (tag !== undefined || anchor !== undefined) return Math.min(tag ?? Infinity, anchor ?? Infinity);
  if (event.type !== EVENT_ID.SCALAR) return event.start;
  const isQuoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
  return present(isQuoted ? event.valueStart - 1 : event.valueStart);
}
