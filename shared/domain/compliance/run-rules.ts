/** Runs rules over one parsed description: one walk, each node handed to the rules that look at its kind. */
import { clipText } from '../catalogue/clip-text.ts';
import { formatPointer, listKeys, type Path } from '../description/json-pointer.ts';
import type { Members } from '../description/specification.ts';
import type { Finding, RuleResult } from './report.ts';
import { createResolver } from './resolve-local.ts';
import type { Description, NodeKind, Rule, Teller, Values, Version } from './rule.ts';
import { walkDescription } from './walk.ts';

/** Characters of one value inside a message. */
const valueCharacters = 120;

const clipValues = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? clipText(value, valueCharacters) : value,
    ]),
  );

/** What one rule says of one document. */
type Ledger = { readonly teller: Teller; readonly close: () => RuleResult };

/** Findings beyond `most` are counted only. */
function openLedger(rule: Rule, most: number): Ledger {
  const findings: Finding[] = [];
  // A shared component may be judged from several sides, and told each time.
  const known = new Set<string>();
  let seen = 0;
  return {
    teller: {
      saw: (places = 1) => {
        seen += places;
      },
      tell: (path, fault, values) => {
        const pointer = formatPointer(listKeys(path));
        const key = values === undefined ? `${fault} ${pointer}` : `${fault} ${pointer} ${JSON.stringify(values)}`;
        if (known.has(key)) return;
        known.add(key);
        if (findings.length < most) {
          findings.push({ fault, pointer, ...(values === undefined ? {} : { values: clipValues(values) }) });
        }
      },
    },
    close: () => ({ rule: rule.id, tested: Math.max(seen, known.size), count: known.size, findings }),
  };
}

type Listener = (value: Members, path: Path) => void;

/** Results of every rule that has a meaning in this version, in the order given; findings without lines. */
export function runRules(root: Members, version: Version, rules: readonly Rule[], most: number): readonly RuleResult[] {
  const description: Description = { root, version, resolve: createResolver(root) };
  const listeners = new Map<NodeKind, Listener[]>();
  const ends: (() => void)[] = [];
  const ledgers = rules
    .filter(({ versions }) => versions.includes(version))
    .map((rule) => {
      const ledger = openLedger(rule, most);
      const { end, ...visitors } = rule.create(description, ledger.teller);
      for (const [kind, listener] of Object.entries(visitors) as [NodeKind, Listener][]) {
        const others = listeners.get(kind);
        if (others === undefined) listeners.set(kind, [listener]);
        else others.push(listener);
      }
      if (end !== undefined) ends.push(end);
      return ledger;
    });
  walkDescription(description, (kind, value, path) => {
    const called = listeners.get(kind);
    if (called === undefined) return;
    for (const listener of called) listener(value, path);
  });
  for (const end of ends) end();
  return ledgers.map(({ close }) => close());
}
