/**
 * The operator's list of administrations (interfaces.md, "Sources file"), YAML or JSON: every fault is told with its line,
 * unknown members are refused by name, and nothing is half read.
 */
import { parseDocument } from '../description/parse-document.ts';
import { locateAll } from '../description/positions.ts';
import { canonicalUrl } from './canonical-url.ts';
import { clipText } from './clip-text.ts';
import { isJsonObject, type JsonObject, memberOf } from './json-members.ts';
import { parseDomain } from './ownership.ts';
import type { Publisher, SourceSeed } from './publisher.ts';

export type SourcesProblem = {
  /** One English sentence without full stop. */
  readonly message: string;
  /** RFC 6901; '' is the whole file. */
  readonly pointer: string;
  /** 1-based; absent only for a file that cannot be read as text. */
  readonly line?: number;
  readonly column?: number;
};

export type SourcesFile =
  | { readonly ok: true; readonly publishers: readonly Publisher[] }
  /** At least one, at most 100, in the order of the file. */
  | { readonly ok: false; readonly problems: readonly SourcesProblem[] };

const mostProblems = 100;
const most = { publishers: 50_000, domains: 200, categories: 50, sources: 5000 };
const longest = { name: 300, region: 100, contact: 300, category: 100, url: 2048 };

const members = {
  root: ['publishers'],
  publisher: ['id', 'name', 'homepage', 'domains', 'categories', 'region', 'contact', 'sources'],
  source: ['url', 'kind'],
} as const;

const kinds = ['api-catalog', 'openapi'] as const;
const idPattern = /^[A-Za-z0-9._-]{1,64}$/;

type Fault = { readonly message: string; readonly pointer: string };

/** A value with its place and the list its faults go to. Reading answers undefined once a fault is told. */
type Place = { readonly value: unknown; readonly pointer: string; readonly faults: Fault[] };

function tell({ faults, pointer }: Place, message: string): undefined {
  faults.push({ message, pointer });
}

const shown = (value: unknown): string => (typeof value === 'string' ? `"${clipText(value, 60)}"` : kindOf(value));

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `${typeof value} ${String(value)}`;
}

const member = (place: Place, name: string): Place => ({
  ...place,
  value: isJsonObject(place.value) ? memberOf(place.value, name) : undefined,
  pointer: `${place.pointer}/${name}`,
});

const isGiven = ({ value }: Place): boolean => value !== undefined && value !== null;

function objectOf(place: Place, what: string, known: readonly string[]): JsonObject | undefined {
  if (!isJsonObject(place.value)) return tell(place, `${what} must be an object, not ${kindOf(place.value)}`);
  for (const name of Object.keys(place.value)) {
    if (known.includes(name)) continue;
    const at = { ...place, pointer: known.length > 0 ? place.pointer : '' };
    tell(at, `${what} has the unknown member "${clipText(name, 60)}"; known are ${known.join(', ')}`);
  }
  return place.value;
}

function itemsOf(place: Place, what: string, limit: number): readonly Place[] {
  const { value } = place;
  if (!Array.isArray(value)) {
    tell(place, `${what} must be a list, not ${kindOf(value)}`);
    return [];
  }
  if (value.length > limit) tell(place, `${what} has ${value.length} entries, at most ${limit} are allowed`);
  return value.slice(0, limit).map((item, index) => ({ ...place, value: item, pointer: `${place.pointer}/${index}` }));
}

function textOf(place: Place, what: string, limit: number): string | undefined {
  const { value } = place;
  if (typeof value === 'number' || typeof value === 'boolean') {
    return tell(place, `${what} must be text: put ${String(value)} in quotes`);
  }
  if (typeof value !== 'string' || value.trim() === '') return tell(place, `${what} must be text, not ${kindOf(value)}`);
  if (value.length > limit) return tell(place, `${what} has ${value.length} characters, at most ${limit} are allowed`);
  if (clipText(value, limit) !== value.trim()) return tell(place, `${what} has characters that cannot be shown`);
  return value.trim();
}

function urlOf(place: Place, what: string): string | undefined {
  const text = textOf(place, what, longest.url);
  if (text === undefined) return undefined;
  const url = canonicalUrl(text);
  const hasUser = url !== undefined && new URL(url).username + new URL(url).password !== '';
  if (url === undefined || hasUser || /[\s\\]/.test(text)) return tell(place, `${what} ${shown(text)} must be an absolute http(s) URL`);
  return url;
}
