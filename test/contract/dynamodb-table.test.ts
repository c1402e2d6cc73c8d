/** What only DynamoDB's table promises: what it sends, and how it takes what DynamoDB answers. */
import { type BatchGetItemInput, type BatchWriteItemInput, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDynamodbTable } from '../../shared/adapters/aws/dynamodb-table.ts';
import type { Row } from '../../shared/ports.ts';
import { indexNames, openDynamodb, tableName } from './open-table.ts';

const pauses: number[] = [];
vi.mock('node:timers/promises', () => ({ setTimeout: async (pause: number) => void pauses.push(pause) }));

type Sent = { readonly name: string; readonly input: Record<string, unknown> };

const range = (length: number): number[] => Array.from({ length }, (_, number) => number);
const rowsOf = (pk: string, count: number): Row[] =>
  range(count).map((number) => ({ pk, sk: String(number).padStart(4, '0') }));

describe('the dynamodb table', () => {
  let opened: Awaited<ReturnType<typeof openDynamodb>>;
  const sent: Sent[] = [];
  /** Stands between client and server: changes what is sent, or answers itself. */
  let intercept: (sent: Sent, pass: (input: unknown) => Promise<object>) => Promise<object>;

  beforeAll(async () => {
    opened = await openDynamodb();
    opened.client.middlewareStack.add(
      (next, context) => async (args) => {
        const command = { name: String(context.commandName), input: args.input as Sent['input'] };
        sent.push(command);
        const pass = async (input: unknown): Promise<object> =>
          (await next({ ...args, input: input as object })).output;
        return { output: (await intercept(command, pass)) as never, response: undefined };
      },
      { step: 'initialize', priority: 'low', name: 'record' },
    );
  });
  afterAll(() => opened.close());
  beforeEach(() => {
    sent.length = 0;
    pauses.length = 0;
    intercept = ({ input }, pass) => pass(input);
  });
  afterEach(() => vi.unstubAllEnvs());

  it('asks by key only: every query has a key condition, and nothing is ever scanned', async () => {
    const { table } = opened;
    const [key] = rowsOf('asks', 1) as [Row];
    await table.put(key);
    await table.put(key, { absent: true });
    await table.put(key, { attribute: 'version', equals: 1 });
    await table.get(key);
    await table.getAll([key]);
    await table.putAll([key]);
    for (const index of [undefined, ...indexNames]) {
      await table.query({ pk: 'asks', limit: 3, ...(index && { index }) });
      await table.query({ pk: 'asks', limit: 3, prefix: '0', direction: 'descending', ...(index && { index }) });
    }
    await table.delete(key);
    expect(new Set(sent.map(({ name }) => name))).toEqual(
      new Set([
        'PutItemCommand',
        'GetItemCommand',
        'BatchGetItemCommand',
        'BatchWriteItemCommand',
        'QueryCommand',
        'DeleteItemCommand',
      ]),
    );
    const queries = sent.filter(({ name }) => name === 'QueryCommand').map(({ input }) => input);
    expect(queries).toHaveLength(10);
    for (const query of queries) {
      const pk = query.IndexName === undefined ? 'pk' : `${query.IndexName}Pk`;
      expect(query.KeyConditionExpression).toMatch(
        new RegExp(`^${pk} = :pk( AND begins_with\\(${pk.replace('Pk', 'Sk').replace(/^pk/, 'sk')}, :prefix\\))?$`),
      );
      expect(query.FilterExpression).toBeUndefined();
      expect(query.Limit).toBe(4);
    }
  });

  it('reads the main key consistently', async () => {
    await opened.table.get({ pk: 'a', sk: 'a' });
    await opened.table.query({ pk: 'a', limit: 1 });
    await opened.table.getAll([{ pk: 'a', sk: 'a' }]);
    const [get, query, batch] = sent.map(({ input }) => input);
    expect([get?.ConsistentRead, query?.ConsistentRead]).toEqual([true, true]);
    expect((batch as unknown as BatchGetItemInput).RequestItems?.[tableName]?.ConsistentRead).toBe(true);
  });

  it('sends nothing that is known to be in vain', async () => {
    const { table } = opened;
    await table.get({ pk: '', sk: 'a' });
    await table.delete({ pk: 'a', sk: 'é'.repeat(600) });
    await table.getAll([]);
    await table.putAll([]);
    await table.query({ pk: 'a', prefix: 'B', limit: 1, after: { sk: 'C' } });
    await expect(table.put({ pk: 'a', sk: '' })).rejects.toThrow(RangeError);
    expect(sent).toEqual([]);
  });

  it('stores plain attributes as themselves, so that conditions and expiry can see them, and all else as one text', async () => {
    await opened.table.put({
      pk: 'plain',
      sk: 'A',
      n: 1,
      t: 'x',
      no: null,
      expiresAt: 5,
      list: [1],
      half: 1e-300,
      'a b': 1,
    });
    const stored = { TableName: tableName, Key: { pk: { S: 'plain' }, sk: { S: 'A' } } };
    expect((await opened.client.send(new GetItemCommand(stored))).Item).toEqual({
      pk: { S: 'plain' },
      sk: { S: 'A' },
      n: { N: '1' },
      t: { S: 'x' },
      no: { NULL: true },
      expiresAt: { N: '5' },
      _json: { S: '{"list":[1],"half":1e-300,"a b":1}' },
    });
  });

  it('reads in batches of 100 and writes in batches of 25', async () => {
    const rows = rowsOf('batches', 250);
    await opened.table.putAll(rows);
    expect(await opened.table.getAll(rows)).toHaveLength(250);
    const sizes = sent.map(({ input }) => {
      const request = (input.RequestItems as Record<string, { Keys: unknown[] } | unknown[]>)[tableName];
      return Array.isArray(request) ? request.length : request?.Keys.length;
    });
    expect(sizes).toEqual([...Array(10).fill(25), 100, 100, 50]);
  });

  it('sends again what was left of a batch, after a pause, until all of it is done', async () => {
    const rows = rowsOf('left', 130);
    intercept = async ({ name, input }, pass) => {
      if (name === 'BatchWriteItemCommand') {
        const requests = (input as unknown as BatchWriteItemInput).RequestItems?.[tableName] ?? [];
        await pass({ RequestItems: { [tableName]: requests.slice(0, 10) } });
        return requests.length > 10 ? { UnprocessedItems: { [tableName]: requests.slice(10) } } : {};
      }
      const { Keys = [] } = (input as unknown as BatchGetItemInput).RequestItems?.[tableName] ?? {};
      const { Responses } = (await pass({ RequestItems: { [tableName]: { Keys: Keys.slice(0, 30) } } })) as {
        Responses: object;
      };
      return Keys.length > 30
        ? { Responses, UnprocessedKeys: { [tableName]: { Keys: Keys.slice(30) } } }
        : { Responses };
    };
    await opened.table.putAll(rows);
    const found = await opened.table.getAll(rows);
    expect([...found].sort((left, right) => (left.sk < right.sk ? -1 : 1))).toEqual(rows);
    expect(pauses).toHaveLength(5 * 2 + 3);
    expect(pauses.every((pause) => pause >= 0 && pause < 100)).toBe(true);
  });

  it('gives up on a batch that makes no progress, saying so', async () => {
    intercept = async ({ input }) => ({ UnprocessedItems: input.RequestItems });
    await expect(opened.table.putAll(rowsOf('stuck', 3))).rejects.toThrow('DynamoDB left 3 of a batch undone');
    expect(sent).toHaveLength(8);
  });

  it('goes on from where DynamoDB stopped early, also on a page without rows', async () => {
    const answers = [
      { Items: [{ pk: 'P', sk: 'A' }], LastEvaluatedKey: { pk: 'P', sk: 'A' } },
      { Items: [], LastEvaluatedKey: { pk: 'P', sk: 'B' } },
    ];
    intercept = async () => answers.shift() ?? {};
    expect(await opened.table.query({ pk: 'P', limit: 5 })).toEqual({
      items: [{ pk: 'P', sk: 'A' }],
      next: { sk: 'A' },
    });
    expect(await opened.table.query({ pk: 'P', limit: 5 })).toEqual({ items: [], next: { sk: 'B' } });
    expect(await opened.table.query({ pk: 'P', limit: 5 })).toEqual({ items: [] });
  });

  it('passes faults on, and takes none for a failed condition', async () => {
    const absent = createDynamodbTable({ tableName: 'absent', client: opened.client });
    const [key] = rowsOf('faults', 1) as [Row];
    await expect(absent.get(key)).rejects.toThrow('not found');
    await expect(absent.put(key, { absent: true })).rejects.toThrow('not found');
    await expect(absent.putAll([key])).rejects.toThrow('not found');
    await expect(absent.query({ pk: 'P', limit: 1 })).rejects.toThrow('not found');
  });

  it('finds its endpoint, region and credentials in the environment', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', opened.endpoint);
    vi.stubEnv('AWS_REGION', 'eu-south-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    await createDynamodbTable({ tableName }).put({ pk: 'env', sk: 'A' });
    expect(await opened.table.get({ pk: 'env', sk: 'A' })).toEqual({ pk: 'env', sk: 'A' });
  });
});
