/** Two operations that are the same one: what is asked of a caller, and what comes back. */
import type { Path } from '../description/json-pointer.ts';
import type { Members } from '../description/specification.ts';
import { wordOf } from '../text.ts';
import type { Subject } from './change.ts';
import { compareEncodings } from './compare-encodings.ts';
import { type Entry, type SchemaComparison, Side } from './compare-schemas.ts';
import { compareSecurity } from './compare-security.ts';
import { compareServers } from './compare-servers.ts';
import { at, type Document, differ, listOf, member, membersOf, textOf } from './document.ts';
import { readLifecycle, tellLifecycle, tellRemoval } from './lifecycle-marks.ts';
import { matchMediaTypes } from './match-media-types.ts';
import { createFailureReach, type Reach } from './reached-operations.ts';
import type { Body, Content, MediaType, MediaTypes, Operation, Parameter, Response } from './read-operations.ts';
import type { Told } from './record-changes.ts';
import { isBytes } from './schema-facts.ts';
import type { RoleName } from './schema-roles.ts';

/** For whom: a caller sends requests; of a webhook or a callback it is the other way round. */
export type Viewpoint = 'caller' | 'receiver';

export type OperationPair = { readonly base: Operation; readonly revision: Operation; readonly reach: Reach };

export function compareOperations(comparison: SchemaComparison, pair: OperationPair, view: Viewpoint): void {
  if (view === 'caller') {
    compareMarks(comparison, pair);
    compareParameters(comparison, pair);
    compareSecurity(comparison, pair);
    compareServers(comparison, pair);
  }
  compareBodies(comparison, pair, view);
  compareResponses(comparison, pair, view);
}

const place = (path: Path) => ({ path });

const effectNames: { readonly [effect: string]: string } = {
  deprecated: 'endpoint-deprecated',
  'deprecated-with-sunset': 'endpoint-deprecated-with-sunset',
  reactivated: 'endpoint-reactivated',
  'sunset-deleted': 'sunset-deleted',
  'sunset-date-changed-too-small': 'api-sunset-date-changed-too-small',
  'stability-decreased': 'api-stability-decreased',
  'stability-increased': 'api-stability-increased',
};

function compareMarks({ record, today }: SchemaComparison, { base, revision, reach }: OperationPair): void {
  const places = { base: place(base.path), revision: place(revision.path) };
  tellLifecycle(readLifecycle(base.value), readLifecycle(revision.value), today, (effect, told) =>
    record.tell(effectNames[effect] ?? effect, { ...places, ...told }, reach),
  );
  const [old, now] = [base, revision].map(({ value }) => textOf(member(value, 'operationId')));
  if (old !== now) {
    const id = old === undefined ? 'api-operation-id-added' : 'api-operation-id-removed';
    record.tell(
      id,
      { ...places, ...(old === undefined ? {} : { old }), ...(now === undefined ? {} : { new: now }) },
      reach,
    );
  }
  const [tags, newTags] = [base, revision].map(({ value }) => new Set(listOf(member(value, 'tags')).map(wordOf)));
  for (const name of newTags?.difference(tags ?? new Set()) ?? [])
    record.tell('api-tag-added', { ...places, subject: { name }, new: name }, reach);
  for (const name of tags?.difference(newTags ?? new Set()) ?? [])
    record.tell('api-tag-removed', { ...places, subject: { name }, old: name }, reach);
  for (const keyword of ['summary', 'description']) {
    const [before, after] = [member(base.value, keyword), member(revision.value, keyword)];
    if (differ(before, after))
      record.tell('endpoint-description-changed', { ...places, old: before, new: after }, reach);
  }
}

// --- parameters ---

const headerLess = (parameter: Parameter): string =>
  parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;

/** Names of a template in their order. */
const placeholders = (template: string): readonly string[] =>
  [...template.matchAll(/\{([^{}/]*)\}/g)].map(([, name]) => name ?? '');

