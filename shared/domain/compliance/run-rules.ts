/** Runs rules over one parsed description: one walk, each node handed to the rules that look at its kind. */
import type { Path } from '../description/json-pointer.ts';
import type { Members } from '../description/specification.ts';
import { Ledger, type Visit } from './ledger.ts';
import type { RuleResult } from './report.ts';
import { createResolver } from './resolve-local.ts';
import type { Description, NodeKind, Rule, Version } from './rule.ts';
import { walkDescription } from './walk.ts';

type Look = (value: Members, path: Path) => void;

export type RulesRun = {
  /** Of every rule that has a meaning in this version, in the order given; findings without lines. */
  readonly results: readonly RuleResult[];
  /** References to other documents: what they lead to was shown to no rule. */
  readonly elsewhere: number;
};

/** Findings of a rule beyond `most` are counted only. */
export function showRules(root: Members, version: Version, rules: readonly Rule[], most: number): RulesRun {
  const description: Description = { root, version, resolve: createResolver(root) };
  const visit: Visit = { path: undefined };
  const listeners = new Map<NodeKind, Look[]>();
  const ends: (() => void)[] = [];
  const opened = rules
    .filter(({ versions }) => versions.includes(version))
    .map((rule) => {
      const ledger = new Ledger(visit);
      const { end, ...visitors } = rule.create(description, ledger.teller);
      const kinds = Object.entries(visitors) as [NodeKind, Look][];
      if (kinds.length > 1) ledger.mayRepeat();
      for (const [kind, look] of kinds) {
        const others = listeners.get(kind);
        if (others === undefined) listeners.set(kind, [look]);
        else others.push(look);
      }
      if (end !== undefined) ends.push(end);
      return { rule, ledger };
    });
  const elsewhere = walkDescription(description, (kind, value, path) => {
    const called = listeners.get(kind);
    if (called === undefined) return;
    visit.path = path;
    for (const look of called) look(value, path);
  });
  for (const end of ends) end();
  return { results: opened.map(({ rule, ledger }) => ledger.close(rule.id, most)), elsewhere };
}

/** The results alone. */
export const runRules = (...given: Parameters<typeof showRules>): RulesRun['results'] => showRules(...given).results;
