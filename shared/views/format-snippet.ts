/** A small value as YAML or JSON text, as a person would write it into a description. */

export type SnippetFormat = 'json' | 'yaml';

/** Plain YAML scalars that mean what they say (YAML 1.2 core schema); anything else goes in quotes. */
const isPlain = (text: string): boolean =>
  /^[\p{L}/$][\p{L}\p{N}_./:+ -]*(?:\{[\w-]*\}[\p{L}\p{N}_./:+ -]*)*$/u.test(text) &&
  !/[ :]$|: | #|^(?:true|false|null|yes|no|on|off)$/i.test(text);

const scalar = (value: unknown): string =>
  typeof value === 'string' && isPlain(value) ? value : JSON.stringify(value);

const isFilled = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0;

function yamlLines(value: unknown): readonly string[] {
  if (!isFilled(value)) return [scalar(value)];
  if (Array.isArray(value)) {
    return value.flatMap((item) => yamlLines(item).map((line, index) => `${index === 0 ? '- ' : '  '}${line}`));
  }
  return Object.entries(value).flatMap(([name, member]) =>
    isFilled(member)
      ? [`${scalar(name)}:`, ...yamlLines(member).map((line) => `  ${line}`)]
      : [`${scalar(name)}: ${scalar(member)}`],
  );
}

export const formatSnippet = (value: unknown, format: SnippetFormat): string =>
  format === 'json' ? JSON.stringify(value, null, 2) : yamlLines(value).join('\n');
