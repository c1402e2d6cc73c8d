/** What headers of caching say of themselves (RFC 9111), RAC_REST_NAME_010. */
import { isObject, type Members } from '../../description/specification.ts';
import { headerNamesOf } from './operations.ts';

const directive =
  /\b(?:max-age|s-maxage|max-stale|min-fresh|no-cache|no-store|no-transform|only-if-cached|must-revalidate|must-understand|proxy-revalidate|private|public|immutable|stale-while-revalidate|stale-if-error)\b/i;

const names = (value: unknown): boolean =>
  typeof value === 'string' ? directive.test(value) : Array.isArray(value) && value.some(names);

/**
 * Whether a parameter or header tells which directives it carries: in its description, or by the values of its schema
 * (inline, or flat as in Swagger 2.0).
 */
export function namesDirective(header: Members): boolean {
  const schema = isObject(header.schema) ? header.schema : header;
  return (
    names(header.description) ||
    [
      header.example,
      schema.description,
      schema.enum,
      schema.const,
      schema.default,
      schema.example,
      schema.examples,
    ].some(names)
  );
}

/** Whether a response says if it may be kept. */
export const saysWhetherCacheable = (response: Members): boolean =>
  headerNamesOf(response).some((name) => /^(?:cache-control|expires)$/i.test(name));
