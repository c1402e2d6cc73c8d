/** Walks a query page by page, lazily: the caller stops when it has what it wants. */
import type { Query, Row, Table } from '../ports.ts';

export const pageSize = 500;

export async function* pageThrough(
  table: Table,
  query: Omit<Query, 'limit' | 'after'>,
  limit = pageSize,
): AsyncGenerator<Row> {
  let after: Query['after'];
  do {
    const page = await table.query({ ...query, limit, ...(after === undefined ? {} : { after }) });
    yield* page.items;
    after = page.next;
  } while (after !== undefined);
}

export async function collect<T>(rows: AsyncIterable<Row>, map: (row: Row) => T): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const row of rows) found.push(map(row));
  return found;
}
