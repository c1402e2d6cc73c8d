/** Offsets of wanted places in YAML, from js-yaml's events: one pass, aliases and merges are not followed. */
import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';
import { limits } from './limits.ts';
import type { Wanted } from './wanted.ts';
import { startOf } from './yaml-events.ts';
import { nameOf, readPlain } from './yaml-scalar.ts';

/** An open mapping or sequence (or the document); `name` is set between a name and its value. */
type Frame = {
  readonly wanted: Wanted | undefined;
  readonly kind: 'document' | 'sequence' | 'mapping';
  index: number;
  name: string | undefined;
  nameAt: number | undefined;
};

type Node = Exclude<Event, { readonly type: 1 | 6 }>;
type Scalar = Extract<Event, { readonly type: 4 }>;

/** The wanted node of the value that this event begins, told where it is. */
function meet(frame: Frame, event: Node): Wanted | undefined {
  if (frame.kind === 'document') {
    if (frame.wanted !== undefined) frame.wanted.offset = startOf(event);
    return frame.wanted;
  }
  const node = frame.wanted?.child(frame.kind === 'sequence' ? String(frame.index) : (frame.name ?? ''));
  if (node !== undefined) node.offset = frame.kind === 'sequence' ? startOf(event) : frame.nameAt;
  return node;
}

function scalarName(text: string, event: Scalar): string {
  const source = event.valueStart < 0 ? '' : getScalarValue(text, event);
  return event.style === SCALAR_STYLE.PLAIN && event.tagStart < 0 ? nameOf(readPlain(source)) : source;
}

function takeName(frame: Frame, text: string, event: Node): void {
  const isText = event.type === EVENT_ID.SCALAR && frame.wanted !== undefined;
  frame.name = isText ? scalarName(text, event) : '';
  frame.nameAt = startOf(event);
}

/** After a value: the next item, or a name again. */
function advance(frame: Frame | undefined): void {
  if (frame === undefined) return;
  frame.index += 1;
  frame.name = undefined;
}

function walkEvents(events: readonly Event[], text: string, root: Wanted): void {
  const frames: Frame[] = [];
  const open = (kind: Frame['kind'], wanted: Wanted | undefined) =>
    frames.push({ kind, wanted, index: 0, name: undefined, nameAt: undefined });
  for (const event of events) {
    const frame = frames.at(-1);
    if (event.type === EVENT_ID.DOCUMENT) open('document', root);
    else if (event.type === EVENT_ID.POP) {
      frames.pop();
      advance(frames.at(-1));
    } else if (frame === undefined) continue;
    else if (event.type === EVENT_ID.SCALAR || event.type === EVENT_ID.ALIAS) {
      if (frame.kind === 'mapping' && frame.name === undefined) takeName(frame, text, event);
      else {
        meet(frame, event);
        advance(frame);
      }
    } else open(event.type === EVENT_ID.MAPPING ? 'mapping' : 'sequence', meet(frame, event));
  }
}

export function findYamlPlaces(text: string, root: Wanted, events?: readonly Event[]): void {
  try {
    walkEvents(events ?? parseEvents(text, { maxDepth: limits.depth }), text, root);
  } catch (fault) {
    if (!(fault instanceof YAMLException)) throw fault;
  }
}
