/** The badges of an API: how available it is, and how far it follows the guidelines; in Italian or English. */
import type { Api } from '../domain/catalogue/api.ts';
import { clipText } from '../domain/catalogue/clip-text.ts';
import { titleOf } from '../domain/catalogue/title-of.ts';
import type { Compliance } from '../domain/compliance/compliance.ts';
import { dayMs, type TimeByVerdict } from '../domain/uptime/availability.ts';
import { probeVerdicts } from '../domain/uptime/sample.ts';
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
    uncounted: { degraded: 'degraded', blocked: 'blocked to us', maintenance: 'in maintenance', unknown: 'unknown' },
    unmeasured: 'not measurable',
    grade: (grade: string, score: string) => `${grade}, ${score} of 100`,
    availabilityOf: (name: string, value: string, uncounted: string, from: string, until: string) =>
      `Availability of ${name} from ${from} to ${until}: ${value}; of the whole time ${uncounted}.`,
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
    uncounted: {
      degraded: 'con problemi',
      blocked: 'a noi precluso',
      maintenance: 'in manutenzione',
      unknown: 'ignoto',
    },
    unmeasured: 'non misurabile',
    grade: (grade: string, score: string) => `${grade}, ${score} su 100`,
    availabilityOf: (name: string, value: string, uncounted: string, from: string, until: string) =>
      `Disponibilità di ${name} dal ${from} al ${until}: ${value}; di tutto il tempo ${uncounted}.`,
    unavailableOf: (name: string) => `La disponibilità di ${name} non è nota.`,
    complianceOf: (name: string, value: string, revision: number) =>
      `Conformità di ${name}, revisione ${revision}, alle linee guida nazionali: ${value}.`,
    unassessedOf: (name: string) => `La conformità di ${name} alle linee guida nazionali non è nota.`,
  },
} as const;

const nameOf = (api: Api): string => clipText(titleOf(api), 100);

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

/** What availability is not of. */
const uncountedVerdicts = ['degraded', 'blocked', 'maintenance', 'unknown'] as const;

type Uncounted = readonly { readonly verdict: (typeof uncountedVerdicts)[number]; readonly share: number }[];

/** Their shares of the whole time, greatest first; of no time at all, nothing is known of it. */
function uncountedOf(time: TimeByVerdict): Uncounted {
  const whole = probeVerdicts.reduce((sum, verdict) => sum + time[verdict], 0);
  if (whole === 0) return [{ verdict: 'unknown', share: 1 }];
  return uncountedVerdicts
    .map((verdict) => ({ verdict, share: time[verdict] / whole }))
    .filter(({ share }) => share > 0)
    .sort((one, other) => other.share - one.share);
}

/** Where it is of less than half of the time, little can be said. */
function toneOfAvailability(availability: number, uncounted: Uncounted): BadgeTone {
  if (uncounted.reduce((sum, { share }) => sum + share, 0) > 0.5) return 'unknown';
  return availability >= 0.99 ? 'good' : availability >= 0.95 ? 'fair' : 'bad';
}

/** Days, those that are not over too; fewer than thirty of an API that is not watched for longer. */
const daysIn = ({ from, until }: Omit<Slis[keyof Slis], 'value'>): number =>
  Math.max(1, Math.ceil((Date.parse(until) - Date.parse(from)) / dayMs));

const date = (at: string): string => at.slice(0, 10);

/** The day that a period ends in: its end is the next one's beginning. */
const lastDay = (until: string): string => date(new Date(Date.parse(until) - 1).toISOString());

type Availability = { readonly api: Api; readonly slis: Slis; readonly time: TimeByVerdict };

/** A little is lost to every deployment of ours; more must not hide behind a good figure. */
const leastTold = 0.01;

export function availabilityBadge({ api, slis, time }: Availability, language: Language): string {
  const { value: availability, ...period } = slis.availability_per_30d;
  const told = words[language];
  const label = told.availability;
  const uncounted = uncountedOf(time);
  if (availability === null && uncounted.every(({ verdict }) => verdict === 'unknown')) {
    const description = told.unavailableOf(nameOf(api));
    return renderBadge({ language, label, value: told.noData, tone: 'unknown', description });
  }
  const wordsOf = (parts: Uncounted): readonly string[] =>
    parts.map(({ verdict, share }) => `${roundedPercent(language, share)} ${told.uncounted[verdict]}`);
  const figure = availability === null ? undefined : percent(language, availability);
  const [first = '', ...others] = [figure ?? [], wordsOf(uncounted.filter(({ share }) => share >= leastTold))].flat();
  const all = wordsOf(uncounted.length > 0 ? uncounted : [{ verdict: 'unknown', share: 0 }]).join(', ');
  const until = lastDay(period.until);
  return renderBadge({
    language,
    label,
    value: [told.overDays(first, daysIn(period)), ...others].join(' · '),
    tone: availability === null ? 'unknown' : toneOfAvailability(availability, uncounted),
    date: until,
    description: told.availabilityOf(nameOf(api), figure ?? told.unmeasured, all, date(period.from), until),
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
