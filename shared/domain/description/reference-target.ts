/**
 * What a reference leads to inside one document: a JSON pointer (RFC 6901, percent-decoded as §6 says), an anchor
 * (JSON Schema 2020-12 §8.2.2), or the whole.
 */
import { decodeFragment, followTokens, type Path, parsePointer } from './json-pointer.ts';
import { quote } from './problem.ts';
import type { ProblemCode } from './problem-codes.ts';

/** A document whose references are followed; `depth` 0 is the description itself. */
export type Source = { readonly url: string; readonly base: string; readonly value: unknown; readonly depth: number };

/** `root` is what `#` means. A `named` scope comes from `$id`, which is a name and not an address. */
export type Scope = { readonly base: string; readonly root: unknown; readonly path: Path; readonly named: boolean };

export type Target = { readonly value: unknown; readonly path: Path; readonly source: Source; readonly scope: Scope };

/** Why there is no target. */
export type Miss = { readonly code: ProblemCode; readonly message: string };

export const isMiss = (found: Target | Miss): found is Miss => 'code' in found;

export const wholeScope = ({ base, value }: Source): Scope => ({ base, root: value, path: undefined, named: false });

function follow(tokens: readonly string[], source: Source, scope: Scope): Target | undefined {
  const found = followTokens(scope.root, tokens, scope.path);
  return found && { ...found, source, scope };
}

/** `anchors` by base and name, `base#name`. Below an `$id`, pointers that only the whole document has are accepted too. */
export function findTarget(
  fragment: string,
  source: Source,
  scope: Scope,
  anchors: ReadonlyMap<string, Target>,
): Target | Miss {
  const text = decodeFragment(fragment);
  if (text === '') return { value: scope.root, path: scope.path, source, scope };
  const missing = (): Miss => ({ code: 'ref-missing-target', message: `${quote(`#${text}`)} does not exist` });
  if (!text.startsWith('/')) return anchors.get(`${scope.base}#${text}`) ?? missing();
  const tokens = parsePointer(text);
  if (tokens === undefined) return { code: 'ref-malformed', message: `${quote(text)} is not a JSON pointer` };
  const found = follow(tokens, source, scope);
  const outside = found === undefined && scope.named ? follow(tokens, source, wholeScope(source)) : undefined;
  return found ?? outside ?? missing();
}
