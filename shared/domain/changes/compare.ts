/**
 * Two parsed descriptions, valid or not, to what changed between them for whoever calls the API: operations matched,
 * each pair compared, schemas once in each role, then what stands for the description as a whole.
 */
import type { Comparison } from './change.ts';
import { compareComponents } from './compare-components.ts';
import { compareInfo } from './compare-info.ts';
import { compareOperations, type Viewpoint } from './compare-operations.ts';
import { SchemaComparison } from './compare-schemas.ts';
import { compareGlobalSecurity } from './compare-security.ts';
import { compareGlobalServers } from './compare-servers.ts';
import { at, member, membersOf, openDocument } from './document.ts';
import { comparisonEngine, nothingChanged } from './engine.ts';
import { isUnstable, readLifecycle, tellRemoval } from './lifecycle-marks.ts';
import { matchOperations } from './match-operations.ts';
import { notesOn } from './notes.ts';
import { createReach, type Reach } from './reached-operations.ts';
import { blank, type Operation, operationsOfItem, readOperations } from './read-operations.ts';
import { ChangeRecord } from './record-changes.ts';
import { createUnchangedTest } from './unchanged-operations.ts';

/** `today`: yyyy-mm-dd. */
export function compare(base: unknown, revision: unknown, today: string): Comparison {
  if (base === revision) return nothingChanged;
  const record = new ChangeRecord();
  const comparison = new SchemaComparison(openDocument(base), openDocument(revision), record, today);
  const [before, after] = [readOperations(comparison.base), readOperations(comparison.revision)];
  const { matched, moved, added, removed } = matchOperations(before, after);
  const [unsecured, unaddressed] = [createReach(), createReach()];
  const templates = new Set(after.map(({ template }) => blank(template)));
  for (const operation of removed) tellRemoved(record, operation, templates.has(blank(operation.template)), today);
  for (const operation of added) {
    const reach = record.addOperation(nameOf(operation));
    const told = { base: { path: at(undefined, 'paths') }, revision: { path: operation.path } };
    record.tell('endpoint-added', told, reach);
  }
  for (const [one, other] of moved) {
    const reach = record.addOperation(nameOf(other));
    const told = { base: { path: one.path }, revision: { path: other.path } };
    const [old, now] = [one, other].map(nameOf).map(({ method, path }) => `${method} ${path}`);
    record.tell('endpoint-path-changed', { ...told, old, new: now }, reach);
  }
  const isUnchanged = createUnchangedTest(comparison.base, comparison.revision);
  for (const [one, other] of [...matched, ...moved]) {
    const unstable = isUnstable(readLifecycle(one.value)) || isUnstable(readLifecycle(other.value));
    const reach = record.addOperation(nameOf(other), unstable);
    if (!has(one, other, 'security')) unsecured.parents.add(reach);
    if (!has(one, other, 'servers')) unaddressed.parents.add(reach);
    if (isUnchanged(one, other)) continue;
    compareOperations(comparison, { base: one, revision: other, reach }, 'caller');
    compareCallbacks(comparison, one, other);
  }
  compareWebhooks(comparison);
  comparison.run();
  compareGlobalSecurity(comparison, unsecured);
  compareGlobalServers(comparison, unaddressed);
  compareComponents(comparison);
  compareInfo(comparison);
  const { counts, changes } = record.conclude();
  return { engine: comparisonEngine, ...counts, changes, notes: notesOn(comparison, before, changes) };
}

const nameOf = ({ method, template }: Operation) => ({ method: method.toUpperCase(), path: template });

const has = (one: Operation, other: Operation, keyword: string): boolean =>
  [one, other].some(
    ({ value, item }) => member(value, keyword) !== undefined || member(item.value, keyword) !== undefined,
  );

function tellRemoved(record: ChangeRecord, operation: Operation, pathStays: boolean, today: string): void {
  const marks = readLifecycle(operation.value);
  const reach = record.addOperation(nameOf(operation), isUnstable(marks));
  const told = { base: { path: operation.path }, revision: { path: at(undefined, 'paths') } };
  const prefix = pathStays ? 'api' : 'api-path';
  tellRemoval(marks, today, (effect, more) => record.tell(`${prefix}-${effect}`, { ...told, ...more }, reach));
}

/** What we send to a caller: for whoever receives it, requests are what responses are to a caller. */
const receiver: Viewpoint = 'receiver';

function compareCallbacks(comparison: SchemaComparison, one: Operation, other: Operation): void {
  const { record } = comparison;
  const [before, after] = [one, other].map(({ value }) => membersOf(member(value, 'callbacks')));
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  for (const name of names) {
    const [old, now] = [
      comparison.base.resolve(before?.[name], at(one.path, 'callbacks', name)),
      comparison.revision.resolve(after?.[name], at(other.path, 'callbacks', name)),
    ];
    const reach = record.addOperation(nameOf(other));
    const told = {
      base: { path: old?.path ?? one.path },
      revision: { path: now?.path ?? other.path },
      subject: { name },
    };
    if (old === undefined) record.tell('callback-added', told, reach);
    else if (now === undefined) record.tell('callback-removed', told, reach);
    else {
      for (const expression of new Set(Object.keys(old.value)).intersection(new Set(Object.keys(now.value)))) {
        const items = [
          operationsOfItem(comparison.base, expression, old.value[expression], at(old.path, expression)),
          operationsOfItem(comparison.revision, expression, now.value[expression], at(now.path, expression)),
        ] as const;
        comparePairs(comparison, items[0], items[1], `callback ${name}`);
      }
    }
  }
}

function comparePairs(
  comparison: SchemaComparison,
  before: readonly Operation[],
  after: readonly Operation[],
  path: string,
): void {
  for (const operation of after) {
    const earlier = before.find(({ method }) => method === operation.method);
    if (earlier === undefined) continue;
    const reach: Reach = comparison.record.addOperation({ method: operation.method.toUpperCase(), path });
    compareOperations(comparison, { base: earlier, revision: operation, reach }, receiver);
  }
}

function compareWebhooks(comparison: SchemaComparison): void {
  const { record } = comparison;
  const keywordOf = (root: typeof comparison.base.root): string =>
    member(root, 'webhooks') === undefined ? 'x-webhooks' : 'webhooks';
  const [keyword, newKeyword] = [keywordOf(comparison.base.root), keywordOf(comparison.revision.root)];
  const before = membersOf(member(comparison.base.root, keyword));
  const after = membersOf(member(comparison.revision.root, newKeyword));
  for (const name of Object.keys(after)) {
    const revision = { path: at(undefined, newKeyword, name) };
    if (!Object.hasOwn(before, name)) {
      record.tell('webhook-added', { revision, subject: { name }, new: name });
      continue;
    }
    const items = [
      operationsOfItem(comparison.base, name, before[name], at(undefined, keyword, name)),
      operationsOfItem(comparison.revision, name, after[name], revision.path),
    ] as const;
    comparePairs(comparison, items[0], items[1], `webhook ${name}`);
  }
  for (const name of Object.keys(before)) {
    if (!Object.hasOwn(after, name))
      record.tell('webhook-removed', { base: { path: at(undefined, keyword, name) }, subject: { name }, old: name });
  }
}
