/**
 * What is found by which words: text as terms that people type. Case and accents do not matter, `qualità` is `qualita`;
 * an address or a name in CamelCase is the words that it is made of.
 */

/** Longer terms are codes and digests: nobody types them. */
const longestTerm = 32;
const shortestTerm = 2;

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** `getAnagrafeById` as `get Anagrafe By Id`. */
const splitCamel = (text: string): string => text.replace(/(\p{Ll}|\d)(?=\p{Lu})/gu, '$1 ');

/** Words of a language that say nothing of what an API is about. */
const emptyWords: ReadonlySet<string> = new Set(
  (
    'di da del dell nell sull dall all un della delle dei degli dello dal dalla dai nel nella nelle nei sul sulla sui al alla alle ai agli il lo la le ' +
    'gli un una uno per con tra fra che non come sono ed od the of and or for to in on by with from an as is are be this that'
  ).split(' '),
);

/** Terms of a text in order, repeated ones too. */
export const termsOf = (text: string): readonly string[] =>
  fold(splitCamel(text))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((term) => term.length >= shortestTerm && term.length <= longestTerm && !emptyWords.has(term));

/** Each term once, the first so many. */
export const distinctTerms = (text: string, most: number): readonly string[] =>
  [...new Set(termsOf(text))].slice(0, most);