function keysOf({ template, parameters }: Operation): ReadonlyMap<string, Parameter> {
  const names = placeholders(template);
  const declared = new Set(parameters.filter((each) => each.in === 'path').map(({ name }) => name));
  const free = names.flatMap((name, index) => (declared.has(name) ? [] : [index]));
  const keyOf = (parameter: Parameter): string => {
    if (parameter.in !== 'path') return `${parameter.in} ${headerLess(parameter)}`;
    // A path parameter is known by where it stands, not by its name; one without a place takes the first that is free.
    const index = names.indexOf(parameter.name);
    return `path ${index >= 0 ? index : (free.shift() ?? parameter.name)}`;
  };
  return new Map(parameters.map((parameter) => [keyOf(parameter), parameter]));
}

function compareParameters(comparison: SchemaComparison, pair: OperationPair): void {
  const [before, after] = [keysOf(pair.base), keysOf(pair.revision)];
  const gone = new Set([...before].filter(([key]) => !after.has(key)).map(([, parameter]) => parameter));
  const byName = Map.groupBy(gone, ({ name }) => name);
  for (const [key, parameter] of after) {
    const earlier = before.get(key);
    const elsewhere = earlier === undefined ? byName.get(parameter.name)?.find((each) => gone.has(each)) : undefined;
    if (earlier === undefined && elsewhere !== undefined) {
      gone.delete(elsewhere);
      tellMovedParameter(comparison, pair, elsewhere, parameter);
    } else if (earlier === undefined) {
      if (!pair.base.hasUnknownParameters) tellNewParameter(comparison, pair, parameter);
    } else compareParameter(comparison, pair, earlier, parameter);
  }
  for (const parameter of pair.revision.hasUnknownParameters ? [] : gone)
    tellGoneParameter(comparison, pair, parameter);
}

function tellMovedParameter(
  { record }: SchemaComparison,
  { reach }: OperationPair,
  before: Parameter,
  after: Parameter,
): void {
  const told = { base: place(before.path), revision: place(after.path), subject: subjectOf(after) };
  record.tell('request-parameter-location-changed', { ...told, old: before.in, new: after.in }, reach);
}

const subjectOf = ({ in: where, name }: Parameter): Subject => ({ parameter: { in: where, name } });

function tellNewParameter({ record }: SchemaComparison, { base, reach }: OperationPair, parameter: Parameter): void {
  const told = {
    base: place(base.path),
    revision: place(parameter.path),
    subject: subjectOf(parameter),
    new: parameter.isRequired ? 'required' : 'optional',
  };
  const need = parameter.isRequired ? 'required' : 'optional';
  if (parameter.in === 'path') {
    record.tell('new-request-path-parameter', told, reach);
    return;
  }
  record.tell(
    parameter.isOfPath ? `new-${need}-request-default-parameter-to-existing-path` : `new-${need}-request-parameter`,
    told,
    reach,
  );
}

function tellGoneParameter(
  { record, today }: SchemaComparison,
  { revision, reach }: OperationPair,
  parameter: Parameter,
): void {
  const marks = readLifecycle(parameter.value);
  const told = {
    base: place(parameter.path),
    revision: place(revision.path),
    subject: subjectOf(parameter),
    old: parameter.isRequired ? 'required' : 'optional',
  };
  tellRemoval(marks, today, (effect, more) => {
    const id = effect === 'removed-without-deprecation' ? 'removed' : effect;
    record.tell(`request-parameter-${id}`, { ...told, ...more }, reach);
  });
}

const parameterEffects: { readonly [effect: string]: string } = {
  'deprecated-with-sunset': 'deprecated',
};

function compareParameter(
  comparison: SchemaComparison,
  { reach }: OperationPair,
  before: Parameter,
  after: Parameter,
): void {
  const { record, today } = comparison;
  const places = { base: place(before.path), revision: place(after.path), subject: subjectOf(after) };
  if (before.isRequired !== after.isRequired) {
    const [old, now] = [before, after].map(({ isRequired }) => (isRequired ? 'required' : 'optional'));
    record.tell(`request-parameter-became-${now}`, { ...places, old, new: now }, reach);
  }
  tellLifecycle(readLifecycle(before.value), readLifecycle(after.value), today, (effect, told) =>
    record.tell(`request-parameter-${parameterEffects[effect] ?? effect}`, { ...places, ...told }, reach),
  );
  // Of a single value there is no more than one way to write it.
  const isSingle = isSingleValue(comparison.base, before) && isSingleValue(comparison.revision, after);
  const [old, now] = [before, after].map((parameter) => serializationOf(parameter, isSingle));
  if (old !== now) record.tell('request-parameter-serialization-changed', { ...places, old, new: now }, reach);
  if (after.in === 'query') tellAllowances(comparison, places, before.value, after.value, reach);
  visit(
    comparison,
    before.schema,
    after.schema,
    `request-${before.isRequired && after.isRequired ? 'required-' : ''}${after.in === 'header' ? 'header' : 'parameter'}`,
    reach,
    {
      subject: subjectOf(after),
      isText: member(after.value, 'content') === undefined,
      isExploded: after.in === 'query' && serializationOf(after, false) === 'form explode',
    },
  );
}

