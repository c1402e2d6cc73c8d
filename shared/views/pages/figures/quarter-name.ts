/** What quarters are called: `terzo trimestre 2026`, `third quarter of 2026`. */
import type { Language } from '../language.ts';

const ordinals = {
  it: ['primo', 'secondo', 'terzo', 'quarto'],
  en: ['first', 'second', 'third', 'fourth'],
} as const;

/** `quarter`: `2026-Q3`. */
export function quarterName(quarter: string, language: Language): string {
  const ordinal = ordinals[language][Number(quarter.slice(6)) - 1] ?? '';
  const year = quarter.slice(0, 4);
  return language === 'it' ? `${ordinal} trimestre ${year}` : `${ordinal} quarter of ${year}`;
}
