/** The digest by which two publications have the same content, whatever their format, order of names and blanks. */
import { sha256 } from '../digest.ts';
import { canonicalText } from './canonical-text.ts';
import type { ParsedDocument } from './parse-document.ts';

/** SHA-256 of the canonical form, lower-case hex. */
export const contentDigest = ({ value, exact }: Pick<ParsedDocument, 'value' | 'exact'>): string =>
  sha256(canonicalText(value, exact));
