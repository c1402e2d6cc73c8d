/** Path templates taken apart (OpenAPI Specification, "Path Templating"). */

/** `/tax-codes/{id}.json` has `tax-codes` and `{id}.json`; a query that strayed into the path is left out. */
export function segmentsOf(template: string): readonly string[] {
  const [path = ''] = template.split(/[?#]/, 1);
  return path.split('/').filter((segment) => segment !== '');
}

const parameter = /\{[^{}]*\}/;

/** What a segment says besides its parameters, in order: `{id}.json` has '' and `.json`; `pratiche` only itself. */
export const literalsOf = (segment: string): readonly string[] => segment.split(parameter);

/** Its literals replaced, its parameters kept. */
export function mapLiterals(segment: string, map: (literal: string, first: boolean, last: boolean) => string): string {
  const parts = segment.split(/(\{[^{}]*\})/);
  return parts
    .map((part, index) => (index % 2 === 1 ? part : map(part, index === 0, index === parts.length - 1)))
    .join('');
}
