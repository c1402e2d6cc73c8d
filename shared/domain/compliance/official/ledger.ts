/** What the official rules report, counted as the checker counts: equal rule, place and message are one finding. */
import { formatPointer, listKeys } from '../../description/json-pointer.ts';
import type { Finding, RuleResult } from '../report.ts';
import { ruleset } from '../ruleset.ts';
import { type Cursor, pointerOf } from './resolved-view.ts';

/** Stands for the missing field in a message that has lost it. */
const lostField = '~';

type Account = { count: number; readonly findings: Finding[]; readonly known: Set<string> };

export type Ledger = {
  /**
   * For rules that visit every place of the document: what is met through a reference is met at its own place too, so only
   * what is reported elsewhere counts again. `field`: the missing field, when the message names it.
   */
  readonly anywhere: (rule: string, at: Cursor, field?: string) => void;
  /** For rules that visit places by how they are reached: the same place may be reached several times. */
  readonly reached: (rule: string, at: Cursor, field?: string) => void;
  readonly close: () => readonly RuleResult[];
};

/** Findings beyond `most` of a rule are counted only. */
export function openLedger(most: number): Ledger {
  const accounts = new Map<string, Account>();
  const accountOf = (rule: string): Account => {
    const known = accounts.get(rule);
    if (known !== undefined) return known;
    const opened: Account = { count: 0, findings: [], known: new Set() };
    accounts.set(rule, opened);
    return opened;
  };
  const add = (account: Account, pointer: () => string): void => {
    account.count += 1;
    if (account.findings.length < most) account.findings.push({ pointer: pointer() });
  };
  const once = (rule: string, at: Cursor, field: string): void => {
    const pointer = pointerOf(at);
    const account = accountOf(rule);
    const key = `${field} ${pointer}`;
    if (account.known.has(key)) return;
    account.known.add(key);
    add(account, () => pointer);
  };
  const fieldOf = (at: Cursor, field: string): string => (at.first === true && field !== '' ? lostField : field);
  return {
    anywhere: (rule, at, field = '') => {
      if (!at.via || at.site !== undefined) {
        add(accountOf(rule), () => formatPointer(listKeys((at.site ?? at).path)));
      } else if (at.special || (at.first === true && field !== '')) once(rule, at, fieldOf(at, field));
    },
    reached: (rule, at, field = '') => once(rule, at, fieldOf(at, field)),
    close: () =>
      ruleset
        .filter(({ official }) => official !== undefined)
        .map(({ id }) => {
          const { count = 0, findings = [] } = accounts.get(id) ?? {};
          return { rule: id, tested: count, count, findings };
        }),
  };
}
