/** Rules that tell outages from a history: ours, made of the product's own decisions, and three that others use. */

import { deriveId } from '../../../shared/domain/digest.ts';
import type { Endpoint } from '../../../shared/domain/uptime/endpoint.ts';
import { doubtMs, fewHosts, isOurSilence, lastingSlots } from '../../../shared/domain/uptime/own-outage.ts';
import { isGood } from '../../../shared/domain/uptime/sample.ts';
import { looksIn, spreadOf } from '../../../shared/domain/uptime/schedule.ts';
import { moveOf, settleEndpoint, wantsAnotherTry } from '../../../shared/domain/uptime/settle.ts';
import type { Judgement } from '../../../shared/domain/uptime/sight.ts';
import type { History } from './history.ts';

/** An incident as its readers see it; `reopened` one is the same. Seconds since the start. */
export type Told = { readonly endpoint: number; readonly id: string; readonly at: number };
export type Rule = { readonly name: string; readonly run: (history: History) => readonly Told[] };

const slotSeconds = 300;
const slotMs = slotSeconds * 1000;
export const startMs = Date.UTC(2026, 0, 1);
const isoAt = (seconds: number): string => new Date(startMs + seconds * 1000).toISOString();
const idOf = (endpoint: number): string => deriveId('replay', String(endpoint));
const offsetOf = (endpoint: number): number => {
  const spread = spreadOf(startMs, slotMs, startMs, Number.MAX_SAFE_INTEGER);
  return Math.floor(((looksIn(startMs, { id: idOf(endpoint) }, slotMs, spread)[0] ?? startMs) - startMs) / 1000);
};

const good: Judgement = { verdict: 'up', code: 'http-200' };
const silent: Judgement = { verdict: 'down', code: 'connect-timeout' };

/** Seconds after the first try at which the further ones are: the pauses of the default settings, five seconds to fail. */
const triesAfter = [0, 6, 14, 25] as const;
/** How long others are heard before it is asked once more. */
const hearingSeconds = 6;

export const endpointOf = (endpoint: number): Endpoint => ({
  id: idOf(endpoint),
  apiId: String(endpoint),
  publisherId: String(endpoint),
  url: `https://host-${endpoint}.example/status`,
  kind: 'status-link',
  declaresSecurity: false,
  verdict: 'up',
  code: 'http-200',
  since: isoAt(0),
  everUp: true,
  version: 1,
});

function runOurs(history: History): readonly Told[] {
  const states = history.endpoints.map((_, endpoint) => endpointOf(endpoint));
  const offsets = states.map((_, endpoint) => offsetOf(endpoint));
  const order = [...states.keys()].sort((one, other) => (offsets[one] ?? 0) - (offsets[other] ?? 0));
  const told: Told[] = [];
  let before: ReadonlySet<number>[] = [];

  const isGoodNow = (each: number): boolean => isGood(states[each]?.verdict ?? 'unknown');
  /** As the product hears others before it calls somebody down: some first, all when one was or is silent too. */
  const isOurs = (suspect: number, at: number, recent: number): boolean => {
    const witnesses = order.filter((each) => each !== suspect && isGoodNow(each));
    const first = (suspect * 7 + at) % Math.max(witnesses.length, 1);
    const some = [...witnesses.slice(first), ...witnesses.slice(0, first)].slice(0, fewHosts);
    const isDoubtful = recent > 0 || some.some((each) => history.fails(each, at));
    const all = isDoubtful ? witnesses : some;
    const results = [
      { endpointId: idOf(suspect), host: String(suspect), wasGood: isGoodNow(suspect), silent: true },
      ...all.map((each) => ({
        endpointId: idOf(each),
        host: String(each),
        wasGood: true,
        silent: history.fails(each, at),
      })),
    ];
    const [eldest = new Set<number>(), ...others] = before;
    const isLong = before.length === lastingSlots;
    const lasting = isLong ? [...eldest].filter((each) => others.every((slot) => slot.has(each))) : [];
    return isOurSilence(results, new Set(lasting.map(idOf)), 'none');
  };

  for (let slot = 0; slot + slotSeconds <= history.seconds; slot += slotSeconds) {
    const quiet = new Set<number>();
    const surprises: number[] = [];
    for (const each of order) {
      const endpoint = states[each];
      const at = slot + (offsets[each] ?? 0);
      const fails = history.fails(each, at);
      if (fails) quiet.add(each);
      if (endpoint === undefined || fails !== isGood(endpoint.verdict)) continue;
      const tries: Judgement[] = [];
      let now = at;
      for (const after of triesAfter) {
        if (!wantsAnotherTry(endpoint.verdict, tries)) break;
        now = at + after;
        tries.push(history.fails(each, now) ? silent : good);
      }
      if (fails) surprises.push(at);
      const recent = surprises.filter((other) => other > at - doubtMs / 1000).length - 1;
      if (moveOf(endpoint, tries)?.verdict === 'down') {
        if (isOurs(each, now, recent)) continue;
        now += hearingSeconds;
        tries.push(history.fails(each, now) ? silent : good);
      }
      const settled = settleEndpoint(endpoint, tries, isoAt(slot), isoAt(at));
      if (settled.endpoint === undefined) continue;
      states[each] = settled.endpoint;
      if (settled.transition === 'opened' || settled.transition === 'reopened')
        told.push({ endpoint: each, id: settled.endpoint.incidentId ?? '', at: now });
    }
    before = [...before, quiet].slice(-lastingSlots);
  }
  return told;
}

/** Opens after so many failures in a row and closes after so many good looks; looks again sooner while it fails. */
const counting =
  (downAfter: number, upAfter: number, againSeconds: number) =>
  (history: History): readonly Told[] => {
    const told: Told[] = [];
    for (const each of history.endpoints.keys()) {
      let [isDown, failed, answered] = [false, 0, 0];
      for (let at = offsetOf(each); at < history.seconds; ) {
        const fails = history.fails(each, at);
        failed = fails ? failed + 1 : 0;
        answered = fails ? 0 : answered + 1;
        if (!isDown && failed >= downAfter) {
          isDown = true;
          told.push({ endpoint: each, id: `${each} ${at}`, at });
        } else if (isDown && answered >= upAfter) isDown = false;
        const isUnsure = isDown ? answered > 0 : failed > 0;
        at += isUnsure ? againSeconds : slotSeconds;
      }
    }
    return told;
  };

export const rules: readonly Rule[] = [
  { name: 'ours', run: runOurs },
  { name: '1 failure', run: counting(1, 1, slotSeconds) },
  { name: '3 of 3 / 2 of 2', run: counting(3, 2, slotSeconds) },
  { name: '3 down / 3 up at half interval', run: counting(3, 3, slotSeconds / 2) },
];
