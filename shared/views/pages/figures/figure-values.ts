/** Figures as pages write them: shares never round a little to nothing or nearly all to all, what is not known is said so. */
import { roundedDown, roundedUp } from '../../shares.ts';
import { formatNumber, formatShare, type Language } from '../language.ts';

const unknown = { it: 'non noto', en: 'not known' } as const;

export const written = (value: number | null, language: Language, decimals = 0): string =>
  value === null ? unknown[language] : formatNumber(value, language, decimals);

/** At most the share, to so many decimals of a percentage. */
export const writtenShare = (share: number | null, language: Language, decimals = 1): string =>
  share === null ? unknown[language] : formatShare(roundedDown(share, decimals + 2), language, decimals);

/**
 * How many of those that a rule applies to fail it, the same on every page: a few are never told as none, nor nearly all as
 * all. Undefined: it applies to none.
 */
export function writtenFailing(failing: number, applies: number, language: Language): string | undefined {
  const share = shareOf(failing, applies);
  if (share === null) return undefined;
  return formatShare(roundedUp(share, 3), language);
}

/** Null of none. */
export const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
