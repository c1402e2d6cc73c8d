/** Version of the comparison: raised when it tells something else of the same two documents. */
import type { Comparison } from './change.ts';

export const comparisonEngine = '1';

/** Of a document and itself. */
export const nothingChanged: Comparison = {
  engine: comparisonEngine,
  breaking: 0,
  warning: 0,
  info: 0,
  editorial: 0,
  changes: [],
  notes: [],
};
