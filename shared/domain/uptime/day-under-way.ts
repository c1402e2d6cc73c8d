/**
 * The hours so far of a day that is not finished, of a bucket of endpoints: what each roll-up goes on from, and what readers
 * are shown of today.
 */
import { addFigures, type FiguresOfDay, type Hour } from './availability.ts';
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

/** `hours`: from midnight on. */
export type DaySoFar = FiguresOfDay & { readonly hours: readonly Hour[] };

/** Undefined of an endpoint that nobody looked at on the day. */
export function figuresSoFar({ date, until, endpoints }: DayUnderWay, endpointId: string): DaySoFar | undefined {
  const known = Object.hasOwn(endpoints, endpointId) ? endpoints[endpointId] : undefined;
  if (known === undefined) return undefined;
  const { checkedAt } = known;
  const hours = unpackHours(known.hours);
  return { date, until, ...(checkedAt === undefined ? {} : { checkedAt }), hours, ...addFigures(hours) };
}
