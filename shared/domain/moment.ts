/** Times as RFC 3339 writes them (§5.6), strictly: `Date.parse` takes much more, such as 30 February and 24:00. */
import { isCalendarDay } from './compliance/calendar-day.ts';

const dateTime = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(?:Z|[+-](\d{2}):(\d{2}))$/;
const most = [23, 59, 59, 23, 59];

/** A date and time as ISO 8601 in UTC; undefined when it is none, or not of the years 0000 to 9999 there. */
export function readMoment(text: string): string | undefined {
  const [, date = '', ...numbers] = dateTime.exec(text.toUpperCase()) ?? [];
  if (!isCalendarDay(date) || numbers.some((number, index) => Number(number ?? 0) > (most[index] ?? 0)))
    return undefined;
  const ms = Date.parse(text.toUpperCase());
  const moment = Number.isNaN(ms) ? '' : new Date(ms).toISOString();
  // Years of more digits begin with a sign, and would not be in order as text.
  return /^\d/.test(moment) ? moment : undefined;
}
