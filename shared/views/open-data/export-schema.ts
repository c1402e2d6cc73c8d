/** The schema of the CSV, for programs that read tables: a Frictionless Table Schema (Data Package 2.0). */
import { type Column, exportColumns, exportVersion } from './columns.ts';
import { listSeparator } from './export-rows.ts';

type Json = { readonly [name: string]: unknown };

/** `list`: its members are parted as in a cell. */
function fieldOf<T>({ name, type, isUri, values, required, words }: Column<T>): Json {
  const constraints = {
    ...(required === undefined ? {} : { required }),
    ...(values === undefined ? {} : { enum: values }),
  };
  return {
    name,
    type,
    ...(type === 'list' ? { delimiter: listSeparator, itemType: 'string' } : {}),
    ...(type === 'string' && isUri === true ? { format: 'uri' } : {}),
    description: words.en,
    description_it: words.it,
    ...(Object.keys(constraints).length === 0 ? {} : { constraints }),
  };
}

export const exportSchema: Json = {
  $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
  name: 'apis',
  schema_version: exportVersion,
  fields: exportColumns.api.map(fieldOf),
  fieldsMatch: ['superset'],
  missingValues: [''],
  primaryKey: ['id'],
};
