/** Whether two JSON values are equal, in whatever order their names were stored; an undefined member is no member. */

type Members = { readonly [name: string]: unknown };

const namesOf = (value: Members): readonly string[] => Object.keys(value).filter((name) => value[name] !== undefined);

export function sameValue(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [members, others] = [one as Members, other as Members];
  const names = namesOf(members);
  return (
    names.length === namesOf(others).length &&
    names.every((name) => Object.hasOwn(others, name) && sameValue(members[name], others[name]))
  );
}
