/** What a text in Markdown says, without its signs: for places that have room for a sentence, never instead of the text. */

/** Each bounded, so that no text takes long; lines first, then what is within them. */
const signs: readonly (readonly [RegExp, string])[] = [
  [/^ {0,3}(?:```|~~~).*$/gm, ''],
  [/^ {0,3}(?:={3,}|-{3,}|\*{3,}|_{3,}) *$/gm, ''],
  [/^ {0,3}(?:> ?)+/gm, ''],
  [/^ {0,3}#{1,6}[ \t]+/gm, ''],
  [/^ {0,8}[-*+][ \t]+/gm, ''],
  [/!?\[([^[\]\n]{1,300})\]\([^()\s]{0,500}\)/g, '$1'],
  [/<(https?:[^<>\s]{1,500})>/g, '$1'],
  [/`([^`\n]{1,300})`/g, '$1'],
  [/(?<![\w*])\*\*(?=[^\s*])([^*\n]{1,300})(?<=\S)\*\*(?![\w*])/g, '$1'],
  [/(?<![\w*])\*(?=[^\s*])([^*\n]{1,300})(?<=\S)\*(?![\w*])/g, '$1'],
  [/(?<!\w)__(?=[^\s_])([^\n]{1,300}?)(?<=[^\s_])__(?!\w)/g, '$1'],
  [/(?<!\w)_(?=[^\s_])([^\n]{1,300}?)(?<=[^\s_])_(?!\w)/g, '$1'],
  [/\\([!#*+\-.<>[\]_`])/g, '$1'],
];

export const plainText = (markdown: string): string =>
  signs.reduce((text, [sign, kept]) => text.replace(sign, kept), markdown).trim();
