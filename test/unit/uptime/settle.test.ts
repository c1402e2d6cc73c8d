import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../../shared/domain/uptime/endpoint.ts';
import type { Judgement } from '../../../shared/domain/uptime/sight.ts';
import { type ProbeVerdict, probeVerdicts } from '../../../shared/domain/uptime/sample.ts';
import {
  incidentIdOf,
  type Settlement,
  settleEndpoint,
  triesNeeded,
  wantsAnotherTry,
} from '../../../shared/domain/uptime/settle.ts';
import { sampleEndpoint } from '../../fixtures/sample-records.ts';

const verdict = fc.constantFrom(...probeVerdicts);
const judgement = verdict.map((name): Judgement => ({ verdict: name, code: `code-${name}` }));
/** What a peer answers in one slot: mostly the same each time, as peers do, or anything. */
const judgements = fc.oneof(
  { weight: 4, arbitrary: judgement.map((same) => new Array<Judgement>(5).fill(same)) },
  { weight: 1, arbitrary: fc.array(judgement, { maxLength: 6 }) },
);
const isGood = (name: ProbeVerdict): boolean => name === 'up' || name === 'degraded';
const slotAt = (minutes: number): string => new Date(Date.UTC(2026, 10, 23) + minutes * 60_000).toISOString();
const tries = (name: ProbeVerdict, count: number): Judgement[] =>
  new Array<Judgement>(count).fill({ verdict: name, code: `code-${name}` });

const fresh = sampleEndpoint({ id: 'a' }, 'https://api.example/status', { verdict: 'unknown', everUp: false });
const up = sampleEndpoint({ id: 'a' }, 'https://api.example/status');

/** What a run does with one endpoint and a peer that gives these answers: tries as long as another one is wanted. */
function runSlot(endpoint: Endpoint, answers: readonly Judgement[], slot: string): Settlement {
  const made: Judgement[] = [];
  for (const answer of answers) {
    if (!wantsAnotherTry(endpoint.verdict, made)) break;
    made.push(answer);
  }
  return settleEndpoint(endpoint, made, slot);
}

type Story = { endpoint: Endpoint; settlements: Settlement[] };

function play(start: Endpoint, slots: readonly (readonly Judgement[])[], minutes = 5): Story {
  const settlements: Settlement[] = [];
  let endpoint = start;
  for (const [index, answers] of slots.entries()) {
    const settled = runSlot(endpoint, answers, slotAt(index * minutes));
    settlements.push(settled);
    endpoint = settled.endpoint ?? endpoint;
  }
  return { endpoint, settlements };
}

