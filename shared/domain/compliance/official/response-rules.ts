/** Rules on the children of any key `responses`: their headers, their content and its schemas. */
import { isObject } from '../../description/specification.ts';
import type { Ledger } from './ledger.ts';
import { isPrimitive, startsWithAny } from './loose.ts';
import { forbiddenHeader, isCustomHeader, saysCaching, trainCase } from './parameter-rules.ts';
import { along, type Cursor, childrenOf, type View, valueAt, visitBelow } from './resolved-view.ts';

export type Below = {
  /** Below the document's `paths`. */
  readonly paths: boolean;
  /** Below any key `paths`. */
  readonly anyPaths: boolean;
};

const limits = ['Limit', 'Remaining', 'Reset'];
const standardLimits = limits.map((name) => `RateLimit-${name}`);
const customLimits = limits.map((name) => `X-RateLimit-${name}`);

const has = (value: unknown, name: string): boolean => isObject(value) && Object.hasOwn(value, name);
const hasAll = (value: unknown, names: readonly string[]): boolean => names.every((name) => has(value, name));
const hasOneOf = (value: unknown, names: readonly string[]): boolean =>
  names.filter((name) => has(value, name)).length === 1;

const isRateLimited = (code: string): boolean => code.startsWith('2') || (code.startsWith('4') && code !== '429');

function checkHeaders(view: View, code: string, headers: Cursor, isOpenapi3: boolean, ledger: Ledger): void {
  const { value } = headers;
  if (isObject(value)) {
    for (const [key, header] of childrenOf(view, headers)) checkHeader(String(key), header, ledger);
  }
  if (!isOpenapi3) return;
  if (code.startsWith('2') && !hasOneOf(value, ['Cache-Control', 'Expires'])) {
    ledger.reached('cache-responses-indeterminate-behavior', headers);
  }
  if (isRateLimited(code) && !limits.every((name) => hasOneOf(value, [`X-RateLimit-${name}`, `RateLimit-${name}`]))) {
    ledger.reached('missing-ratelimit', headers);
  }
  if (code === '429') checkTooMany(view, headers, ledger);
  if (code === '503') {
    // A primitive is itself tested.
    const retry = isPrimitive(value) ? headers : view.child(headers, 'Retry-After');
    if (!retry?.value) ledger.reached('missing-retry-after', retry ?? headers);
  }
}

function checkHeader(name: string, header: Cursor, ledger: Ledger): void {
  if (!trainCase.test(name)) ledger.reached('response-headers-train-case', header);
  if (forbiddenHeader.test(name)) ledger.reached('no-forbidden-headers', header);
  if (isCustomHeader(name)) ledger.reached('no-x-headers-response', header);
}

/** 429: how long to wait; and one level too deep, which headers a header has. */
function checkTooMany(view: View, headers: Cursor, ledger: Ledger): void {
  const { value } = headers;
  const waits = [['Retry-After'], standardLimits, customLimits];
  if (isObject(value) && !waits.some((names) => hasAll(value, names))) {
    ledger.reached('ratelimit-429-presence', headers);
  }
  for (const [, header] of childrenOf(view, headers)) {
    if (![...standardLimits, ...customLimits].some((name) => valueAt(view, header, name))) continue;
    const isWhole = (own: readonly string[], other: readonly string[]): boolean =>
      hasAll(header.value, own) && !other.some((name) => has(header.value, name));
    if (!isWhole(standardLimits, customLimits) && !isWhole(customLimits, standardLimits)) {
      ledger.reached('ratelimit-429-completeness', header);
    }
  }
}

const isCaching = (key: string | number): boolean => typeof key === 'string' && /Cache-Control|Expires/i.test(key);

/** At any depth below the headers of a 2xx response: what is named like a caching header says how. */
function checkCaching(view: View, headers: Cursor, seen: Map<object, number>, ledger: Ledger): void {
  visitBelow(view, headers, seen, isCaching, (at, key) => {
    if (!isCaching(key)) return;
    const { value } = at;
    if (typeof value === 'string') {
      if (!saysCaching(value)) ledger.reached('cache-responses-undocumented', at);
    } else if (typeof value === 'object' && value !== null) {
      const description = view.child(at, 'description');
      if (!saysCaching(description?.value)) ledger.reached('cache-responses-undocumented', description ?? at);
    } else if (!value) ledger.reached('cache-responses-undocumented', at);
  });
}

const jsonKey = /json$/;
const jsonPatchKey = /json-patch\+json$/;

function checkContent(view: View, response: Cursor, ledger: Ledger): void {
  const content = view.child(response, 'content');
  if (content === undefined) return;
  for (const [key, media] of childrenOf(view, content)) {
    if (typeof key !== 'string' || !jsonKey.test(key) || jsonPatchKey.test(key)) continue;
    const type = along(view, media, 'schema', 'type');
    if (typeof type?.value === 'string' && !type.value.includes('object')) {
      ledger.reached('response-with-json-object', type);
    }
  }
}

const hasBody = /20[01236]/;

/** 200, 201, 202, 203 and 206 carry content, each media type with a schema; 204 and 205 carry none. */
function checkPresence(view: View, code: string, response: Cursor, ledger: Ledger): void {
  const content = view.child(response, 'content');
  if (/204|205/.test(code) && content?.value) ledger.reached('http-response-no-content-204-205', content);
  if (!hasBody.test(code)) return;
  if (content === undefined) ledger.reached('http-response-content-2xx', response);
  else {
    const media = childrenOf(view, content).map(([, each]) => each);
    const bare = media.length === 0 ? content : media.find((each) => view.child(each, 'schema') === undefined);
    if (bare !== undefined) ledger.reached('http-response-content-2xx', bare);
  }
}

const problemTypes = /^application\/problem\+(?:json|xml)$/;

function checkProblem(view: View, code: string, response: Cursor, isBelowPaths: boolean, ledger: Ledger): void {
  if (!startsWithAny(code, '4', '5', 'default') || view.child(response, 'x-noqa')?.value) return;
  const content = isBelowPaths ? view.child(response, 'content') : undefined;
  if (isObject(content?.value)) {
    for (const [key, media] of childrenOf(view, content as Cursor)) {
      if (!problemTypes.test(String(key))) ledger.reached('use-problem-json-for-errors', media);
    }
  }
  const properties = along(view, response, 'schema', 'properties');
  if (properties === undefined) return;
  const pairs = [
    ['title', 'status'],
    ['title', 'type'],
    ['type', 'status'],
    ['title', 'detail'],
  ];
  if (!pairs.some((pair) => hasAll(properties.value, pair))) ledger.reached('use-problem-schema', properties);
  for (const [key, property] of childrenOf(view, properties)) {
    if (/message|code|msg/.test(String(key))) ledger.reached('hint-problem-schema', property);
  }
}

export function checkResponses(
  view: View,
  responses: Cursor,
  below: Below,
  isOpenapi3: boolean,
  seen: Map<object, number>,
  ledger: Ledger,
): void {
  for (const [key, response] of childrenOf(view, responses)) {
    const code = String(key);
    if (below.anyPaths) checkPresence(view, code, response, ledger);
    checkContent(view, response, ledger);
    const headers = view.child(response, 'headers');
    if (headers !== undefined) {
      checkHeaders(view, code, headers, isOpenapi3, ledger);
      if (isOpenapi3 && code.startsWith('2')) checkCaching(view, headers, seen, ledger);
    }
    if (isOpenapi3) checkProblem(view, code, response, below.paths, ledger);
  }
}
