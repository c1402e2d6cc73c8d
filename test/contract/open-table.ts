/** Opens each table of the contract suites: SQLite in a temporary folder, DynamoDB as dynalite on a loopback port. */
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createDynamodbTable } from '../../shared/adapters/aws/dynamodb-table.ts';
import { createSqliteTable } from '../../shared/adapters/embedded/sqlite-table.ts';
import type { IndexName, Table } from '../../shared/ports.ts';

export const indexNames: readonly IndexName[] = ['owner', 'listing', 'facet', 'due'];
export const tableName = 'vedetta';

export type Opened = { readonly table: Table; close(): Promise<void> };

/** A folder that is gone after `close`. */
export function openFolder(): { readonly path: string; close(): void } {
  const path = mkdtempSync(join(tmpdir(), 'vedetta-'));
  return { path, close: () => rmSync(path, { recursive: true, force: true }) };
}

export async function openSqlite(): Promise<Opened & { readonly path: string }> {
  const folder = openFolder();
  const path = join(folder.path, 'table.db');
  const table = createSqliteTable(path);
  return {
    table,
    path,
    async close() {
      table.close();
      folder.close();
    },
  };
}

export async function openDynamodb(): Promise<Opened & { readonly client: DynamoDBClient; readonly endpoint: string }> {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new DynamoDBClient({ endpoint, region: 'eu-south-1', credentials });
  await client.send(new CreateTableCommand(tableDefinition()));
  return {
    table: createDynamodbTable({ tableName, client }),
    client,
    endpoint,
    async close() {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const tableKinds = [
  { kind: 'sqlite', open: openSqlite },
  { kind: 'dynamodb', open: openDynamodb },
] as const;

/** One store for a suite, and a partition key of its own for each test. */
export function prepareTable(open: () => Promise<Opened>, use: (table: Table, partition: string) => void): void {
  let opened: Opened;
  let tests = 0;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());
  beforeEach(() => {
    tests += 1;
    use(opened.table, `P${tests}`);
  });
}

function tableDefinition() {
  const keySchema = (pk: string, sk: string) => [
    { AttributeName: pk, KeyType: 'HASH' as const },
    { AttributeName: sk, KeyType: 'RANGE' as const },
  ];
  const attributes = ['pk', 'sk', ...indexNames.flatMap((index) => [`${index}Pk`, `${index}Sk`])];
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST' as const,
    AttributeDefinitions: attributes.map((name) => ({ AttributeName: name, AttributeType: 'S' as const })),
    KeySchema: keySchema('pk', 'sk'),
    GlobalSecondaryIndexes: indexNames.map((index) => ({
      IndexName: index,
      KeySchema: keySchema(`${index}Pk`, `${index}Sk`),
      Projection: { ProjectionType: 'ALL' as const },
    })),
  };
}
