/** A finding in words: what is wrong, what to do, and the piece of the document as it should be, in its own format. */
import type { Finding } from '../domain/compliance/report.ts';
import type { Fault, Values } from '../domain/compliance/rule.ts';
import { findRule } from '../domain/compliance/ruleset.ts';
import type { Text } from '../domain/text.ts';
import { formatSnippet, type SnippetFormat } from './format-snippet.ts';

export type FindingWords = { readonly message: Text; readonly fix: Text; readonly snippet?: string };

/** `{name}` by its value; a name without one stays as it is. */
const fill = (text: string, values: Values): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole));

const fillBoth = ({ en, it }: Text, values: Values): Text => ({ en: fill(en, values), it: fill(it, values) });

/** Texts and names inside a snippet; other values stay. */
function fillSnippet(value: unknown, values: Values): unknown {
  if (typeof value === 'string') return fill(value, values);
  if (Array.isArray(value)) return value.map((item) => fillSnippet(item, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [fill(name, values), fillSnippet(member, values)]),
  );
}

export function explainFinding(ruleId: string, finding: Finding, format: SnippetFormat): FindingWords {
  const rule = findRule(ruleId);
  if (rule === undefined) return { message: { en: ruleId, it: ruleId }, fix: { en: '', it: '' } };
  const { fault, values = {} } = finding;
  const found: Fault | undefined =
    fault !== undefined && Object.hasOwn(rule.faults, fault) ? rule.faults[fault] : undefined;
  // The official profile says only that the requirement is not met.
  if (found === undefined) {
    const { en, it } = rule.title;
    return { message: { en: `Not met: ${en}`, it: `Non rispettato: ${it}` }, fix: rule.fix };
  }
  const snippet = found.snippet === undefined ? undefined : formatSnippet(fillSnippet(found.snippet, values), format);
  return {
    message: fillBoth(found.message, values),
    fix: fillBoth(found.fix ?? rule.fix, values),
    ...(snippet === undefined ? {} : { snippet }),
  };
}
