import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../../shared/domain/uptime/endpoint.ts';
import { type ProbeVerdict, probeVerdicts } from '../../../shared/domain/uptime/sample.ts';
import {
  excuse,
  incidentIdOf,
  moveOf,
  type Settlement,
  settleEndpoint,
  triesNeeded,
  wantsAnotherTry,
} from '../../../shared/domain/uptime/settle.ts';
import type { Judgement } from '../../../shared/domain/uptime/sight.ts';
import { sampleEndpoint } from '../../fixtures/sample-records.ts';

const verdict = fc.constantFrom(...probeVerdicts);
const judgement = verdict.map((name): Judgement => ({ verdict: name, code: `code-${name}` }));
/** What a peer answers in one slot: mostly the same each time, as peers do, or anything. */
const judgements = fc.oneof(
  { weight: 4, arbitrary: judgement.map((same) => new Array<Judgement>(5).fill(same)) },
  { weight: 1, arbitrary: fc.array(judgement, { maxLength: 6 }) },
);
const isGood = (name: ProbeVerdict): boolean => name === 'up' || name === 'degraded';
const isSilent = (name: ProbeVerdict): boolean => name === 'down' || name === 'maintenance';
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
          // Of an endpoint that did not answer, good answers agree with each other; failures agree, excused or not.
          const words = made.map(({ verdict: name }) =>
            isSilent(name) ? 'silent' : !isGood(known) && isGood(name) ? 'good' : name,
          );
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

  it('closes an incident that a firewall hides, and takes it up again when it is seen soon after', () => {
    const { endpoint, settlements } = play(up, [tries('down', 4), tries('blocked', 3), tries('down', 4)]);
    expect(settlements.map(({ transition }) => transition)).toEqual(['opened', 'closed', 'reopened']);
    expect(endpoint.incidentId).toBe(settlements[0]?.endpoint?.incidentId);
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
          const made = slots[index]!.slice(0, 4).map((each) => each.verdict);
          expect(made).toHaveLength(4);
          expect(made.every(isSilent) && made.includes('down')).toBe(true);
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
            else if (after.verdict === 'down') expect(made.every(isSilent)).toBe(true);
            else expect(made).toEqual([after.verdict, after.verdict, after.verdict]);
          }
          before = after;
        }
      }),
    );
  });

  it('at most one incident is open, opening and closing take turns, and closing takes an answer', () => {
    fc.assert(
      fc.property(starts, histories, (start, slots) => {
        let open: string | undefined;
        for (const { endpoint, transition, verdict: settled } of play(start, slots).settlements) {
          if (transition === 'closed') {
            expect(open).toBeDefined();
            expect(isGood(settled) || settled === 'blocked').toBe(true);
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

describe('maintenance', () => {
  const failing: Judgement = { verdict: 'down', code: 'http-503' };
  const patient: Judgement = { ...failing, retryAfterSeconds: 600 };
  const announced = { ...up, maintenance: [{ from: slotAt(0), until: slotAt(60) }] };

  it('that was announced excuses any failure while it lasts, and nothing else', () => {
    expect(excuse(announced, failing, slotAt(0))).toEqual({ ...failing, verdict: 'maintenance' });
    expect(excuse(announced, failing, slotAt(60))).toBe(failing);
    const good: Judgement = { verdict: 'up', code: 'http-200' };
    expect(excuse(announced, good, slotAt(5))).toBe(good);
  });

  it('that a 503 tells with Retry-After is excused for an hour, then it is an outage', () => {
    let endpoint = { ...up, since: slotAt(-60) };
    const transitions: unknown[] = [];
    for (let minutes = 0; minutes <= 65; minutes += 5) {
      const judged = new Array<Judgement>(4).fill(excuse(endpoint, patient, slotAt(minutes)));
      const settled = settleEndpoint(endpoint, judged, slotAt(minutes));
      endpoint = settled.endpoint ?? endpoint;
      if (settled.transition !== undefined) transitions.push([minutes, settled.transition]);
      expect(settled.verdict).toBe(minutes < 60 ? 'maintenance' : 'down');
    }
    expect(transitions).toEqual([[60, 'opened']]);
  });

  it('is not excused again before it was as long a good time: what fails for most of each hour is an outage', () => {
    const wellFor = (minutes: number) => excuse({ ...up, since: slotAt(-minutes) }, patient, slotAt(0)).verdict;
    expect(wellFor(60)).toBe('maintenance');
    expect(wellFor(59)).toBe('down');
  });

  it('is excused after an hour of answers, slow ones too', () => {
    const slow = settleEndpoint({ ...up, since: slotAt(-600) }, tries('degraded', 3), slotAt(-10)).endpoint;
    expect(slow).toMatchObject({ verdict: 'degraded', since: slotAt(-10), goodSince: slotAt(-600) });
    expect(excuse(slow ?? up, patient, slotAt(0)).verdict).toBe('maintenance');
    const { endpoint } = play(slow ?? up, [tries('down', 4), tries('up', 3)]);
    expect(endpoint).not.toHaveProperty('goodSince');
  });

  it('is not made of an outage by a Retry-After that comes later, nor of one that asks for hours', () => {
    const { endpoint } = play(up, [tries('down', 4)]);
    expect(excuse(endpoint, patient, slotAt(5)).verdict).toBe('down');
    const old = { ...up, since: slotAt(-600) };
    expect(excuse(old, { ...failing, retryAfterSeconds: 7200 }, slotAt(0)).verdict).toBe('down');
  });

  it('opens no incident and closes none', () => {
    const { endpoint, settlements } = play(announced, [tries('maintenance', 4), tries('up', 3)]);
    expect(settlements.map(({ verdict, transition }) => [verdict, transition])).toEqual([
      ['maintenance', undefined],
      ['up', undefined],
    ]);
    expect(endpoint.lastIncidentId).toBeUndefined();
  });

  it('does not count when some of the tries are not excused', () => {
    const mixed = [...tries('maintenance', 3), failing];
    expect(settleEndpoint(up, mixed, slotAt(0))).toMatchObject({ verdict: 'down', transition: 'opened' });
  });
});

describe('a late result', () => {
  const moved = play(up, [tries('down', 4)], 5).endpoint;

  it('never flips a state: it is a sample of its time', () => {
    const since = Date.parse(moved.since);
    const before = new Date(since - 60_000).toISOString();
    expect(settleEndpoint(moved, tries('up', 3), before, before)).toEqual({ verdict: 'up' });
  });

  it('is told from a clock that was set back, which would stop the watch for as long', () => {
    const before = new Date(Date.parse(moved.since) - 3 * 3_600_000).toISOString();
    expect(settleEndpoint(moved, tries('up', 3), before, before)).toMatchObject({ transition: 'closed' });
  });
});

describe('moveOf', () => {
  it('is what settling moves to, for any tries', () => {
    fc.assert(
      fc.property(verdict, judgements, (known, made) => {
        const endpoint = { ...up, verdict: known };
        const moved = settleEndpoint(endpoint, made, slotAt(0)).endpoint;
        expect(moveOf(endpoint, made)?.verdict).toBe(moved?.verdict === known ? undefined : moved?.verdict);
      }),
    );
  });
});
