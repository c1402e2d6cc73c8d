/** Quarters of the year in UTC, `2026-Q3`: which one a day is in, and its first and last day. */
import { dateOf, dayMs } from '../uptime/availability.ts';

const monthsOfQuarter = 3;

/** `2026-Q3` of `2026-08-14`. */
export function quarterOf(date: string): string {
  const number = Math.ceil(Number(date.slice(5, 7)) / monthsOfQuarter);
  return `${date.slice(0, 4)}-Q${number}`;
}

export const isQuarter = (text: string): boolean => /^\d{4}-Q[1-4]$/.test(text);

const monthText = (number: number): string => String(number).padStart(2, '0');

/** The three months, `2026-07`, … */
export function monthsOf(quarter: string): readonly string[] {
  const last = Number(quarter.slice(6)) * monthsOfQuarter;
  return [last - 2, last - 1, last].map((number) => `${quarter.slice(0, 4)}-${monthText(number)}`);
}

export const firstDayOf = (quarter: string): string => `${monthsOf(quarter)[0]}-01`;

export function lastDayOf(quarter: string): string {
  const after = new Date(`${monthsOf(quarter)[2]}-01T00:00:00Z`);
  after.setUTCMonth(after.getUTCMonth() + 1);
  return dateOf(after.getTime() - dayMs);
}
