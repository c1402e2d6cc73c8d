/** What the official rules report, counted as the checker counts: equal rule, place and message are one finding. */
import { formatPointer } from '../../description/json-pointer.ts';
import { FindingList } from '../finding-list.ts';
import type { RuleResult } from '../report.ts';
import { ruleset } from '../ruleset.ts';
import { type Cursor, reportedKeys } from './resolved-view.ts';

/** Stands for the missing field in a message that has lost it. */
const lostField = '~';

/** A place that was reported, with those below: pointers are not printed to be compared, they may be long. */
type Place = { members?: Map<string, Place>; messages?: Set<string> };

type Account = { count: number; readonly list: FindingList; readonly known: Place };

export type OfficialResults = {
  /** Every official rule, in the order of the ruleset. */
  readonly results: readonly RuleResult[];
  /** Why the official checker stops without a result, in English. */
  readonly aborts?: string;
};

export type Ledger = {
  /**
   * For rules that visit every place of the document: what is met through a reference is met at its own place too, so only
   * what is reported elsewhere counts again. `field`: the missing field, when the message names it.
   */
  readonly anywhere: (rule: string, at: Cursor, field?: string) => void;
  /** The same for a member of what is met: `reached` when a reference stands between the two. */
  readonly within: (rule: string, at: Cursor, member: Cursor) => void;
  /** For rules that visit places by how they are reached: the same place may be reached several times. */
  readonly reached: (rule: string, at: Cursor, field?: string) => void;
  /** The checker throws here; the first reason is kept. */
  readonly abort: (reason: string) => void;
  readonly close: () => OfficialResults;
};

function placeOf(known: Place, keys: readonly (string | number)[]): Place {
  let at = known;
  for (const key of keys) {
    const name = String(key);
    at.members ??= new Map();
    let next = at.members.get(name);
    if (next === undefined) {
      next = {};
      at.members.set(name, next);
    }
    at = next;
  }
  return at;
}

/** Findings of a rule beyond `most`, in the order of their telling, are counted only. */
export function openLedger(most: number): Ledger {
  const accounts = new Map<string, Account>();
  let aborts: string | undefined;
  const accountOf = (rule: string): Account => {
    const known = accounts.get(rule);
    if (known !== undefined) return known;
    const opened: Account = { count: 0, list: new FindingList(most), known: {} };
    accounts.set(rule, opened);
    return opened;
  };
  const add = (account: Account, at: Cursor): void => {
    account.count += 1;
    if (account.list.hasRoom()) account.list.add({ pointer: formatPointer(reportedKeys(at)) });
  };
  const reached = (rule: string, at: Cursor, field = ''): void => {
    const account = accountOf(rule);
    const place = placeOf(account.known, reportedKeys(at));
    const message = at.first === true && field !== '' ? lostField : field;
    if (place.messages?.has(message) === true) return;
    place.messages ??= new Set();
    place.messages.add(message);
    add(account, at);
  };
  const anywhere = (rule: string, at: Cursor, field = ''): void => {
    if (!at.via || at.site !== undefined) add(accountOf(rule), at);
    else if (at.special || (at.first === true && field !== '')) reached(rule, at, field);
  };
  return {
    anywhere,
    within: (rule, at, member) => (member.via === at.via ? anywhere : reached)(rule, member),
    reached,
    abort: (reason) => {
      aborts ??= reason;
    },
    close: () => {
      const results = ruleset
        .filter(({ official }) => official !== undefined)
        .map(({ id }) => {
          const { count = 0, list } = accounts.get(id) ?? {};
          return { rule: id, tested: count, count, findings: list?.findings ?? [] };
        });
      return { results, ...(aborts !== undefined && { aborts }) };
    },
  };
}
