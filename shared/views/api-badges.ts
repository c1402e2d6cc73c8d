/** The badges of an API: how available it is, and how far it follows the guidelines; in Italian or English. */
import type { Api } from '../domain/catalogue/api.ts';
import { clipText } from '../domain/catalogue/clip-text.ts';
import type { Compliance } from '../domain/compliance/compliance.ts';
import { dayMs } from '../domain/uptime/availability.ts';
import type { Slis } from '../domain/uptime/slis.ts';
import { type Badge, type BadgeTone, type Language, renderBadge } from './badge.ts';
import { roundedDown } from './shares.ts';

const words = {
  en: {
    availability: 'availability',
    compliance: 'compliance',
    noData: 'no data',
    notAssessed: 'not assessed',
    notAssessable: 'not assessable',
    overDays: (value: string, days: number) => `${value} in ${days} ${days === 1 ? 'day' : 'days'}`,
    unknown: (share: string) => `${share} unknown`,
    grade: (grade: string, score: string) => `${grade}, ${score} of 100`,
    availabilityOf: (name: string, value: string, share: string, from: string, until: string) =>
      `Availability of ${name} from ${from} to ${until}: ${value}; time of which nothing is known: ${share}.`,
    unavailableOf: (name: string) => `The availability of ${name} is not known.`,
    complianceOf: (name: string, value: string, revision: number) =>
      `Compliance of ${name}, revision ${revision}, with the national guidelines: ${value}.`,
    unassessedOf: (name: string) => `The compliance of ${name} with the national guidelines is not known.`,
  },
  it: {
    availability: 'disponibilità',
    compliance: 'conformità',
    noData: 'nessun dato',
    notAssessed: 'non valutata',
    notAssessable: 'non valutabile',
    overDays: (value: string, days: number) => `${value} in ${days} ${days === 1 ? 'giorno' : 'giorni'}`,
    unknown: (share: string) => `${share} ignoto`,
    grade: (grade: string, score: string) => `${grade}, ${score} su 100`,
    availabilityOf: (name: string, value: string, share: string, from: string, until: string) =>
      `Disponibilità di ${name} dal ${from} al ${until}: ${value}; tempo di cui non si sa nulla: ${share}.`,
    unavailableOf: (name: string) => `La disponibilità di ${name} non è nota.`,
    complianceOf: (name: string, value: string, revision: number) =>
      `Conformità di ${name}, revisione ${revision}, alle linee guida nazionali: ${value}.`,
    unassessedOf: (name: string) => `La conformità di ${name} alle linee guida nazionali non è nota.`,
  },
} as const;

const nameOf = ({ metadata, url }: Api): string => clipText(metadata?.title || url, 100);

const decimal = (language: Language, text: string): string => (language === 'it' ? text.replace('.', ',') : text);

/** Rounded down: what was not all of the time is never told as all of it. */
const percent = (language: Language, share: number): string =>
  `${decimal(language, (roundedDown(share, 4) * 100).toFixed(2).replace(/\.?0+$/, ''))} %`;

/** A little is not nothing, and nearly all is not all. */
function roundedPercent(language: Language, share: number): string {
  const [sign, told] =
    share > 0 && share < 0.001 ? ['< ', 0.001] : share > 0.999 && share < 1 ? ['> ', 0.999] : ['', share];
  return `${sign}${decimal(language, (Math.round(told * 1000) / 10).toString())} %`;
}

/** Of which most is not known, little can be said. */
const toneOfAvailability = (share: number, unknown: number): BadgeTone =>
  unknown > 0.5 ? 'unknown' : share >= 0.99 ? 'good' : share >= 0.95 ? 'fair' : 'bad';

/** Days, those that are not over too; fewer than thirty of an API that is not watched for longer. */
const daysIn = ({ from, until }: Slis[keyof Slis]): number =>
  Math.max(1, Math.ceil((Date.parse(until) - Date.parse(from)) / dayMs));

const date = (at: string): string => at.slice(0, 10);

/** The day that a period ends in: its end is the next one's beginning. */
const lastDay = (until: string): string => date(new Date(Date.parse(until) - 1).toISOString());

export function availabilityBadge(api: Api, slis: Slis, language: Language): string {
  const { availability_per_30d: availability, unknown_share_per_30d: unknown } = slis;
  const told = words[language];
  const label = told.availability;
  if (availability.value === null) {
    const description = told.unavailableOf(nameOf(api));
    return renderBadge({ language, label, value: told.noData, tone: 'unknown', description });
  }
  const share = unknown.value ?? 0;
  const value = percent(language, availability.value);
  const until = lastDay(availability.until);
  const figure = told.overDays(value, daysIn(availability));
  return renderBadge({
    language,
    label,
    // A little is lost to every deployment of ours; more must not hide behind a good figure.
    value: share < 0.01 ? figure : `${figure} · ${told.unknown(roundedPercent(language, share))}`,
    tone: toneOfAvailability(availability.value, share),
    date: until,
    description: told.availabilityOf(
      nameOf(api),
      value,
      roundedPercent(language, share),
      date(availability.from),
      until,
    ),
  });
}

const toneOfGrade: { readonly [grade in NonNullable<Compliance['grade']>]: BadgeTone } = {
  A: 'good',
  B: 'good',
  C: 'fair',
  D: 'fair',
  E: 'bad',
  F: 'bad',
};

/** `compliance` undefined: it was not assessed yet. */
export function complianceBadge(api: Api, compliance: Compliance | undefined, language: Language): string {
  const told = words[language];
  const label = told.compliance;
  const unknown = (value: string): Omit<Badge, 'date'> => ({
    language,
    label,
    value,
    tone: 'unknown',
    description: told.unassessedOf(nameOf(api)),
  });
  if (compliance === undefined) return renderBadge(unknown(told.notAssessed));
  const { grade, score, assessedAt, revision } = compliance;
  if (grade === null) return renderBadge({ ...unknown(told.notAssessable), date: date(assessedAt) });
  const value = score === null ? grade : told.grade(grade, decimal(language, String(score)));
  return renderBadge({
    language,
    label,
    value,
    tone: toneOfGrade[grade],
    date: date(assessedAt),
    description: told.complianceOf(nameOf(api), value, revision),
  });
}
