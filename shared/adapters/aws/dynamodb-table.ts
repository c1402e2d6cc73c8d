/**
 * The table on DynamoDB: string keys `pk` and `sk`; one index per IndexName, of that name, on `<name>Pk` and `<name>Sk`
 * with all attributes projected. Plain attributes are stored as themselves; all else of a row (lists, maps, names and
 * numbers that DynamoDB or its SDK would refuse or change) as one JSON text, so that any row reads back as written.
 * Reads of the main key are consistent; an index follows its table within moments (Developer Guide, "Using Global
 * Secondary Indexes").
 */
import { setTimeout } from 'node:timers/promises';
import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import { keyRange } from '../../domain/storage/key-range.ts';
import { isComparable, isRowKey, requireComparable, rowJson } from '../../domain/storage/row-limits.ts';
import type { Condition, IndexName, Key, Position, Row, Table } from '../../ports.ts';

/** Most keys of one BatchGetItem and most rows of one BatchWriteItem. */
const batchSizes = { get: 100, write: 25 } as const;
const batchesAtOnce = 4;
const fruitlessTries = 8;
/** Holds the JSON text of what is not stored as itself; no plain attribute has an underscore first. */
const jsonName = '_json';

type Item = Record<string, unknown>;

/** `client` when absent: from the environment (region, credentials, AWS_ENDPOINT_URL_DYNAMODB). */
export function createDynamodbTable(options: { readonly tableName: string; readonly client?: DynamoDBClient }): Table {
  const TableName = options.tableName;
  const documents = DynamoDBDocumentClient.from(options.client ?? createClient());

  return {
    async get({ pk, sk }) {
      if (!isRowKey({ pk, sk })) return undefined;
      const { Item } = await documents.send(new GetCommand({ TableName, Key: { pk, sk }, ConsistentRead: true }));
      return Item && toRow(Item);
    },
    async getAll(keys) {
      const rows: Row[] = [];
      await eachBatch(byKey(keys.filter(isRowKey)).map(keyOf), batchSizes.get, async (Keys) => {
        const request = { RequestItems: { [TableName]: { Keys: [...Keys], ConsistentRead: true } } };
        const { Responses, UnprocessedKeys } = await documents.send(new BatchGetCommand(request));
        rows.push(...(Responses?.[TableName] ?? []).map(toRow));
        return (UnprocessedKeys?.[TableName]?.Keys ?? []) as Key[];
      });
      return rows;
    },
    async put(row, condition) {
      const Item = toItem(row);
      try {
        await documents.send(new PutCommand({ TableName, Item, ...(condition && expressionOf(condition)) }));
        return true;
      } catch (fault) {
        if (fault instanceof ConditionalCheckFailedException) return false;
        throw fault;
      }
    },
    async putAll(rows) {
      const requests = byKey(rows).map((row) => ({ PutRequest: { Item: toItem(row) } }));
      await eachBatch(requests, batchSizes.write, async (batch) => {
        const request = { RequestItems: { [TableName]: [...batch] } };
        const { UnprocessedItems } = await documents.send(new BatchWriteCommand(request));
        return (UnprocessedItems?.[TableName] ?? []) as typeof requests;
      });
    },
    async query(query) {
      const { index, limit } = query;
      const range = keyRange(query);
      if (range === undefined) return { items: [] };
      const { prefix, after } = range;
      const { pk, sk } = keyNames(index);
      const found = await documents.send(
        new QueryCommand({
          TableName,
          ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
          KeyConditionExpression: prefix === '' ? `${pk} = :pk` : `${pk} = :pk AND begins_with(${sk}, :prefix)`,
          ExpressionAttributeValues: prefix === '' ? { ':pk': query.pk } : { ':pk': query.pk, ':prefix': prefix },
          ScanIndexForward: query.direction !== 'descending',
          // One row more than asked tells whether there is a next page.
          Limit: limit + 1,
          ...(after && { ExclusiveStartKey: { ...after.key, [pk]: query.pk, [sk]: after.sk } }),
        }),
      );
      const items = (found.Items ?? []).slice(0, limit);
      const more = (found.Items?.length ?? 0) > limit || found.LastEvaluatedKey !== undefined;
      const last = items.at(-1) ?? found.LastEvaluatedKey;
      return { items: items.map(toRow), ...(more && last && { next: position(last, index) }) };
    },
    async delete({ pk, sk }) {
      if (isRowKey({ pk, sk })) await documents.send(new DeleteCommand({ TableName, Key: { pk, sk } }));
    },
  };
}

/** Without these a connection that went silent would hold a function until its own deadline. */
function createClient(): DynamoDBClient {
  return new DynamoDBClient({
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 15_000, throwOnRequestTimeout: true },
  });
}

function keyNames(index: IndexName | undefined): { readonly pk: string; readonly sk: string } {
  return index === undefined ? { pk: 'pk', sk: 'sk' } : { pk: `${index}Pk`, sk: `${index}Sk` };
}

function keyOf({ pk, sk }: Key): Key {
  return { pk, sk };
}

function position(item: Item, index: IndexName | undefined): Position {
  const sk = item[keyNames(index).sk] as string;
  return index === undefined ? { sk } : { sk, key: { pk: item.pk as string, sk: item.sk as string } };
}

function expressionOf(condition: Condition) {
  requireComparable(condition);
  if ('absent' in condition) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: '#attribute = :value',
    ExpressionAttributeNames: { '#attribute': condition.attribute },
    ExpressionAttributeValues: { ':value': condition.equals },
  };
}

function toItem(row: Row): Item {
  rowJson(row);
  const entries = Object.entries(row);
  const plain = Object.fromEntries(entries.filter(([name, value]) => isComparable(name, value)));
  const rest = entries.filter(([name, value]) => !isComparable(name, value) && value !== undefined);
  return rest.length === 0 ? plain : { ...plain, [jsonName]: JSON.stringify(Object.fromEntries(rest)) };
}

function toRow({ [jsonName]: json, ...plain }: Item): Row {
  return (json === undefined ? plain : { ...plain, ...JSON.parse(json as string) }) as Row;
}

/** One of each key, the last: a batch that names a key twice is refused as a whole. */
function byKey<T extends Key>(keyed: readonly T[]): readonly T[] {
  return [...new Map(keyed.map((entry) => [JSON.stringify([entry.pk, entry.sk]), entry])).values()];
}

/** Sends all entries in batches, a few at once. `send` gives back what was left unprocessed. */
async function eachBatch<T>(
  entries: readonly T[],
  size: number,
  send: (batch: readonly T[]) => Promise<readonly T[]>,
): Promise<void> {
  const starts = Array.from({ length: Math.ceil(entries.length / size) }, (_, number) => number * size).values();
  const lane = async (): Promise<void> => {
    for (const start of starts) await sendAll(entries.slice(start, start + size), send);
  };
  await Promise.all(Array.from({ length: batchesAtOnce }, lane));
}

/** Repeats with what was left, after a pause that doubles while nothing gets through (DynamoDB, "Batch operations"). */
async function sendAll<T>(batch: readonly T[], send: (batch: readonly T[]) => Promise<readonly T[]>): Promise<void> {
  let left = batch;
  for (let fruitless = 0; left.length > 0; ) {
    const before = left.length;
    left = await send(left);
    fruitless = left.length < before ? 0 : fruitless + 1;
    if (fruitless === fruitlessTries) throw new Error(`DynamoDB left ${left.length} of a batch undone`);
    if (left.length > 0) await setTimeout(Math.random() * 50 * 2 ** fruitless);
  }
}
