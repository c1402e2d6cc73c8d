/** In which regions and categories a rule finds something: of the APIs of each, how many. */
import type { Catalogue } from './listed.ts';

/** `name` null: of administrations without one. */
export type FailingGroup = { readonly name: string | null; readonly apis: number; readonly failing: number };

export type FailingWhere = {
  /** All of them, the ones with most APIs in which it finds something first; none in which it finds nothing. */
  readonly regions: readonly FailingGroup[];
  readonly categories: readonly FailingGroup[];
};

class Groups {
  private readonly found = new Map<string | null, { apis: number; failing: number }>();

  count(names: readonly (string | null)[], isFailing: boolean): void {
    for (const name of names) {
      const group = this.found.get(name) ?? { apis: 0, failing: 0 };
      group.apis += 1;
      if (isFailing) group.failing += 1;
      this.found.set(name, group);
    }
  }

  list(): readonly FailingGroup[] {
    return Array.from(this.found, ([name, counts]) => ({ name, ...counts }))
      .filter(({ failing }) => failing > 0)
      .sort(
        (one, other) =>
          other.failing - one.failing || one.apis - other.apis || ((one.name ?? '') < (other.name ?? '') ? -1 : 1),
      );
  }
}

/** As the guideline says, over the APIs that are not withdrawn; one of several categories counts in each. */
export function failingWhere({ rules, apis, publisherOf }: Catalogue, rule: string): FailingWhere {
  const number = rules.indexOf(rule);
  const [regions, categories] = [new Groups(), new Groups()];
  for (const { state, failing, publisherId } of apis) {
    if (state === 'withdrawn') continue;
    const isFailing = failing.includes(number);
    const publisher = publisherOf.get(publisherId);
    const named = publisher?.categories ?? [];
    regions.count([publisher?.region ?? null], isFailing);
    categories.count(named.length === 0 ? [null] : named, isFailing);
  }
  return { regions: regions.list(), categories: categories.list() };
}
