/**
 * Cursors of lists that are answered from the catalogue in memory: the value and the id of the last item, and of which list
 * and order they are. A cursor of another one is refused: it would go on in the wrong place in silence.
 */
import type { Place } from '../../shared/domain/catalogue/select.ts';
import { Problem } from './problem.ts';

const mostCursor = 2048;

export const encodePlace = ({ value, id }: Place, list: string): string =>
  Buffer.from(JSON.stringify([list, value, id])).toString('base64url');

const isValue = (value: unknown): value is Place['value'] =>
  value === null ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  (typeof value === 'string' && value.length <= mostCursor);

const isId = (value: unknown): value is string => typeof value === 'string' && /^[A-Za-z0-9._-]{1,64}$/.test(value);

function read(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text.slice(0, mostCursor), 'base64url').toString());
  } catch {
    return undefined;
  }
}

export function decodePlace(text: string, list: string): Place {
  const parts = read(text);
  if (Array.isArray(parts) && parts.length === 3) {
    const [of, value, id] = parts as readonly unknown[];
    if (of === list && isValue(value) && isId(id)) return { value, id };
  }
  throw new Problem('bad-cursor', 'The cursor was not made by this list in this order. Start again without it.', {
    parameter: 'cursor',
  });
}
