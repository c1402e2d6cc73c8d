/**
 * Catalogues that are not linksets but list APIs all the same: APIs.json (apisjson.org, 0.14 to 0.19) and `apis` arrays
 * of many makes. RFC 9727 §4.2 allows them beside a linkset only.
 */
import { isJsonObject, type JsonObject, memberOf, textMember } from './json-members.ts';
import type { Anchor, LinkCollector } from './link-collector.ts';
import { looksLikeReference } from './resolve-reference.ts';

/** Member names found in the wild, the most telling first. */
const names = {
  base: ['baseURL', 'baseUrl', 'base_url', 'baseuri', 'endpoint', 'url', 'anchor', 'href'],
  description: [
    'service-desc',
    'specUrl',
    'spec_url',
    'spec',
    'openapi',
    'openapiUrl',
    'openapi_url',
    'openApiUrl',
    'swagger',
    'swaggerUrl',
    'definition',
    'definitionUrl',
    'descriptionUrl',
  ],
  documentation: ['service-doc', 'humanURL', 'humanUrl', 'docs', 'docsUrl', 'documentation', 'documentationUrl'],
  status: ['status', 'statusUrl', 'healthUrl'],
} as const;

/** APIs.json property types (0.19 §Properties) and the relation they stand for. */
const relationOfProperty = (type: string): string | undefined => {
  if (/^(x-)?(openapi|swagger)/i.test(type)) return 'service-desc';
  if (/^(x-)?documentation$/i.test(type)) return 'service-doc';
  return undefined;
};

/** Whether a document with an `apis` array is APIs.json rather than somebody's own format. */
export const isApisJson = (root: JsonObject): boolean =>
  memberOf(root, 'specificationVersion') !== undefined ||
  listOf(memberOf(root, 'apis')).some((api) => isJsonObject(api) && Array.isArray(memberOf(api, 'properties')));

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The first of these members that can be meant as an address: `"openapi": "3.0.3"` cannot. */
function addressMember(api: JsonObject, among: readonly string[]): string | undefined {
  return among.map((name) => textMember(api, [name])).find((text) => text !== undefined && looksLikeReference(text));
}

/** Reads one `apis` array; `context` is what the links are about when an API gives no base address. */
export function readApis(collector: LinkCollector, apis: unknown, context: Anchor, pointer: string): void {
  for (const [index, api] of listOf(apis).entries()) {
    const at = `${pointer}/${index}`;
    if (isJsonObject(api)) readApi(collector, api, context, at);
    else collector.note('CONTEXT_NOT_OBJECT', { pointer: at, sample: api });
  }
}

function readApi(collector: LinkCollector, api: JsonObject, context: Anchor, pointer: string): void {
  const base = addressMember(api, names.base);
  const anchor = base === undefined ? context : collector.anchorOf(base, pointer);
  const title = textMember(api, ['name', 'title']);
  const found: { rel: string; href: string; type?: unknown }[] = [];
  for (const property of listOf(memberOf(api, 'properties')).filter(isJsonObject)) {
    const rel = relationOfProperty(textMember(property, ['type']) ?? '');
    const href = textMember(property, ['url']);
    if (rel !== undefined && href !== undefined) found.push({ rel, href, type: memberOf(property, 'mediaType') });
  }
  const direct = { 'service-desc': names.description, 'service-doc': names.documentation, status: names.status };
  for (const [rel, among] of Object.entries(direct)) {
    const href = addressMember(api, among);
    if (href !== undefined) found.push({ rel, href });
  }
  if (base !== undefined && !found.some(({ rel }) => rel === 'service-desc')) {
    collector.add({ anchor: collector.here, rel: 'item', href: base, title }, pointer);
  }
  for (const link of found) collector.add({ ...link, anchor, title }, pointer);
}

/** APIs.json `include`: other APIs.json documents, which are nested catalogues. */
export function readIncludes(collector: LinkCollector, root: JsonObject): void {
  for (const [index, entry] of listOf(memberOf(root, 'include')).entries()) {
    const href = isJsonObject(entry) ? textMember(entry, ['url']) : entry;
    const pointer = `/include/${index}`;
    collector.add({ anchor: collector.here, rel: 'api-catalog', href }, pointer);
  }
}
