/** Whether a description is broken by its publisher, or only by what we could not read for now. */
import { describeFetchCode, type FetchCode } from '../fetching/fetch-codes.ts';
import type { Analysis } from './analysis.ts';

const isFetchCode = (outcome: string): outcome is FetchCode =>
  outcome !== 'resolved' && outcome !== 'budget' && outcome !== 'not-a-document';

/**
 * Every reference that leads nowhere failed by our own limits or a bad moment of somebody else: the description is told
 * as it is, but not as broken by its publisher.
 */
export function isExcused({ verdict, references }: Pick<Analysis, 'verdict' | 'references'>): boolean {
  const failed = references.filter(({ outcome }) => outcome !== 'resolved');
  const passes = ({ outcome }: (typeof references)[number]): boolean =>
    outcome === 'budget' || (isFetchCode(outcome) && describeFetchCode(outcome).class !== 'permanent');
  return verdict === 'unresolvable-ref' && failed.length > 0 && failed.every(passes);
}
