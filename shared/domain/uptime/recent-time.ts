/** How APIs were over the last 30 days that are over: their time by verdict, added up from the levels of each day. */
import { type TimeByVerdict, timeOf } from './availability.ts';
import type { LevelsOfDay } from './service-levels.ts';

/** `until`: the last of the days, `2026-11-25`. `apis`: milliseconds by verdict, of all endpoints of each together. */
export type RecentTime = { readonly until: string; readonly apis: { readonly [apiId: string]: TimeByVerdict } };

export const recentDays = 30;

/** The days of one after the other: what there is of each, in any order. */
export function createRecentTime() {
  const apis = new Map<string, TimeByVerdict>();
  return {
    add({ apis: levels }: Pick<LevelsOfDay, 'apis'>): void {
      for (const { apiId, ms } of levels) {
        const known = apis.get(apiId);
        apis.set(apiId, known === undefined ? ms : timeOf((verdict) => known[verdict] + ms[verdict]));
      }
    },
    end: (until: string): RecentTime => ({ until, apis: Object.fromEntries(apis) }),
  };
}
