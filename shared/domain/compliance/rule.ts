/**
 * What a rule is: data (id, severity, section of the guideline, texts in both languages, examples) and a function from the
 * nodes of a description to findings. One file per rule in `rules/`, named by its id; `ruleset.ts` lists them.
 */
import type { Kind } from '../description/grammar.ts';
import type { Path } from '../description/json-pointer.ts';
import type { Members, Specification } from '../description/specification.ts';
import type { Text } from '../text.ts';
import type { ReferenceId } from './references.ts';

/** From the gravest; the names of the official ruleset. */
export const severities = ['error', 'warn', 'info', 'hint'] as const;
export type Severity = (typeof severities)[number];

/** Swagger 2.0 and the OpenAPI versions, by the names of their schemas. */
export type Version = Specification['schema'];
export const openapi3: readonly Version[] = ['openapi-3.0', 'openapi-3.1', 'openapi-3.2'];
export const everyVersion: readonly Version[] = ['swagger-2.0', ...openapi3];

/** The kinds of `grammar.ts`, and three objects it does not need. */
export type NodeKind = Kind | 'info' | 'server' | 'contact';

/** What a message's `{name}` placeholders stand for; texts are clipped when they are told. */
export type Values = { readonly [name: string]: string | number };

/** One way to break a rule. `{name}` in its texts is filled from the finding's values. */
export type Fault = {
  /** One sentence without a full stop: what is wrong at this place. */
  readonly message: Text;
  /** What to do here; absent: the rule's own `fix`. */
  readonly fix?: Text;
  /** A piece of the document as it should be, shown in its own format (YAML or JSON); placeholders as in the texts. */
  readonly snippet?: unknown;
};

/**
 * A part of a description in YAML, without its first line (`openapi: 3.0.3`), which each test adds for each version: the
 * first line here is line 2. In a bad one, each line with a finding ends in `# ✗`; the finding's column is that of the
 * first name or value of the line, or the number that follows the sign.
 */
export type Example = {
  readonly yaml: string;
  /** Absent: every version of the rule that no other example of its list names. */
  readonly versions?: readonly Version[];
};

/** An object of the description with its own place, whatever references led there. */
export type Node = { readonly value: Members; readonly path: Path };

export type Description = {
  readonly root: Members;
  readonly version: Version;
  /**
   * The object meant by a value that may be a `$ref`: itself with `path`, or the local target with the target's own path.
   * Undefined when it is no object, or the reference leads outside the document, nowhere or in a circle: not assessable.
   */
  readonly resolve: (value: unknown, path: Path) => Node | undefined;
};

export type Teller<F extends string = string> = {
  /** A finding at a place. The same fault of the same place with the same values is one finding. */
  readonly tell: (path: Path, fault: F, values?: Values) => void;
  /** So many places were looked at that the rule is about; a rule that saw none does not apply. */
  readonly saw: (places?: number) => void;
};

export type Visitors = {
  readonly [kind in NodeKind]?: (value: Members, path: Path) => void;
} & {
  /** After the whole walk, for rules that judge the document as a whole. */
  readonly end?: () => void;
};

export type Level = 'MUST' | 'SHOULD' | 'MAY';

export type Rule<F extends string = string> = {
  /** That of the official ruleset; rules that exist only here begin with `modi-`. */
  readonly id: string;
  readonly severity: Severity;
  /** Where its clean form (what the guideline means) is run. */
  readonly profile: 'guideline' | 'security';
  /** Which official profile has a rule of this id; absent: none has. */
  readonly official?: 'full' | 'security';
  readonly reference: ReferenceId;
  /** How strongly the reference puts it. */
  readonly level: Level;
  /** Versions it has a meaning in. */
  readonly versions: readonly Version[];
  /** The requirement in one sentence without a full stop ("Every server has a description"). */
  readonly title: Text;
  /** One or two sentences: what the requirement is good for. */
  readonly why: Text;
  /** What to do, without placeholders. */
  readonly fix: Text;
  readonly faults: { readonly [name in F]: Fault };
  readonly examples: { readonly good: readonly Example[]; readonly bad: readonly Example[] };
  /** Called once per document; what it returns is called for every node of those kinds, in document order. */
  readonly create: (description: Description, teller: Teller<F>) => Visitors;
};

/** The versions an example is meant for: its own, or those of the rule that no other example of its list claims. */
export function versionsOfExample(
  { versions, examples }: Pick<Rule, 'versions' | 'examples'>,
  kind: 'good' | 'bad',
  example: Example,
): readonly Version[] {
  if (example.versions !== undefined) return example.versions;
  const claimed = examples[kind].flatMap((other) => other.versions ?? []);
  return versions.filter((version) => !claimed.includes(version));
}

/** Keeps the names of the faults while the ruleset holds rules of all kinds. */
export const defineRule = <const F extends string>(rule: Rule<F>): Rule => rule as unknown as Rule;