/** What Swagger 2.0 calls `collectionFormat` (Parameter Object) in the words of OpenAPI 3. */
const collections: { readonly [format: string]: readonly [style: string, explode: boolean] } = {
  multi: ['form', true],
  ssv: ['spaceDelimited', false],
  pipes: ['pipeDelimited', false],
  tsv: ['tabDelimited', false],
};

const listTypes: ReadonlySet<string> = new Set(['array', 'object']);

function isSingleValue(document: Document, { schema }: Parameter): boolean {
  const node = schema && document.schema(schema.value, schema.path);
  const types = node === undefined ? [] : new Side(node, document).facts.types;
  return types.length > 0 && types.every((type) => !listTypes.has(type));
}

/** How its value is written, with what holds when it is not said (OpenAPI 3.1.1 §4.8.12.2). */
function serializationOf({ in: where, value }: Parameter, isSingle: boolean): string {
  const usual = where === 'query' || where === 'cookie' ? 'form' : 'simple';
  const isOld = member(value, 'schema') === undefined && member(value, 'type') !== undefined;
  const old = collections[textOf(member(value, 'collectionFormat')) ?? ''] ?? [usual, false];
  const style = isOld ? old[0] : (textOf(member(value, 'style')) ?? usual);
  const explode = isOld ? old[1] : (member(value, 'explode') ?? style === 'form');
  const [content = ''] = Object.keys(membersOf(member(value, 'content')));
  return [style, explode === true && !isSingle ? 'explode' : '', content].filter((word) => word !== '').join(' ');
}

/** What a query may hold besides its values (OpenAPI 3.1.1 §4.8.12.2.1); less of it breaks. */
function tellAllowances(
  { record }: SchemaComparison,
  places: Told,
  before: Members,
  after: Members,
  reach: Reach,
): void {
  for (const keyword of ['allowEmptyValue', 'allowReserved']) {
    const [old, now] = [before, after].map((value) => member(value, keyword) === true);
    if (old === now) continue;
    const told = {
      ...places,
      old: `${keyword}: ${old}`,
      new: `${keyword}: ${now}`,
      level: now ? ('info' as const) : ('breaking' as const),
    };
    record.tell('request-parameter-serialization-changed', told, reach);
  }
}

function visit(
  comparison: SchemaComparison,
  before: Content | undefined,
  after: Content | undefined,
  role: RoleName,
  reach: Reach,
  entry: Entry,
): void {
  if (before !== undefined && after !== undefined) comparison.visit(before, after, role, reach, entry);
}

// --- bodies ---

const isTextual = (mediaType: string): boolean => !/[/+](?:json|xml|jsonl|x-ndjson|json-seq)(?:;|$)/.test(mediaType);

function compareBodies(comparison: SchemaComparison, { base, revision, reach }: OperationPair, view: Viewpoint): void {
  const { record } = comparison;
  const [before, after] = [base.body, revision.body];
  if (before === undefined && after === undefined) return;
  const places = { base: place(before?.path ?? base.path), revision: place(after?.path ?? revision.path) };
  if (before === undefined || after === undefined) {
    if (view === 'caller') record.tell(existenceOf(before, after), places, reach);
    return;
  }
  if (before.isUnknown || after.isUnknown) return;
  if (view === 'caller' && before.isRequired !== after.isRequired) {
    record.tell(`request-body-became-${after.isRequired ? 'required' : 'optional'}`, places, reach);
  }
  const role = view === 'caller' ? 'request-body' : 'response-body';
  compareContent(comparison, before.content, after.content, places, role, reach, {});
}

