/** The objects of known kinds inside an object of a known kind (grammar.ts). */
import type { Kind, KindRule } from './grammar.ts';
import type { Path } from './json-pointer.ts';
import { isObject, type Members } from './specification.ts';

export type Push = (value: unknown, kind: Kind, path: Path) => void;

const isOther = (rule: KindRule, key: string): rule is KindRule & { readonly others: { readonly kind: Kind } } =>
  rule.others !== undefined && key.startsWith(rule.others.prefix) && !key.startsWith('x-');

/** In reverse, so that a stack gives them in the order of the document. `onMap` is told each map before its members. */
export function pushChildren(
  rule: KindRule,
  value: Members,
  parent: Path,
  push: Push,
  onMap?: (map: Members, path: Path) => void,
): void {
  const names = Object.keys(value);
  for (let index = names.length - 1; index >= 0; index -= 1) {
    const key = names[index] as string;
    const child = value[key];
    if (typeof child !== 'object' || child === null) continue;
    const member = rule.members.get(key);
    const kind = member?.kind ?? (isOther(rule, key) ? rule.others.kind : undefined);
    if (kind === undefined) continue;
    const path = { parent, key };
    if (member === undefined || (member.shape === 'one' && !Array.isArray(child))) push(child, kind, path);
    else pushEach(child, kind, path, push, onMap);
  }
}

/** The items of a list, or the members of a map. */
function pushEach(
  value: object,
  kind: Kind,
  parent: Path,
  push: Push,
  onMap?: (map: Members, path: Path) => void,
): void {
  if (!isObject(value)) {
    const items = value as readonly unknown[];
    for (let key = items.length - 1; key >= 0; key -= 1) push(items[key], kind, { parent, key });
    return;
  }
  onMap?.(value, parent);
  const names = Object.keys(value);
  for (let index = names.length - 1; index >= 0; index -= 1) {
    const key = names[index] as string;
    push(value[key], kind, { parent, key });
  }
}
