/** The official ruleset as it behaves when run. */
import type { Members } from '../../description/specification.ts';
import type { RuleResult } from '../report.ts';

export type OfficialResults = { readonly results: readonly RuleResult[]; readonly aborts?: string };

export function runOfficial(_root: Members, _most: number): OfficialResults {
  return { results: [] };
}