const existenceOf = (before: Body | undefined, after: Body | undefined): string =>
  before === undefined
    ? `request-body-added-${after?.isRequired === true ? 'required' : 'optional'}`
    : 'request-body-removed';

function compareContent(
  comparison: SchemaComparison,
  before: MediaTypes,
  after: MediaTypes,
  places: { readonly base: { readonly path: Path }; readonly revision: { readonly path: Path } },
  role: 'request-body' | 'response-body',
  reach: Reach,
  subject: Subject,
): void {
  const { record } = comparison;
  const isRequest = role === 'request-body';
  const { matched, renamed, added, removed } = matchMediaTypes([...before.keys()], [...after.keys()], isRequest);
  for (const mediaType of added) {
    const told = { base: places.base, revision: place(after.get(mediaType)?.path), subject: { ...subject, mediaType } };
    record.tell(isRequest ? 'request-body-media-type-added' : 'response-media-type-added', told, reach);
  }
  for (const mediaType of removed) {
    const told = {
      base: place(before.get(mediaType)?.path),
      revision: places.revision,
      subject: { ...subject, mediaType },
    };
    record.tell(isRequest ? 'request-body-media-type-removed' : 'response-media-type-removed', told, reach);
  }
  for (const [old, now, effect] of renamed) {
    const told = {
      base: place(before.get(old)?.path),
      revision: place(after.get(now)?.path),
      subject: { ...subject, mediaType: now },
      old,
      new: now,
    };
    record.tell(`response-media-type-name-${effect}`, told, reach);
  }
  for (const [old, now] of [...matched, ...renamed]) {
    const [one, other] = [before.get(old), after.get(now)];
    if (one === undefined || other === undefined) continue;
    const entry = { subject: { ...subject, mediaType: now }, isText: isTextual(now) };
    const isReworded = one.name !== other.name && !renamed.some(([name]) => name === old);
    // Swagger 2.0 has them in a list of their own, for all statuses: nothing is said of how they are written there.
    if (!isRequest && isReworded && one.name !== '' && other.name !== '') {
      const told = { base: place(one.path), revision: place(other.path), subject: entry.subject };
      record.tell('response-media-type-name-changed', { ...told, old: one.name, new: other.name }, reach);
    }
    compareMediaType(comparison, one, other, role, reach, entry);
  }
}

/** Without a schema, 3.1 means the bytes that 3.0 has to describe (OpenAPI 3.1.1 §4.4.1.2). */
function areBytes(
  { base, revision }: SchemaComparison,
  before: MediaType,
  after: MediaType,
  { isText }: Entry,
): boolean {
  if (!isText || base.dialect === revision.dialect) return false;
  const [silent, { schema }] = before.schema === undefined ? [base, after] : [revision, before];
  const node = (silent === base ? revision : base).schema(schema?.value, schema?.path);
  return silent.dialect === 'openapi-3.1' && node !== undefined && isBytes(node);
}

function compareMediaType(
  comparison: SchemaComparison,
  before: MediaType,
  after: MediaType,
  role: 'request-body' | 'response-body',
  reach: Reach,
  entry: Entry,
): void {
  if (before.isUnknown === true || after.isUnknown === true) return;
  for (const part of ['schema', 'item'] as const) {
    if ((before[part] === undefined) !== (after[part] === undefined) && !areBytes(comparison, before, after, entry)) {
      const told = { base: place(before.path), revision: place(after.path), subject: entry.subject };
      const effect = before[part] === undefined ? 'added' : 'removed';
      comparison.record.tell(`${role}-media-type-schema-${effect}`, told, reach);
    }
    visit(comparison, before[part], after[part], role, reach, entry);
  }
  compareEncodings(comparison.record, role, before, after, reach);
}

// --- responses ---

/** RFC 9110 §15; `default` is what is not said otherwise, mostly errors. */
const isSuccess = (status: string): boolean => /^2/.test(status);

