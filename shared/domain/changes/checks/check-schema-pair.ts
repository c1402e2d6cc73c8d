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

export type SchemaCheck = (comparison: SchemaComparison, pair: SchemaPair) => void;

const checks: readonly SchemaCheck[] = [
  checkTypes,
  checkValues,
  checkBounds,
  checkBranches,
  checkDiscriminator,
  checkSubschemas,
  checkProperties,
  checkWording,
];

export function checkSchemaPair(comparison: SchemaComparison, pair: SchemaPair): void {
  for (const check of checks) check(comparison, pair);
}
