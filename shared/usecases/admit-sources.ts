/** The limits of discovery.md for one publisher: what a lister may add, whoever it is. */
import type { DiagnosticFact, Source } from '../domain/catalogue/source.ts';

export const deepest = 3;
const mostCatalogues = 200;
const mostSources = 5000;

export type Admitted = {
  readonly children: readonly Source[];
  readonly limits: readonly DiagnosticFact[];
  /** False when something was left out: what is not among `children` is then not missing. */
  readonly complete: boolean;
};

export const catalogueLimitReached = (known: readonly Source[]): boolean =>
  known.filter(({ kind }) => kind === 'api-catalog').length >= mostCatalogues;

/** Every row of the publisher counts, also of what is no longer listed; what is known already takes no new place. */
export function admitSources(lister: Source, found: readonly Source[], known: readonly Source[]): Admitted {
  const ids = new Set(known.map(({ id }) => id));
  const isCatalogue = ({ kind }: Source): boolean => kind === 'api-catalog';
  let catalogues = known.filter(isCatalogue).length;
  let sources = known.length;
  const left = { CATALOG_TOO_DEEP: 0, CATALOG_TOO_MANY: 0, CATALOG_TOO_MANY_LINKS: 0 };
  const distinct = [...new Map(found.map((child) => [child.id, child])).values()];
  const children = distinct.filter((child) => {
    if (child.id === lister.id) return false;
    if (ids.has(child.id)) return true;
    const reason =
      child.kind !== 'openapi' && child.depth > deepest
        ? 'CATALOG_TOO_DEEP'
        : isCatalogue(child) && catalogues >= mostCatalogues
          ? 'CATALOG_TOO_MANY'
          : sources >= mostSources
            ? 'CATALOG_TOO_MANY_LINKS'
            : undefined;
    if (reason !== undefined) {
      left[reason] += 1;
      return false;
    }
    if (isCatalogue(child)) catalogues += 1;
    sources += 1;
    return true;
  });
  const limits = Object.entries(left).flatMap(([code, count]) => (count === 0 ? [] : [{ code, count }]));
  return { children, limits, complete: left.CATALOG_TOO_MANY_LINKS === 0 && left.CATALOG_TOO_MANY === 0 };
}
