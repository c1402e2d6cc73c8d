/** How the rules are met in the whole country, and where and since when one of them is not. */
import { type FailingWhere, failingWhere } from '../domain/catalogue/failing-where.ts';
import type { Statistics } from '../domain/compliance/statistics.ts';
import type { FailingRule } from '../domain/figures/snapshot.ts';
import { dayMs } from '../domain/uptime/availability.ts';
import type { RulesetInForce } from '../store/compliance.ts';
import { readDay } from './read-figures.ts';
import type { ReadingWorld } from './world.ts';

export type RulesInForce = {
  /** Undefined: nothing has been counted yet. */
  readonly statistics: Statistics | undefined;
  /** The rules as they are now, and since when. */
  readonly ruleset: Pick<RulesetInForce, 'key' | 'since'> | undefined;
};

export async function readRules({ store }: Pick<ReadingWorld, 'store'>): Promise<RulesInForce> {
  const [statistics, ruleset] = await Promise.all([
    store.compliance.nationalStatistics(),
    store.compliance.rulesetInForce(),
  ]);
  return { statistics, ruleset };
}

/** How a rule stood on a day; `failing` absent: it was not among those that most APIs failed. */
type EarlierStanding = { readonly date: string; readonly failing?: FailingRule };

export type RuleInForce = RulesInForce & {
  /** Undefined: the catalogue has not been listed yet. */
  readonly where: FailingWhere | undefined;
  /** The latest first; days of which there are figures. */
  readonly earlier: readonly EarlierStanding[];
};

/** Days ago. */
const lookedBack = [7, 30, 90, 365];

/** At most eleven reads of the table. */
export async function readRule(world: ReadingWorld, rule: string): Promise<RuleInForce> {
  const now = world.clock.now();
  const dates = lookedBack.map((days) => new Date(now - days * dayMs).toISOString().slice(0, 10));
  const [inForce, catalogue, days] = await Promise.all([
    readRules(world),
    world.catalogue(),
    Promise.all(dates.map((date) => readDay(world, date))),
  ]);
  const earlier = days.flatMap((day): readonly EarlierStanding[] => {
    if (day === undefined) return [];
    const { date, failing: all } = day.snapshot;
    const failing = all.find((each) => each.rule === rule);
    return [{ date, ...(failing === undefined ? {} : { failing }) }];
  });
  return { ...inForce, where: catalogue && failingWhere(catalogue, rule), earlier };
}
