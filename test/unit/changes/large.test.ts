/** One change to a schema that a large description uses everywhere is one change. Needs the reference material. */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compare } from '../../../shared/domain/changes/compare.ts';

const file = new URL('../../../../shared/oracle/large-3mb.json.gz', import.meta.url);

type Large = {
  components: { schemas: { [name: string]: { properties: { [name: string]: unknown } } } };
  paths: { [template: string]: object };
};

const read = (): Large => JSON.parse(gunzipSync(readFileSync(file)).toString()) as Large;

const absent = existsSync(file) ? '' : ' (skipped: it is not beside the project)';

describe.skipIf(!existsSync(file))(`a description of 3 MB${absent}`, () => {
  it('with one more optional property in a shared schema has one change, which lists the operations it reaches', () => {
    const [base, revision] = [read(), read()];
    revision.components.schemas.address!.properties.floor = { type: 'string' };
    const { changes, notes, ...counts } = compare(base, revision, '2026-11-23');
    expect(counts).toMatchObject({ breaking: 0, warning: 0, info: 1, editorial: 0 });
    // What is sent has addresses of its own, written out in place: this schema is reached by answers only.
    expect(changes).toMatchObject([
      {
        id: 'response-optional-property-added',
        basePointer: '/components/schemas/address',
        revisionPointer: '/components/schemas/address/properties/floor',
        subject: { schema: 'address', property: 'floor' },
        new: { type: 'string' },
        operationCount: 402,
      },
    ]);
    const operations = changes[0]!.operations.map(({ method, path }) => `${method} ${path}`);
    expect(operations).toHaveLength(402);
    expect(new Set(operations).size).toBe(402);
    expect(Object.keys(base.paths)).toEqual(expect.arrayContaining(changes[0]!.operations.map(({ path }) => path)));
  });

  it('has no change against a copy of itself', () => {
    expect(compare(read(), read(), '2026-11-23').changes).toEqual([]);
  });
});
