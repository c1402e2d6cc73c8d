/**
 * Names taken apart into words and written in one style (RAC_GEN_NAME_002: snake_case or camelCase, never both in one
 * API). The only place that knows where a word of a name begins.
 */

/** The two styles the guideline leaves a choice between, by their usual names. */
type Style = 'snake_case' | 'camelCase';

/** `either`: one lower-case word; `neither`: anything else (PascalCase, kebab-case, accents, mixtures). */
export type NameStyle = Style | 'either' | 'neither';

/** Characters of a name that are read; no honest one is longer. */
const longestName = 200;

/** `Città` is `Citta`: the letters of ASCII that remain of a name. */
function readAscii(whole: string): string {
  const name = whole.slice(0, longestName);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  return /^[\x00-\x7f]*$/.test(name) ? name : name.normalize('NFD').replace(/\p{M}/gu, '');
}

/** A run of capitals is a word (`XMLFile`), digits belong to what stands before them (`line2`). */
const word = /[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z][a-z0-9]*|[0-9]+/g;

/** Words in lower case: `dataNascita`, `data_nascita` and `DATA-NASCITA` have the same ones. */
export const wordsOf = (name: string): readonly string[] =>
  (readAscii(name).match(word) ?? []).map((each) => each.toLowerCase());

/** The name without what tells styles apart: `firstName`, `first_name` and `firstname` are the same. */
export const compactName = (name: string): string => wordsOf(name).join('');

const capitalise = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

export function writeName(words: readonly string[], style: Style): string {
  return style === 'snake_case'
    ? words.join('_')
    : words.map((each, index) => (index === 0 ? each : capitalise(each))).join('');
}

/** Of a schema: words that are written in capitals alone stay so (`ISODate`), those of a constant do not. */
export function writePascalCase(name: string): string {
  const pieces = readAscii(name)
    .split(/[^A-Za-z0-9]+/)
    .filter((piece) => piece !== '');
  const shouts = pieces.length > 1 && pieces.every((piece) => !/[a-z]/.test(piece));
  return pieces.map((piece) => capitalise(shouts ? piece.toLowerCase() : piece)).join('');
}

/** Hyphenated-Pascal-Case, the style of HTTP fields (RAC_REST_NAME_003). */
export const writeFieldName = (words: readonly string[]): string => words.map(capitalise).join('-');

export function styleOf(name: string): NameStyle {
  if (!/^[a-z][A-Za-z0-9_]*$/.test(name)) return 'neither';
  const separated = name.includes('_');
  const capitals = /[A-Z]/.test(name);
  if (separated) return capitals ? 'neither' : 'snake_case';
  return capitals ? 'camelCase' : 'either';
}

/** What a name of no style is a step away from; undefined when it has one word only. */
function nearestStyle(name: string): Style | undefined {
  if (/[_.\s-]/.test(name)) return 'snake_case';
  return wordsOf(name).length > 1 ? 'camelCase' : undefined;
}

export type StyleTally = {
  /** Counts a name, and says its style. */
  readonly add: (name: string) => NameStyle;
  /**
   * That of most names with a clear style; when none has one, the nearest to most names. Of equals snake_case, in which
   * the guideline writes its own names.
   */
  readonly style: () => Style;
};

export function createStyleTally(): StyleTally {
  const clear = { snake_case: 0, camelCase: 0 };
  const near = { snake_case: 0, camelCase: 0 };
  return {
    add(name) {
      const style = styleOf(name);
      if (style === 'snake_case' || style === 'camelCase') clear[style] += 1;
      const nearest = style === 'neither' ? nearestStyle(name) : undefined;
      if (nearest !== undefined) near[nearest] += 1;
      return style;
    },
    style() {
      const votes = clear.snake_case + clear.camelCase > 0 ? clear : near;
      return votes.camelCase > votes.snake_case ? 'camelCase' : 'snake_case';
    },
  };
}
