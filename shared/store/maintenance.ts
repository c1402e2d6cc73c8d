/** What was announced as maintenance of an API: one row, which the next announcement replaces. */
import type { Maintenance } from '../domain/uptime/maintenance.ts';
import type { Table } from '../ports.ts';
import { entityOf, keys, rowOf } from './table.ts';

export const createMaintenance = (table: Table) => ({
  async get(apiId: string): Promise<Maintenance | undefined> {
    const row = await table.get(keys.maintenance(apiId));
    return row && entityOf<Maintenance>(row);
  },
  async getAll(apiIds: readonly string[]): Promise<readonly Maintenance[]> {
    return (await table.getAll(apiIds.map(keys.maintenance))).map(entityOf<Maintenance>);
  },
  /** False when somebody announced since `stored` was read. */
  replace: (maintenance: Maintenance, stored: Maintenance | undefined): Promise<boolean> =>
    table.put(
      rowOf(keys.maintenance(maintenance.apiId), maintenance),
      stored === undefined ? { absent: true } : { attribute: 'version', equals: stored.version },
    ),
});