/** Where no success is described, all that is not said otherwise is one. */
const isFailure = (status: string, { responses }: Operation): boolean =>
  !isSuccess(status) && (status !== 'default' || [...responses.keys()].some(isSuccess));

/** Whether all other answers are described or not is no promise. */
const levelOf = (status: string): { readonly level?: 'editorial' } =>
  status === 'default' ? { level: 'editorial' } : {};

type Responses = Operation['responses'];

/** A range (`2XX`) that one side has alone, and the only status within it that the other has alone: by the new name. */
function pairRanges(before: Responses, after: Responses): ReadonlyMap<string, string> {
  const [gone, come] = [
    [...before.keys()].filter((status) => !after.has(status)),
    [...after.keys()].filter((status) => !before.has(status)),
  ];
  const pairs = ['1', '2', '3', '4', '5'].flatMap((digit) => {
    const [olds, news] = [gone, come].map((list) => list.filter((status) => status.startsWith(digit)));
    const [old, now] = [olds?.[0], news?.[0]];
    if (old === undefined || now === undefined || olds?.length !== 1 || news?.length !== 1) return [];
    return [old, now].includes(`${digit}xx`) ? [[now, old] as const] : [];
  });
  return new Map(pairs);
}

function compareResponses(comparison: SchemaComparison, pair: OperationPair, view: Viewpoint): void {
  const { record } = comparison;
  const { base, revision, reach } = pair;
  const paired = pairRanges(base.responses, revision.responses);
  for (const [status, response] of revision.responses) {
    const earlier = base.responses.get(paired.get(status) ?? status);
    if (earlier !== undefined) compareResponse(comparison, pair, status, earlier, response, view);
    // One status of a range is less than what could come before; a range for one status is more.
    const isWider = earlier === undefined || (paired.has(status) && status.endsWith('xx'));
    if (isWider && view === 'caller') {
      const told = {
        base: place(at(base.path, 'responses')),
        revision: place(response.path),
        subject: { status },
        ...levelOf(status),
      };
      record.tell(`response-${isSuccess(status) ? 'success' : 'non-success'}-status-added`, told, reach);
    }
  }
  const isPaired = new Set(paired.values());
  for (const [status, response] of base.responses) {
    if (revision.responses.has(status) || isPaired.has(status) || view !== 'caller') continue;
    const told = {
      base: place(response.path),
      revision: place(at(revision.path, 'responses')),
      subject: { status },
      ...levelOf(status),
    };
    record.tell(`response-${isSuccess(status) ? 'success' : 'non-success'}-status-removed`, told, reach);
  }
}

function compareResponse(
  comparison: SchemaComparison,
  pair: OperationPair,
  status: string,
  before: Response,
  after: Response,
  view: Viewpoint,
): void {
  const places = { base: place(before.path), revision: place(after.path) };
  if (before.isUnknown || after.isUnknown) return;
  const role = view === 'caller' ? 'response-body' : 'request-body';
  const reach = isFailure(status, pair.base) ? createFailureReach(pair.reach) : pair.reach;
  compareContent(comparison, before.content, after.content, places, role, reach, { status });
  if (view === 'caller') compareHeaders(comparison, pair.reach, status, before, after);
}

function compareHeaders(
  comparison: SchemaComparison,
  reach: Reach,
  status: string,
  before: Response,
  after: Response,
): void {
  const { record } = comparison;
  for (const [key, header] of after.headers) {
    const earlier = before.headers.get(key);
    const subject = { header: header.name, status };
    if (earlier === undefined) {
      record.tell('response-header-added', { base: place(before.path), revision: place(header.path), subject }, reach);
      continue;
    }
    if (earlier.isRequired && !header.isRequired) {
      const places = { base: place(earlier.path), revision: place(header.path) };
      record.tell('response-header-became-optional', { ...places, subject }, reach);
    }
    visit(comparison, earlier.schema, header.schema, 'response-header', reach, { subject, isText: true });
  }
  for (const [key, header] of before.headers) {
    if (after.headers.has(key)) continue;
    const id = header.isRequired ? 'required-response-header-removed' : 'optional-response-header-removed';
    const subject = { header: header.name, status };
    record.tell(id, { base: place(header.path), revision: place(after.path), subject }, reach);
  }
}
