/** YAML 1.2 to a value, with the caps of trust.md; what the caps cannot see (expanded size) is up to `check-tree.ts`. */
import { constructFromEvents, parseEvents, YAMLException } from 'js-yaml';
import type { Problem } from './analysis.ts';
import { limits } from './limits.ts';
import { createProblem } from './problem.ts';
import type { ProblemCode } from './problem-codes.ts';
import { nameFaults, yamlSchema } from './yaml-schema.ts';

export type ParsedYaml =
  /** `shared`: the same object may be in several places, by alias or merge. */
  | { readonly ok: true; readonly value: unknown; readonly shared: boolean }
  | { readonly ok: false; readonly problem: Problem };

/** js-yaml's reasons, by how they start; the version is pinned and a test has one case for each. */
const reasons: readonly (readonly [RegExp, ProblemCode, string])[] = [
  [/^nesting exceeded/, 'too-deep', `The nesting exceeds ${limits.depth} levels`],
  [/^aliases exceeded/, 'too-many-aliases', `There are more than ${limits.aliases} aliases`],
  [
    /^merge keys exceeded|^abnormal merge/,
    'too-many-aliases',
    `Merges (<<) bring in more than ${limits.mergeKeys} members`,
  ],
  [/^duplicated mapping key/, 'yaml-duplicate-key', 'This name is already in the mapping'],
  [/^unknown \w+ tag|explicit tag$/, 'yaml-tag', 'This tag is not allowed'],
  [new RegExp(`^${nameFaults.complex}`), 'yaml-complex-key', 'A name must be text'],
  [new RegExp(`^${nameFaults.forbidden}`), 'forbidden-key', 'This name is not allowed'],
];

/** An alias (YAML 1.2 §7.1) stands at the start of a line or after a blank, a bracket, a comma or a colon. */
const mayShare = /(?:^|[\s,:[{])\*\S/m;

function describeFault({ reason, mark }: YAMLException): Problem {
  const [, code, message] = reasons.find(([pattern]) => pattern.test(reason)) ?? [undefined, 'yaml-syntax', ''];
  const position = mark === undefined ? undefined : { line: mark.line + 1, column: mark.column + 1 };
  return createProblem(code as ProblemCode, message || `The YAML is broken: ${reason}`, '', position);
}

function construct(text: string): ParsedYaml {
  const documents = constructFromEvents(parseEvents(text, { maxDepth: limits.depth }), {
    source: text,
    schema: yamlSchema,
    maxAliases: limits.aliases,
    maxTotalMergeKeys: limits.mergeKeys,
  });
  if (documents.length === 0)
    return { ok: false, problem: createProblem('empty-document', 'The document has no content') };
  if (documents.length > 1) {
    return {
      ok: false,
      problem: createProblem('yaml-many-documents', `The file holds ${documents.length} YAML documents`),
    };
  }
  return { ok: true, value: documents[0], shared: mayShare.test(text) };
}

export function parseYaml(text: string): ParsedYaml {
  try {
    return construct(text);
  } catch (fault) {
    if (fault instanceof YAMLException) return { ok: false, problem: describeFault(fault) };
    throw fault;
  }
}
