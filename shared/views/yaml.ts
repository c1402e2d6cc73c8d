/**
 * JSON values as YAML 1.2: block style, with texts in quotes wherever they could be read as anything else. Every text in
 * double quotes is a JSON string, which YAML reads alike (YAML 1.2.2 §1.3, §7.3.1).
 */

type Members = { readonly [name: string]: unknown };

/** A text that no reader, of YAML 1.1 neither, takes for a number, a date, a boolean or a sign. */
const isPlain = (text: string): boolean =>
  /^[A-Za-z/][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*$/.test(text) &&
  !/^(y|n|yes|no|on|off|true|false|null)$/i.test(text) &&
  text.length <= 200;

// Control characters that JSON may leave as they are and YAML does not print, and line breaks of YAML 1.1.
const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

const quoted = (text: string): string =>
  JSON.stringify(text).replace(
    unprintable,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const scalar = (value: unknown): string => {
  if (typeof value === 'string') return isPlain(value) ? value : quoted(value);
  return JSON.stringify(value ?? null);
};

/** Longer ones are told to be keys; in quotes a key may be 1,024 characters long (YAML 1.2.2 §7.4.2). */
const mostKey = 1000;

function entry(value: unknown, indent: string): string {
  if (Array.isArray(value)) return value.length === 0 ? ' []\n' : `\n${block(value, indent)}`;
  if (typeof value === 'object' && value !== null)
    return Object.keys(value).length === 0 ? ' {}\n' : `\n${block(value as Members, indent)}`;
  return ` ${scalar(value)}\n`;
}

function member(name: string, value: unknown, indent: string): string {
  const key = scalar(name);
  const head = key.length > mostKey ? `${indent}? ${key}\n${indent}:` : `${indent}${key}:`;
  return `${head}${entry(value, `${indent}  `)}`;
}

function block(value: readonly unknown[] | Members, indent: string): string {
  if (Array.isArray(value)) return value.map((item) => `${indent}-${entry(item, `${indent}  `)}`).join('');
  return Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .map(([name, each]) => member(name, each, indent))
    .join('');
}

/** A JSON value as a YAML document that reads as the same value. */
export const renderYaml = (value: unknown): string => {
  const text = entry(value, '');
  return text.startsWith('\n') ? text.slice(1) : text.trimStart();
};
