/** Lengths of time as people say them: the two greatest parts, rounded down, so that nothing is told as longer than it was. */
import { formatNumber, type Language } from './language.ts';

const minuteMs = 60_000;

const units = {
  it: { day: ['giorno', 'giorni'], under: 'meno di un minuto' },
  en: { day: ['day', 'days'], under: 'less than a minute' },
} as const;

/** `12 days 3 h`, `3 h 5 min`, `12 min`, less than a minute. */
export function formatDuration(ms: number, language: Language): string {
  const minutes = Math.floor(ms / minuteMs);
  if (!Number.isFinite(minutes) || minutes < 1) return units[language].under;
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const [one, many] = units[language].day;
  const parts = [
    days > 0 ? `${formatNumber(days, language)} ${days === 1 ? one : many}` : '',
    hours > 0 ? `${hours} h` : '',
    rest > 0 ? `${rest} min` : '',
  ];
  // Minutes of what took days are not worth reading.
  const told = days > 0 ? parts.slice(0, 2) : parts;
  return told.filter((part) => part !== '').join(' ');
}
