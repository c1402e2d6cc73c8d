/** How grave an event is to whoever calls the API, and which levels a reader who asks for one gets. */
import { type ChangeLevel, changeLevels } from '../changes/change.ts';
import type { CatalogueEvent, EventKind } from './api.ts';

/** Of an event that does not bear a level itself. */
const levelOfKind: { readonly [kind in EventKind]: ChangeLevel } = {
  'api.published': 'info',
  'api.changed': 'info',
  'api.invalid': 'warning',
  'api.valid': 'info',
  'api.withdrawn': 'breaking',
  'api.deprecated': 'warning',
  'api.sunset': 'warning',
  'compliance.changed': 'info',
  'ruleset.changed': 'info',
  'incident.opened': 'warning',
  'incident.closed': 'info',
  'certificate.expiring': 'warning',
  'certificate.replaced': 'warning',
  'maintenance.announced': 'info',
};

export const levelOfEvent = ({ level, kind }: Pick<CatalogueEvent, 'level' | 'kind'>): ChangeLevel =>
  // A kind of a later version has none here.
  level ?? levelOfKind[kind] ?? 'info';

/** What is told to whoever does not ask for a level: everything but wording. */
export const defaultLevel: ChangeLevel = 'info';

/** This level and the graver ones. */
export const levelsFrom = (least: ChangeLevel): readonly ChangeLevel[] =>
  changeLevels.slice(0, changeLevels.indexOf(least) + 1);
