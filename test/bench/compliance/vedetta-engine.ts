/** Our own rules, all or those that Spectral runs too, and what to compare them with: a plain walk. */
import { examineCompliance, versionOf } from '../../../shared/domain/compliance/examine.ts';
import { runOfficial } from '../../../shared/domain/compliance/official/run-official.ts';
import type { RuleResult } from '../../../shared/domain/compliance/report.ts';
import type { Rule } from '../../../shared/domain/compliance/rule.ts';
import { ruleset } from '../../../shared/domain/compliance/ruleset.ts';
import { runRules } from '../../../shared/domain/compliance/run-rules.ts';
import { type ParsedDocument, parseDocument } from '../../../shared/domain/description/parse-document.ts';
import { locateAll } from '../../../shared/domain/description/positions.ts';
import { isObject } from '../../../shared/domain/description/specification.ts';
import { clock, countPlaces, type Engine } from './engine.ts';
import { spectralRules } from './spectral-rules.ts';

/** As many as the report keeps. */
const keptFindings = 200;

const sameRules = ruleset.filter(({ id }) => Object.hasOwn(spectralRules, id));

function runThem(rules: readonly Rule[], { value }: ParsedDocument, most: number): readonly RuleResult[] {
  const version = isObject(value) ? versionOf(value) : undefined;
  return isObject(value) && version !== undefined ? runRules(value, version, rules, most) : [];
}

/** Every finding has its line, as Spectral's have: none is left out of the list. */
function runSame(parsed: ParsedDocument): readonly RuleResult[] {
  const results = runThem(sameRules, parsed, Number.POSITIVE_INFINITY);
  const pointers = results.flatMap(({ findings }) => findings.map(({ pointer }) => pointer));
  locateAll(parsed.text, parsed.format, pointers, parsed.events);
  return results;
}

/** What any reader of a document does at least. */
function walkPlainly(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  let count = 1;
  if (Array.isArray(value)) for (const item of value) count += walkPlainly(item);
  else for (const key of Object.keys(value)) count += walkPlainly((value as { [name: string]: unknown })[key]);
  return count;
}

const tasks = {
  same: runSame,
  walk: ({ value }: ParsedDocument) => void walkPlainly(value),
  all: (parsed: ParsedDocument) => void examineCompliance(parsed),
  clean: (parsed: ParsedDocument) => void runThem(ruleset, parsed, keptFindings),
  official: ({ value }: ParsedDocument) => void (isObject(value) && runOfficial(value, keptFindings)),
} as const satisfies { readonly [task: string]: (parsed: ParsedDocument) => unknown };

export type Task = keyof typeof tasks;

export const examineWithVedetta: Engine = async ({ url, body }, task, counting) => {
  const started = clock();
  const parsed = parseDocument(body, { url });
  const read = clock();
  const results = parsed.ok ? tasks[task as Task](parsed) : undefined;
  const ended = clock();
  const found = (results ?? []).flatMap(({ rule, findings }) =>
    findings.map(({ pointer }): readonly [string, string] => [rule, pointer]),
  );
  return { parseMs: read - started, restMs: ended - read, places: counting ? countPlaces(found) : {} };
};

export const sameRuleIds: readonly string[] = sameRules.map(({ id }) => id);
