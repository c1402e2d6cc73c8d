import { describe, expect, it } from 'vitest';
import { references } from '../../../shared/domain/compliance/references.ts';
import {
  type Example,
  type Fault,
  type Rule,
  type Version,
  versionsOfExample,
} from '../../../shared/domain/compliance/rule.ts';
import { ruleset } from '../../../shared/domain/compliance/ruleset.ts';
import { runRules } from '../../../shared/domain/compliance/run-rules.ts';
import { parseDocument } from '../../../shared/domain/description/parse-document.ts';
import { locateAll } from '../../../shared/domain/description/positions.ts';
import type { Members } from '../../../shared/domain/description/specification.ts';

const firstLines: { readonly [version in Version]: string } = {
  'swagger-2.0': 'swagger: "2.0"',
  'openapi-3.0': 'openapi: 3.0.3',
  'openapi-3.1': 'openapi: 3.1.0',
  'openapi-3.2': 'openapi: 3.2.0',
};

/** Examples of a list that are meant for a version. */
function examplesFor(rule: Rule, kind: 'good' | 'bad', version: Version): readonly Example[] {
  return rule.examples[kind].filter((example) => versionsOfExample(rule, kind, example).includes(version));
}

/** `line:column` of each `# ✗` of the text, in order. */
const marksOf = (text: string): readonly string[] =>
  text.split('\n').flatMap((line, index) => {
    const [, given] = /# ✗ *(\d*)\s*$/.exec(line) ?? [];
    if (given === undefined) return [];
    return [`${index + 1}:${given === '' ? line.search(/[^\s-]|-(?!\s)/) + 1 : given}`];
  });

/** The one rule that judges the first line itself: bad in Swagger 2.0 whatever follows, good in every other version. */
const judgesVersion = 'no-swagger-2';

/** Versions in which a rule can be broken, or kept. */
const versionsFor = ({ id, versions }: Rule, kind: 'good' | 'bad'): readonly Version[] =>
  versions.filter((version) => id !== judgesVersion || (version === 'swagger-2.0') === (kind === 'bad'));

function judge(rule: Rule, version: Version, { yaml }: Example) {
  const mark = rule.id === judgesVersion && version === 'swagger-2.0' ? '  # ✗' : '';
  const text = `${firstLines[version]}${mark}\n${yaml}`;
  const parsed = parseDocument(new TextEncoder().encode(text), { url: 'https://esempio.it/openapi.yaml' });
  if (!parsed.ok) throw new Error(`the example of ${rule.id} cannot be read: ${parsed.problem.message}`);
  const [result] = runRules(parsed.value as Members, version, [rule], 1000);
  if (result === undefined) throw new Error(`${rule.id} was not run`);
  const places = locateAll(
    text,
    'yaml',
    result.findings.map(({ pointer }) => pointer),
  );
  const found = result.findings.map(({ pointer }) => places.get(pointer));
  return { ...result, text, found: found.map((place) => `${place?.line}:${place?.column}`).toSorted() };
}

describe.each(ruleset.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  it.each(versionsFor(rule, 'bad'))('finds its bad examples where they are marked, in %s', (version) => {
    const examples = examplesFor(rule, 'bad', version);
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      const { found, text } = judge(rule, version, example);
      expect(found, text).toEqual(marksOf(text).toSorted());
      expect(found.length).toBeGreaterThan(0);
    }
  });

  it.each(versionsFor(rule, 'good'))('applies to its good examples and finds nothing, in %s', (version) => {
    const examples = examplesFor(rule, 'good', version);
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      const { tested, findings, text } = judge(rule, version, example);
      expect(findings, text).toEqual([]);
      expect(tested, text).toBeGreaterThan(0);
    }
  });

  it('has words in both languages, titles and messages without a full stop, repairs with one', () => {
    for (const text of [rule.title, rule.why, rule.fix]) {
      expect(text.en.length).toBeGreaterThan(10);
      expect(text.it.length).toBeGreaterThan(10);
      expect(text.it).not.toBe(text.en);
    }
    const faults: readonly Fault[] = Object.values(rule.faults);
    expect(faults.length).toBeGreaterThan(0);
    for (const { en, it: italian } of [rule.title, ...faults.map(({ message }) => message)]) {
      expect(en).toMatch(/^[^\s].*[^.\s]$/s);
      expect(italian).toMatch(/^[^\s].*[^.\s]$/s);
    }
    for (const { en, it: italian } of [rule.why, rule.fix, ...faults.flatMap(({ fix }) => fix ?? [])]) {
      expect(en).toMatch(/\.$/);
      expect(italian).toMatch(/\.$/);
    }
  });

  it('uses the same placeholders in both languages', () => {
    const names = (text: string): readonly string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].toSorted();
    for (const { message, fix } of Object.values(rule.faults) as readonly Fault[]) {
      expect(names(message.it)).toEqual(names(message.en));
      expect(names(fix?.it ?? '')).toEqual(names(fix?.en ?? ''));
    }
  });

  it('refers to a text that exists', () => {
    expect(references[rule.reference].url).toMatch(/^https:\/\//);
  });
});
