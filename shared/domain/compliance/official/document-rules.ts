/** Rules on the document's own members: version, info, servers, the list of paths and `/status`. */
import { isObject } from '../../description/specification.ts';
import type { Ledger } from './ledger.ts';
import { fails, isMajor, isPrimitive, looselyTrue, startsWithAny } from './loose.ts';
import { along, type Cursor, childrenOf, type View, valueAt, visitBelow } from './resolved-view.ts';

function checkInfo(view: View, isOpenapi3: boolean, ledger: Ledger): void {
  const info = view.child(view.root, 'info');
  const wanted = isOpenapi3 ? ['has-x-summary', 'has-termsOfService', 'has-contact', 'has-x-api-id'] : ['has-x-api-id'];
  for (const rule of wanted) {
    const field = info && view.child(info, rule.slice('has-'.length));
    if (!field?.value) ledger.reached(rule, field ?? info ?? view.root);
  }
  const version = info && view.child(info, 'version');
  if (version !== undefined && fails(version.value, /^\d+.\d+.\d+/)) ledger.reached('use-semver', version);
}

/** The children of the document's `servers`, and of any key `servers` below its paths. */
export function checkServers(view: View, servers: Cursor, ledger: Ledger): void {
  for (const [, server] of childrenOf(view, servers)) {
    const { value } = server;
    // A primitive is itself tested.
    const description = isPrimitive(value) ? server : view.child(server, 'description');
    if (!description?.value) ledger.reached('servers-description', description ?? server);
    const url = looselyTrue(valueAt(view, server, 'x-sandbox')) ? undefined : view.child(server, 'url');
    if (url !== undefined && fails(url.value, /^https:\/\//)) ledger.reached('servers-use-https', url);
  }
}

const kebabPath = /^(?:\/(?:[a-z0-9.-]+|\{[A-Za-z0-9_]+\}))+$/;
const methodInPath = /\/(?:get|post|put|delete|patch|create|remove|list)/;
const pascalCase = /^[A-Z][a-z0-9]*(?:[A-Z][a-z0-9]+)*[A-Z]?$/;

/** Rules that ask for a key in a way the checker ignores: they test primitive children only. */
function checkNames(view: View, paths: Cursor | undefined, ledger: Ledger): void {
  for (const [key, child] of paths === undefined ? [] : childrenOf(view, paths)) {
    if (!isPrimitive(child.value)) continue;
    if (fails(child.value, kebabPath)) ledger.reached('paths-kebab-case', child);
    if (methodInPath.test(String(key))) ledger.reached('paths-http-method', child);
  }
  const schemas = along(view, view.root, 'components', 'schemas');
  for (const [, child] of schemas === undefined ? [] : childrenOf(view, schemas)) {
    if (child.value !== '' && fails(child.value, pascalCase)) ledger.reached('schema-camel-case', child);
  }
}

function checkStatusContent(
  view: View,
  content: Cursor,
  allowed: readonly string[],
  rule: string,
  ledger: Ledger,
): void {
  if (!isObject(content.value)) return;
  for (const [key, media] of childrenOf(view, content)) {
    if (!allowed.includes(String(key))) ledger.reached(rule, media);
  }
}

function checkStatusSchema(view: View, schema: Cursor, ledger: Ledger): void {
  if (isPrimitive(schema.value)) {
    if (!schema.value) ledger.reached('paths-status-problem-schema', schema);
    return;
  }
  const properties = view.child(schema, 'properties');
  for (const name of ['status', 'title', 'detail']) {
    const property = properties && view.child(properties, name);
    if (!property?.value) ledger.reached('paths-status-problem-schema', property ?? properties ?? schema, name);
  }
}

function checkStatus(view: View, paths: Cursor, ledger: Ledger): void {
  const status = view.child(paths, '/status');
  const isThere = isObject(paths.value) && isObject(status?.value);
  if (!isThere && !(isObject(paths.value) && Object.keys(paths.value).length === 0))
    ledger.reached('paths-status', paths);
  const responses = along(view, status, 'get', 'responses');
  if (responses === undefined) return;
  const seen = new Map<object, number>();
  for (const [key, response] of childrenOf(view, responses)) {
    const content = view.child(response, 'content');
    if (content === undefined) continue;
    if (String(key) === '200') {
      const json = ['application/json', 'application/problem+json'];
      checkStatusContent(view, content, json, 'paths-status-return-json', ledger);
    }
    if (!startsWithAny(String(key), '4', '5')) continue;
    checkStatusContent(view, content, ['application/problem+json'], 'paths-status-return-problem', ledger);
    const isSchema = (name: string | number): boolean => name === 'schema';
    visitBelow(view, content, seen, isSchema, (at, name) => {
      if (isSchema(name)) checkStatusSchema(view, at, ledger);
    });
  }
}

export function checkDocument(view: View, isOpenapi3: boolean, ledger: Ledger): void {
  const swagger = view.child(view.root, 'swagger');
  if (swagger !== undefined && isMajor(swagger.value, 2)) ledger.reached('no-swagger-2', swagger);
  checkInfo(view, isOpenapi3, ledger);
  const servers = view.child(view.root, 'servers');
  if (servers !== undefined) checkServers(view, servers, ledger);
  const paths = view.child(view.root, 'paths');
  checkNames(view, paths, ledger);
  if (paths !== undefined) checkStatus(view, paths, ledger);
}
