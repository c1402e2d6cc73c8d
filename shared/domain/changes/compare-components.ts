/** Components that matter by themselves: schemas by name, and the schemes by which callers say who they are. */
import { canonicalText } from '../description/canonical-text.ts';
import type { SchemaComparison } from './compare-schemas.ts';
import { at, type Document, differ, member, membersOf, type Node, textOf } from './document.ts';

type Named = { readonly members: { readonly [name: string]: unknown }; readonly path: Node['path'] };

function named({ root, dialect }: Document, name: string, oldName: string): Named {
  if (dialect === 'swagger-2.0') return { members: membersOf(member(root, oldName)), path: at(undefined, oldName) };
  return {
    members: membersOf(member(membersOf(member(root, 'components')), name)),
    path: at(undefined, 'components', name),
  };
}

export function compareComponents(comparison: SchemaComparison): void {
  compareSchemaNames(comparison);
  compareSchemes(comparison);
}

function compareSchemaNames({ base, revision, record }: SchemaComparison): void {
  const [before, after] = [base, revision].map((document) => named(document, 'schemas', 'definitions'));
  for (const name of Object.keys(before?.members ?? {})) {
    if (before === undefined || after === undefined || Object.hasOwn(after.members, name)) continue;
    record.tell('api-schema-removed', { base: { path: at(before.path, name) }, subject: { name }, old: name });
  }
}

/**
 * Schemes that only have another name now, old name to new: the old one is gone, the new one is new, and they are written
 * the same but for their description.
 */
export function renamedSchemes(base: Document, revision: Document): ReadonlyMap<string, string> {
  const [before, after] = [base, revision].map((document) => named(document, 'securitySchemes', 'securityDefinitions'));
  const contentOf = (scheme: unknown): string => {
    const { description: _, ...content } = membersOf(scheme);
    return canonicalText(content);
  };
  const renamed = new Map<string, string>();
  const come = new Map<string, string>();
  for (const name of Object.keys(after?.members ?? {})) {
    if (!Object.hasOwn(before?.members ?? {}, name)) come.set(contentOf(after?.members[name]), name);
  }
  for (const name of Object.keys(before?.members ?? {})) {
    if (Object.hasOwn(after?.members ?? {}, name)) continue;
    const content = contentOf(before?.members[name]);
    const now = come.get(content);
    if (now === undefined) continue;
    renamed.set(name, now);
    come.delete(content);
  }
  return renamed;
}

function compareSchemes(comparison: SchemaComparison): void {
  const { base, revision, record, schemes } = comparison;
  const before = named(base, 'securitySchemes', 'securityDefinitions');
  const after = named(revision, 'securitySchemes', 'securityDefinitions');
  const come = new Set(schemes.values());
  for (const name of Object.keys(after.members)) {
    const place = { path: at(after.path, name) };
    if (come.has(name)) continue;
    if (!Object.hasOwn(before.members, name)) {
      record.tell('api-security-component-added', { revision: place, subject: { name }, new: name });
      continue;
    }
    const old = base.resolve(before.members[name], at(before.path, name));
    const now = revision.resolve(after.members[name], place.path);
    if (old !== undefined && now !== undefined) compareScheme(comparison, name, old, now);
  }
  for (const name of Object.keys(before.members)) {
    if (!Object.hasOwn(after.members, name) && !schemes.has(name)) {
      const told = { base: { path: at(before.path, name) }, subject: { name }, old: name };
      record.tell('api-security-component-removed', told);
    }
  }
}

/** What of a scheme is told under which name; texts only. */
const members: readonly (readonly [name: string, id: string])[] = [
  ['in', 'api-security-component-in-changed'],
  ['name', 'api-security-component-name-changed'],
  ['scheme', 'api-security-component-scheme-changed'],
  ['openIdConnectUrl', 'api-security-component-openid-connect-url-changed'],
];

/** Names of schemes in capitals or not are the same (RFC 9110 §11.1); header names too. */
const comparable = (name: string, value: unknown): unknown =>
  typeof value === 'string' && name === 'scheme' ? value.toLowerCase() : value;

/** Swagger 2.0 calls a bearer-less basic scheme a type of its own. */
function typeOf({ value }: Node): readonly [type: unknown, scheme: unknown] {
  const type = member(value, 'type');
  return type === 'basic' ? ['http', 'basic'] : [type, member(value, 'scheme')];
}

function compareScheme({ record }: SchemaComparison, name: string, old: Node, now: Node): void {
  const places = { base: { path: old.path }, revision: { path: now.path }, subject: { name } };
  const [[type, scheme], [newType, newScheme]] = [typeOf(old), typeOf(now)];
  if (differ(type, newType)) {
    record.tell('api-security-component-type-changed', { ...places, old: type, new: newType });
    return;
  }
  for (const [key, id] of members) {
    const [before, after] = key === 'scheme' ? [scheme, newScheme] : [member(old.value, key), member(now.value, key)];
    if (differ(comparable(key, before), comparable(key, after)))
      record.tell(id, { ...places, old: before, new: after });
  }
  compareFlows(record, places, flowsOf(old), flowsOf(now));
}

/** Names of flows in 2.0, as 3.x calls them. */
const oldFlows: { readonly [name: string]: string } = {
  application: 'clientCredentials',
  accessCode: 'authorizationCode',
};

function flowsOf({ value }: Node): ReadonlyMap<string, { readonly [name: string]: unknown }> {
  const flow = textOf(member(value, 'flow'));
  if (flow !== undefined) return new Map([[oldFlows[flow] ?? flow, value]]);
  const flows = membersOf(member(value, 'flows'));
  return new Map(Object.keys(flows).map((name) => [name, membersOf(flows[name])]));
}

type Flows = ReturnType<typeof flowsOf>;
type Places = { readonly base: { readonly path: Node['path'] }; readonly revision: { readonly path: Node['path'] } };

const urls: readonly (readonly [name: string, id: string])[] = [
  ['authorizationUrl', 'api-security-component-oauth-url-changed'],
  ['tokenUrl', 'api-security-component-oauth-token-url-changed'],
];

function compareFlows(
  record: SchemaComparison['record'],
  places: Places & { readonly subject: { readonly name: string } },
  before: Flows,
  after: Flows,
): void {
  for (const [name, flow] of after) {
    const earlier = before.get(name);
    if (earlier === undefined) continue;
    for (const [key, id] of urls) {
      const [old, now] = [member(earlier, key), member(flow, key)];
      if (differ(old, now)) record.tell(id, { ...places, old, new: now });
    }
    const [old, now] = [earlier, flow].map((each) => membersOf(member(each, 'scopes')));
    if (old === undefined || now === undefined) continue;
    const prefix = 'api-security-component-oauth-scope';
    for (const scope of Object.keys(now)) {
      if (!Object.hasOwn(old, scope)) record.tell(`${prefix}-added`, { ...places, new: scope });
      else if (differ(old[scope], now[scope])) record.tell(`${prefix}-changed`, { ...places, old: scope, new: scope });
    }
    for (const scope of Object.keys(old)) {
      if (!Object.hasOwn(now, scope)) record.tell(`${prefix}-removed`, { ...places, old: scope });
    }
  }
}
