/** With what the parameters in the path of a route are filled, so that a test may walk the table whoever adds to it. */
import { assets } from '../../../functions/app.ts';
import { pages } from '../../../functions/http/pages/pages.ts';
import type { Route } from '../../../functions/http/route.ts';
import { routes } from '../../../functions/http/routes.ts';
import { ruleset } from '../../../shared/domain/compliance/ruleset.ts';
import type { Asked, Service } from './service.ts';

/** Those that are read. */
export const readRoutes: readonly Route[] = routes.filter(({ writes }) => writes === undefined);

/** Pages for people, and what they are made with. */
export const pageRoutes: readonly Route[] = pages;

type Seeded = Service['seeded'];

const idsOf = ({ api, apis, catalogue, publisherIds, compliance }: Seeded, path: string): readonly string[] => {
  if (path.endsWith('/report')) return compliance.slice(0, 2).map(({ apiId }) => apiId);
  if (path.includes('/rules/')) return ruleset.map(({ id }) => id);
  if (path.includes('/sources/')) return [catalogue.id];
  if (path.includes('/administrations/')) return publisherIds;
  if (path.includes('/publishers/')) return path.includes('{month}') ? ['c_h501'] : publisherIds;
  const isOfTheRichest = /\/(document|compare)$|\{(month|number)\}/.test(path);
  return isOfTheRichest ? [api.id] : apis.map(({ id }) => id);
};

/** By name of the parameter; the first is what most is known of. */
const valuesOf = (seeded: Seeded, path: string): { readonly [name: string]: readonly string[] } => ({
  id: idsOf(seeded, path),
  number: ['2', '1', '3', '12'],
  tag: ['anagrafe'],
  month: ['2026-11'],
  date: seeded.figures.days,
  quarter: seeded.figures.quarters,
  language: ['it', 'en'],
  // A file that pages are made with.
  name: assets().map(({ path: at }) => at.replace('/assets/', '')),
});

/** Every address of a route at which there is something. */
export function addressesOf(seeded: Seeded, path: string): readonly string[] {
  const values = valuesOf(seeded, path);
  return [...path.matchAll(/\{(\w+)\}/g)].reduce<readonly string[]>(
    (addresses, [place, name = '']) => {
      const known = values[name];
      if (known === undefined) throw new Error(`addresses.ts does not say what ${place} of ${path} is filled with`);
      return addresses.flatMap((address) => known.map((value) => address.replace(place, value)));
    },
    [path],
  );
}

export const addressOf = (seeded: Seeded, path: string): string => addressesOf(seeded, path)[0]!;

/** Where a query is needed to be told that there is nothing. */
const absentQuery: { readonly [operationId: string]: Asked['query'] & object } = {
  getStatistics: { publisher: 'nobody' },
};

const absent: { readonly [name: string]: string } = {
  id: 'nobody',
  number: '99',
  tag: 'nothing',
  month: '1999-01',
  date: '1999-01-01',
  quarter: '1999-Q1',
};

/** Where there is nothing. */
export const absentOf = ({
  path,
  operationId,
}: Route): { readonly address: string; readonly query: Asked['query'] & object } => ({
  address: path.replaceAll(/\{(\w+)\}/g, (place, name: string) => absent[name] ?? place),
  query: absentQuery[operationId] ?? {},
});
