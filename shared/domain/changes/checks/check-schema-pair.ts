/** All that is compared of two schemas; the order is that of what is told. */
import type { SchemaComparison, SchemaPair } from '../compare-schemas.ts';
import { checkBounds } from './bounds.ts';
import { checkBranches } from './branches.ts';
import { checkDiscriminator } from './discriminator.ts';
import { checkProperties } from './properties.ts';
import { checkSubschemas } from './subschemas.ts';
import { checkTypes } from './types.ts';
import { checkValues } from './values.ts';
import { checkWording } from './wording.ts';

type SchemaCheck = (comparison: SchemaComparison, pair: SchemaPair) => void;

const checks: readonly SchemaCheck[] = [checkTypes, checkValues, checkBounds, checkProperties, checkWording];

/** Of a schema that is something else now these follow; which properties it has is news all the same. */
const innerChecks: readonly SchemaCheck[] = [checkBranches, checkDiscriminator, checkSubschemas];

export function checkSchemaPair(comparison: SchemaComparison, pair: SchemaPair): void {
  for (const check of checks) check(comparison, pair);
  for (const check of isSomethingElse(pair) ? [] : innerChecks) check(comparison, pair);
}

/** Whether no value can be of both: a text became an object. */
function isSomethingElse({ base, revision }: SchemaPair): boolean {
  const [before, after] = [base.facts.types, revision.facts.types].map((types) => new Set(types.map(kindOf)));
  return (
    before !== undefined && after !== undefined && before.size > 0 && after.size > 0 && before.isDisjointFrom(after)
  );
}

/** Every integer is a number. */
const kindOf = (type: string): string => (type === 'integer' ? 'number' : type);
