/**
 * What stands where a real value belongs: hosts, addresses and words left from a template. They satisfy a form, not a
 * reader, so they earn no points.
 */
import { hostOf, isPlaceholderAddress, isPlaceholderHost } from './placeholders.ts';

/** Hosts of the samples that editors start a new description from. */
const templateHosts: ReadonlySet<string> = new Set(['swagger.io', 'petstore.swagger.io', 'petstore3.swagger.io']);

/** Labels that nobody is given: `tst-srv-xxx.xxx.csi.it`. */
const blankLabel = /(?:^|[.-])x{3,}(?:[.-]|$)/i;

/** True when no API of an administration can answer there: reserved, a template's, or a name without a domain (`HOST`). */
export const isUnrealHost = (host: string): boolean =>
  isPlaceholderHost(host) ||
  templateHosts.has(host.toLowerCase()) ||
  blankLabel.test(host) ||
  !/[.:]/.test(host.replace(/\.$/, ''));

/** Whether an API or a page may be there: its host is no stand-in, or it is relative and stands beside the description. */
export const isRealAddress = (host: string | undefined): boolean => host === undefined || !isUnrealHost(host);

const templateTexts =
  /^(?:fix ?me|to ?do|tbd|string|text|testo|x{3,}|y{3,}|an? x-(?:summary|api-id)|da definire|none|null|n\/?a|[-.?_]+)$/i;
const nilUuid = /^[0-]+$/;

/** True for `TODO`, `an x-summary`, `${name}`, a UUID of zeros and their like. */
export function isTemplateText(text: string): boolean {
  const trimmed = text.trim();
  return (
    templateTexts.test(trimmed) ||
    nilUuid.test(trimmed) ||
    /^lorem ipsum/i.test(trimmed) ||
    /\{\{|\$\{/.test(trimmed) ||
    /^<[^<>]*>$/.test(trimmed)
  );
}

export type AddressVerdict = 'good' | 'malformed' | 'placeholder';

/** A web page: an http(s) URL, or a reference relative to the description (`/note-legali`). */
export function judgeWebAddress(value: unknown): AddressVerdict {
  if (typeof value !== 'string') return 'malformed';
  const url = value.trim();
  if (/^\.{0,2}\/[^\s/]/.test(url) && !/\s/.test(url)) return isTemplateText(url) ? 'placeholder' : 'good';
  const host = hostOf(url);
  if (host !== undefined && isUnrealHost(host)) return 'placeholder';
  const parsed = URL.parse(url);
  return parsed !== null && /^https?:$/.test(parsed.protocol) && host !== undefined ? 'good' : 'malformed';
}

/** An e-mail address somebody could be written to. */
export function judgeEmail(value: unknown): AddressVerdict {
  if (typeof value !== 'string') return 'malformed';
  const [name = '', domain = '', ...rest] = value.trim().split('@', 3);
  const well = name !== '' && rest.length === 0 && !/[\s<>,;]/.test(`${name}${domain}`) && domain !== '';
  if (!well) return 'malformed';
  return isPlaceholderAddress(value.trim()) || isUnrealHost(domain) ? 'placeholder' : 'good';
}
