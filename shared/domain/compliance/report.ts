/** What the rules say of one document: facts only, the same for the same bytes and ruleset; `assess.ts` judges them. */
import type { Values, Version } from './rule.ts';

export const profiles = ['official', 'guideline', 'security'] as const;
export type Profile = (typeof profiles)[number];

export type Finding = {
  /** A key of the rule's `faults`; absent in the official profile, whose message is the rule's title. */
  readonly fault?: string;
  /** RFC 6901, in the document as published; '' is the whole document. */
  readonly pointer: string;
  /** 1-based, of the pointer or its nearest ancestor in the text; absent only when the text can't be read again. */
  readonly line?: number;
  readonly column?: number;
  readonly values?: Values;
};

export type RuleResult = {
  readonly rule: string;
  /** Places the rule looked at; 0: it does not apply to this document. */
  readonly tested: number;
  /** All findings, also those not listed. */
  readonly count: number;
  /** In document order. When there are more than are kept: those that were told first, from anywhere in the document. */
  readonly findings: readonly Finding[];
};

export type Report = {
  /** Version of the rules that made it. */
  readonly ruleset: string;
  readonly format: 'json' | 'yaml';
  /** The version whose rules were used; absent: not a version we know, only the official profile says something. */
  readonly version?: Version;
  /** Every rule of the profile that has a meaning in this version, in the order of the ruleset. */
  readonly guideline: readonly RuleResult[];
  readonly security: readonly RuleResult[];
  /** Every rule of the official Full and Extra Security profiles, as they behave when run. */
  readonly official: readonly RuleResult[];
  /** Why the official checker stops without a result on this document, in English; absent: it does not. */
  readonly officialAborts?: string;
  /** References to other documents, into which no rule looks; absent: none. */
  readonly elsewhere?: number;
};
