/** Validators of an answer (RFC 9110 §8.8): which may be kept, and which may be sent back where. */
import type { Validators } from './fetch-outcome.ts';

type Headers = { readonly [name: string]: string };

/** Printable ASCII without blanks: quotes are often forgotten, and nothing else could end a header line. */
const usableEtag = /^[!-~]{1,1024}$/;
const usableDate = /^[ -~]{1,64}$/;

const pick = (value: string | undefined, usable: RegExp): string | undefined =>
  value !== undefined && usable.test(value) ? value : undefined;

/** What to send next time; undefined when the answer gave nothing usable. The date is kept verbatim, never as a time. */
export function readValidators(headers: Headers, origin: string): Validators | undefined {
  const etag = pick(headers.etag, usableEtag);
  const lastModified = pick(headers['last-modified'], usableDate);
  if (etag === undefined && lastModified === undefined) return undefined;
  return { origin, ...(etag === undefined ? {} : { etag }), ...(lastModified === undefined ? {} : { lastModified }) };
}

/** True when the answer gave a validator that cannot be sent back. */
export const hasUnusableValidator = ({ etag, 'last-modified': lastModified }: Headers): boolean =>
  (etag !== undefined && !usableEtag.test(etag)) || (lastModified !== undefined && !usableDate.test(lastModified));

/** Header lines of a conditional request as name, value, name, value; none for another origin than the validators'. */
export function conditionalHeaders(validators: Validators | undefined, origin: string): string[] {
  if (validators === undefined || validators.origin !== origin) return [];
  const etag = pick(validators.etag, usableEtag);
  const lastModified = pick(validators.lastModified, usableDate);
  return [
    ...(etag === undefined ? [] : ['if-none-match', etag]),
    ...(lastModified === undefined ? [] : ['if-modified-since', lastModified]),
  ];
}
