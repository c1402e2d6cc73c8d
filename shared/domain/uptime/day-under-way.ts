/**
 * The hours so far of a day that is not finished, of a bucket of endpoints: what each roll-up goes on from, and what readers
 * are shown of today.
 */
import { addFigures, type FiguresOfDay } from './availability.ts';
import { type PackedHour, unpackHours } from './packed-hours.ts';

export type DayUnderWay = {
  readonly date: string;
  /** End of the time accounted for, ISO 8601. */
  readonly until: string;
  /** By id; `hours` from midnight on. */
  readonly endpoints: {
    readonly [endpointId: string]: { readonly hours: readonly PackedHour[]; readonly checkedAt?: string };
  };
};

/** Undefined of an endpoint that nobody looked at on the day. */
export function figuresSoFar({ date, until, endpoints }: DayUnderWay, endpointId: string): FiguresOfDay | undefined {
  const known = Object.hasOwn(endpoints, endpointId) ? endpoints[endpointId] : undefined;
  if (known === undefined) return undefined;
  const { hours, checkedAt } = known;
  return { date, until, ...(checkedAt === undefined ? {} : { checkedAt }), ...addFigures(unpackHours(hours)) };
}