describe('wantsAnotherTry', () => {
  it('wants a first one, and none more while the answer is what is known', () => {
    expect(wantsAnotherTry('up', [])).toBe(true);
    expect(wantsAnotherTry('up', tries('up', 1))).toBe(false);
  });

  it.each([
    ['up', 'down', 4],
    ['unknown', 'down', 4],
    ['down', 'up', 3],
    ['up', 'blocked', 3],
    ['blocked', 'degraded', 3],
    ['unknown', 'up', 1],
    ['down', 'unknown', 1],
  ] as const)('from %s to %s wants %i that agree', (from, to, needed) => {
    for (let count = 1; count < needed; count += 1) expect(wantsAnotherTry(from, tries(to, count))).toBe(true);
    expect(wantsAnotherTry(from, tries(to, needed))).toBe(false);
    expect(triesNeeded(from, to)).toBe(needed);
  });

  it('ends: never more than four, whatever comes back, and at once when they disagree', () => {
    fc.assert(
      fc.property(verdict, judgements, (known, made) => {
        if (wantsAnotherTry(known, made)) {
          expect(made.length).toBeLessThan(4);
          // Of an endpoint that did not answer, good answers agree with each other.
          const words = made.map((each) => (!isGood(known) && isGood(each.verdict) ? 'good' : each.verdict));
          expect(new Set(words).size).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('settleEndpoint', () => {
  it('opens on four that agree, with an id made of endpoint and slot', () => {
    const { endpoint, transition } = settleEndpoint(up, tries('down', 4), slotAt(0));
    expect(transition).toBe('opened');
    expect(endpoint).toMatchObject({
      verdict: 'down',
      code: 'code-down',
      since: slotAt(0),
      incidentId: incidentIdOf(up.id, slotAt(0)),
    });
  });

  it('does not believe three', () => {
    expect(settleEndpoint(up, tries('down', 3), slotAt(0))).toEqual({ verdict: 'up' });
  });

  it('opens nothing for what was never up: its first good answer is its beginning', () => {
    const { endpoint } = play(fresh, [tries('down', 4), tries('down', 4), tries('up', 3)]);
    expect(endpoint).toMatchObject({ verdict: 'up', everUp: true });
    expect(endpoint.lastIncidentId).toBeUndefined();
  });

  it('takes the very first good answer at once', () => {
    expect(settleEndpoint(fresh, tries('up', 1), slotAt(0)).endpoint).toMatchObject({ verdict: 'up', everUp: true });
  });

  it('closes on three good ones and remembers which it was', () => {
    const { endpoint, settlements } = play(up, [tries('down', 4), tries('up', 3)]);
    expect(settlements.map(({ transition }) => transition)).toEqual(['opened', 'closed']);
    expect(endpoint).toMatchObject({ lastIncidentId: incidentIdOf(up.id, slotAt(0)), incidentClosedAt: slotAt(5) });
    expect(endpoint).not.toHaveProperty('incidentId');
  });

  it('reopens the same incident on a relapse within 30 minutes, and opens another one later', () => {
    const slots = [tries('down', 4), tries('up', 3), tries('down', 4)];
    expect(play(up, slots, 30).settlements[2]).toMatchObject({
      transition: 'reopened',
      endpoint: { incidentId: incidentIdOf(up.id, slotAt(0)) },
    });
    expect(play(up, slots, 31).settlements[2]).toMatchObject({
      transition: 'opened',
      endpoint: { incidentId: incidentIdOf(up.id, slotAt(62)) },
    });
  });

  it('leaves an incident open behind a firewall page, and does not open a second one after it', () => {
    const { endpoint, settlements } = play(up, [tries('down', 4), tries('blocked', 3), tries('down', 4)]);
    expect(settlements.map(({ transition }) => transition)).toEqual(['opened', undefined, undefined]);
    expect(endpoint.incidentId).toBe(incidentIdOf(up.id, slotAt(0)));
  });

  it('keeps what was known when nobody looked', () => {
    expect(settleEndpoint(up, [], slotAt(0))).toEqual({ verdict: 'unknown' });
    expect(settleEndpoint(up, tries('unknown', 1), slotAt(0))).toEqual({ verdict: 'unknown' });
  });

  it('learns once why nothing is known of an endpoint', () => {
    const { endpoint } = settleEndpoint(fresh, tries('unknown', 1), slotAt(0));
    expect(endpoint).toEqual({ ...fresh, code: 'code-unknown' });
    expect(settleEndpoint(endpoint!, tries('unknown', 1), slotAt(5))).toEqual({ verdict: 'unknown' });
  });
});

describe('over any history', () => {
  const histories = fc.array(
    judgements.filter(({ length }) => length > 0),
    { maxLength: 30 },
  );
  const starts = fc.constantFrom(fresh, up);

  it('nothing opens on fewer than four bad tries of one slot, and never on blocked or unknown', () => {
    fc.assert(
      fc.property(starts, histories, (start, slots) => {
        for (const [index, { transition }] of play(start, slots).settlements.entries()) {
          if (transition !== 'opened' && transition !== 'reopened') continue;
          const made = slots[index]!.slice(0, 4);
          expect(made.map((each) => each.verdict)).toEqual(['down', 'down', 'down', 'down']);
        }
      }),
    );
  });

  it('a known state moves on no single try’s word', () => {
    fc.assert(
      fc.property(starts, histories, (start, slots) => {
        let before = start;
        for (const [index, settled] of play(start, slots).settlements.entries()) {
          const after = settled.endpoint ?? before;
          if (after.verdict !== before.verdict && before.verdict !== 'unknown') {
            const made = slots[index]!.slice(0, 3).map((each) => each.verdict);
            expect(made).toHaveLength(3);
            // Good answers end an outage together, whichever of the two kinds they are.
            if (isGood(after.verdict) && !isGood(before.verdict)) expect(made.every(isGood)).toBe(true);
            else expect(made).toEqual([after.verdict, after.verdict, after.verdict]);
          }
          before = after;
        }
      }),
    );
  });

  it('at most one incident is open, opening and closing take turns, and closing takes a good answer', () => {
    fc.assert(
      fc.property(starts, histories, (start, slots) => {
        let open: string | undefined;
        for (const { endpoint, transition, verdict: settled } of play(start, slots).settlements) {
          if (transition === 'closed') {
            expect(open).toBeDefined();
            expect(isGood(settled)).toBe(true);
            expect(endpoint).toMatchObject({ lastIncidentId: open });
            open = undefined;
          } else if (transition !== undefined) {
            expect(open).toBeUndefined();
            open = endpoint?.incidentId;
            expect(open).toBeDefined();
          }
          if (endpoint !== undefined) expect(endpoint.incidentId).toBe(open);
        }
      }),
    );
  });

  it('a good endpoint has no open incident', () => {
    fc.assert(
      fc.property(starts, histories, (start, slots) => {
        const { endpoint } = play(start, slots);
        if (isGood(endpoint.verdict)) expect(endpoint.incidentId).toBeUndefined();
      }),
    );
  });

  it('a row is written only when something changed, and a run repeated settles the same', () => {
    fc.assert(
      fc.property(starts, histories, judgements, (start, slots, answers) => {
        const { endpoint } = play(start, slots);
        const settled = runSlot(endpoint, answers, slotAt(1000));
        expect(runSlot(endpoint, answers, slotAt(1000))).toEqual(settled);
        if (settled.endpoint !== undefined) {
          const { verdict: now, code, since } = settled.endpoint;
          if (now === endpoint.verdict)
            expect([now, since, code === endpoint.code]).toEqual(['unknown', endpoint.since, false]);
          else expect(since).toBe(slotAt(1000));
          expect(runSlot(settled.endpoint, answers, slotAt(1000)).endpoint).toBeUndefined();
        }
      }),
    );
  });
});
