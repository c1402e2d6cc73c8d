/** Whether two JSON values are equal, in whatever order their names were stored; an undefined member is no member. */

const entriesOf = (value: object): readonly (readonly [string, unknown])[] =>
  Object.entries(value).filter(([, member]) => member !== undefined);

export function sameValue(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const members = entriesOf(one);
  const others = new Map(entriesOf(other));
  return members.length === others.size && members.every(([name, value]) => sameValue(value, others.get(name)));
}
