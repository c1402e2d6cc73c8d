/** What is held of compliance: a row per API, the ruleset in force, and figures per administration and nation. */
import type { Compliance } from '../domain/compliance/compliance.ts';
import type { HistoryPoint, Statistics } from '../domain/compliance/statistics.ts';
import type { Position, Row, Table } from '../ports.ts';
import { entityOf, keys, partitions, prefixes, rowOf } from './table.ts';

/** The ruleset that every API was assessed with last. */
export type RulesetInForce = {
  /** As of `rulesetKey`. */
  readonly key: string;
  readonly since: string;
  /** How far the reports on older revisions have come, by version of the rules. */
  readonly reports?: { readonly version: string; readonly after?: Position; readonly done: boolean };
};

type StatisticsOfPublisher = { readonly publisherId: string; readonly statistics: Statistics };

export function createCompliance(table: Table) {
  const keyOf = ({ apiId, publisherId }: Compliance) => ({
    ...keys.compliance(apiId),
    ownerPk: partitions.ofPublisher(publisherId),
    ownerSk: `${prefixes.compliance}${apiId}`,
  });
  return {
    async get(apiId: string): Promise<Compliance | undefined> {
      const row = await table.get(keys.compliance(apiId));
      return row && entityOf<Compliance>(row);
    },
    async getAll(apiIds: readonly string[]): Promise<ReadonlyMap<string, Compliance>> {
      const rows = (await table.getAll(apiIds.map(keys.compliance))).map(entityOf<Compliance>);
      return new Map(rows.map((row) => [row.apiId, row]));
    },
    /** False when somebody wrote it since `stored` was read. */
    replace: (compliance: Compliance, stored: Compliance | undefined): Promise<boolean> =>
      table.put(
        rowOf(keyOf(compliance), compliance),
        stored === undefined ? { absent: true } : { attribute: 'version', equals: stored.version },
      ),

    async rulesetInForce(): Promise<RulesetInForce | undefined> {
      const row = await table.get(keys.ruleset());
      return row && entityOf<RulesetInForce>(row);
    },
    putRulesetInForce: (ruleset: RulesetInForce): Promise<boolean> => table.put(rowOf(keys.ruleset(), ruleset)),

    async statisticsOf(publisherIds: readonly string[]): Promise<ReadonlyMap<string, Statistics>> {
      const rows = await table.getAll(publisherIds.map(keys.statistics));
      return new Map(rows.map((row) => [String(row.publisherId), figuresOf(row)]));
    },
    async nationalStatistics(): Promise<Statistics | undefined> {
      const row = await table.get(keys.nationalStatistics());
      return row && figuresOf(row);
    },
    putStatistics: (all: readonly StatisticsOfPublisher[]): Promise<void> =>
      table.putAll(
        all.map(({ publisherId, statistics }) => rowOf(keys.statistics(publisherId), { ...statistics, publisherId })),
      ),
    putNationalStatistics: (statistics: Statistics): Promise<boolean> =>
      table.put(rowOf(keys.nationalStatistics(), statistics)),

    /** Of the nation when no publisher is named. */
    async history(publisherId: string | undefined): Promise<readonly HistoryPoint[]> {
      const row = await table.get(keys.history(publisherId));
      return row === undefined ? [] : entityOf<{ points: readonly HistoryPoint[] }>(row).points;
    },
    putHistory: (publisherId: string | undefined, points: readonly HistoryPoint[]): Promise<boolean> =>
      table.put(rowOf(keys.history(publisherId), { points })),
  };
}

function figuresOf(row: Row): Statistics {
  const { publisherId: _, ...statistics } = entityOf<Statistics & { publisherId?: string }>(row);
  return statistics;
}
