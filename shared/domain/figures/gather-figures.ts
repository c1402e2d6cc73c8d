/**
 * The national figures of a moment, gathered administration by administration: each gives its share of every figure, in
 * any order.
 */
import { isPublished } from '../catalogue/api.ts';
import type { PublisherRows } from '../catalogue/dossier.ts';
import { type Publishes, publishesOf } from '../catalogue/publishes.ts';
import { type Compliance, gateVerdictOf, gateVerdicts } from '../compliance/compliance.ts';
import { gradeNames } from '../compliance/statistics.ts';
import { medianOf, oneDecimal } from '../median.ts';
import { availabilityOf, type TimeByVerdict, timeOf, unknownShareOf } from '../uptime/availability.ts';
import type { RecentTime } from '../uptime/recent-time.ts';
import type { FailingRule, Group, Snapshot } from './snapshot.ts';

/** What the rows of now say; when and by which rules, and what was told meanwhile, is added to it. */
export type Gathered = Omit<Snapshot, 'schema' | 'date' | 'computedAt' | 'ruleset' | 'happened'>;

export type Gathering = { readonly add: (rows: PublisherRows) => void; readonly end: () => Gathered };

const bins = 10;
const mostRules = 20;
/** So that the row that holds them stays small, whatever categories are named. */
const mostGroups = 80;

/** Counts by name, of which there are only those given. */
type Counts<K extends string> = { [name in K]: number };
const zeros = <K extends string>(names: readonly K[]): Counts<K> =>
  Object.fromEntries(names.map((name) => [name, 0])) as Counts<K>;

/** What administrations of one kind, or all of them, come to. */
function createSum() {
  let publishers = 0;
  let publishing = 0;
  let unread = 0;
  let apis = 0;
  let time: TimeByVerdict | undefined;
  const publishable = zeros(gateVerdicts);
  const scores: number[] = [];
  return {
    scores,
    add(share: Share): void {
      publishers += 1;
      publishing += share.publishes === 'something' ? 1 : 0;
      unread += share.publishes === 'unknown' ? 1 : 0;
      apis += share.apis;
      publishable.unknown += share.apis - share.compliance.length;
      for (const row of share.compliance) {
        publishable[gateVerdictOf(row)] += 1;
        if (row.score !== null) scores.push(row.score);
      }
      for (const ms of share.times) {
        const known = time;
        time = known === undefined ? ms : timeOf((verdict) => known[verdict] + ms[verdict]);
      }
    },
    end: () => ({
      publishers,
      publishing,
      unread,
      apis,
      publishable: { ...publishable },
      median: medianOf(scores),
      time,
    }),
  };
}

type Sum = ReturnType<typeof createSum>;

/** Of one administration: its APIs that are not withdrawn, what is known of their compliance, and their time. */
type Share = {
  readonly publishes: Publishes;
  readonly apis: number;
  readonly compliance: readonly Compliance[];
  readonly times: readonly TimeByVerdict[];
};

/** Sums by the name of a group. */
function createGroups() {
  const sums = new Map<string | null, Sum>();
  return {
    add(names: readonly string[], share: Share): void {
      for (const name of names.length === 0 ? [null] : new Set(names)) {
        const sum = sums.get(name) ?? createSum();
        sums.set(name, sum);
        sum.add(share);
      }
    },
    end: (): readonly Group[] =>
      Array.from(sums, ([name, sum]) => groupOf(name, sum))
        .sort((one, other) => other.publishers - one.publishers || compareNames(one, other))
        .slice(0, mostGroups)
        .sort(compareNames),
  };
}

function groupOf(name: string | null, sum: Sum): Group {
  const { time, ...figures } = sum.end();
  return { name, ...figures, availability: time === undefined ? null : availabilityOf(time) };
}

/** Those without a name come last. */
function compareNames({ name: one }: Group, { name: other }: Group): number {
  if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1;
  return one < other ? -1 : 1;
}

function createRules() {
  const rules = new Map<string, FailingRule>();
  return {
    add(compliance: readonly Compliance[]): void {
      for (const row of compliance) {
        for (const [rule, findings] of Object.entries(row.rules)) {
          const { applies, failing } = rules.get(rule) ?? { applies: 0, failing: 0 };
          rules.set(rule, { rule, applies: applies + 1, failing: failing + (findings > 0 ? 1 : 0) });
        }
      }
    },
    end: (): readonly FailingRule[] =>
      [...rules.values()]
        .filter(({ failing }) => failing > 0)
        .sort((one, other) => other.failing - one.failing || (one.rule < other.rule ? -1 : 1))
        .slice(0, mostRules),
  };
}

function binsOf(scores: readonly number[]): readonly number[] {
  const counts = Array.from({ length: bins }, () => 0);
  for (const score of scores) {
    const bin = Math.min(bins - 1, Math.floor(score / bins));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** Added up in order, so that rounding is the same however they came. */
function meanOf(scores: readonly number[]): number | null {
  const sum = scores.toSorted((one, other) => one - other).reduce((total, score) => total + score, 0);
  return scores.length === 0 ? null : oneDecimal(sum / scores.length);
}

/** `recent`: how APIs were over the last 30 days; absent: no day is over yet. */
export function gatherFigures(recent: RecentTime | undefined): Gathering {
  const nation = createSum();
  const categories = createGroups();
  const regions = createGroups();
  const rules = createRules();
  const grades = zeros(gradeNames);
  let valid = 0;
  let openIncidents = 0;
  return {
    add({ publisher, sources, apis, endpoints, compliance }) {
      const published = apis.filter(isPublished);
      const times = published.flatMap(({ id }) => recent?.apis[id] ?? []);
      const share = { publishes: publishesOf({ apis, sources }), apis: published.length, compliance, times };
      nation.add(share);
      categories.add(publisher.categories ?? [], share);
      regions.add(publisher.region === undefined ? [] : [publisher.region], share);
      rules.add(compliance);
      grades.none += published.length - compliance.length;
      for (const { grade } of compliance) grades[grade ?? 'none'] += 1;
      valid += published.filter(({ state }) => state === 'ok').length;
      openIncidents += endpoints.filter(({ incidentId }) => incidentId !== undefined).length;
    },
    end() {
      const { publishers, publishing, unread, apis, publishable, median, time } = nation.end();
      return {
        totals: { publishers, publishing, unread, apis, valid },
        publishable,
        grades: { ...grades },
        scores: { mean: meanOf(nation.scores), median, bins: binsOf(nation.scores) },
        failing: rules.end(),
        availability:
          recent === undefined
            ? null
            : {
                until: recent.until,
                share: time === undefined ? null : availabilityOf(time),
                unknownShare: time === undefined ? null : unknownShareOf(time),
              },
        openIncidents,
        categories: categories.end(),
        regions: regions.end(),
      };
    },
  };
}
