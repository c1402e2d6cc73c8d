/**
 * The operator's list of administrations (interfaces.md, "Sources file"), YAML or JSON: every fault is told with its line,
 * unknown members are refused by name, and nothing is half read.
 */
import { byPlace } from '../description/by-place.ts';
import { formatPointer } from '../description/json-pointer.ts';
import { parseDocument } from '../description/parse-document.ts';
import { locateAll } from '../description/positions.ts';
import { canonicalUrl } from './canonical-url.ts';
import { clipText } from './clip-text.ts';
import { isJsonObject, memberOf } from './json-members.ts';
import { parseDomain } from './ownership.ts';
import type { Publisher, SourceSeed } from './publisher.ts';

type SourcesProblem = {
  /** One English sentence without its full stop. */
  readonly message: string;
  /** RFC 6901; '' is the whole file. */
  readonly pointer: string;
  /** 1-based; absent only when the text has no such place. */
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
const kinds: readonly string[] = ['api-catalog', 'openapi'] satisfies SourceSeed['kind'][];

type Fault = { readonly message: string; readonly pointer: string };

/** A value, its path as messages call it (`publishers[0].id`), its place, and the list its faults go to. */
type Place = { readonly value: unknown; readonly path: string; readonly pointer: string; readonly faults: Fault[] };

/** Tells a fault; what could not be read is undefined. */
function refuse({ faults, path, pointer }: Place, message: string): undefined {
  faults.push({ message: `${path} ${message}`, pointer });
}

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

const quoted = (text: string): string => `"${clipText(text, 60)}"`;

const isGiven = ({ value }: Place): boolean => value !== undefined;

function memberAt(place: Place, name: string): Place {
  const value = isJsonObject(place.value) ? memberOf(place.value, name) : undefined;
  // A missing member has the place of the object it is missing from.
  const pointer = value === undefined ? place.pointer : `${place.pointer}/${name}`;
  return { ...place, value, pointer, path: place.pointer === '' ? name : `${place.path}.${name}` };
}

function expectObject(place: Place, known: readonly string[]): boolean {
  if (!isJsonObject(place.value)) return refuse(place, `must be an object, not ${kindOf(place.value)}`) ?? false;
  for (const name of Object.keys(place.value).filter((each) => !known.includes(each))) {
    const at = { ...place, pointer: place.pointer + formatPointer([name]) };
    refuse(at, `has the unknown member ${quoted(name)}; known are ${known.join(', ')}`);
  }
  return true;
}

function itemsOf(place: Place, limit: number): readonly Place[] {
  const { value, pointer, path } = place;
  if (!Array.isArray(value)) {
    refuse(place, `must be a list, not ${kindOf(value)}`);
    return [];
  }
  if (value.length > limit) refuse(place, `has ${value.length} entries, at most ${limit} are allowed`);
  return value
    .slice(0, limit)
    .map((item, index) => ({ ...place, value: item, path: `${path}[${index}]`, pointer: `${pointer}/${index}` }));
}

function textOf(place: Place, limit: number): string | undefined {
  const { value } = place;
  if (typeof value === 'number' || typeof value === 'boolean') return refuse(place, 'must be text: put it in quotes');
  if (typeof value !== 'string' || value.trim() === '')
    return refuse(place, `must be text, not ${kindOf(value || null)}`);
  if (value.length > limit) return refuse(place, `has ${value.length} characters, at most ${limit} are allowed`);
  if (clipText(value, limit) !== value.trim()) return refuse(place, 'has characters that cannot be shown');
  return value.trim();
}

const optionalText = (place: Place, limit: number): string | undefined =>
  isGiven(place) ? textOf(place, limit) : undefined;

function urlOf(place: Place): string | undefined {
  const text = textOf(place, longest.url);
  if (text === undefined) return undefined;
  const url = canonicalUrl(text);
  const isPlain = url !== undefined && new URL(url).username + new URL(url).password === '' && !/[\s\\]/.test(text);
  return isPlain ? url : refuse(place, `must be an absolute http(s) URL without user name, not ${quoted(text)}`);
}

/** A host as the URL parser spells it, with the port it was given. Names of one label would own a whole country. */
function domainOf(place: Place): string | undefined {
  const text = textOf(place, 260);
  if (text === undefined) return undefined;
  const domain = parseDomain(text);
  const isName = domain !== undefined && /^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/.test(domain.host);
  if (domain === undefined || !(domain.isAddress || isName)) {
    return refuse(place, `must be a host such as comune.example.it, or an IP address, not ${quoted(text)}`);
  }
  return domain.port === undefined ? domain.host : `${domain.host}:${domain.port}`;
}

/** The values that could be read, told once each. */
function uniqueOf(places: readonly Place[], read: (place: Place) => string | undefined): readonly string[] {
  const found = new Set<string>();
  for (const place of places) {
    const value = read(place);
    if (value === undefined) continue;
    if (found.has(value)) refuse(place, `repeats ${quoted(value)}`);
    found.add(value);
  }
  return [...found];
}

function idOf(place: Place, taken: Set<string>): string | undefined {
  const id = textOf(place, 64);
  if (id === undefined) return undefined;
  // Only dots would be a folder, not a name.
  if (!/^[A-Za-z0-9._-]+$/.test(id) || /^\.+$/.test(id)) {
    return refuse(place, `must be made of letters, digits, ".", "_" and "-", not ${quoted(id)}`);
  }
  if (taken.has(id)) return refuse(place, `repeats ${quoted(id)}`);
  taken.add(id);
  return id;
}

function kindAt(place: Place): SourceSeed['kind'] {
  if (!isGiven(place)) return undefined;
  if (!kinds.includes(place.value as string)) return refuse(place, `must be one of ${kinds.join(', ')}`);
  return place.value as SourceSeed['kind'];
}

function sourcesOf(place: Place): readonly SourceSeed[] {
  const sources: SourceSeed[] = [];
  const items = isGiven(place) ? itemsOf(place, most.sources) : [];
  const readable = items.filter((item) => expectObject(item, ['url', 'kind']));
  uniqueOf(readable, (item) => {
    const url = urlOf(memberAt(item, 'url'));
    const kind = kindAt(memberAt(item, 'kind'));
    if (url !== undefined) sources.push({ url, ...(kind === undefined ? {} : { kind }) });
    return url;
  });
  return sources;
}

function publisherOf(place: Place, taken: Set<string>): Publisher | undefined {
  const known = ['id', 'name', 'homepage', 'domains', 'categories', 'region', 'contact', 'sources'];
  if (!expectObject(place, known)) return undefined;
  const at = (name: string): Place => memberAt(place, name);
  const id = idOf(at('id'), taken);
  const name = textOf(at('name'), longest.name);
  const homepage = isGiven(at('homepage')) ? urlOf(at('homepage')) : undefined;
  const listed = itemsOf(at('domains'), most.domains);
  const domains = uniqueOf(listed, domainOf);
  if (Array.isArray(at('domains').value) && listed.length === 0) refuse(at('domains'), 'must name at least one host');
  const categories = isGiven(at('categories'))
    ? uniqueOf(itemsOf(at('categories'), most.categories), (item) => textOf(item, longest.category))
    : undefined;
  const region = optionalText(at('region'), longest.region);
  const contact = optionalText(at('contact'), longest.contact);
  const sources = sourcesOf(at('sources'));
  if (id === undefined || name === undefined) return undefined;
  return {
    id,
    name,
    ...(homepage === undefined ? {} : { homepage }),
    domains,
    ...(categories === undefined ? {} : { categories }),
    ...(region === undefined ? {} : { region }),
    ...(contact === undefined ? {} : { contact }),
    sources,
  };
}

function publishersOf(root: Place): readonly Publisher[] {
  if (!expectObject(root, ['publishers'])) return [];
  const list = memberAt(root, 'publishers');
  const places = itemsOf(list, most.publishers);
  if (Array.isArray(list.value) && places.length === 0) refuse(list, 'lists nobody');
  const taken = new Set<string>();
  return places.flatMap((place) => publisherOf(place, taken) ?? []);
}

/** Reads a whole sources file. `name`: its file name or URL; one that ends in .json must be JSON. */
export function readSourcesFile(text: string, name: string): SourcesFile {
  const parsed = parseDocument(new TextEncoder().encode(text), { url: name });
  if (!parsed.ok) {
    const { message, pointer, line, column } = parsed.problem;
    return {
      ok: false,
      problems: [{ message, pointer, ...(line === undefined || column === undefined ? {} : { line, column }) }],
    };
  }
  const faults: Fault[] = parsed.warnings
    .filter(({ code }) => code === 'json-duplicate-key')
    .map(({ message, pointer }) => ({ message, pointer }));
  const publishers = publishersOf({ value: parsed.value, path: 'the file', pointer: '', faults });
  if (faults.length === 0) return { ok: true, publishers };
  const told = faults.slice(0, mostProblems);
  const places = locateAll(
    parsed.text,
    parsed.format,
    told.map(({ pointer }) => pointer),
  );
  const problems: readonly SourcesProblem[] = told.map((fault) => ({ ...fault, ...places.get(fault.pointer) }));
  return { ok: false, problems: problems.toSorted(byPlace) };
}
