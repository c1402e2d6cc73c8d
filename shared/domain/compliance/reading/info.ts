/** The Info Object, which every version has: its members and where to add those it lacks. */
import { isObject, type Members } from '../../description/specification.ts';
import type { Node } from '../rule.ts';
import { at } from './operations.ts';

const nothing: Members = {};

/** Its place is the document's when there is none, so that a finding still has a line. */
export function infoOf(root: Members): Node {
  if (isObject(root.info)) return { value: root.info, path: at(undefined, 'info') };
  return { value: nothing, path: Object.hasOwn(root, 'info') ? at(undefined, 'info') : undefined };
}

/** Text that says something. */
export const isFilled = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
